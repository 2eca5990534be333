"""The six text cards as pictures, on the grid of 100 by 134 that static/web/css/cards.css and icons/textcards.svg share.

Where the sheet says `cqw` it counts the card's inner width, so sizes here are those numbers times that width.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

from redbridge.kernel.text import width as width_of
from redbridge.sharing.drawing import faces, lines, upright
from redbridge.sharing.drawing.canvas import Canvas
from redbridge.sharing.drawing.faces import Face, is_chinese
from redbridge.sharing.drawing.svg import Point

HEIGHT = 134.0
PIXELS = 1080
LONG = 60
"""Display units from which the words are set a fifth smaller."""
SMALLEST = 0.4
MOST = 240
"""Code points: the form holds words to 90 display units, a translation may be longer."""
LATIN = 1.06
"""The Latin letters of the Chinese face are smaller than those of the faces browsers put first."""

COLOURS: dict[str, dict[str, str]] = {
    "letter": {"ground": "#FAF4E6", "words": "#33261F", "drawn": "#D9897A"},
    "seal": {"ground": "#B92C1B", "words": "#FFF3E4", "drawn": "#FBE6D9"},
    "indigo": {"ground": "#24406B", "words": "#F3F0E4", "drawn": "#CFD0CD"},
    "celadon": {"ground": "#C4D8CB", "words": "#16322E", "drawn": "#7FA394"},
    "window": {"ground": "#20262C", "words": "#F2E8D2", "drawn": "#4A545B", "sky": "#33414D", "moon": "#E9C877",
               "plum": "#E8705A", "branch": "#14181B"},
    "practice": {"ground": "#FBF8F0", "words": "#1E1F22", "drawn": "#C9402C"},
}  # fmt: skip
"""The light ones: a picture goes to places whose theme nobody knows."""


@dataclass(frozen=True)
class Words:
    """What a card says: `text` in `lang`; `original` as it was written, in `source`."""

    text: str
    lang: str
    original: str
    source: str

    @property
    def chinese(self) -> bool:
        return is_chinese(self.lang)


@dataclass(frozen=True)
class Place:
    """Where words stand: a box in units, sizes for Latin and Chinese, and how they lie in it."""

    left: float = 11
    top: float = 12
    right: float = 89
    bottom: float = 122
    latin: float = 8.27
    han: float = 9.05
    upright: str = "top"
    centred: bool = False


def draw(style: str, words: Words, pixels: int = PIXELS) -> Image.Image:
    """A card's picture, `pixels` wide; without words where the face cannot draw most of them."""
    colours = COLOURS[style]
    canvas = Canvas(100, HEIGHT, pixels, colours["ground"])
    text = words.text if len(words.text) <= MOST else words.text[: MOST - 1] + "…"
    plain = faces.drawable(text, words.lang) if faces.readable(text, words.lang) else ""
    _STYLES[style](canvas, colours, Words(plain, words.lang, words.original, words.source))
    return canvas.done()


def _scale(words: Words) -> float:
    return 0.8 if width_of(words.text) >= LONG else 1.0


def _set(canvas: Canvas, words: Words, place: Place, ink: str) -> float:
    """Set the words evenly in their place, smaller where they need it; returns how high they stand, in units."""
    k = _scale(words)
    while True:
        size = (place.han if words.chinese else place.latin * LATIN) * k
        step = size * (1.46 if words.chinese else 1.26)
        face = Face(words.lang, size * canvas.unit)
        across = (place.right - place.left) * canvas.unit
        set_ = [line for part in lines.paragraphs(words.text, words.lang) for line in lines.even(part, across, face.length)]
        high = step * len(set_)
        if high <= place.bottom - place.top or k < SMALLEST:
            break
        k *= 0.92
    room = place.bottom - place.top - high
    top = place.top + {"top": 0.0, "middle": room / 2, "foot": room}[place.upright]
    for n, line in enumerate(set_):
        x = place.left * canvas.unit + ((across - face.length(line)) / 2 if place.centred else 0)
        face.draw(canvas.pen, x, _baseline(top + n * step, step, size) * canvas.unit, line, ink)
    return high


