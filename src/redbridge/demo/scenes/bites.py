"""Small food: what lies in bowls and on plates."""

from __future__ import annotations

import math
from functools import partial

from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, dark, down, mix, pale, tint
from .shapes import Path, arc, bezier, blob, ellipse, moved, rect, ribbon, rounded, smooth, taper


def scatter(rng: Luck, x: float, y: float, rx: float, ry: float, count: int) -> list[tuple[float, float]]:
    """Even places inside an ellipse."""
    spots = []
    for _ in range(count):
        r, a = math.sqrt(rng.random()), rng.uniform(0, math.tau)
        spots.append((x + rx * r * math.cos(a), y + ry * r * math.sin(a)))
    return spots


def scallion(c: Canvas, x: float, y: float, size: float, rng: Luck) -> None:
    """One green ring."""
    green = tint("#6fa644", light=rng.uniform(0.8, 1.25))
    turn = rng.uniform(0, 180)
    c.fill(ellipse(x + 0.12, y + 0.3, size, size * 0.75, turn), "#3d2a14", 0.3)
    c.fill(ellipse(x, y, size, size * 0.75, turn), green)
    c.fill(ellipse(x, y, size * 0.52, size * 0.36, turn), pale(green, 0.55))


def shred(c: Canvas, x: float, y: float, length: float, ink: Ink, rng: Luck, breadth: float = 0.55) -> None:
    """A thin cut strip, slightly bent."""
    turn, bow = rng.uniform(0, 360), rng.near(0, length * 0.25)
    dots = moved([(-length / 2, 0), (0, bow), (length / 2, 0)], x, y, turn)
    c.stroke(smooth(dots, closed=False, steps=4), ink, breadth)


def chilli(c: Canvas, x: float, y: float, length: float, turn: float, ink: Ink = "#b3201a") -> None:
    """A dried red chilli with its stalk."""
    spine = bezier((-length / 2, 0), (-length / 6, -length * 0.18), (length / 5, -length * 0.1),
                   (length / 2, length * 0.12))
    body = moved(ribbon(spine, lambda t: length * 0.26 * math.sin(math.pi * min(1, 0.18 + t * 0.82)) ** 0.7), x, y,
                 turn)
    c.shadow(body, 0.3, 0.6, 1, 0.35)
    c.fill(body, ink)
    c.fill(moved(taper(spine[5:16], 0.2, 0.5), x, y, turn), pale(ink, 0.45), 0.7)
    c.stroke(moved([(-length / 2, 0), (-length * 0.68, length * 0.08)], x, y, turn), "#6d7a35", length * 0.07)


def egg_half(c: Canvas, x: float, y: float, r: float, turn: float, yolk: Ink = "#f2a022") -> None:
    """Half a boiled egg, cut face up."""
    white = moved([(px * (1 + 0.12 * py / r), py * 1.22) for px, py in ellipse(0, 0, r)], x, y, turn)
    c.shadow(white, 0.4, 0.9, 1.6, 0.4)
    c.fill(white, "#e4d3b4")
    c.fill(moved(white, x * 0.06, y * 0.06, 0, 0.94), Radial(("#fffdf6", "#fbf3e2")))
    spot = moved([(0, r * 0.2)], x, y, turn)[0]
    c.fill(ellipse(*spot, r * 0.62), Radial((pale(yolk, 0.2), yolk, dark(yolk, 0.12))))
    c.fill(ellipse(spot[0] - r * 0.2, spot[1] - r * 0.24, r * 0.15), "#fff6da", 0.8)


