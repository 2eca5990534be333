"""Streets: an old lane hung with lanterns, a lamp in the snow."""

from __future__ import annotations

import math
from collections.abc import Callable

from .canvas import Canvas, Luck
from .colour import Ink, across, dark, down, mix, pale, tint
from .props import plant
from .shapes import Path, Point, bezier, ellipse, lens, rect, ridge, rounded, smooth, taper
from .trees import clouds, crown, pine, sky, snowfall, stars

View = Callable[[float, float, float], Point]


def _wall(see: View, x: float, top: float, foot: float, near: float, far: float) -> Path:
    return [see(x, top, near), see(x, top, far), see(x, foot, far), see(x, foot, near)]


def _opening(c: Canvas, see: View, x: float, box: tuple[float, float, float, float], ink: Ink, frame: Ink) -> None:
    top, foot, near, far = box
    c.fill(_wall(see, x, top - 0.7, foot + 0.7, near * 0.99, far * 1.01), frame)
    c.fill(_wall(see, x, top, foot, near, far), ink)
    for k in range(1, 4):
        z = near + (far - near) * k / 4
        c.stroke([see(x, top, z), see(x, foot, z)], frame, 0.5 / z + 0.1)
    c.stroke([see(x, (top + foot) / 2, near), see(x, (top + foot) / 2, far)], frame, 0.35)


def _house(c: Canvas, rng: Luck, see: View, side: int, near: float, far: float, ink: Ink, light: Ink) -> None:
    x = side * 30.0
    eave = -34.0
    lit = (ink, dark(ink, 0.12))
    c.fill(_wall(see, x, eave, 27, near, far), across(*lit[::-side]))
    c.fill(_wall(see, x, 19, 27, near, far), mix(ink, "#6d655e", 0.65))
    span = far - near
    door = rng.choice(("#8f2f24", "#4a5a4c", "#5f3f2c", "#34506b"))
    _opening(c, see, x, (2, 26, near + span * 0.1, near + span * 0.38), door, dark(door, 0.3))
    _opening(c, see, x, (-2, 13, near + span * 0.52, near + span * 0.88), light, "#5a3f2c")
    _opening(c, see, x, (-26, -14, near + span * 0.2, near + span * 0.44), mix(light, "#5a7a86", rng.random()),
             "#5a3f2c")
    _opening(c, see, x, (-26, -14, near + span * 0.58, near + span * 0.82), mix(light, "#5a7a86", rng.random()),
             "#5a3f2c")
    if rng.random() < 0.6:
        _awning(c, see, x, -side, near + span * 0.48, near + span * 0.92,
                rng.choice(("#c9503a", "#4f8a80", "#d9a43c")))
    _eaves(c, see, x, eave, near, far)


def _eaves(c: Canvas, see: View, x: float, y: float, near: float, far: float) -> None:
    edge = x - math.copysign(8, x)
    under = [see(x, y, near), see(x, y, far), see(edge, y - 1, far), see(edge, y - 1, near)]
    c.fill(under, "#5f4232")
    for k in range(12):
        z = near + (far - near) * k / 12
        c.stroke([see(x, y, z), see(edge, y - 1, z)], "#3d2a22", 0.9 / z + 0.1)
    c.fill(_wall(see, edge, y - 4.5, y - 0.6, near, far), "#56565c")
    for k in range(16):
        z = near + (far - near) * (k + 0.5) / 16
        c.fill(ellipse(*see(edge, y - 1.4, z), 1.6 / z), "#77777d")
    c.fill(_wall(see, edge, y - 9, y - 4, near, far), "#46464d")


def _awning(c: Canvas, see: View, x: float, out: int, near: float, far: float, ink: Ink) -> None:
    for k in range(6):
        a, b = near + (far - near) * k / 6, near + (far - near) * (k + 1) / 6
        tone = ink if k % 2 else pale(ink, 0.8)
        c.fill([see(x, -8, a), see(x, -8, b), see(x + out * 8, -3, b), see(x + out * 8, -3, a)], tone)
        c.fill([see(x + out * 8, -3, a), see(x + out * 8, -3, b), see(x + out * 8, -1, b), see(x + out * 8, -1, a)],
               dark(tone, 0.15))


