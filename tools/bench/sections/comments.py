"""Twenty comments a second, read in the other language through the engine in process."""

from tests.load.talk import talk
from tests.translation.tiny_models import make_pair
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded

RATE, SECONDS = 20, 10


def measure(loaded: Loaded, figures: Figures) -> None:
    """The models are tiny, their files, loading and batching real; who comments takes from the same cores."""
    site = loaded.site()
    folder = site.data / "engines"
    if not folder.exists():
        make_pair(folder, "en", "zh")
        make_pair(folder, "zh", "en")
    database = loaded.database(site)
    talk(site.url, database, 2, 2)
    seen = talk(site.url, database, RATE, SECONDS)
    times = ", ".join(f"{seen.within(share):.2f} s" for share in (0.5, 0.95, 0.99))
    figures.say(f"{RATE} comments a second for {SECONDS} s, readable in Chinese after: median, 95 %, 99 %",
                f"{times}; {len(seen.readable)} of {len(seen.sent)}", "2 s")
