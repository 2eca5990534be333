"""A breakfast of congee from above."""

from __future__ import annotations

import math

from .bites import fried_dough, scallion, scatter, shred, slab
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, dark, down, mix, pale
from .props import pebble, plate
from .shapes import Path, arc, ellipse, rect, ribbon, smooth


def _congee(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 37, 37, rng.turn(("#e9eef0", "#f3e9d8", "#5f7f86")), rng.choice(("#4f7ba3", "#c2604a", None)))
    c.fill(ellipse(x, y, 28.5), Radial(("#fffaf0", "#f7eedd", "#e0cdac")))
    for _ in range(110):
        px, py = scatter(rng, x, y, 27, 27, 1)[0]
        c.fill(ellipse(px, py, 0.8, 0.4, rng.uniform(0, 180)), "#fffefa")
        c.fill(ellipse(px + 0.3, py + 0.6, 0.8, 0.3), "#dccaa8", 0.5)
    for k in range(5):
        a = math.radians(72 * k + rng.near(0, 10))
        _century_egg(c, x + 12 * math.cos(a), y + 12 * math.sin(a), 72 * k + 90)
    for px, py in scatter(rng, x, y, 9, 9, 22):
        shred(c, px, py, 4.2, rng.choice(("#f0d27a", "#e9c45c")), rng, 0.6)
    for px, py in scatter(rng, x, y, 20, 20, 44):
        scallion(c, px, py, 1, rng)
    for px, py in scatter(rng, x, y, 20, 20, 10):
        pebble(c, px, py, 1.2, "#c98a4e", rng)


def _century_egg(c: Canvas, x: float, y: float, turn: float) -> None:
    with c.place(x, y, 1.25, turn):
        wedge = smooth([(-6, 0), (-3, -3.4), (3, -3.4), (6, 0), (0, 2.2)])
        c.shadow(wedge, 0.3, 0.8, 1.4, 0.4)
        c.fill(wedge, down("#7a4a22", "#4d2c14", "#2f1c10"))
        c.fill(smooth([(-2.8, -0.4), (0, -2), (2.8, -0.4), (0, 1.4)]), Radial(("#8fa07a", "#4a5a4a", "#2c3a36")))
        c.fill(taper_glint(), "#d9a25a", 0.6)


def taper_glint() -> Path:
    """A small curved light on the back of a wedge."""
    return ribbon(arc(0, 0, 4.6, 3, 200, 290, 10), lambda t: 0.7 * math.sin(math.pi * t))


def breakfast_congee(c: Canvas, rng: Luck) -> None:
    """Congee from above, with fried dough, pickles and soy milk."""
    ink, line = rng.turn((("#e6d8bd", "#c2604a"), ("#b9cbc6", "#f4efe2"), ("#d9b48a", "#8a4f36"),
                          ("#c4c9d6", "#6a7796")))
    c.backdrop(Linear((pale(ink, 0.25), ink, dark(ink, 0.1)), 30))
    for k in range(-2, 16):
        c.fill(rect(k * 12, -1, k * 12 + 3.4, c.h + 1), line, 0.2)
        c.fill(rect(-1, k * 12, c.w + 1, k * 12 + 3.4), line, 0.2)
    wide = c.w > c.h
    x, y = (c.w * 0.42, c.h * 0.55) if wide else (c.w * 0.46, c.h * 0.6)
    _dough_plate(c, c.w * (0.86 if wide else 0.72), c.h * (0.32 if wide else 0.17), rng)
    _soy_milk(c, c.w * 0.12, c.h * 0.14, rng)
    _pickles(c, c.w * 0.9, c.h * (0.86 if wide else 0.9), rng)
    _congee(c, x, y, rng)
    _spoon(c, x + 24, y + 15, rng.turn(("#f7f2e8", "#c9553f", "#4f7ba3")))


def _dough_plate(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 29, 20, "#f4ecdc")
    for k in range(3):
        fried_dough(c, x + rng.near(0, 1), y - 7 + k * 7, 44, -16 + k * 9, rng)


def _soy_milk(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 15, 15, rng.choice(("#8fa79a", "#c98a6a", "#e9e2d2")))
    c.fill(ellipse(x, y, 11.4), Radial(("#fffaf0", "#f6e9d0")))
    c.soft(arc(x, y, 9, 9, 190, 290), "#ffffff", 1, 0.6)
    for px, py in scatter(rng, x + 2, y + 2, 8, 8, 7):
        c.loop(ellipse(px, py, rng.uniform(0.4, 1)), "#ffffff", 0.25, 0.9)


def _pickles(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 13, 13, "#3f5560")
    for px, py in scatter(rng, x, y, 6, 6, 24):
        slab(c, px, py, 4.4, 1.3, rng.choice(("#c8a23c", "#8fa04a", "#d9803c", "#a9b85c")), rng.uniform(0, 180))


def _spoon(c: Canvas, x: float, y: float, ink: Ink) -> None:
    with c.place(x, y, turn=38):
        handle = smooth([(0, -3.2), (10, -2.2), (30, -2.6), (33, 0), (30, 2.6), (10, 2.2), (0, 3.2)])
        c.shadow(handle, 1, 2, 2.6, 0.4)
        c.fill(handle, down(pale(ink, 0.4), ink, dark(ink, 0.15)))
        scoop = ellipse(-5, 0, 9.5, 6.4)
        c.shadow(scoop, 0.4, 1, 2, 0.3)
        c.fill(scoop, Linear((dark(ink, 0.12), pale(ink, 0.4)), 20))
        c.fill(ellipse(-5, 0.4, 7.6, 4.8), Radial(("#fffaf0", mix("#f3e6cc", ink, 0.15))))


SCENES = {"breakfast_congee": breakfast_congee}
