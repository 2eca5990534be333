"""By the water and under trees: the red bridge, a bench."""

from __future__ import annotations

import math

from .canvas import Canvas, Luck
from .colour import Ink, across, dark, down, mix, pale, tint
from .props import hills
from .shapes import Path, arc, bezier, ellipse, leaf, rect, ribbon, ridge, rounded, smooth, taper
from .trees import clouds, crown, haze, petals, ripples, sky, trunk


def _span(c: Canvas, x: float, y: float, half: float, rise: float, red: Ink) -> None:
    deck = bezier((x - half, y), (x - half * 0.5, y - rise * 1.3), (x + half * 0.5, y - rise * 1.3), (x + half, y),
                  48)
    under = arc(x, y + 1, half * 0.62, rise * 0.82, 180, 360, 40)
    body: Path = [(x - half * 1.06, y + 3), *deck, (x + half * 1.06, y + 3), (x + half * 0.62, y + 3), *under[::-1],
                  (x - half * 0.62, y + 3)]
    stone = mix("#d9cbb8", red, 0.12)
    c.fill(body, down(stone, dark(stone, 0.25)))
    c.fill(ribbon(under, lambda t: 3.2), dark(stone, 0.16))
    for k in range(2, 40, 3):
        px, py = under[k]
        a = math.atan2(py - y, px - x)
        c.stroke([(px, py), (px + 2.4 * math.cos(a), py + 2.4 * math.sin(a))], dark(stone, 0.4), 0.3)
    c.stroke(deck, dark(stone, 0.3), 0.8)
    for k in range(0, 49, 4):
        px, py = deck[k]
        c.fill(rect(px - 0.75, py - 7.4, px + 0.75, py), red)
        c.fill(ellipse(px, py - 7.8, 1.05), pale(red, 0.15))
    for lift, breadth in ((6, 1.3), (3, 0.7)):
        rail = [(px, py - lift) for px, py in deck]
        c.stroke(rail, red, breadth)
        c.stroke([(px, py - 0.35) for px, py in rail], pale(red, 0.3), breadth * 0.3)


def _pavilion(c: Canvas, x: float, foot: float, size: float, red: Ink, roof: Ink) -> None:
    for dx in (-0.7, -0.24, 0.24, 0.7):
        c.fill(rect(x + dx * size - 0.5, foot - size * 1.1, x + dx * size + 0.5, foot), red)
    c.fill(rect(x - size * 0.9, foot - 1.2, x + size * 0.9, foot + 0.6), "#cfc3b0")
    eave = [(x - size * 1.3, foot - size * 1.2), (x - size * 0.6, foot - size * 1.26),
            (x - size * 0.12, foot - size * 1.75), (x, foot - size * 1.9),
            (x + size * 0.12, foot - size * 1.75), (x + size * 0.6, foot - size * 1.26),
            (x + size * 1.3, foot - size * 1.2), (x, foot - size * 1.02)]
    c.fill(smooth(eave, steps=6), roof)
    c.fill(ellipse(x, foot - size * 1.93, size * 0.08), "#e9c06a")


def _willow(c: Canvas, rng: Luck, x0: float, ink: Ink, side: int) -> None:
    bough = bezier((x0, -4), (x0 - side * 10, 4), (x0 - side * 26, 3), (x0 - side * 46, 9), 30)
    c.fill(taper(bough, 3.4, 0.8), "#4d3a2c")
    for k in range(2, 31):
        px, py = bough[k]
        drop = rng.uniform(14, 38) * (1.1 - k / 60)
        strand = bezier((px, py), (px + rng.near(0, 2), py + drop * 0.4), (px + rng.near(-1, 2), py + drop * 0.7),
                        (px + rng.near(-2, 3), py + drop), 12)
        tone = tint(ink, light=rng.uniform(0.75, 1.25))
        c.stroke(strand, tone, 0.28)
        for i in range(1, 13):
            c.fill(leaf(*strand[i], rng.uniform(1.6, 2.8), 0.55, 90 + (42 if i % 2 else -42)), tone)