def _lantern(c: Canvas, x: float, y: float, r: float, ink: Ink, lit: float) -> None:
    c.glow(x, y, r * 4, "#ffb060", lit)
    c.stroke([(x, y - r * 1.6), (x, y)], "#3a2a24", r * 0.08 + 0.08)
    c.fill(ellipse(x, y, r, r * 0.86), across(pale(ink, 0.25), ink, dark(ink, 0.2)))
    for k in (0.25, 0.6):
        c.loop(ellipse(x, y, r * k, r * 0.86), dark(ink, 0.25), r * 0.06, 0.7)
    c.soft(ellipse(x, y + r * 0.1, r * 0.5), "#ffd890", r * 0.7, lit)
    for dy in (-0.9, 0.76):
        c.fill(rect(x - r * 0.42, y + r * dy, x + r * 0.42, y + r * (dy + 0.16)), "#e0b04a")
    for k in (-0.2, 0, 0.2):
        c.stroke([(x + r * k, y + r * 0.9), (x + r * k, y + r * 1.6)], "#e0b04a", r * 0.07)


def _garland(c: Canvas, see: View, z: float, y: float, ink: Ink, lit: float) -> None:
    line = [see(-30 + 60 * t / 20, y + 7 * math.sin(math.pi * t / 20), z) for t in range(21)]
    c.stroke(line, "#3a2a24", 0.3 / z + 0.12)
    for t in (4, 8, 12, 16):
        _lantern(c, line[t][0], line[t][1] + 6.5 / z, 4.2 / z, ink, lit)


def _paving(c: Canvas, see: View, stone: Ink, rng: Luck) -> None:
    c.fill([see(-32, 27, 0.6), see(-32, 27, 9), see(32, 27, 9), see(32, 27, 0.6)], down(pale(stone, 0.25), stone))
    zs = [0.62 * 1.13**k for k in range(23)]
    for i, z in enumerate(zs[:-1]):
        for k in range(-4, 4):
            x0 = k * 8 + (4 if i % 2 else 0)
            tile = [see(x0, 27, z), see(x0 + 8, 27, z), see(x0 + 8, 27, zs[i + 1]), see(x0, 27, zs[i + 1])]
            c.fill(tile, tint(stone, light=rng.near(1.02, 0.07)))
        c.stroke([see(-32, 27, z), see(32, 27, z)], dark(stone, 0.22), 0.3 / z)


def _bicycle(c: Canvas, x: float, foot: float, r: float, ink: Ink) -> None:
    a, b = (x, foot - r), (x + r * 2.7, foot - r)
    c.soft(ellipse(x + r * 1.3, foot, r * 2.4, r * 0.25), "#20140c", 1.6, 0.45)
    for px, py in (a, b):
        c.loop(ellipse(px, py, r), "#2c2a2c", r * 0.13)
        c.loop(ellipse(px, py, r * 0.88), "#d9d4cc", r * 0.05)
        for k in range(6):
            dx, dy = r * 0.86 * math.cos(k * math.pi / 6), r * 0.86 * math.sin(k * math.pi / 6)
            c.stroke([(px - dx, py - dy), (px + dx, py + dy)], "#cfc9c0", 0.12, 0.8)
    seat, crank, head = (x + r * 0.8, foot - r * 2.2), (x + r * 1.2, foot - r * 0.95), (x + r * 2.25, foot - r * 2.3)
    for p, q in ((a, crank), (crank, seat), (a, seat), (crank, head), (seat, head), (head, b)):
        c.stroke([p, q], ink, r * 0.13)
    c.fill(rounded(seat[0] - r * 0.4, seat[1] - r * 0.3, seat[0] + r * 0.35, seat[1] - r * 0.06, r * 0.1), "#3a2620")
    c.stroke([head, (head[0] - r * 0.1, head[1] - r * 0.4), (head[0] - r * 0.6, head[1] - r * 0.5)], "#2c2a2c",
             r * 0.1)
    basket = [(head[0] + r * 0.1, head[1] - r * 0.5), (head[0] + r * 1.1, head[1] - r * 0.5),
              (head[0] + r * 0.95, head[1] + r * 0.2), (head[0] + r * 0.2, head[1] + r * 0.2)]
    c.fill(basket, "#b98a52")