def mushroom(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    """A shiitake cap with a star cut in it."""
    cap = blob(x, y, r, r * 0.92, rng, 0.05)
    c.shadow(cap, 0.4, 0.8, 1.6, 0.4)
    c.fill(cap, Radial(("#a9764a", "#8a5a36", "#6d4328")))
    for k in range(3):
        c.fill(ribbon(moved([(-r * 0.62, 0), (0, 0), (r * 0.62, 0)], x, y, 60 * k + 15),
                      lambda t: r * 0.24 * math.sin(math.pi * t)), "#ecd9b6")


def tofu(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    """A cube of tofu."""
    with c.place(x, y, turn=turn):
        box = rounded(-size / 2, -size / 2, size / 2, size / 2, size * 0.12)
        c.shadow(box, 0.5, 1, 1.6, 0.35)
        c.fill(moved(box, size * 0.08, size * 0.14), "#d9c79c")
        c.fill(box, Linear(("#fffaec", "#f1e4c6"), 30))


def greens(c: Canvas, x: float, y: float, size: float, rng: Luck, count: int = 9) -> None:
    """A handful of leaves, fanned out."""
    for k in range(count):
        turn = 360 * k / count + rng.near(0, 14)
        tone = tint("#5f9a48", hue=rng.near(0, 0.02), light=rng.uniform(0.75, 1.25))
        half = bezier((0, 0), (size * 0.3, -size * 0.42), (size * 0.9, -size * 0.4), (size, 0), 10)
        wavy = [(px, py * (1 + 0.1 * math.sin(i * 2.2))) for i, (px, py) in enumerate(half)]
        body = moved([*wavy, *[(px, -py) for px, py in wavy[::-1]]], x, y, turn)
        c.shadow(body, 0.3, 0.6, 1.2, 0.25)
        c.fill(body, tone)
        c.fill(moved(taper([(0, 0), (size * 0.85, 0)], size * 0.1, 0.1), x, y, turn), pale(tone, 0.6), 0.9)


def meat_roll(c: Canvas, x: float, y: float, size: float, turn: float, rng: Luck) -> None:
    """A rolled slice of marbled beef."""
    with c.place(x, y, turn=turn):
        roll = smooth([(-size, -size * 0.36), (0, -size * 0.46), (size, -size * 0.36), (size * 1.1, 0.1),
                       (size, size * 0.4), (0, size * 0.46), (-size, size * 0.4), (-size * 1.08, 0)])
        c.shadow(roll, 0.3, 0.8, 1.6, 0.35)
        c.fill(roll, down("#e08a80", "#c4545a", "#a43c47"))
        with c.clip(roll):
            for _ in range(5):
                y0, y1 = rng.near(0, size * 0.4), rng.near(0, size * 0.4)
                vein = bezier((-size * 1.1, y0), (-size * 0.3, y1), (size * 0.3, y0), (size * 1.1, y1))
                c.fill(ribbon(vein, lambda t: 0.25 + 0.7 * math.sin(3 * t) ** 2), "#f7dcd0", 0.9)
        c.fill(ellipse(size * 0.98, 0, size * 0.16, size * 0.36), "#f3cfc4")
        c.stroke(arc(size * 0.98, 0, size * 0.09, size * 0.22, 0, 320), "#b74c52", 0.4)


def curd(c: Canvas, x: float, y: float, size: float, rng: Luck) -> None:
    """A fold of scrambled egg."""
    ink = tint(rng.choice(("#f8c93e", "#fbd75c", "#f4b92e", "#fde07c")), light=rng.near(1, 0.04))
    shape = blob(x, y, size, size * rng.uniform(0.65, 0.9), rng, 0.22, 8)
    c.shadow(shape, 0.4, 0.9, 1.6, 0.32, "#7a3a10")
    c.fill(shape, Linear((pale(ink, 0.45), ink, mix(ink, "#e08a1e", 0.35)), 20))
    with c.clip(shape):
        for _ in range(2):
            x0, y0 = x + rng.near(0, size * 0.5), y + rng.near(0, size * 0.5)
            c.stroke(arc(x0, y0, size * 0.5, size * 0.35, rng.uniform(0, 180), rng.uniform(200, 330)),
                     mix(ink, "#d9861a", 0.5), 0.4, 0.6)
        c.soft(ellipse(x - size * 0.3, y - size * 0.35, size * 0.4, size * 0.2), "#fffbe6", size * 0.3, 0.7)


def tomato(c: Canvas, x: float, y: float, size: float, turn: float, rng: Luck) -> None:
    """A cooked wedge of tomato, flesh and skin."""
    ink = tint(rng.choice(("#e0402a", "#d6331f", "#ea5a3a")), light=rng.near(1, 0.04))
    wedge: Path = [*arc(0, 0, size, size * 0.78, 180, 360, 20), *bezier((size, 0), (size * 0.5, size * 0.55),
                   (-size * 0.5, size * 0.55), (-size, 0), 12)]
    flesh: Path = [*arc(0, size * 0.08, size * 0.8, size * 0.5, 180, 360, 16),
                   *bezier((size * 0.8, size * 0.08), (size * 0.4, size * 0.42), (-size * 0.4, size * 0.42),
                           (-size * 0.8, size * 0.08), 10)]
    c.shadow(moved(wedge, x, y, turn), 0.4, 0.9, 1.6, 0.35, "#5a1208")
    with c.place(x, y, turn=turn):
        c.fill(wedge, down(ink, dark(ink, 0.15)))
        c.fill(flesh, down(pale(ink, 0.22), mix(ink, "#f58a4a", 0.5)))
        for k in range(-1, 2):
            c.fill(ellipse(k * size * 0.36, size * 0.1, size * 0.09, size * 0.13), "#fbe0a0", 0.85)
        c.soft(arc(0, 0, size * 0.9, size * 0.68, 215, 290), "#ffffff", 0.6, 0.5)


def dumpling(c: Canvas, x: float, y: float, r: float, rng: Luck, dough: Ink = "#f7ecd8") -> None:
    """A soup dumpling from above, pleats gathered in the middle."""
    shape = blob(x, y, r, r * 0.97, rng, 0.03, 12)
    c.shadow(shape, 0.6, 1.4, 2.6, 0.42)
    c.fill(shape, Radial((pale(dough, 0.6), dough, dark(dough, 0.16))))
    pleats, start = 16, rng.uniform(0, 30)
    for k in range(pleats):
        with c.place(x, y, turn=start + 360 * k / pleats):
            fold = bezier((r * 0.14, 0), (r * 0.3, r * 0.1), (r * 0.52, r * 0.1), (r * 0.8, -r * 0.04))
            c.fill(taper(fold, r * 0.09, r * 0.015), dark(dough, 0.24), 0.75)
            c.fill(taper(moved(fold, 0, -r * 0.05), r * 0.06, 0.01), "#fffdf6", 0.9)
    c.fill(ellipse(x, y, r * 0.17), dark(dough, 0.2))
    c.fill(ellipse(x - 0.1, y - 0.1, r * 0.11), pale(dough, 0.4))
    c.soft(ellipse(x - r * 0.4, y - r * 0.45, r * 0.25, r * 0.14, -40), "#ffffff", 1, 0.6)


def _dough_width(t: float, swell: float) -> float:
    return (4.8 + 0.5 * math.sin(swell * t)) * min(1, 0.55 + 6 * t, 0.55 + 6 * (1 - t))


def fried_dough(c: Canvas, x: float, y: float, length: float, turn: float, rng: Luck) -> None:
    """A youtiao: two golden sticks grown together."""
    with c.place(x, y, turn=turn):
        for dy in (-1.9, 1.9):
            knots = [(-length / 2 + length * k / 7, dy + rng.near(0, 0.3)) for k in range(8)]
            spine = smooth(knots, closed=False)
            band = ribbon(spine, partial(_dough_width, swell=rng.uniform(9, 14)))
            c.shadow(band, 0.4, 1.2, 2, 0.4)
            c.fill(band, down("#f0bd68", "#d9933c", "#a9642a"))
            for _ in range(12):
                px = rng.near(0, length * 0.46)
                c.fill(ellipse(px, dy + rng.near(0, 1.4), rng.uniform(0.3, 1), 0.3), "#f9dc9c", 0.6)


def slab(c: Canvas, x: float, y: float, w: float, h: float, ink: Ink, turn: float = 0) -> None:
    """A plain cut piece with a lit top: pickle, ham, butter."""
    with c.place(x, y, turn=turn):
        c.shadow(rounded(-w / 2, -h / 2, w / 2, h / 2, h * 0.2), 0.3, 0.6, 1, 0.35)
        c.fill(rounded(-w / 2, -h / 2, w / 2, h / 2, h * 0.2), down(pale(ink, 0.3), ink))
        c.fill(rect(-w * 0.35, -h * 0.3, w * 0.2, -h * 0.15), "#ffffff", 0.25)
