"""Cats from ears to tail: sitting, in a loaf, and looking out of a box, all round a head at (0, 0)."""

from __future__ import annotations

from .canvas import Canvas, Luck
from .cat_parts import Coat, both, fleece, head
from .colour import Ink, Linear, dark, down, mix, pale
from .shapes import Path, Point, arc, bezier, ellipse, mirrored, ribbon, smooth, taper, whole

SITTING = smooth(whole([(0, 6), (11, 9), (15.5, 20), (19, 33), (24.5, 44), (25, 53), (19, 58.4), (0, 59)]))
LEG = smooth([(0.4, 24), (9.6, 28), (10.4, 42), (9.8, 51), (11, 56.4), (8, 59.6), (2.4, 59.6), (0.5, 56)])
LOAF = smooth([(-23, 17), (-19, 4), (-8, -5), (6, -11), (22, -13), (37, -8), (47, 3), (51, 18), (48, 29), (34, 32.6),
               (8, 33.4), (-14, 33), (-22, 28)])
BIB = [(-9, 10), (-10.5, 17), (-8, 18), (-8.5, 23), (-5.6, 23.4), (-5, 28.5), (-2.2, 28), (0, 33.5), (2.2, 28),
       (5, 28.5), (5.6, 23.4), (8.5, 23), (8, 18), (10.5, 17), (9, 10)]


def _bars(c: Canvas, ink: Ink, rows: list[list[Point]], breadth: float) -> None:
    for dots in rows:
        c.fill(ribbon(smooth(dots, closed=False), lambda t: breadth * (1 - t) + 0.3), ink, 0.85)


def _pelt(c: Canvas, outline: Path, coat: Coat, rng: Luck, reach: tuple[float, float, float, float]) -> None:
    x0, y0, x1, y1 = reach
    spots = [(rng.uniform(x0, x1), rng.uniform(y0, y1)) for _ in range(150)]
    with c.clip(outline):
        fleece(c, spots, (coat.shade, pale(coat.fur, 0.35)), rng, 2.8)