def city_lane(c: Canvas, rng: Luck) -> None:
    """An old lane: tiled eaves, lit windows, lanterns across."""
    inks, walls, stone, light, lamp, lit = rng.turn((
        (("#f0b98a", "#f8d9ac", "#fdeecf"), ("#d9c4a4", "#c9a98a", "#e3d3b8"), "#b9a794", "#f6dfa6", "#c9301f", 0.35),
        (("#2a3560", "#5a5a8f", "#c98a94"), ("#6d6a80", "#7a6a70", "#5f6480"), "#6a6878", "#ffcf7a", "#d9402a", 0.75),
        (("#9cc9d6", "#d6e8e0", "#f6f3e0"), ("#e6ddcc", "#c4d0c8", "#dcc8b0"), "#c0b8aa", "#e9e0b8", "#c9301f", 0.2),
        (("#7a5a86", "#d98a86", "#f8c890"), ("#b98a80", "#a97f74", "#c9a08a"), "#9a8080", "#ffdc94", "#e0602c", 0.6)))
    vx, vy = c.w * rng.uniform(0.45, 0.55), c.h * 0.47
    see = lens(vx, vy, 1.75)
    sky(c, inks, c.h * 0.6)
    clouds(c, rng, 2, vy * 0.7, inks[2], 4, 0.6)
    crown(c, vx + 3, vy - 9, 11, 8, mix("#6f8f52", inks[1], 0.3), rng, 20)
    _paving(c, see, stone, rng)
    zs = [0.55, 1.25, 2.1, 3.4, 5.2, 8.5]
    for k in range(4, -1, -1):
        for side in (-1, 1):
            wall = mix(tint(walls[(k + side) % 3], light=rng.near(1, 0.04)), inks[1], 0.09 * k)
            _house(c, rng, see, side, zs[k], zs[k + 1], wall, light)
        _garland(c, see, zs[k] * 1.3 + 0.3, -27, lamp, lit)
    c.glow(vx, vy + 2, 22, inks[2], 0.55)
    _lane_things(c, rng, see)


def _lane_things(c: Canvas, rng: Luck, see: View) -> None:
    for z in (2.4, 1.7, 1.35):
        px, py = see(-26, 27, z)
        plant(c, px, py, 8.5 / z * 1.5, rng, rng.choice(("#a3553a", "#5f7a80", "#c9b48a")))
    px, py = see(11, 27, 1.45)
    _bicycle(c, px, py, 7, rng.choice(("#3f7a78", "#c9503a", "#d9a43c")))


def _home(c: Canvas, rng: Luck, x: float, foot: float, w: float, h: float, ink: Ink, snow: Ink) -> None:
    c.fill(rect(x, foot - h, x + w, foot), across(pale(ink, 0.08), ink, dark(ink, 0.15)))
    roof = [(x - 2, foot - h + 0.6), (x + w * 0.5, foot - h - w * 0.42), (x + w + 2, foot - h + 0.6)]
    c.fill(roof, dark(ink, 0.3))
    c.fill(smooth([(x - 3, foot - h + 1.4), (x + w * 0.22, foot - h - w * 0.2), (x + w * 0.5, foot - h - w * 0.46),
                   (x + w * 0.78, foot - h - w * 0.2),
                   (x + w + 3, foot - h + 1.4), (x + w * 0.75, foot - h - w * 0.08),
                   (x + w * 0.5, foot - h - w * 0.28), (x + w * 0.25, foot - h - w * 0.08)]), snow)
    for row in range(max(1, int(h / 11))):
        for k in range(max(2, int(w / 8))):
            wx, wy = x + 3 + k * (w - 6) / max(2, int(w / 8)), foot - h + 4 + row * 10
            glass = mix("#ffcf6e", "#fff0c0", rng.random()) if rng.random() < 0.75 else dark(ink, 0.4)
            c.fill(rect(wx, wy, wx + 4, wy + 5.4), glass)
            c.stroke([(wx + 2, wy), (wx + 2, wy + 5.4)], dark(ink, 0.4), 0.35)
            c.fill(rect(wx - 0.6, wy + 5.4, wx + 4.6, wy + 6.3), snow)