def _punt(c: Canvas, x: float, y: float, ink: Ink) -> None:
    c.soft(ellipse(x, y + 2, 13, 1.2), "#10201e", 1.4, 0.4)
    c.fill(smooth([(x - 14, y - 2.6), (x - 8, y - 0.6), (x + 8, y - 0.6), (x + 14, y - 3), (x + 9, y + 1.8),
                   (x - 9, y + 1.8)]), down(pale(ink, 0.15), dark(ink, 0.3)))
    hood = [*arc(x, y - 0.6, 6.4, 5.6, 180, 360)]
    c.fill(hood, "#b98f55")
    for k in range(-2, 3):
        c.stroke(arc(x + k * 1.1, y - 0.6, abs(6.4 - abs(k) * 0.8), 5.6, 182, 358), "#8a6536", 0.22, 0.7)


def river_bridge(c: Canvas, rng: Luck) -> None:
    """A stone arch with red rails and its other half in the water."""
    inks, far, red, green, water = rng.turn((
        (("#8fb9c9", "#cfe0d6", "#fbe9c6"), "#7fa39a", "#b9301f", "#7f9a4a", "#5f8f8c"),
        (("#e6a58a", "#f5cfa6", "#fdeccb"), "#b98a86", "#a32a24", "#d98a8f", "#b98a80"),
        (("#4a5a8a", "#a08ab0", "#f0b8a0"), "#6a6a94", "#c9402c", "#5f7a6a", "#5a5f8a"),
        (("#c9cdb8", "#e6dcc0", "#f6e6c0"), "#a9a06a", "#b83a20", "#d9993c", "#8a8f6a")))
    line = c.h * 0.62
    sky(c, inks, line)
    c.glow(c.w * rng.uniform(0.2, 0.8), line * 0.5, 46, "#fff6da", 0.8)
    clouds(c, rng, 4, line * 0.5, "#fffaf0", 6, 0.5)
    hills(c, rng, line - 26, [mix(far, inks[1], 0.6), mix(far, inks[1], 0.3), far], 8, 10)
    haze(c, line - 4, inks[2], 8, 0.7)
    c.fill(ridge(-3, c.w + 3, line - 2, 4, line + 1, rng, 9), dark(mix(far, green, 0.5), 0.25))
    for k in range(5):
        crown(c, c.w * (0.02 + 0.24 * k) + rng.near(0, 3), line - 7, 9, 7, mix(green, far, 0.3), rng, 12)
    _pavilion(c, c.w * 0.16, line, 8.5, red, dark(far, 0.45))
    _span(c, c.w * 0.58, line - 2, min(48, c.w * 0.42), 25, red)
    c.reflect(line, water, 0.3, 0.5)
    ripples(c, rng, line, (inks[2], inks[1], dark(water, 0.2)), 110, 0.4)
    _punt(c, c.w * rng.uniform(0.25, 0.4), c.h * 0.84, "#5a4030")
    _willow(c, rng, c.w + 4, green, 1)
    _willow(c, rng, c.w * 0.82, tint(green, light=0.85), 1)


def _plank(c: Canvas, path: Path, wood: Ink) -> None:
    c.shadow(path, 0.2, 0.8, 1.2, 0.35)
    c.fill(path, down(pale(wood, 0.3), wood, dark(wood, 0.12)))


def _bench(c: Canvas, x: float, foot: float, size: float, wood: Ink) -> None:
    iron, half = "#2c2f33", size * 1.55
    c.shadow(ellipse(x, foot - 1, half * 1.1, 3), 2, 0.6, 5, 0.5)
    for side in (-0.8, 0.8):
        px = x + side * half
        c.stroke([(px, foot - size * 1.45), (px, foot - 2.4)], iron, 1.2)
        c.stroke([(px * 1.0 + side * 2.6, foot - size * 0.42), (px + side * 2.9, foot + 0.8)], iron, 1.5)
    for k in range(3):
        y, wide = foot - size * (1.52 - 0.25 * k), half * (0.98 + 0.01 * k)
        _plank(c, rounded(x - wide, y, x + wide, y + size * 0.19, 0.9), wood)
    for k in range(3):
        y, near, far = foot - size * (0.68 - 0.1 * k), half * (1.03 + 0.035 * k), half * (1.0 + 0.035 * k)
        board = [(x - far, y), (x + far, y), (x + near, y + size * 0.085), (x - near, y + size * 0.085)]
        _plank(c, board, pale(wood, 0.14))
    c.fill(rect(x - half * 1.1, foot - size * 0.395, x + half * 1.1, foot - size * 0.33), dark(wood, 0.35))
    for side in (-1, 1):
        px = x + side * half * 0.9
        arm = bezier((px, foot - size * 1.02), (px + side * 3, foot - size * 1.08), (px + side * 7, foot - size),
                     (px + side * 6.4, foot - size * 0.4))
        c.stroke(arm, iron, 1.2)


