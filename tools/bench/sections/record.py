"""The public record: what a line costs a decision, chaining, and checking what was published."""

import time
from collections.abc import Callable

from tests.record.making import Site
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded

MANY = 50_000


def measure(loaded: Loaded, figures: Figures) -> None:
    """Lines of a file; no site is needed for what a stranger does."""
    from redbridge.record.proof import chain, heads

    site = Site(MANY, every=1_000)
    spent = best(lambda: heads.check(site.keys, site.heads, site.key))
    figures.say(f"public record: checking the signatures of {len(site.heads)} heads", f"{1000 * spent:.0f} ms")
    signed = heads.check(site.keys, site.heads, site.key)
    spent = best(lambda: chain.check(site.lines, signed))
    figures.say("public record: lines checked a second, one process", f"{MANY / spent:,.0f}", "50,000")


def best(do: Callable[[], object]) -> float:
    """CPU-seconds of the quietest of five."""
    took = []
    for _each in range(5):
        start = time.process_time()
        do()
        took.append(time.process_time() - start)
    return min(took)