def _lamp(c: Canvas, x: float, foot: float, height: float, snow: Ink) -> None:
    iron, top = "#1c2230", foot - height
    c.glow(x, top, 62, "#ffc46a", 0.62)
    c.glow(x, top, 22, "#fff0c0", 0.8)
    c.fill([(x - 1.1, top + 7), (x + 1.1, top + 7), (x + 1.5, foot), (x - 1.5, foot)], iron)
    c.fill([(x - 2.2, foot - 12), (x + 2.2, foot - 12), (x + 3.4, foot), (x - 3.4, foot)], iron)
    for y in (top + 12, foot - 13):
        c.fill(rounded(x - 2.4, y, x + 2.4, y + 1.6, 0.8), iron)
    for side in (-1, 1):
        c.stroke(bezier((x, top + 17), (x + side * 7, top + 18), (x + side * 8, top + 12),
                        (x + side * 4.4, top + 13)), iron, 0.7)
    c.fill([(x - 3, top + 7), (x + 3, top + 7), (x + 5, top - 5), (x - 5, top - 5)], down("#fff8dc", "#ffdf94"))
    for dx in (-5, 0, 5):
        c.stroke([(x + dx * 0.6, top + 7), (x + dx, top - 5)], iron, 0.7)
    c.fill([(x - 6.4, top - 5), (x + 6.4, top - 5), (x + 2, top - 10), (x - 2, top - 10)], iron)
    c.fill(smooth([(x - 7, top - 4.8), (x - 3, top - 9), (x, top - 11.6), (x + 3, top - 9), (x + 7, top - 4.8),
                   (x, top - 6.8)]), snow)


def _prints(c: Canvas, a: Point, b: Point, ink: Ink) -> None:
    for k in range(13):
        t = (k / 12) ** 1.4
        size = 0.4 + 1.25 * t
        x = a[0] + (b[0] - a[0]) * t + (size if k % 2 else -size) * 1.1 + 5 * math.sin(3 * t)
        y = a[1] + (b[1] - a[1]) * t
        c.fill(ellipse(x, y, size * 0.62, size, 8), ink, 0.75)


def snow_lamp(c: Canvas, rng: Luck) -> None:
    """A lamp, new snow, lit homes, somebody's steps."""
    inks, snow, home = rng.turn((
        (("#131c40", "#2a3a70", "#6a72a0"), "#dfe6f5", "#4a4a6e"),
        (("#1f1838", "#4a3566", "#a06a86"), "#efe0ea", "#5f4256"),
        (("#0e2430", "#1f4f5f", "#5f8f94"), "#dcecec", "#3a565e"),
        (("#27304a", "#56607f", "#b0a8a8"), "#eef0f2", "#6a5248")))
    line = c.h * 0.62
    sky(c, inks, line)
    stars(c, rng, line * 0.5, 50)
    x = -4.0
    while x < c.w:
        w, h = rng.uniform(18, 30), rng.uniform(16, 38)
        _home(c, rng, x, line, w, h, mix(tint(home, hue=rng.near(0, 0.03)), inks[1], 0.15), snow)
        x += w + rng.uniform(-2, 4)
    for px in range(0, int(c.w), 13):
        pine(c, px + rng.near(0, 4), line + 3, rng.uniform(14, 25), mix("#2c4a4a", inks[1], 0.35), rng, snow)
    shade = mix(snow, inks[1], 0.32)
    c.fill(ridge(-3, c.w + 3, line + 3, 4, c.h + 2, rng, 6), down(shade, mix(snow, shade, 0.4)))
    c.fill(ridge(-3, c.w + 3, c.h * 0.79, 7, c.h + 2, rng, 5), down(mix(snow, shade, 0.3), snow))
    post = c.w * rng.uniform(0.26, 0.36)
    foot = c.h * 0.9
    c.soft(ellipse(post, foot, 38, 8), "#ffe3a8", 10, 0.75)
    c.soft(taper([(post, foot), (post + 34, c.h + 3)], 3, 7), mix(shade, inks[0], 0.4), 2, 0.5)
    _prints(c, (c.w * 0.62, line + 8), (c.w * 0.72, c.h), mix(shade, inks[1], 0.3))
    _lamp(c, post, foot, c.h * 0.56, snow)
    pine(c, c.w * 0.97, c.h + 3, c.h * 0.62, mix("#22403f", inks[1], 0.2), rng, snow)
    snowfall(c, rng)


SCENES = {"city_lane": city_lane, "snow_lamp": snow_lamp}
