"""Characters that stand on their own: Letter's columns, and the three that Practice has one trace."""

from functools import partial
from typing import Protocol

from PIL import Image, ImageDraw

from redbridge.sharing.drawing import lines
from redbridge.sharing.drawing.canvas import Canvas
from redbridge.sharing.drawing.faces import ASCENT, DESCENT, Face, drawable, font, sides

LEFT, RIGHT, TOP, BOTTOM = 7.0, 93.0, 11.73, 122.27
GRID_LEFT, GRID_TOP, GRID = 6.5, 98.6, 29.0
TRACED = 0.36


class Said(Protocol):
    """Words in a language."""

    @property
    def text(self) -> str: ...

    @property
    def lang(self) -> str: ...


def vertical(canvas: Canvas, words: Said, step: float, k: float, ink: str) -> None:
    """Chinese from top to bottom, columns `step` units wide from right to left; what is not Chinese lies on its side."""
    most = int((RIGHT - LEFT) / step)
    while True:
        size = 9.6 * 0.86 * k
        face = Face(words.lang, size * canvas.unit, bold=False)
        set_ = lines.columns(words.text, (BOTTOM - TOP) * canvas.unit, partial(_long, face))
        if len(set_) <= most or k < 0.4:
            break
        k *= 0.92
    for n, column in enumerate(set_[:most]):
        _column(canvas, column, words.lang, size * canvas.unit, (RIGHT - (n + 0.5) * step) * canvas.unit, ink)


def _long(face: Face, text: str) -> float:
    """How far down a column a piece reaches, in pixels."""
    wide = sides(text, face.lang)
    return sum(wide) * face.size + face.length("".join(c for c, w in zip(text, wide, strict=True) if not w))


def _column(canvas: Canvas, text: str, lang: str, size: float, middle: float, ink: str) -> None:
    y, run = TOP * canvas.unit, ""
    for char, wide in [*zip(text, sides(text, lang), strict=True), ("", True)]:
        if not wide:
            run += char
            continue
        if run:
            y += _lying(canvas, run, lang, size, (middle, y), ink)
            run = ""
        canvas.pen.text((middle, y), char, fill=ink, font=font(lang, size), direction="ttb", anchor="mt", features=["vert"])
        y += size


def _lying(canvas: Canvas, run: str, lang: str, size: float, at: tuple[float, float], ink: str) -> float:
    """A run turned a quarter; returns how long it is, in pixels."""
    face = Face(lang, size, bold=False)
    long, high = round(face.length(run)) or 1, round(size * (ASCENT + DESCENT))
    flat = Image.new("L", (long, high), 0)
    face.draw(ImageDraw.Draw(flat), 0, ASCENT * size, run, 255)
    turned = flat.transpose(Image.Transpose.ROTATE_270)
    canvas.veil(turned, ink, at=(round(at[0] - high / 2), round(at[1])))
    return long


def chosen(text: str) -> str:
    """The first three Chinese characters of a text, or else its first three letters."""
    letters = [c for c in text if c.isalnum()]
    han = [c for c in letters if "\u4e00" <= c <= "\u9fff"]
    return "".join(han[:3] if len(han) > 2 else [c for c in letters if c not in han][:3])


def traced(canvas: Canvas, text: str, lang: str, ink: str) -> None:
    """Three characters in their grids: the first inked, two to trace."""
    size, box = 18.72 * canvas.unit, round(GRID * canvas.unit)
    for n, char in enumerate(drawable(chosen(text), lang)):
        mask = Image.new("L", (box, box), 0)
        baseline = box / 2 + (ASCENT - DESCENT) / 2 * size
        ImageDraw.Draw(mask).text((box / 2, baseline), char, fill=255, font=font(lang, size), anchor="ms")
        at = (round((GRID_LEFT + n * GRID) * canvas.unit), round(GRID_TOP * canvas.unit))
        canvas.veil(mask, ink, 1.0 if n == 0 else TRACED, at)
