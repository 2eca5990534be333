"""Cups: coffee with a drawing in the milk, milk tea with pearls."""

from __future__ import annotations

import math

from .bites import scatter
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .props import boards, bokeh, book, glint, pebble, plate, steam
from .shapes import Path, arc, bezier, ellipse, mirrored, moved, rect, ribbon, rounded, smooth, taper, whole


def _rosetta(c: Canvas, x: float, y: float, r: float, milk: Ink, turn: float) -> None:
    with c.place(x, y, turn=turn):
        for k in range(6):
            y0, half = r * (0.5 - 0.22 * k), r * (0.56 - 0.06 * abs(k - 2))
            lobe = bezier((0, y0 + r * 0.16), (half * 0.6, y0 + r * 0.14), (half, y0 - r * 0.1),
                          (half * 0.96, y0 - r * 0.3))
            for side in (lobe, mirrored(lobe)):
                c.fill(ribbon(side, lambda t: r * 0.15 * math.sin(math.pi * (0.25 + 0.75 * t))), milk)
        c.fill(taper([(0, r * 0.72), (0, -r * 0.74)], r * 0.07, r * 0.02), milk)
        heart = smooth(whole([(0, -r * 0.62), (r * 0.16, -r * 0.76), (r * 0.27, -r * 0.64), (r * 0.14, -r * 0.46),
                              (0, -r * 0.34)]))
        c.fill(heart, milk)


def _love(size: float) -> Path:
    """A heart round (0, 0), about 1.3 sizes wide."""
    half = [*bezier((0, -0.3), (0.1, -0.66), (0.64, -0.72), (0.67, -0.2), 14),
            *bezier((0.67, -0.2), (0.68, 0.16), (0.22, 0.42), (0, 0.74), 14)]
    return moved(whole(half), scale=size)


def _tulip(c: Canvas, x: float, y: float, r: float, milk: Ink, coffee: Ink, turn: float) -> None:
    with c.place(x, y, turn=turn):
        for k in range(4):
            leaf_shape = [(px * 1.2, py * 0.92) for px, py in _love(r * (0.98 - 0.19 * k))]
            up = r * (0.22 - 0.27 * k)
            c.fill(moved(leaf_shape, 0, up, 0, 1.1), coffee)
            c.fill(moved(leaf_shape, 0, up), milk)


def _heart(c: Canvas, x: float, y: float, r: float, milk: Ink, turn: float) -> None:
    with c.place(x, y, turn=turn):
        c.soft(_love(r * 1.02), milk, r * 0.1, 0.5)
        c.fill(_love(r), milk)
        for k in range(3):
            inner = _love(r * (0.74 - 0.22 * k))
            c.loop(inner, mix(milk, "#a5672e", 0.5), 0.55, 0.8)


def _cup(c: Canvas, x: float, y: float, r: float, ink: Ink, rng: Luck) -> None:
    plate(c, x, y, r * 1.42, r * 1.42, ink)
    with c.place(x, y, turn=rng.near(-30, 20)):
        c.shadow(arc(r * 1.2, 0, r * 0.34, r * 0.26, -120, 120), 1, 2, 3, 0.4)
        c.stroke(arc(r * 1.15, 0, r * 0.34, r * 0.24, -125, 125), dark(ink, 0.1), r * 0.13)
        c.stroke(arc(r * 1.15, -0.4, r * 0.34, r * 0.24, -125, 60), pale(ink, 0.4), r * 0.05)
    c.shadow(ellipse(x, y, r), r * 0.08, r * 0.14, r * 0.2, 0.5)
    c.fill(ellipse(x, y, r), Linear((pale(ink, 0.6), ink, dark(ink, 0.2)), 30))
    c.fill(ellipse(x, y, r * 0.92), dark(ink, 0.3))
    coffee = "#8a4f24"
    c.fill(ellipse(x, y + r * 0.02, r * 0.9), Radial(("#b4763c", "#a5662e", "#6d3a18")))
    art = rng.turn(("rosetta", "tulip", "heart"))
    milk = "#fbeed6"
    if art == "rosetta":
        _rosetta(c, x, y, r * 0.8, milk, rng.near(-15, 25))
    elif art == "tulip":
        _tulip(c, x, y + r * 0.1, r * 0.72, milk, coffee, rng.near(10, 20))
    else:
        _heart(c, x, y, r * 0.8, milk, rng.near(0, 20))
    c.soft(arc(x, y, r * 0.84, r * 0.84, 190, 260), "#ffffff", 1.4, 0.35)