def _path(c: Canvas, line: float, ink: Ink) -> None:
    left = bezier((c.w * 0.3, line), (c.w * 0.36, c.h * 0.62), (c.w * 0.05, c.h * 0.66), (-c.w * 0.4, c.h + 2), 20)
    right = bezier((c.w * 0.325, line), (c.w * 0.44, c.h * 0.64), (c.w * 0.62, c.h * 0.76), (c.w * 1.0, c.h + 2), 20)
    c.fill([*left, *right[::-1]], down(pale(ink, 0.2), ink, dark(ink, 0.06)))


def _left_behind(c: Canvas, rng: Luck, x: float, y: float) -> None:
    if rng.number % 2:
        c.fill([(x - 2, y - 6), (x + 2, y - 6), (x + 1.5, y), (x - 1.5, y)], across("#fffaf0", "#d9cfc0"))
        c.fill([(x - 1.9, y - 4.4), (x + 1.9, y - 4.4), (x + 1.65, y - 1.6), (x - 1.65, y - 1.6)], "#9a6a42")
        c.fill(rounded(x - 2.3, y - 6.8, x + 2.3, y - 5.8, 0.4), "#4d3a30")
    else:
        for k, ink in enumerate(("#a33a30", "#3f6b78", "#d9a94a")):
            c.fill(rounded(x - 4.4 + k * 0.4, y - 1.6 * (k + 1), x + 4.4 - k * 0.7, y - 1.6 * k, 0.4), ink)


def park_bench(c: Canvas, rng: Luck) -> None:
    """A bench under a tree, whatever the season."""
    inks, leafage, ground, loose = rng.turn((
        (("#e9d3a8", "#f6e6c4", "#fbf0d8"), "#d98a2c", "#b98a4a", ("#e0a03c", "#c9602a", "#f0c05a")),
        (("#a9d0dc", "#d9ecea", "#f3f6ea"), "#f0a8bc", "#8fae6a", ("#f9d0da", "#f4b4c6", "#ffffff")),
        (("#8fc4d9", "#cfe6dc", "#eef6dc"), "#5f9a4a", "#8fb560", ("#d9e68a", "#a9cc6a", "#f0f0b0")),
        (("#b9a0c4", "#ecc0b0", "#fbe0b8"), "#b0503c", "#8a7a52", ("#d9704a", "#a33f34", "#e9a85a"))))
    line = c.h * 0.52
    sky(c, inks, line)
    c.glow(c.w * 0.22, line * 0.45, 48, "#fffbe6", 0.8)
    hills(c, rng, line - 15, [mix(leafage, inks[1], 0.72), mix(ground, inks[1], 0.45)], 6, 9)
    for k in range(7):
        crown(c, c.w * k / 6 + rng.near(0, 4), line - 7, 10, 9, mix(leafage, inks[1], 0.35), rng, 9)
    c.fill(rect(-1, line, c.w + 1, c.h + 1), down(mix(ground, inks[2], 0.35), ground, dark(ground, 0.18)))
    _path(c, line, mix(ground, "#f3e3c4", 0.65))
    side = c.w * 0.8
    c.soft(ellipse(side - 16, c.h * 0.82, 50, 7), dark(ground, 0.6), 8, 0.4)
    trunk(c, side, c.h * 0.82, c.h * 0.2, 9, "#5a4234", -6)
    for k in range(3):
        crown(c, side - 30 + k * 24, c.h * (0.15 + 0.05 * (k % 2)), 28, c.h * 0.14, leafage, rng, 34)
    petals(c, rng, loose, 130, line + 4, c.h, 1.7)
    seat = (c.w * 0.42, c.h * 0.86)
    _bench(c, *seat, 19, rng.choice(("#9a6238", "#7a4a34", "#4f7a6a")))
    _left_behind(c, rng, seat[0] + 13, seat[1] - 10.6)
    petals(c, rng, loose, 36, c.h * 0.2, c.h * 0.95, 2.2)


SCENES = {"river_bridge": river_bridge, "park_bench": park_bench}
