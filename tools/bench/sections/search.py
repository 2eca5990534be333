"""What a question costs: a word that stands in very many notes, one of two characters, two words, and one that nobody wrote."""

from collections.abc import Callable
from urllib.parse import quote

from tools.bench.costs import cost
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.visitor import Visitor

ROUNDS, WARM = 25, 10
"""Few enough that one reader may ask all of them within the limit on searching."""
QUESTIONS = {
    "a common word": "cat",
    "one common character": "猫",
    "two characters": "猫税",
    "two words": "cat tax",
    "no note": "xylophone",
}


def measure(loaded: Loaded, figures: Figures) -> None:
    """The list of notes found, signed in, and what is suggested while one types."""
    site = loaded.site()
    site.command("reindex")  # loading makes no index; what is indexed already is not done again
    site.settle()
    for number, (what, words) in enumerate(QUESTIONS.items()):
        ask = _asking(loaded.reader(site, number % 2), f"/search?in=notes&q={quote(words)}")
        figures.say(f"Search, {what} ({words}), CPU-ms", str(cost(site, ask, ROUNDS, WARM)))
    ask = _asking(loaded.reader(site), "/search/suggest?q=ca")
    figures.say("Suggestions (ca), CPU-ms", str(cost(site, ask, ROUNDS, WARM)))


def _asking(reader: Visitor, path: str) -> Callable[[int], object]:
    return lambda _number: reader.get(path)
