"""Pots and bowls: hotpot, noodles."""

from __future__ import annotations

import math

from .bites import chilli, egg_half, greens, meat_roll, mushroom, scallion, scatter, shred, tofu
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, pale, tint
from .props import boards, bokeh, chopsticks, pebble, plate, steam
from .shapes import Path, arc, bezier, blob, ellipse, rect, whole

TABLES = ("#7a4a30", "#4f5a58", "#8d5f3c", "#3f3a3c")


def _oil(c: Canvas, x: float, y: float, r: float, count: int, rng: Luck) -> None:
    for px, py in scatter(rng, x, y, r * 0.95, r * 0.95, count):
        size = rng.uniform(0.3, 1.5)
        c.fill(ellipse(px, py, size), "#f58a3c", 0.55)
        c.fill(ellipse(px - size * 0.2, py - size * 0.25, size * 0.5), "#ffc27a", 0.6)


def _red_broth(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    c.fill(ellipse(x, y, r), Radial(("#d4452a", "#bb2c1a", "#8d1a10")))
    for _ in range(9):
        px, py = rng.near(x, r), rng.near(y, r)
        c.soft(blob(px, py, r * 0.3, r * 0.12, rng), "#ef7a3c", 3, 0.5)
    _oil(c, x, y, r, 90, rng)
    for px, py in scatter(rng, x, y, r * 0.86, r * 0.86, 36):
        c.fill(ellipse(px, py, 0.45), "#4d1c10")
    for px, py in scatter(rng, x - r * 0.3, y, r * 0.6, r * 0.8, 15):
        chilli(c, px, py, rng.uniform(6, 8.5), rng.uniform(0, 360))


def _pale_broth(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    c.fill(ellipse(x, y, r), Radial(("#f8ecca", "#efdba8", "#d6b878")))
    for px, py in scatter(rng, x + r * 0.35, y, r * 0.55, r * 0.8, 26):
        c.fill(ellipse(px, py, rng.uniform(0.4, 1.4)), "#fdf6dd", 0.7)
    for px, py in ((0.5, -0.42), (0.62, 0.1), (0.2, 0.62)):
        mushroom(c, x + px * r, y + py * r, 4.4, rng)
    for px, py in scatter(rng, x + r * 0.4, y, r * 0.5, r * 0.8, 9):
        c.fill(ellipse(px, py, 1, 0.65, rng.uniform(0, 180)), "#c8331f")
    for px, py in scatter(rng, x + r * 0.4, y, r * 0.5, r * 0.8, 13):
        scallion(c, px, py, 1.1, rng)


def _divided_pot(c: Canvas, x: float, y: float, r: float, rng: Luck, turn: float) -> None:
    c.shadow(ellipse(x, y, r * 1.12), 2, 3.5, 8, 0.55)
    for side in (-1, 1):
        c.stroke(arc(x + side * r * 1.1, y, 4, 6, -90 if side > 0 else 90, 90 if side > 0 else 270), "#8e8a86", 2.4)
    c.fill(ellipse(x, y, r * 1.12), Linear(("#f1eeea", "#a9a5a1", "#dcd8d2"), 40))
    c.fill(ellipse(x, y, r * 1.05), "#77716d")
    with c.place(x, y, turn=turn), c.clip(ellipse(0, 0, r)):
        _red_broth(c, 0, 0, r, rng)
        half: Path = [(0, -r), *arc(0, -r / 2, r / 2, r / 2, -90, 90), *arc(0, r / 2, r / 2, r / 2, 270, 90),
                      *arc(0, 0, r * 1.1, r * 1.1, 90, -90)]
        with c.clip(half):
            _pale_broth(c, 0, 0, r, rng)
        seam = [*arc(0, -r / 2, r / 2, r / 2, -90, 90), *arc(0, r / 2, r / 2, r / 2, 270, 90)]
        c.stroke([(px + 0.6, py + 0.8) for px, py in seam], "#5a2a1a", 2.6, 0.4)
        c.stroke(seam, "#c9c5c0", 2.2)
        c.stroke([(px - 0.4, py - 0.3) for px, py in seam], "#f6f3ef", 0.6)


def _side_dish(c: Canvas, kind: int, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 17, 17, rng.choice(("#f4efe4", "#dfe7e6", "#e9dcc6")), rng.choice((None, "#5f86a0")))
    if kind == 0:
        for k in range(8):
            px, py = 6.4 * math.cos(k * 0.785), 6.4 * math.sin(k * 0.785)
            meat_roll(c, x + px, y + py, 4.6, k * 45 + 8, rng)
        meat_roll(c, x, y, 4.4, 20, rng)
    elif kind == 1:
        greens(c, x, y, 11.5, rng, 11)
        greens(c, x, y, 7, rng, 7)
    elif kind == 2:
        for k in range(9):
            tofu(c, x + (k % 3 - 1) * 6.4 + rng.near(0, 0.5), y + (k // 3 - 1) * 6.4, 5.2, rng.near(0, 12))
    else:
        for px, py in scatter(rng, x, y, 8.5, 8.5, 9):
            pebble(c, px, py, 3.2, rng.choice(("#f3e3cc", "#e9c9a4")), rng)


def _dip(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 9.5, 9.5, "#39424a")
    c.fill(ellipse(x, y, 7), Radial(("#c99a5c", "#b07f42")))
    c.stroke(arc(x, y, 3.6, 3.6, 20, 300), "#dcb578", 1)
    for px, py in scatter(rng, x, y, 5, 5, 9):
        shred(c, px, py, 1.8, "#5f8f3c", rng, 0.5)
    chilli(c, x + 1, y - 1, 3.6, 30)


def hotpot(c: Canvas, rng: Luck) -> None:
    """A divided pot from above among plates of things to cook."""
    boards(c, rng, rng.turn(TABLES), 18, rng.near(0, 8))
    kinds = [0, 1, 2, 3, 0, 1]
    rng.shuffle(kinds)
    wide = c.w > c.h
    for k, kind in enumerate(kinds):
        a = math.radians(60 * k + (0 if wide else 30) + rng.near(0, 5))
        _side_dish(c, kind, c.cx + math.cos(a) * (57 if wide else 53), c.cy + math.sin(a) * (53 if wide else 57), rng)
    _divided_pot(c, c.cx, c.cy, 31, rng, rng.turn((20, -35, 70, 160)))
    _dip(c, c.w * 0.13, c.h * 0.9, rng)
    chopsticks(c, (c.w * 1.04, c.h * 0.86), (c.w * 0.66, c.h * 0.6), rng.choice(("#2f2622", "#8a2f22", "#c79a5e")))
    steam(c, c.cx, c.cy + 8, rng, 40, 3, 0.3)


def _strands(c: Canvas, top: tuple[float, float], x: float, y: float, rng: Luck, ink: Ink) -> None:
    for k in range(30):
        side = rng.near(0, 1)
        foot = (x + side * 13, y + rng.near(0, 2.5))
        head = (top[0] + side * 6.5, top[1] + rng.near(0, 0.5))
        sway = rng.near(0, 3)
        path = bezier(head, (head[0] + side * 3 + sway, head[1] + (y - head[1]) * 0.35),
                      (foot[0] - sway, foot[1] - (y - head[1]) * 0.3), foot)
        tone = tint(ink, light=rng.uniform(0.86, 1.1)) if k > 8 else dark(ink, 0.25)
        c.stroke(path, tone, rng.uniform(1.0, 1.3))


def _nest(c: Canvas, x: float, y: float, rx: float, ry: float, rng: Luck, ink: Ink) -> None:
    for k in range(34):
        px, py = scatter(rng, x, y, rx * 0.62, ry * 0.5, 1)[0]
        w, h = rng.uniform(5, 12), rng.uniform(2, 4)
        tone = tint(ink, light=rng.uniform(0.84, 1.12))
        curl = arc(px, py, w, h, rng.uniform(0, 360), rng.uniform(380, 620), 24)
        c.stroke([(qx, qy + 0.4) for qx, qy in curl], dark(ink, 0.45), 1.2, 0.35 if k % 2 else 0.2)
        c.stroke(curl, tone, 1.15)


def _bowl_body(c: Canvas, x: float, y: float, rx: float, ry: float, ink: Ink, line: Ink) -> None:
    right = [*bezier((rx, 0), (rx * 0.98, rx * 0.42), (rx * 0.62, rx * 0.78), (rx * 0.4, rx * 0.82), 20)]
    foot = arc(0, rx * 0.89, rx * 0.4, ry * 0.2, 0, 90, 12)
    body = [(x + px, y + py) for px, py in whole([(0, -1), *right, *foot])]
    c.shadow(ellipse(x + 4, y + rx * 0.9, rx * 0.8, ry * 0.45), 0, 0, 8, 0.5)
    c.fill(body, across(pale(ink, 0.35), ink, dark(ink, 0.28)))
    with c.clip(body):
        for k in range(-8, 9):
            for j in range(3):
                wx = x + k * rx * 0.17 * (1 - 0.05 * abs(k) / 2)
                c.stroke(arc(wx, y + rx * 0.5, rx * (0.085 - 0.026 * j), rx * (0.085 - 0.026 * j), 180, 360), line,
                         0.55)
        c.stroke(arc(x, y + rx * 0.2, rx * 1.0, ry * 0.9, 0, 180), line, 0.8)
        c.stroke(arc(x, y + rx * 0.26, rx * 0.97, ry * 0.9, 0, 180), line, 0.4)


def _noodle_table(c: Canvas, rng: Luck, wall: Ink, table: Ink) -> None:
    c.backdrop(down(dark(wall, 0.35), wall, pale(wall, 0.2)))
    for _ in range(5):
        x = rng.uniform(0, c.w)
        c.glow(x, rng.uniform(0.04, 0.3) * c.h, 16, "#ffd28a", 0.7)
    bokeh(c, rng, ["#ffd9a0", "#f2b26b", pale(wall, 0.5)], 14, 0, 0.5)
    c.defocus(2)
    line = c.h * 0.66
    c.fill(rect(-1, line, c.w + 1, c.h + 1), down(dark(table, 0.25), table, pale(table, 0.12)))
    for k in range(-9, 10):
        c.stroke([(c.cx + k * 12, line), (c.cx + k * 26, c.h + 4)], dark(table, 0.4), 0.3, 0.5)


def noodles(c: Canvas, rng: Luck) -> None:
    """A bowl at the table, chopsticks lifting the noodles."""
    wall, table, bowl, line = rng.turn((("#a3563a", "#8a5a38", "#f2ece0", "#2f5a7d"),
                                        ("#4a6b66", "#a3744a", "#2f3f4d", "#d9b36a"),
                                        ("#6b5a80", "#5d4030", "#f6e6d6", "#b23a2a"),
                                        ("#b98a4a", "#6d4630", "#e2ebe6", "#4a8a7a")))
    broth = rng.turn(("#d9762f", "#b23a1e", "#e0b062"))
    _noodle_table(c, rng, wall, table)
    x, y, rx, ry = c.cx, c.h - 50, 42.0, 15.5
    noodle: Ink = "#f7d98a"
    _bowl_body(c, x, y, rx, ry, bowl, line)
    c.fill(ellipse(x, y, rx, ry), down(pale(bowl, 0.5), pale(bowl, 0.1)))
    inner = ellipse(x, y + 0.6, rx * 0.94, ry * 0.9)
    c.fill(inner, down(dark(bowl, 0.3), dark(bowl, 0.1)))
    top = (x + 6, max(16.0, c.h * 0.24))
    with c.clip(inner):
        c.fill(ellipse(x, y + 3, rx * 0.93, ry * 0.85), Radial((pale(broth, 0.25), broth, dark(broth, 0.2))))
        _oil(c, x, y + 3, rx * 0.8, 60, rng)
        _nest(c, x, y + 3, rx, ry, rng, noodle)
    _toppings(c, x, y + 2, rng)
    _strands(c, top, x + 4, y + 1, rng, noodle)
    for k in range(9):
        c.stroke(arc(top[0] - 6 + k * 1.6, top[1] + 0.4, 1.5, 2.2, 180, 360),
                 tint(noodle, light=rng.uniform(0.9, 1.06)), 1.2)
    chopsticks(c, (c.w * 1.06, top[1] - 20), (top[0] - 9, top[1] + 1.5),
               rng.choice(("#8a2f22", "#3a2c26", "#c08a52")), 4, 2.6)
    steam(c, x - 16, y - 12, rng, 30, 2, 0.28)


def _toppings(c: Canvas, x: float, y: float, rng: Luck) -> None:
    with c.place(x - 21, y - 1, 1):
        egg_half(c, 0, 0, 6, 78, rng.choice(("#f2a022", "#ee8a1c")))
    egg_half(c, x - 15, y + 5, 6, 96)
    for k in range(3):
        leafy = blob(x + 26 - k * 4, y - 1 + k * 2.4, 7, 3.2, rng, 0.15)
        c.shadow(leafy, 0.3, 0.8, 1.4, 0.35)
        c.fill(leafy, tint("#4d8a4a", light=1.1 - 0.15 * k))
        c.stroke([(x + 32 - k * 4, y - 2 + k * 2.4), (x + 21 - k * 4, y + k * 2.4)], "#d6e3b4", 0.8)
    for px, py in scatter(rng, x + 3, y + 5, 18, 5, 22):
        scallion(c, px, py, 0.9, rng)


SCENES = {"hotpot": hotpot, "noodles": noodles}