def tail(c: Canvas, path: Path, coat: Coat, breadth: float = 6.5) -> None:
    """A tail along an open path, ringed for a tabby, pale at the tip for others."""
    band = ribbon(path, lambda t: breadth * (1 - 0.25 * t))
    tip = path[-1]
    c.shadow(band, 0.3, 1.4, 2.5, 0.3)
    c.fill(band, coat.fur)
    c.fill(ellipse(*tip, breadth * 0.375), coat.fur)
    c.fill(ellipse(*path[0], breadth * 0.5), coat.fur)
    with c.clip(band):
        c.soft([(x, y + breadth * 0.42) for x, y in band], coat.shade, 2.5, 0.5)
        for k in range(5) if coat.stripe else ():
            part = path[(k + 1) * len(path) // 6 :][:4]
            c.fill(ribbon(part, lambda t: breadth + 1), coat.stripe or coat.fur, 0.85)


def _toes(c: Canvas, x: float, y: float, coat: Coat) -> None:
    for dx in (-1.6, 1.6):
        c.stroke(arc(x + dx - 0.9, y - 0.9, 0.9, 2.2, -60, 60), coat.shade, 0.4, 0.8)


def _sitting_stripes(c: Canvas, ink: Ink) -> None:
    for side in (1, -1):
        with c.place(0, 0, flip=side < 0):
            _bars(c, ink, [[(18, 18), (14, 21), (10, 22)], [(20, 25), (15, 28), (11, 28)],
                           [(24, 34), (19, 35), (14, 38)], [(27, 41), (21, 42), (17, 45)],
                           [(27, 48), (22, 49), (18, 51)]], 2.2)


def sitting(c: Canvas, coat: Coat, rng: Luck, open_to: float = 1) -> None:
    """Upright, feet together at y = 59.6, the tail laid round them."""
    c.shadow(ellipse(2, 58.5, 30, 3.2), 0, 0.6, 4, 0.45)
    c.fill(SITTING, Linear((mix(coat.fur, coat.shade, 0.25), coat.fur, coat.fur)))
    with c.clip(SITTING):
        if coat.stripe:
            _sitting_stripes(c, coat.stripe)
        both(c, ellipse(20, 50, 10, 13), pale(coat.fur, 0.06))
        for side in (1, -1):
            c.soft(arc(20 * side, 50, 10, 13, 0, 360), coat.shade, 0.8, 0.12)
            c.soft(ellipse(27 * side, 40, 6, 22), coat.shade, 6, 0.45)
        c.soft(ellipse(0, 20, 15, 7), coat.shade, 6, 0.6)
    _pelt(c, SITTING, coat, rng, (-22, 12, 22, 56))
    _front_legs(c, coat)
    c.fill(smooth([(x, y + 1) for x, y in BIB], steps=3), pale(coat.light, 0.05))
    tail(c, smooth([(20, 54), (31, 54), (31, 59.5), (16, 61.4), (2, 60), (-7, 60.4)], closed=False), coat)
    c.shadow(ellipse(0, 13, 16, 6), 0, 2, 4, 0.28)
    head(c, coat, rng, open_to)


def _front_legs(c: Canvas, coat: Coat) -> None:
    for leg, x in ((mirrored(LEG), -6), (LEG, 6)):
        c.shadow(leg, 0, 0.5, 1.8, 0.35)
        c.fill(leg, down(coat.fur, coat.fur, mix(coat.fur, coat.light, 0.8)))
        with c.clip(leg):
            for y in (33, 38, 43, 48) if coat.stripe else ():
                c.fill(taper([(x * 1.9, y), (x, y + 1), (0, y + 0.6)], 1.6), coat.stripe or coat.fur, 0.75)
        _toes(c, x, 58.6, coat)


def loaf(c: Canvas, coat: Coat, rng: Luck, open_to: float = 1) -> None:
    """Paws under, back to the right; stands on y = 33.4 and spans -23..51."""
    c.shadow(ellipse(14, 32, 40, 4), 0, 1, 5, 0.5)
    c.fill(LOAF, down(pale(coat.fur, 0.08), coat.fur, mix(coat.fur, coat.shade, 0.5)))
    with c.clip(LOAF):
        if coat.stripe:
            _bars(c, coat.stripe, [[(x, -16), (x + 3, -4), (x + 2 - k, 8 - k)] for k, x in
                                   enumerate((20, 26, 32, 38, 43))], 2.6)
            _bars(c, coat.stripe, [[(54, 8 + 7 * k), (46, 10 + 7 * k), (40, 14 + 6 * k)] for k in range(3)], 2.4)
        c.soft(ellipse(20, 34, 34, 7), coat.shade, 8, 0.5)
        c.soft(ellipse(4, 12, 22, 14), coat.shade, 8, 0.4)
        c.soft(arc(40, 24, 12, 14, 150, 290), coat.shade, 3, 0.3)
    _pelt(c, LOAF, coat, rng, (-20, -10, 48, 30))
    with c.clip(LOAF):
        c.soft([(x, y + 2) for x, y in BIB], coat.light, 2, 0.9)
    for x in (-8.5, 7):
        paw = ellipse(x, 30.6, 7.4, 3.6)
        c.shadow(paw, 0, 0.4, 1.6, 0.3)
        c.fill(paw, down(mix(coat.fur, coat.light, 0.35), mix(coat.fur, coat.light, 0.7)))
    tail(c, smooth([(49, 24), (52, 31), (44, 34.4), (30, 34), (18, 34.6)], closed=False), coat, 6)
    c.shadow(ellipse(0, 12, 17, 7), 0, 2.5, 5, 0.3)
    head(c, coat, rng, open_to)


def _flap(c: Canvas, path: Path, card: Ink) -> None:
    c.shadow(path, 0, 1, 2, 0.3)
    c.fill(path, down(pale(card, 0.16), card))


def boxed(c: Canvas, coat: Coat, rng: Luck, card: Ink) -> None:
    """Head and paws over the rim of a cardboard box that spans -34..34 and -6..52."""
    c.shadow([(-36, 20), (36, 20), (38, 53), (-36, 53)], 1, 1.5, 6, 0.5)
    c.fill([(-32, -4), (32, -4), (34, 16), (-34, 16)], down(dark(card, 0.62), dark(card, 0.5)))
    _flap(c, [(-32, -4), (-46, 2), (-50, 20), (-34, 16)], card)
    _flap(c, [(32, -4), (46, 2), (50, 20), (34, 16)], card)
    body = smooth(whole([(0, 4), (16, 8), (22, 20), (22, 34), (0, 34)]))
    c.fill(body, down(coat.fur, coat.shade))
    c.shadow(ellipse(0, 13, 16, 6), 0, 2, 4, 0.35)
    head(c, coat, rng)
    front = [(-34, 16), (34, 16), (33, 52), (-33, 52)]
    c.shadow(front, 0, -1.2, 2, 0.3)
    c.fill(front, Linear((pale(card, 0.1), card, dark(card, 0.14)), 15))
    c.fill([(-6, 16), (6, 16), (6, 52), (-6, 52)], pale(card, 0.35), 0.5)
    c.stroke([(-34, 16.2), (34, 16.2)], pale(card, 0.45), 0.5)
    for x in (-15, 15):
        paw = smooth([(x - 5, 12), (x + 5, 12), (x + 5.6, 19), (x + 3, 22), (x - 3, 22), (x - 5.6, 19)])
        c.shadow(paw, 0, 1, 2, 0.4)
        c.fill(paw, down(coat.fur, mix(coat.fur, coat.light, 0.6)))
        _toes(c, x, 21, coat)
    _box_print(c, card)


def _box_print(c: Canvas, card: Ink) -> None:
    for x in (20, 26):
        c.stroke([(x, 47), (x, 38)], dark(card, 0.35), 0.7, 0.7)
        c.stroke([(x - 2, 40), (x, 37.6), (x + 2, 40)], dark(card, 0.35), 0.7, 0.7)
    c.stroke([(18, 48.6), (28, 48.6)], dark(card, 0.35), 0.7, 0.7)


def close_up(c: Canvas, coat: Coat, rng: Luck) -> None:
    """Shoulders out of focus, then the face; meant to be placed large."""
    shoulders = smooth(whole([(0, 8), (16, 10), (27, 22), (32, 44), (0, 48)]))
    c.fill(shoulders, down(mix(coat.fur, coat.shade, 0.3), mix(coat.fur, coat.shade, 0.6)))
    if coat.stripe:
        with c.clip(shoulders):
            for k in range(4):
                both(c, taper(bezier((30, 20 + 6 * k), (24, 20 + 6 * k), (18, 23 + 6 * k), (13, 24 + 6 * k)), 2.6),
                     coat.stripe, 0.7)
    c.soft(BIB, coat.light, 4, 0.9)
    c.shadow(ellipse(0, 12, 18, 8), 0, 3, 6, 0.4)
    head(c, coat, rng)
