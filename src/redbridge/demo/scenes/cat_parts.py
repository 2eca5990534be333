"""A cat seen from the front, in a frame of its own: the head is about 42 wide round (0, 0)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .canvas import Canvas, Luck
from .colour import RGB, Ink, Radial, dark, mix, pale
from .shapes import Path, Point, arc, bezier, ellipse, mirrored, smooth, taper, whole


@dataclass(frozen=True)
class Coat:
    """What one cat wears: fur inks, eyes left and right, and how wide the pupils stand (0..1)."""

    fur: Ink
    light: Ink
    stripe: Ink | None
    nose: Ink = "#d98a80"
    ear: Ink = "#e7aa9b"
    eyes: tuple[Ink, Ink] = ("#b9b54a", "#b9b54a")
    pupil: float = 0.34
    whisker: Ink = "#fffaf0"
    rim: Ink = "#2a1a14"

    @property
    def shade(self) -> RGB:
        """The fur where the light does not reach."""
        return dark(self.fur, 0.3)


HEAD = smooth(whole([(0, -17.4), (6, -17.1), (12.6, -14.2), (18.4, -7.5), (20.6, -0.5), (21.2, 4.6), (18.8, 10.2),
                     (13, 14.6), (6.4, 17.4), (0, 18)]))
CHEEK: Path = [(20, 0), (22.8, 5), (20.9, 5.4), (21.8, 9.4), (19, 9), (18.6, 12.4), (15, 12.6), (14, 4)]
EAR: Path = [*bezier((4.5, -14), (8.5, -19.5), (12, -23.5), (15.4, -26.6)), (16.1, -27), (16.8, -26.9),
             *bezier((17.3, -26.4), (19.6, -20), (20.8, -12), (19.8, -3))]
EAR_INNER: Path = [*bezier((8.6, -14.5), (11.5, -18.5), (13.6, -21.5), (15.9, -24.4)),
                   *bezier((16.2, -24), (17.5, -19), (18.4, -13), (18, -7))]


def both(c: Canvas, path: Path, ink: Ink, alpha: float = 1) -> None:
    """Fills a shape and its mirror image across x = 0."""
    c.fill(path, ink, alpha)
    c.fill(mirrored(path), ink, alpha)


def fleece(c: Canvas, spots: list[Point], inks: tuple[Ink, ...], rng: Luck, length: float = 2.4) -> None:
    """Short strokes of fur that run away from (0, -8), one at each spot."""
    for x, y in spots:
        reach = max(6.0, math.hypot(x, y + 8))
        dx, dy = x / reach * length, (y + 8) / reach * length + 0.5
        bend = (x + dx * 0.6 + rng.near(0, 0.2), y + dy * 0.5)
        c.fill(taper([(x, y), bend, (x + dx, y + dy)], 0.2), rng.choice(inks), rng.uniform(0.2, 0.5))


def _spots(rng: Luck, count: int, rx: float, ry: float) -> list[Point]:
    return [(rng.near(0, rx), rng.near(0, ry)) for _ in range(count)]


def ears(c: Canvas, coat: Coat) -> None:
    """Both ears, to be drawn before the head."""
    both(c, EAR, coat.fur)
    both(c, EAR_INNER, mix(coat.ear, coat.fur, 0.15))
    for side in (EAR_INNER, mirrored(EAR_INNER)):
        with c.clip(side):
            c.soft(HEAD, dark(coat.ear, 0.6), 5, 0.65)
    for k in range(4):
        tuft = bezier((8.6 + k * 0.9, -13.5 + k * 0.3), (10 + k, -16), (11.5 + k, -18), (12.4 + k, -20.5 + k))
        both(c, taper(tuft, 1.1), pale(coat.light, 0.2), 0.85)


def _mark(c: Canvas, dots: list[Point], breadth: float, ink: Ink, alpha: float = 0.9) -> None:
    line = smooth(dots, closed=False)
    both(c, taper(line, breadth, 0.2), ink, alpha)


def stripes(c: Canvas, ink: Ink) -> None:
    """The tabby's face: an M above the eyes, bars on the cheeks, a line from each eye."""
    _mark(c, [(2.4, -8.2), (2.6, -12), (2.0, -18)], 1.9, ink)
    _mark(c, [(3.0, -7.4), (5.6, -11), (7.0, -17)], 1.9, ink)
    _mark(c, [(6.0, -6.6), (9.2, -10), (12.5, -14.5)], 1.6, ink)
    _mark(c, [(13.6, 1.2), (17, 2.4), (22, 2.0)], 1.7, ink)
    _mark(c, [(12.2, 4.2), (15.6, 6.6), (21, 7.2)], 1.7, ink)
    _mark(c, [(11.4, 8.4), (14.4, 10.4), (18, 12)], 1.4, ink, 0.7)
    c.fill(taper([(0, -8), (0, -18)], 1.6, 1), ink, 0.9)


def muzzle(c: Canvas, coat: Coat) -> None:
    """The pale blaze, the puffs that carry the whiskers, and the chin."""
    blaze = smooth(whole([(0, -4), (1.5, -1), (2.8, 3), (8.5, 7), (10.2, 10.4), (7, 14.4), (3.4, 16.8), (0, 17.2)]))
    c.soft(blaze, coat.light, 2.6, 0.9)
    c.soft(ellipse(0, 17, 4.4, 1.2), coat.shade, 1.4, 0.4)
    c.fill(ellipse(0, 13.4, 3.6, 2.8), mix(coat.light, coat.shade, 0.06))
    for x in (-3.7, 3.7):
        c.shadow(ellipse(x, 9.8, 4.6, 3.5), 0, 0.9, 1.8, 0.18)
        c.fill(ellipse(x, 9.6, 4.6, 3.5), Radial((pale(coat.light, 0.4), coat.light)))
    for x, y in ((3, 8.9), (5, 8.4), (4, 10.2), (6.2, 9.8)):
        both(c, ellipse(x, y, 0.26), mix(coat.rim, coat.light, 0.35))