def _croissant(c: Canvas, x: float, y: float, size: float, turn: float) -> None:
    with c.place(x, y, turn=turn):
        whole_arc = arc(0, size * 0.5, size, size * 0.8, 195, 345, 40)
        body = ribbon(whole_arc, lambda t: size * (0.16 + 0.62 * math.sin(math.pi * t)))
        c.shadow(body, 1, 2, 4, 0.45)
        c.fill(body, down("#eab868", "#cf8a3c", "#a05e24"))
        with c.clip(body):
            for k in range(9):
                a = 204 + k * 16.5
                px, py = size * math.cos(math.radians(a)), size * 0.5 + size * 0.8 * math.sin(math.radians(a))
                with c.place(px, py, turn=a + 90 + (k - 4) * 4):
                    c.fill(ribbon(arc(0, 0, size * 0.1, size * 0.5, -90, 90, 12),
                                  lambda t: 1.2 * math.sin(math.pi * t)), "#8a4c1a", 0.8)
                    c.soft(rect(-size * 0.1, -size * 0.26, -size * 0.03, size * 0.1), "#ffdf9c", 1, 0.6)


def _beans(c: Canvas, x: float, y: float, rng: Luck) -> None:
    for px, py in scatter(rng, x, y, 12, 8, 11):
        turn = rng.uniform(0, 180)
        with c.place(px, py, turn=turn):
            c.shadow(ellipse(0, 0, 2.2, 1.5), 0.2, 0.6, 1, 0.4)
            c.fill(ellipse(0, 0, 2.2, 1.5), down("#7a4826", "#4d2a14"))
            c.stroke(bezier((-2, 0), (-0.6, 0.7), (0.6, -0.7), (2, 0)), "#2f180a", 0.35)


def coffee(c: Canvas, rng: Luck) -> None:
    """A flat white from above, something to read, something to eat."""
    table, cup, cover = rng.turn((("#8d6244", "#f4efe6", "#3f5f6b"), ("#5a4a48", "#c9604a", "#d9a94a"),
                                  ("#c9a67c", "#5f8a86", "#7a4a52"),
                                  ("#46525a", "#e3d3bd", "#a3553a")))
    boards(c, rng, table, 20, rng.choice((-8, 12, 90)))
    c.glow(c.w * 0.15, c.h * 0.1, 80, "#ffe6b4", 0.35)
    wide = c.w > c.h
    book(c, c.w * (0.9 if wide else 0.84), c.h * 0.14, 42, 54, cover, 14 + rng.near(0, 8))
    _plate_pastry(c, c.w * (0.13 if wide else 0.16), c.h * 0.13, rng)
    x, y = c.w * (0.52 if wide else 0.5), c.h * (0.58 if wide else 0.6)
    _cup(c, x, y, 30, cup, rng)
    _teaspoon(c, x - 25, y + 27)
    _beans(c, c.w * 0.88, c.h * 0.93, rng)
    steam(c, x, y - 4, rng, 34, 2, 0.26)


def _plate_pastry(c: Canvas, x: float, y: float, rng: Luck) -> None:
    plate(c, x, y, 27, 27, rng.choice(("#f1e9da", "#cfd9d6")))
    _croissant(c, x, y + 2, 15.5, rng.near(-20, 15))


