"""What lies on desks: pages, pens, figures, a paw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .canvas import Canvas, Luck
from .colour import Ink, Linear, dark, down, pale
from .props import boards
from .shapes import bezier, ellipse, rect, rounded, smooth, taper

PEN = "#2f4a86"
RED = "#cf3a2c"
PENCIL = "#5a5a60"


@contextmanager
def sheet(c: Canvas, x: float, y: float, w: float, h: float, turn: float, ink: Ink = "#fbf8ef") -> Iterator[None]:
    """A page lying at an angle; inside, (0, 0) is its top left corner."""
    with c.place(x, y, turn=turn), c.place(-w / 2, -h / 2):
        page = rect(0, 0, w, h)
        c.shadow(page, 1, 1.8, 5, 0.4)
        c.fill(page, Linear((pale(ink, 0.6), ink, dark(ink, 0.05)), 25))
        yield


def printed(c: Canvas, rng: Luck, x: float, y: float, length: float, ink: Ink, size: float = 1.0) -> None:
    """A line of print too small to read: a bar for each word."""
    at = x
    while at < x + length - size:
        word = min(rng.uniform(1.6, 5.5) * size, x + length - at)
        c.fill(rounded(at, y, at + word, y + size, size * 0.35), ink, 0.75)
        at += word + size * 0.8


def desk(c: Canvas, rng: Luck, ink: Ink, glow: Ink) -> None:
    """A desk top under a lamp that stands out of the frame."""
    boards(c, rng, ink, 26, rng.choice((0, -6, 84)))
    c.soft(rect(c.w * 0.5, c.h * 0.5, c.w * 1.3, c.h * 1.3), dark(ink, 0.9), 60, 0.4)
    c.glow(c.w * 0.12, c.h * 0.08, 110, glow, 0.55)


def pencil(c: Canvas, x: float, y: float, length: float, turn: float, ink: Ink) -> None:
    """A pencil whose point is at (x, y); it lies towards `turn` degrees."""
    with c.place(x, y, turn=turn):
        body = [(0, 0), (6, -1.6), (length, -1.6), (length, 1.6), (6, 1.6)]
        c.shadow(body, 0.8, 1.8, 2.2, 0.45)
        c.fill([(0, 0), (6, -1.6), (6, 1.6)], "#e9c99a")
        c.fill([(0, 0), (2, -0.53), (2, 0.53)], "#3a3a40")
        for k, tone in enumerate((pale(ink, 0.3), ink, dark(ink, 0.2))):
            c.fill(rect(6, -1.6 + 1.07 * k, length, -0.53 + 1.07 * k), tone)
        c.fill(rect(length, -1.7, length + 3, 1.7), down("#f0ece4", "#9a958c"))
        c.fill(rounded(length + 3, -1.6, length + 6.4, 1.6, 1), "#e08a86")


def pen(c: Canvas, x: float, y: float, turn: float, ink: Ink) -> None:
    """A ball pen whose point is at (x, y)."""
    with c.place(x, y, turn=turn):
        body = [(0, 0), (3.4, -1.2), (38, -1.8), (39, 0), (38, 1.8), (3.4, 1.2)]
        c.shadow(body, 0.8, 1.8, 2.2, 0.45)
        c.fill(body, down(pale(ink, 0.4), ink, dark(ink, 0.35)))
        c.fill([(0, 0), (3.4, -1.2), (6, -1.3), (6, 1.3), (3.4, 1.2)], down("#f0ece4", "#8f8a84"))
        c.fill(rounded(24, -2.3, 38, -1.1, 0.5), "#d9d4cc")


def paw(c: Canvas, x: float, y: float, turn: float, fur: Ink, tip: Ink, stripe: Ink | None) -> None:
    """A cat's arm that reaches in from the edge; the toes are at (x, y), the arm lies towards `turn`."""
    with c.place(x, y, turn=turn):
        arm = smooth([(-3, -7), (8, -8), (24, -8.6), (90, -13), (90, 13), (24, 8.6), (8, 8), (-3, 7)])
        toes = [ellipse(-3.4, dy, 4.6, 3.3) for dy in (-5.6, 5.6)] + [ellipse(-5.6, dy, 4.8, 3.3) for dy in (-2, 2)]
        for part in (arm, *toes):
            c.shadow(part, 1.2, 2.4, 4, 0.4)
        for toe in toes:
            c.fill(toe, tip)
            c.loop(toe, dark(tip, 0.2), 0.35)
        c.fill(arm, Linear((tip, fur, fur, fur, fur), 90))
        with c.clip(arm):
            for k in range(6) if stripe else ():
                bar = bezier((26 + k * 9, -14), (21 + k * 9, -5), (21 + k * 9, 5), (26 + k * 9, 14))
                c.fill(taper(bar, 3, 2), stripe or fur, 0.8)
            c.soft([(px, py + 13) for px, py in arm], dark(fur, 0.6), 6, 0.4)


# Seven segments per digit: top, upper right, lower right, foot, lower left, upper left, middle.
_DIGITS = ("1111110", "0110000", "1101101", "1111001", "0110011", "1011011", "1011111", "1110000", "1111111",
           "1111011")
_BARS = (((0, 0), (0.55, 0)), ((0.55, 0), (0.55, 0.5)), ((0.55, 0.5), (0.55, 1)), ((0, 1), (0.55, 1)),
         ((0, 0.5), (0, 1)),
         ((0, 0), (0, 0.5)), ((0, 0.5), (0.55, 0.5)))


def figures(c: Canvas, rng: Luck, right: float, y: float, digits: int, ink: Ink, size: float = 1.2) -> None:
    """A number that ends at `right`, its last two digits after a point."""
    for k in range(digits):
        x = right - (k + 1) * size * 0.9 - (size * 0.4 if k >= 2 else 0)
        for bar, lit in zip(_BARS, _DIGITS[rng.randrange(k == digits - 1, 10)], strict=True):
            if lit == "1":
                c.stroke([(x + dx * size, y + dy * size) for dx, dy in bar], ink, size * 0.16)
    c.fill(ellipse(right - size * 2.05, y + size, size * 0.13), ink)
