"""A subway car in one-point perspective."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import Canvas, Luck
from .colour import Ink, across, dark, down, mix, pale
from .shapes import Path, Point, lens, rect, rounded

View = Callable[[float, float, float], Point]


def _straps(c: Canvas, see: View, ink: Ink) -> None:
    for side in (-1, 1):
        c.stroke([see(side * 13, -27, 1), see(side * 13, -27, 5)], "#d6dbe0", 0.7)
        for k in range(8, 0, -1):
            z = 1.02 * 1.22**k
            x, y = see(side * 13, -27, z)
            c.stroke([(x, y), (x, y + 7 / z)], ink, 1.1 / z)
            c.loop(rounded(x - 2.4 / z, y + 7 / z, x + 2.4 / z, y + 12 / z, 1.6 / z), "#f6f3ec", 0.9 / z)


def _car_side(c: Canvas, rng: Luck, see: View, side: int, wall: Ink, seat: Ink, inks: tuple[Ink, ...]) -> None:
    x = side * 30.0

    def panel(top: float, foot: float, near: float, far: float) -> Path:
        return [see(x, top, near), see(x, top, far), see(x, foot, far), see(x, foot, near)]

    lit = (pale(wall, 0.3), dark(wall, 0.15))
    c.fill(panel(-33, 27, 0.6, 5), across(*lit[::-side]))
    zs = [0.62, 1.0, 1.35, 1.9, 2.4, 3.3, 4.0, 4.9]
    for k in range(0, 8, 2):
        glass = panel(-22, 3, zs[k], zs[k + 1])
        c.fill(panel(-23.5, 4.5, zs[k] * 0.985, zs[k + 1] * 1.015), "#8b939a")
        c.fill(glass, down(*inks))
        with c.clip(glass):
            for _ in range(9):
                z, top = rng.uniform(zs[k], zs[k + 1]), rng.uniform(-14, 0)
                c.fill(panel(top, 4, z, z * 1.09), mix(inks[0], "#2a2f4a", rng.uniform(0.3, 0.6)))
                c.fill(panel(top + 2, top + 3.4, z * 1.02, z * 1.05), "#ffe0a0")
        poster = mix(rng.choice((seat, inks[1], inks[2], pale(seat, 0.5))), wall, 0.2)
        c.fill(panel(-31, -25.5, zs[k] * 1.04, zs[k + 1] * 0.97), poster)
        c.fill(panel(-29.4, -28.4, zs[k] * 1.1, zs[k + 1] * 0.9), pale(poster, 0.7))
        _seat(c, see, x, -side, zs[k], zs[k + 1], seat)
        light = [see(x * 0.5, 27, zs[k]), see(x * 0.5, 27, zs[k + 1]), see(x * 0.06, 27, zs[k + 1] * 1.1),
                 see(x * 0.06, 27, zs[k] * 1.1)]
        c.soft(light, inks[2], 2, 0.3)


def _seat(c: Canvas, see: View, x: float, out: int, near: float, far: float, ink: Ink) -> None:
    edge = x + out * 9
    c.fill([see(x, 6, near), see(x, 6, far), see(x, 15, far), see(x, 15, near)], ink)
    c.fill([see(edge, 17, near), see(edge, 17, far), see(edge, 26, far), see(edge, 26, near)], dark(ink, 0.5))
    c.fill([see(x, 14, near), see(x, 14, far), see(edge, 16, far), see(edge, 16, near)], pale(ink, 0.2))
    c.fill([see(edge, 16, near), see(edge, 16, far), see(edge, 18, far), see(edge, 18, near)], dark(ink, 0.15))
    for k in range(1, 4):
        z = near + (far - near) * k / 4
        c.stroke([see(x, 6, z), see(x, 14, z), see(edge, 16, z), see(edge, 18, z)], dark(ink, 0.3), 0.5 / z)


def subway(c: Canvas, rng: Luck) -> None:
    """An empty car above the city, straps swinging."""
    wall, seat, floor_ink, inks, strap = rng.turn((
        ("#d9dde0", "#e08a3c", "#7d868c", ("#5a6a9a", "#d99a8a", "#fbd59a"), "#c9503a"),
        ("#cfd9d4", "#3f8a86", "#8a8478", ("#8fc0d6", "#cfe4e0", "#f6eed0"), "#3a4650"),
        ("#e6dccb", "#b83a3a", "#6d6a70", ("#182048", "#3a3f78", "#7a6a9a"), "#e0a93c"),
        ("#d4d6e6", "#6a70b0", "#74708a", ("#e58a6a", "#f3b98a", "#fde3b0"), "#4a4a6a")))
    vx, vy = c.w * rng.uniform(0.46, 0.54), c.h * 0.47
    see = lens(vx, vy, 1.62)
    c.backdrop(wall)
    c.fill([see(-30, -33, 0.6), see(-30, -33, 5), see(30, -33, 5), see(30, -33, 0.6)],
           down(pale(wall, 0.4), dark(wall, 0.1)))
    c.fill([see(-30, 27, 0.55), see(-30, 27, 5), see(30, 27, 5), see(30, 27, 0.55)],
           down(dark(floor_ink, 0.2), floor_ink, pale(floor_ink, 0.2)))
    for side in (-1, 1):
        _car_side(c, rng, see, side, wall, seat, inks)
        light = [see(side * 8 - 3, -32.5, 0.6), see(side * 8 - 3, -32.5, 5), see(side * 8 + 3, -32.5, 5),
                 see(side * 8 + 3, -32.5, 0.6)]
        c.soft(light, "#fffbe6", 3, 0.6)
        c.fill(light, "#fffdf2")
    _car_end(c, see, wall, inks)
    for k in range(5, 0, -1):
        z = 0.95 * 1.32**k
        for side in (-1, 1):
            c.stroke([see(side * 19, -33, z), see(side * 19, 27, z)], "#aeb6bc", 1.5 / z)
            c.stroke([see(side * 19 - 0.3, -33, z), see(side * 19 - 0.3, 27, z)], "#f6f8fa", 0.45 / z)
    _straps(c, see, strap)


def _car_end(c: Canvas, see: View, wall: Ink, inks: tuple[Ink, ...]) -> None:
    a, b = see(-30, -33, 5), see(30, 27, 5)
    c.fill(rect(a[0], a[1], b[0], b[1]), down(pale(wall, 0.1), dark(wall, 0.2)))
    p, q = see(-9, -22, 5), see(9, 27, 5)
    c.fill(rounded(p[0], p[1], q[0], q[1], 0.8), dark(wall, 0.35))
    p, q = see(-6, -18, 5), see(6, 6, 5)
    c.fill(rounded(p[0], p[1], q[0], q[1], 0.6), down(*inks))
    for side in (-1, 1):
        p, q = see(side * 19 - 6, -18, 5), see(side * 19 + 6, 4, 5)
        c.fill(rounded(p[0], p[1], q[0], q[1], 0.6), down(*inks))


SCENES = {"subway": subway}