def _teaspoon(c: Canvas, x: float, y: float) -> None:
    with c.place(x, y, turn=42):
        shape = [*ribbon([(4, 0), (12, 0), (26, 0)], lambda t: 1.3 + 1.1 * t)]
        for part in (shape, ellipse(0, 0, 5.2, 3.2)):
            c.shadow(part, 0.6, 1.4, 1.8, 0.45)
            c.fill(part, down("#f6f3ee", "#b9b4ae", "#8a8580"))
        c.fill(ellipse(0.2, 0.2, 4, 2.3), down("#9a958f", "#e9e5df"))


def _tea_body(x: float, foot: float, top: float, half: float) -> Path:
    return [(x - half, top), (x + half, top), *arc(x + half * 0.72, foot - 3, half * 0.08, 3, 0, 90, 8),
            *arc(x - half * 0.72, foot - 3, half * 0.08, 3, 90, 180, 8)]


def _swirls(c: Canvas, x: float, top: float, foot: float, half: float, tea: Ink, rng: Luck) -> None:
    for _ in range(7):
        x0 = rng.near(x, half * 0.9)
        cloud = bezier((x0, top), (x0 + rng.near(0, 16), top + 18), (x0 + rng.near(0, 14), top + 26),
                       (x0 + rng.near(0, 8), top + rng.uniform(30, 52)))
        c.soft(ribbon(cloud, lambda t: 7 * (1 - t) + 1), "#fbeeda", 3, 0.7)
    for _ in range(5):
        y0 = rng.uniform(top + 20, foot - 16)
        streak = bezier((x - half, y0), (x - half * 0.3, y0 - 9), (x + half * 0.3, y0 + 9), (x + half, y0 - 4))
        c.soft(ribbon(streak, lambda t: 3 * math.sin(math.pi * t)), dark(tea, 0.2), 2.4, 0.3)


def _pearls(c: Canvas, x: float, foot: float, half: float, ink: Ink, rng: Luck) -> None:
    for row in range(5):
        count = 9 - row
        for k in range(count):
            if row > 2 and rng.random() < 0.4:
                continue
            px = x + (k - (count - 1) / 2) * half * 0.19 + rng.near(0, 0.7)
            pebble(c, px, foot - 4.4 - row * 4.3 + rng.near(0, 0.7), 2.7, ink, rng)


def _drink(c: Canvas, x: float, foot: float, height: float, half: float, rng: Luck, tea: Ink, lid: Ink) -> None:
    top = foot - height
    body = _tea_body(x, foot, top, half)
    c.shadow(ellipse(x + 3, foot, half * 1.1, 4), 0, 0, 6, 0.5)
    c.fill(body, "#fdf6ea", 0.5)
    with c.clip(body):
        c.fill(rect(x - half, top + 9, x + half, foot),
               down(pale(tea, 0.72), mix(tea, "#fbeeda", 0.35), tea, dark(tea, 0.16)))
        _swirls(c, x, top + 9, foot, half, tea, rng)
        for px, py in ((-0.5, 14), (0.35, 12), (-0.05, 20)):
            with c.place(x + half * px, top + py, turn=rng.near(0, 30)):
                c.fill(rounded(-5, -5, 5, 5, 1.4), "#ffffff", 0.35)
                c.loop(rounded(-5, -5, 5, 5, 1.4), "#ffffff", 0.4, 0.6)
        _pearls(c, x, foot, half * 0.95, rng.choice(("#3a2018", "#2c1a1a", "#8a5a2a")), rng)
        c.soft(rect(x + half * 0.72, top, x + half * 1.1, foot), dark(tea, 0.6), 6, 0.35)
    glint(c, [(x - half * 0.78, top + 6), (x - half * 0.62, top + 6), (x - half * 0.54, foot - 10),
              (x - half * 0.64, foot - 10)], 0.6)
    c.fill(rounded(x - half * 1.07, top - 2.6, x + half * 1.07, top + 1.8, 1.8),
           across(pale(lid, 0.4), lid, dark(lid, 0.2)))
    c.fill(ellipse(x, top - 2.6, half * 1.02, 2.6), pale(lid, 0.3))


