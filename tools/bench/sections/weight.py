"""The first view of Explore in Chromium, its processor slowed four times."""

from tests.browser.first_view import first_view
from tests.chromium import chromium
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded


def measure(loaded: Loaded, figures: Figures) -> None:
    """Bytes over the wire with nothing kept, and what moves."""
    site = loaded.site()
    with chromium() as browser:
        for width in (390, 1440):
            seen = first_view(browser, site.url + "/", width)
            bare = f"{seen.without_pictures / 1000:.0f} kB"
            figures.say(f"first view of Explore at {width} px, without pictures", bare, "150 kB")
            figures.say(f"JavaScript at {width} px", f"{seen.scripts / 1000:.1f} kB", "30 kB")
            figures.say(f"layout shift at {width} px, 4x slowed", f"{seen.shift:.4f}", "under 0.02")
