"""What a page of the feeds costs, the ones somebody opens most."""

from tools.bench.calibration import calibrated
from tools.bench.costs import page_cost
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.visitor import Visitor


def measure(loaded: Loaded, figures: Figures) -> None:
    """Explore and Following, signed in and out."""
    site = loaded.site()
    reader, stranger = loaded.reader(site), Visitor(site.url)
    figures.say("a fixed piece of Python, the least of nine, CPU-ms", f"{calibrated():.1f} ms")
    figures.say("Explore, signed in, 20 cards with translations, CPU-ms", str(page_cost(site, reader, "/")), "1.5")
    figures.say("Explore, signed out, CPU-ms", str(page_cost(site, stranger, "/")))
    figures.say("Following, CPU-ms", str(page_cost(site, reader, "/following")), "1.2")
    figures.say("the cheapest page (`/healthz`), signed in, CPU-ms", str(page_cost(site, reader, "/healthz")))