def _straw(c: Canvas, x: float, top: float, ink: Ink) -> None:
    tube = [(x + 1, top + 2), (x + 6, top + 2), (x + 13, top - 28), (x + 8, top - 28.6)]
    c.fill(tube, across(pale(ink, 0.4), ink, dark(ink, 0.25)))
    with c.clip(tube):
        for k in range(6):
            c.stroke([(x - 4, top - 2 - k * 6), (x + 18, top - 8 - k * 6)], "#fffaf0", 1.8, 0.85)


def _label(c: Canvas, x: float, y: float, ink: Ink, rng: Luck) -> None:
    c.fill(ellipse(x, y, 9.5), pale(ink, 0.85))
    c.loop(ellipse(x, y, 8.2), ink, 0.5)
    if rng.number % 2:
        c.fill(leaf_pair(x, y), ink)
    else:
        for side in (-1, 1):
            c.fill(ellipse(x + side * 2.9, y - 1, 0.9), ink)
            c.fill([(x + side * 2, y - 4.4), (x + side * 5.6, y - 7.2), (x + side * 5.4, y - 2.6)], ink)
        c.stroke(arc(x - 1.1, y + 1.2, 1.1, 1, 0, 170), ink, 0.5)
        c.stroke(arc(x + 1.1, y + 1.2, 1.1, 1, 10, 180), ink, 0.5)


def leaf_pair(x: float, y: float) -> Path:
    """A stamp of a tea bud."""
    half = [(0, 5), (1.4, 1.4), (5, -1), (5.2, -3.4), (1.6, -1.8), (0, -6)]
    return moved(whole(half[::-1]), x, y)


def milk_tea(c: Canvas, rng: Luck) -> None:
    """A tall cup with pearls before a lit street."""
    wall, tea, lid, table = rng.turn((("#e8a99a", "#b9773c", "#f4efe6", "#c97f6a"),
                                      ("#8fb5a3", "#a9a05a", "#f0b84a", "#5f8a7a"),
                                      ("#5f5a86", "#9a6a96", "#e9d9ec", "#3f3a66"),
                                      ("#f0c98a", "#c9823c", "#7a4a34", "#b98a55")))
    c.backdrop(Linear((pale(wall, 0.45), wall, dark(wall, 0.2)), 20))
    bokeh(c, rng, [pale(wall, 0.7), "#ffe6b0", "#ffffff", pale(lid, 0.3)], 32, 0, 0.75)
    c.defocus(1.8)
    line = c.h * 0.8
    c.fill(rect(-1, line, c.w + 1, c.h + 1), down(dark(table, 0.1), table, pale(table, 0.15)))
    foot = c.h * 0.93
    height, half = min(84.0, c.h * 0.7), 25.0
    if c.w > c.h or rng.number % 2:
        other = tint(tea, hue=0.06, light=1.12)
        _straw(c, c.w * 0.82, foot - height * 0.8 - 9, lid)
        _drink(c, c.w * 0.82, foot - 5, height * 0.8, half * 0.82, rng, other, mix(wall, lid, 0.6))
    x = c.cx - (10 if c.w > c.h or rng.number % 2 else 0)
    _straw(c, x + 3, foot - height, rng.choice(("#c9402c", "#3f7a78", "#e0a03c")))
    _drink(c, x, foot, height, half, rng, tea, lid)
    _label(c, x, foot - height * 0.52, dark(mix(tea, wall, 0.3), 0.3), rng)
    for _ in range(24):
        px, py = rng.near(x, half * 0.8), rng.uniform(foot - height + 8, foot - 8)
        c.fill(ellipse(px, py, rng.uniform(0.3, 0.8)), "#ffffff", 0.4)


SCENES = {"coffee": coffee, "milk_tea": milk_tea}
