"""Does a page cost the same far down the list, and on a site a hundred times larger?"""

import re

from tools.bench.costs import Cost, page_cost
from tools.bench.figures import Figures
from tools.bench.loaded import SIZES, Loaded
from tools.bench.running import Site
from tools.bench.visitor import Visitor

NEXT = re.compile(rb'rel="next" href="([^"]+)"')
FAR = 100


def measure(loaded: Loaded, figures: Figures) -> None:
    """The first and the hundredth page of Explore, here and on 10,000 notes; then pages that nobody has seen yet."""
    site = loaded.site()
    first, far = _both(loaded, site)
    figures.say("Explore, the hundredth page to the first", f"{far.both / first.both:.2f}x ({far})", "1.2x")
    figures.say("Explore, pages seen for the first time, one after another, CPU-ms", str(_unseen(loaded, site)))
    if loaded.size.name == "whole":
        small, _far = _both(loaded, loaded.site(SIZES["small"]))
        figures.say("Explore, 1,000,000 notes to 10,000", f"{first.both / small.both:.2f}x (10,000: {small})", "1.3x")


def _both(loaded: Loaded, site: Site) -> tuple[Cost, Cost]:
    reader = loaded.reader(site)
    far = walk(reader, "/", FAR)
    return page_cost(site, reader, "/"), page_cost(site, reader, far)


def walk(reader: Visitor, path: str, pages: int) -> str:
    """The address of the page after `pages` - 1 others."""
    for _page in range(pages - 1):
        found = NEXT.search(reader.get(path).body)
        if not found:
            raise SystemExit(f"{path} is the last page")
        path = found[1].decode().replace("&amp;", "&")
    return path


def _unseen(loaded: Loaded, site: Site) -> Cost:
    """Each page once, from the two-hundredth on: no card of theirs is kept yet."""
    from tools.bench.costs import cost

    reader = loaded.reader(site, 1)
    at = [walk(reader, "/", FAR * 2)]

    def on(_number: int) -> None:
        at[0] = walk(reader, at[0], 2)

    return cost(site, on, rounds=20, warm=5)
