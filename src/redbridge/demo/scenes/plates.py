"""Plates and steamers: tomato and egg, dumplings, pancakes."""

from __future__ import annotations

import math

from .bites import curd, dumpling, scallion, scatter, shred, slab, tomato
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .props import boards, bokeh, chopsticks, lightfall, pebble, plate, steam
from .shapes import Path, arc, blob, ellipse, leaf, rect, smooth


def _gingham(c: Canvas, ink: Ink, line: Ink, turn: float) -> None:
    c.backdrop(pale(ink, 0.2))
    with c.place(c.cx, c.cy, turn=turn):
        reach = c.w + c.h
        for k in range(-9, 10):
            c.fill(rect(k * 13, -reach, k * 13 + 6.5, reach), mix(pale(ink, 0.2), line, 0.28))
            c.fill(rect(-reach, k * 13, reach, k * 13 + 6.5), mix(pale(ink, 0.2), line, 0.28))
        for i in range(19 * 19):
            x, y = (i % 19 - 9) * 13, (i // 19 - 9) * 13
            c.fill(rect(x, y, x + 6.5, y + 6.5), mix(pale(ink, 0.2), line, 0.55))


def _rice_bowl(c: Canvas, x: float, y: float, rng: Luck, ink: Ink) -> None:
    plate(c, x, y, 21, 20, ink)
    c.fill(blob(x, y - 0.6, 15.8, 15, rng, 0.04), Radial(("#ffffff", "#f8f4ea", "#ddd3c0")))
    for px, py in scatter(rng, x, y - 0.6, 14, 13.4, 130):
        turn = rng.uniform(0, 180)
        c.fill(ellipse(px + 0.15, py + 0.35, 1, 0.42, turn), "#cfc4ae", 0.7)
        c.fill(ellipse(px, py, 1, 0.42, turn), "#fffefb")
    for px, py in scatter(rng, x, y, 4, 4, 9):
        c.fill(ellipse(px, py, 0.5, 0.35, rng.uniform(0, 180)), "#2f2622")


def tomato_egg(c: Canvas, rng: Luck) -> None:
    """The dish everyone learns first, with rice beside it."""
    ink, line = rng.turn((("#efe3cc", "#c9503a"), ("#d9e3dc", "#4f8a7a"), ("#e3d6e3", "#7a6296"),
                          ("#f0e0b8", "#c98a2c")))
    _gingham(c, ink, line, rng.near(18, 14))
    wide = c.w > c.h
    x, y = (c.w * 0.4, c.h * 0.54) if wide else (c.w * 0.48, c.h * 0.6)
    _rice_bowl(c, c.w * (0.88 if wide else 0.84), c.h * (0.24 if wide else 0.15), rng,
               rng.choice(("#5f86a0", "#f4efe4", "#c26a4a")))
    plate(c, x, y, 43, 41, rng.turn(("#fbf8f1", "#e4ebee", "#f6e7d4")), rng.choice(("#4f7ba3", "#c9553f", None)))
    sauce = blob(x, y + 1, 28, 26, rng, 0.08)
    c.fill(sauce, Radial(("#e8622e", "#e2652f", "#f0944a")), 0.85)
    places = scatter(rng, x, y, 25, 23.5, 52)
    for k, (px, py) in enumerate(sorted(places, key=lambda p: p[1])):
        if k % 5 < 3:
            curd(c, px, py, rng.uniform(5.2, 8.2), rng)
        else:
            tomato(c, px, py, rng.uniform(5.2, 7), rng.uniform(0, 360), rng)
    for px, py in scatter(rng, x, y, 22, 20, 40):
        scallion(c, px, py, rng.uniform(0.7, 1.2), rng)
    chopsticks(c, (c.w * 0.04, c.h * 1.02), (x - 14, y + 4), rng.choice(("#6d4428", "#2f2622", "#a3332a")), 4, 3)
    steam(c, x, y - 8, rng, 34, 3, 0.25)


def _steamer(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    bamboo = tint("#d9b073", light=rng.near(1, 0.04))
    c.shadow(ellipse(x, y, r), 2, 4, 9, 0.55)
    c.fill(ellipse(x, y, r), Linear((pale(bamboo, 0.35), bamboo, dark(bamboo, 0.25)), 35))
    for k in range(3):
        c.loop(ellipse(x, y, r - 1.2 - k * 1.3), dark(bamboo, 0.35), 0.35, 0.8)
    c.fill(ellipse(x, y, r * 0.885), dark(bamboo, 0.5))
    c.fill(ellipse(x, y + 0.7, r * 0.87), dark(bamboo, 0.15))
    for k in range(0, 360, 60):
        with c.place(x, y, turn=k + 15):
            c.fill(rect(r * 0.87, -1.4, r * 1.005, 1.4), pale(bamboo, 0.3))
            c.stroke([(r * 0.9, -1.4), (r * 0.99, -1.4)], dark(bamboo, 0.45), 0.35)
    paper = [(x + (r * 0.83 + (0.7 if i % 2 else -0.7)) * math.cos(math.tau * i / 72),
              y + (r * 0.83 + (0.7 if i % 2 else -0.7)) * math.sin(math.tau * i / 72)) for i in range(72)]
    c.fill(paper, "#f3e8d0")
    c.soft(arc(x, y, r * 0.9, r * 0.9, 160, 320), dark(bamboo, 0.8), 5, 0.3)


def dumplings(c: Canvas, rng: Luck) -> None:
    """A steamer of soup dumplings, vinegar with ginger, chopsticks."""
    table = rng.turn(("#6d4a38", "#3f4a4d", "#9a6b45", "#5d3f4a"))
    boards(c, rng, table, 24, rng.choice((-12, 8, 84)))
    wide = c.w > c.h
    x, y, r = c.w * (0.41 if wide else 0.46), c.h * (0.5 if wide else 0.43), 43.0
    _steamer(c, x, y, r, rng)
    dough = rng.turn(("#f7ecd8", "#eef0dc", "#f7e4d6"))
    ring = rng.turn((7, 6))
    for k in range(ring):
        a = math.radians(360 / ring * k + rng.near(0, 3))
        dumpling(c, x + 24.5 * math.cos(a), y + 24.5 * math.sin(a), 9.8, rng, dough)
    dumpling(c, x, y, 10.6, rng, dough)
    dx, dy = (c.w * 0.87, c.h * 0.76) if wide else (c.w * 0.78, c.h * 0.84)
    _vinegar(c, dx, dy, rng)
    if not wide:
        _teacup(c, c.w * 0.2, c.h * 0.9, rng)
    chopsticks(c, (c.w * 1.02, c.h * (0.1 if wide else 0.5)), (x + 30, y + 14),
               rng.choice(("#2f2622", "#8a2f22", "#d0a05e")))
    steam(c, x, y + 4, rng, 44, 4, 0.34)


def _vinegar(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 15, 15, rng.choice(("#f4efe4", "#4f7ba3", "#8fa79a")))
    c.fill(ellipse(x, y, 10), Radial(("#5a2c16", "#3d1c10", "#2a140c")))
    c.soft(arc(x, y, 7.6, 7.6, 200, 280), "#ffffff", 1, 0.35)
    for px, py in scatter(rng, x + 1, y + 1, 5, 5, 16):
        shred(c, px, py, 4.4, rng.choice(("#f0cf74", "#f7df94")), rng, 0.6)


def _teacup(c: Canvas, x: float, y: float, rng: Luck) -> None:
    ink = rng.choice(("#e9ddc6", "#7f9a8c", "#c2604a"))
    c.shadow(ellipse(x, y, 11), 1.4, 2.4, 5, 0.5)
    c.fill(ellipse(x, y, 11), Linear((pale(ink, 0.4), dark(ink, 0.15)), 30))
    c.fill(ellipse(x, y, 9.6), dark(ink, 0.25))
    c.fill(ellipse(x, y + 0.5, 9.2), Radial(("#d9a548", "#c08a34", "#9a6a24")))
    c.soft(arc(x, y, 7, 7, 190, 280), "#fff6d8", 1, 0.6)
    c.fill(leaf(x + 1, y + 3, 5, 1.6, -30), "#5f7a34")


def _cake(c: Canvas, x: float, y: float, rx: float, ry: float, thick: float, rng: Luck) -> None:
    ink = tint("#dc9a4c", light=rng.near(1, 0.05))
    x += rng.near(0, 1.4)
    side: Path = [*arc(x, y, rx, ry, 180, 360), *arc(x, y + thick, rx, ry, 0, 180)]
    c.fill(side, across("#f3cf94", "#f9e2b4", "#e0b06c"))
    with c.clip(side):
        c.stroke(arc(x, y + thick * 0.5, rx, ry, 0, 180), "#fff0cc", thick * 0.3, 0.6)
        c.stroke(arc(x, y + thick, rx, ry, 0, 180), dark(ink, 0.2), 0.9)
        c.soft(arc(x, y + thick + 2, rx, ry, 0, 180), "#8a5020", 2, 0.3)
    c.fill(ellipse(x, y, rx, ry), Radial((pale(ink, 0.06), ink, dark(ink, 0.1), pale(ink, 0.35))))


def _syrup(c: Canvas, x: float, y: float, rx: float, ry: float, rng: Luck) -> None:
    edge: Path = []
    drips = 15
    for k in range(drips + 1):
        a = math.radians(180 - 180 * k / drips)
        px, py = x + rx * 0.96 * math.cos(a), y + ry * 0.96 * math.sin(a)
        edge.append((px, py + (rng.uniform(6, 17) if k % 2 and 1 < k < drips - 1 else 0.4)))
    pool = [*arc(x, y, rx * 0.8, ry * 0.72, 180, 360), *smooth(edge[::-1], closed=False, steps=8)]
    c.shadow(pool, 0.3, 0.8, 1.4, 0.3)
    c.fill(pool, down("#d98a2c", "#b9641a", "#8f430f"), 0.93)
    c.soft(arc(x - 2, y - 1, rx * 0.66, ry * 0.5, 190, 290), "#ffe0a0", 1, 0.7)
    for px, py in edge[2:-1:4]:
        c.stroke([(px - 0.7, py - 5), (px - 0.7, py - 2.4)], "#ffd690", 0.5, 0.8)


def _berries(c: Canvas, x: float, y: float, rng: Luck, count: int, kind: str) -> None:
    for px, py in sorted(scatter(rng, x, y, 10, 3.4, count), key=lambda p: p[1]):
        if kind == "blue":
            pebble(c, px, py, 2.4, tint("#4a5690", light=rng.near(1, 0.15)), rng)
            c.loop(ellipse(px + 0.3, py - 0.6, 0.7, 0.5), "#2a3054", 0.3)
        else:
            berry = smooth([(px, py + 4), (px - 3, py - 0.4), (px - 1.6, py - 2.8), (px + 1.6, py - 2.8),
                            (px + 3, py - 0.4)])
            c.shadow(berry, 0.4, 0.8, 1.4, 0.35)
            c.fill(berry, across("#e8503f", "#d0342c", "#a8221f"))
            for k in range(5):
                c.fill(ellipse(px + (k % 3 - 1) * 1.3, py - 1 + k // 3 * 2, 0.22, 0.34), "#f9dc94")
            for k in range(4):
                c.fill(leaf(px, py - 2.6, 2.6, 0.8, -160 + k * 47), "#5c8f3f")


def pancakes(c: Canvas, rng: Luck) -> None:
    """A stack by the morning window."""
    wall, table, kind = rng.turn((("#a9c0bd", "#c99a6a", "red"), ("#e3bd8c", "#8a5a3c", "blue"),
                                  ("#c4b3cf", "#d9c3a4", "blue"),
                                  ("#d99a84", "#6d4636", "red")))
    line = c.h * 0.62
    c.backdrop(Linear((pale(wall, 0.5), wall, dark(wall, 0.12)), 40))
    lightfall(c, c.w * 0.06, c.h * 0.02, 52, c.h * 0.42, 16, alpha=0.5)
    bokeh(c, rng, [pale(wall, 0.7), "#fff4d8"], 9, 0, 0.5)
    c.defocus(1.6)
    c.fill(rect(-1, line, c.w + 1, c.h + 1), down(dark(table, 0.12), table, pale(table, 0.15)))
    for k in range(4):
        y = line + (c.h - line) * (k / 4) ** 1.4
        c.stroke([(0, y), (c.w, y)], dark(table, 0.35), 0.3, 0.6)
    x, foot = c.cx, c.h * 0.84
    plate(c, x, foot, 44, 12.5, rng.choice(("#fbf8f1", "#cddadb", "#e9cdb8")))
    _glass(c, c.w * 0.88, line + 6, rng)
    layers = rng.turn((6, 5, 7))
    for k in range(layers):
        y = foot - 4 - k * 5.6
        _cake(c, x, y - 4.4, 32 - k * 0.25, 9.4, 4.6, rng)
    top = foot - 4 - (layers - 1) * 5.6 - 4.4
    _syrup(c, x, top, 31, 9, rng)
    slab(c, x + 9, top - 3, 10, 6.4, "#f8dc7c", -6)
    _berries(c, x - 8, top - 3, rng, 8, kind)
    _berries(c, x - 30, foot + 5, rng, 5, kind)
    c.fill(leaf(x - 3, top - 6, 7, 2.4, -60), "#6fa04a")
    c.fill(leaf(x - 3, top - 6, 6, 2.2, -120), "#82b45a")


def _glass(c: Canvas, x: float, y: float, rng: Luck) -> None:
    juice = rng.choice(("#f2a33c", "#f6e9d0", "#e0704a"))
    body = [(x - 8, y - 26), (x + 8, y - 26), (x + 6.4, y), (x - 6.4, y)]
    c.shadow(ellipse(x, y, 9, 2), 1, 0.6, 3, 0.4)
    c.fill([(x - 7.4, y - 19), (x + 7.4, y - 19), (x + 6, y - 1), (x - 6, y - 1)],
           across(pale(juice, 0.2), juice, dark(juice, 0.12)))
    c.fill(ellipse(x, y - 19, 7.4, 1.7), pale(juice, 0.35))
    c.fill(body, "#ffffff", 0.22)
    c.stroke([(x - 5, y - 23), (x - 4, y - 4)], "#ffffff", 1, 0.6)
    c.loop(ellipse(x, y - 26, 8, 1.8), "#ffffff", 0.4, 0.8)


SCENES = {"tomato_egg": tomato_egg, "dumplings": dumplings, "pancakes": pancakes}