def _baseline(top: float, step: float, size: float) -> float:
    """Where letters of `size` stand in a line `step` high, as CSS centres them."""
    return top + (step - (faces.ASCENT + faces.DESCENT) * size) / 2 + faces.ASCENT * size


def _letter(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    step = 14.03 * 0.86 if words.chinese else 13.2 * 0.86
    canvas.lines(_across(step) if not words.chinese else _down(step), 0.42, colours["drawn"], 0.62)
    canvas.frame(4, HEIGHT, 0.42, colours["drawn"], 0.75)
    canvas.frame(7.3, HEIGHT, 0.65, colours["drawn"])
    (upright.vertical if words.chinese else _on_rules)(canvas, words, step, _scale(words), colours["words"])


def _across(step: float) -> list[list[Point]]:
    return [[(7.0, 7 + n * step), (93.0, 7 + n * step)] for n in range(1, int((HEIGHT - 14) / step) + 1)]


def _down(step: float) -> list[list[Point]]:
    return [[(93 - n * step, 7.0), (93 - n * step, HEIGHT - 7)] for n in range(1, int(86 / step) + 1)]


def _on_rules(canvas: Canvas, words: Words, step: float, k: float, ink: str) -> None:
    left, right = 7 + 5.5 * 0.86, 93 - 5.5 * 0.86
    rows = int((HEIGHT - 14) / step) - 1
    while True:
        size = 9.2 * 0.86 * LATIN * k
        face = Face(words.lang, size * canvas.unit, bold=False)
        set_ = [line for part in lines.paragraphs(words.text, words.lang)
                for line in lines.even(part, (right - left) * canvas.unit, face.length)]  # fmt: skip
        if len(set_) <= rows or k < SMALLEST:
            break
        k *= 0.92
    for n, line in enumerate(set_[:rows]):
        face.draw(canvas.pen, left * canvas.unit, _baseline(7 + (n + 1) * step, step, size) * canvas.unit, line, ink)


def _seal(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    canvas.art("seal", 0, HEIGHT - 42, 100, colours)
    _set(canvas, words, Place(top=10.5, bottom=HEIGHT - 42), colours["words"])


def _indigo(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    canvas.art("indigo", 0, 0, 100, colours)
    canvas.art("indigo", 0, HEIGHT - 33, 100, colours, flip=True)
    for n in range(15):
        for x in (5.9, 94.1):
            canvas.dot(x, 10.3 + (n + 0.5) * (HEIGHT - 20.6) / 15, 1.34, colours["drawn"])
    _set(canvas, words, Place(top=34, bottom=HEIGHT - 34, latin=7.64, han=8.35, upright="middle", centred=True),
         colours["words"])  # fmt: skip


def _celadon(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    canvas.art("crackle", 0, 0, 100, colours)
    canvas.art("pools", 0, HEIGHT - 22, 100, colours)
    _set(canvas, words, Place(upright="middle"), colours["words"])


def _window(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    canvas.art("corners", 0, 0, 100, colours)
    high = _set(canvas, words, Place(top=40, bottom=HEIGHT - 10.5, upright="foot"), colours["words"])
    gate = min(68.0, HEIGHT - 10.5 - high - 12.9 - 6)
    canvas.art("gate", 50 - gate / 2, 12.9, gate, colours)


def _practice(canvas: Canvas, colours: dict[str, str], words: Words) -> None:
    canvas.art("grids", 6.5, 98.6, 87, colours)
    upright.traced(canvas, words.original + words.text, words.source, colours["words"])
    _set(canvas, words, Place(top=5, bottom=93, latin=7.8, han=8.89, upright="middle"), colours["words"])


_STYLES: dict[str, Callable[[Canvas, dict[str, str], Words], None]] = {
    "letter": _letter, "seal": _seal, "indigo": _indigo, "celadon": _celadon, "window": _window, "practice": _practice,
}  # fmt: skip