def nose(c: Canvas, coat: Coat) -> None:
    """Nose leather and mouth."""
    c.stroke([(0, 7.8), (0, 9.8)], coat.rim, 0.36)
    c.stroke(bezier((0, 9.8), (0.6, 12), (3.6, 12.2), (4.8, 10.8)), coat.rim, 0.42)
    c.stroke(bezier((0, 9.8), (-0.6, 12), (-3.6, 12.2), (-4.8, 10.8)), coat.rim, 0.42)
    tip = smooth(whole([(0, 4.5), (1.7, 4.5), (2.9, 5.2), (2.2, 6.6), (0.8, 7.9), (0, 8.1)]), steps=6)
    c.fill(tip, coat.nose)
    with c.clip(tip):
        c.soft(ellipse(0, 8.2, 2.4, 1.4), dark(coat.nose, 0.5), 1.2, 0.7)
        c.soft(ellipse(-0.4, 5.1, 1.2, 0.4), "#ffffff", 0.6, 0.5)
    both(c, taper(bezier((0.7, 7.2), (1.2, 6.5), (1.8, 6.6), (2.3, 6.4)), 0.5), dark(coat.nose, 0.6))


def _lids(open_to: float) -> Path:
    top = bezier((-5.2, 1.1), (-4.2, -5.2 * open_to - 0.6), (2.6, -5.6 * open_to - 0.8), (5.3, -0.7))
    return top + bezier((5.3, -0.7), (4.7, 4.7), (-2.4, 5.9), (-5.2, 1.1))


def eye(c: Canvas, iris: Ink, coat: Coat, rng: Luck, open_to: float = 1) -> None:
    """One right-hand eye round (0, 0); mirror the frame for the other."""
    lids = _lids(open_to)
    c.soft(ellipse(0.1, 0.3, 6, 5.1), coat.light, 2, 0.55)
    c.fill([(x * 1.13, y * 1.15 + 0.1) for x, y in lids], coat.rim)
    c.fill(taper([(-4.6, 1.4), (-6.6, 3.6)], 1.3, 0.2), coat.rim)
    with c.clip(lids):
        c.fill(ellipse(0.1, 0, 5.6), Radial((pale(iris, 0.45), iris, dark(iris, 0.5))))
        for turn in range(0, 360, 15):
            with c.place(0.1, 0, turn=turn + rng.near(0, 4)):
                c.stroke([(1.5, 0), (4.2, 0)], rng.choice((pale(iris, 0.5), dark(iris, 0.3))), 0.14, 0.5)
        slit = 0.9 + 3.2 * coat.pupil
        c.fill(smooth([(0.1, -4.1), (0.1 + slit, 0), (0.1, 4.1), (0.1 - slit, 0)]), "#120d0c")
        c.soft([(x, y - 5.4) for x, y in lids], "#120d0c", 1.6, 0.55)


def eyes(c: Canvas, coat: Coat, rng: Luck, open_to: float = 1) -> None:
    """Both eyes in their places on the head."""
    for side, iris in ((1, coat.eyes[0]), (-1, coat.eyes[1])):
        with c.place(8.7 * side, 0.2, flip=side < 0):
            eye(c, iris, coat, rng, open_to)
        c.fill(ellipse(8.7 * side - 1.5, -1.6, 1.15), "#ffffff", 0.95)
        c.fill(ellipse(8.7 * side + 1.7, 1.8, 0.55), "#ffffff", 0.7)


def sleepy(c: Canvas, coat: Coat) -> None:
    """Closed eyes: two contented curves."""
    for side in (1, -1):
        with c.place(8.6 * side, 1, flip=side < 0):
            c.stroke(arc(0, -1.4, 4.6, 3.4, 15, 165), coat.rim, 0.95)


def whiskers(c: Canvas, coat: Coat, rng: Luck) -> None:
    """Four to each cheek and two brows, thin to nothing."""
    for side in (1, -1):
        with c.place(0, 0, flip=side < 0):
            for k in range(4):
                end = (30 + rng.near(0, 2.5), 2.5 + k * 4.6 + rng.near(0, 1.4))
                c.fill(taper(bezier((5, 8.6 + k * 0.7), (12, 6 + k * 1.7), (20, 4 + k * 2.8), end), 0.42, 0.06),
                       coat.whisker, 0.9)
            for k in range(2):
                brow = bezier((8 + k * 2, -6), (10 + k * 3, -12), (14 + k * 3, -17), (19 + k * 3, -20 + k * 3))
                c.fill(taper(brow, 0.3, 0.05), coat.whisker, 0.6)


def head(c: Canvas, coat: Coat, rng: Luck, open_to: float = 1) -> None:
    """The whole head; `open_to` 0 sleeps, 1 is wide awake."""
    ears(c, coat)
    both(c, CHEEK, mix(coat.fur, coat.shade, 0.15))
    c.fill(HEAD, coat.fur)
    with c.clip(HEAD):
        c.soft(ellipse(0, 20, 20, 6), coat.shade, 7, 0.55)
        c.soft(ellipse(-6, -12, 12, 6), pale(coat.fur, 0.4), 8, 0.35)
        if coat.stripe:
            stripes(c, coat.stripe)
        fleece(c, _spots(rng, 130, 20, 16), (coat.shade, pale(coat.fur, 0.35)), rng)
    muzzle(c, coat)
    if open_to:
        eyes(c, coat, rng, open_to)
    else:
        sleepy(c, coat)
    nose(c, coat)
    whiskers(c, coat, rng)
