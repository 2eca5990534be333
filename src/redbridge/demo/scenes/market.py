"""A fruit stall under its awning."""

from __future__ import annotations

import math
from collections.abc import Callable

from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, pale, tint
from .paper_parts import figures
from .props import bokeh
from .shapes import Path, arc, bezier, blob, ellipse, leaf, rect, rounded, smooth, taper

Fruit = Callable[[Canvas, float, float, float, Luck], None]


def _round(c: Canvas, x: float, y: float, r: float, ink: Ink, rng: Luck) -> None:
    shape = blob(x, y, r, r * 0.96, rng, 0.03)
    c.fill([(px + r * 0.1, py + r * 0.18) for px, py in shape], dark(ink, 0.5))
    c.fill(shape, Linear((pale(ink, 0.3), ink, dark(ink, 0.25)), 25))
    c.fill(ellipse(x - r * 0.36, y - r * 0.42, r * 0.2, r * 0.12, -35), "#ffffff", 0.6)


def _orange(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    _round(c, x, y, r, tint("#f08a24", light=rng.near(1, 0.06)), rng)
    c.fill(ellipse(x + rng.near(0, r * 0.3), y + rng.near(0, r * 0.3), r * 0.12), "#7a7a2c")


def _apple(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    ink = rng.choice(("#c9302c", "#d6453a", "#b8262c"))
    _round(c, x, y, r, ink, rng)
    c.soft(ellipse(x + r * 0.2, y + r * 0.3, r * 0.4, r * 0.3), "#f0c05a", r * 0.5, 0.5)
    c.stroke([(x, y - r * 0.6), (x + r * 0.15, y - r * 1.1)], "#5a3a20", r * 0.14)


def _green_apple(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    _round(c, x, y, r, tint("#9cc04a", light=rng.near(1, 0.06)), rng)
    c.stroke([(x, y - r * 0.6), (x + r * 0.15, y - r * 1.1)], "#5a3a20", r * 0.14)


def _lemon(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    with c.place(x, y, turn=rng.near(0, 50)):
        shape = smooth([(-r * 1.3, 0), (-r * 0.7, -r * 0.72), (r * 0.7, -r * 0.72), (r * 1.3, 0),
                        (r * 0.7, r * 0.72), (-r * 0.7, r * 0.72)])
        c.fill([(px, py + r * 0.2) for px, py in shape], "#8a6a14")
        c.fill(shape, down("#fbe86a", "#f3cf3a", "#cf9f22"))
        c.fill(ellipse(-r * 0.3, -r * 0.36, r * 0.3, r * 0.12), "#ffffff", 0.6)


def _peach(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    _round(c, x, y, r, tint("#f3a58a", light=rng.near(1, 0.04)), rng)
    c.soft(ellipse(x + r * 0.3, y + r * 0.2, r * 0.5), "#d9486a", r * 0.7, 0.6)
    c.stroke(arc(x - r * 0.5, y, r * 0.6, r * 0.9, -60, 50), "#c95a5a", r * 0.1, 0.7)


def _dragonfruit(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    for k in range(7):
        c.fill(leaf(x, y, r * 1.5, r * 0.3, -165 + k * 25 + rng.near(0, 8)), "#8fb54a")
    _round(c, x, y, r * 1.05, "#d6366e", rng)
    for k in range(5):
        c.fill(leaf(x + (k - 2) * r * 0.4, y + r * 0.3 * (k % 2), r * 0.8, r * 0.24, -90 + (k - 2) * 16), "#b8cf5a")


def _grapes(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    ink = "#5a3a7a" if int(x) % 2 else "#8fae4a"
    for k in range(10):
        row = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)[k]
        col = (0, 1, 2, 3, 0, 1, 2, 0, 1, 0)[k]
        px, py = x + (col - (3 - row) / 2) * r * 0.66, y - r * 0.5 + row * r * 0.56
        _round(c, px, py, r * 0.42, tint(ink, light=rng.near(1, 0.1)), rng)
    c.stroke([(x, y - r * 0.8), (x + r * 0.2, y - r * 1.3)], "#6d5a2c", r * 0.16)


def _mango(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    with c.place(x, y, turn=rng.near(-20, 16)):
        shape = smooth([(-r * 1.1, r * 0.1), (-r * 0.3, -r * 0.8), (r * 0.9, -r * 0.5), (r * 1.15, r * 0.3),
                        (r * 0.2, r * 0.85)])
        c.fill([(px, py + r * 0.16) for px, py in shape], "#8a4a14")
        c.fill(shape, Linear(("#f9c84a", "#f2a02c", "#d9603a"), 60))
        c.fill(ellipse(-r * 0.2, -r * 0.4, r * 0.34, r * 0.12, -20), "#ffffff", 0.5)


def _melon(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    with c.place(x, y, turn=rng.near(0, 8)):
        c.fill(arc(0, 0, r * 1.7, r * 1.7, 0, 180), "#3f7a3f")
        c.fill(arc(0, 0, r * 1.56, r * 1.54, 0, 180), "#e6f0c0")
        c.fill(arc(0, 0, r * 1.44, r * 1.4, 0, 180), down("#f0605a", "#d6403f"))
        for k in range(7):
            a = math.radians(20 + 23 * k)
            d = r * (0.6 if k % 2 else 0.95)
            c.fill(ellipse(d * math.cos(a), d * math.sin(a), r * 0.08, r * 0.13, math.degrees(a) + 90), "#2a1a14")


FRUITS: tuple[tuple[Fruit, float], ...] = ((_orange, 3.9), (_apple, 4.0), (_lemon, 3.4), (_peach, 4.2),
                                           (_dragonfruit, 4.4), (_grapes, 5.2),
                                           (_mango, 4.4), (_green_apple, 3.9), (_melon, 4.6))


def _price(c: Canvas, x: float, y: float, rng: Luck) -> None:
    with c.place(x, y, turn=rng.near(0, 6)):
        c.stroke([(0, 0), (0, 9)], "#8a6238", 0.8)
        card = rounded(-6.4, -7, 6.4, 2, 0.8)
        c.shadow(card, 0.4, 1, 1.6, 0.4)
        c.fill(card, rng.choice(("#fff6dc", "#ffe9a0", "#f6f0e4")))
        figures(c, rng, 2.6, -4.2, 3, "#c0392b", 2.7)
        c.stroke([(3.4, -3.6), (5.2, -3.6)], "#8a6238", 0.4)
        c.stroke([(3.4, -1.8), (5.2, -1.8)], "#8a6238", 0.4)


def _crate(c: Canvas, rng: Luck, x: float, y: float, w: float, h: float, wood: Ink,
           fruit: tuple[Fruit, float]) -> None:
    make, r = fruit
    lean = w * 0.035
    tray = [(x + lean, y), (x + w - lean, y), (x + w, y + h), (x, y + h)]
    c.shadow(tray, 0, 2, 4, 0.4)
    c.fill(tray, down(dark(wood, 0.6), dark(wood, 0.4)))
    rows = max(2, round(h / (r * 1.25)))
    for row in range(rows):
        py = y + r * 0.4 + row * (h - r * 0.6) / rows
        count = max(2, int((w - r) / (r * 2.02)))
        for k in range(count):
            step = k - (count - 1) / 2 + (0.25 if row % 2 else -0.25)
            px = x + w / 2 + step * (w - 2.4 * r) / max(1, count - 0.4)
            make(c, px, py + rng.near(0, r * 0.12), r * (0.9 + 0.1 * row / rows), rng)
    board = [(x - 0.6, y + h - 2.4), (x + w + 0.6, y + h - 2.4), (x + w + 0.6, y + h + 4), (x - 0.6, y + h + 4)]
    c.shadow(board, 0, -0.8, 1.6, 0.35)
    c.fill(board, down(pale(wood, 0.22), wood, dark(wood, 0.15)))
    c.stroke([(x, y + h + 0.8), (x + w, y + h + 0.8)], dark(wood, 0.3), 0.3)
    for px in (x + 1.4, x + w - 1.4):
        c.fill(ellipse(px, y + h - 0.6, 0.4), dark(wood, 0.55))


def _awning(c: Canvas, ink: Ink, depth: float) -> None:
    count = 9
    step = c.w / count
    for k in range(count):
        tone = ink if k % 2 else "#fdf6e6"
        a, b = k * step, (k + 1) * step
        mid = c.cx
        top = [(mid + (a - mid) * 0.86, -2), (mid + (b - mid) * 0.86, -2), (b, depth), (a, depth)]
        c.fill(top, down(dark(tone, 0.06), tone))
        flap: Path = [(a, depth - 0.2), (b, depth - 0.2), *arc((a + b) / 2, depth + 3.4, step / 2, 4.6, 0, 180, 14)]
        c.fill(flap, down(dark(tone, 0.14), dark(tone, 0.04)))
    c.soft(rect(-5, depth + 8, c.w + 5, depth + 18), "#2b1a10", 8, 0.4)


def _bananas(c: Canvas, x: float, y: float, size: float) -> None:
    c.stroke([(x, y - size), (x, y)], "#6d5a3a", 0.5)
    for k in range(5):
        turn = -46 + k * 23
        with c.place(x, y, turn=turn):
            spine = bezier((0, 0), (size * 0.34, size * 0.4), (size * 0.3, size * 0.9), (-size * 0.1, size * 1.2), 16)
            c.fill(taper(spine, size * 0.34, size * 0.12), across("#fbe27a", "#f3cb3f", "#d6a52c"))
            c.stroke(spine[1:-1], "#c99a24", 0.3, 0.7)
    c.fill(ellipse(x, y, size * 0.16), "#8a7a3a")


def _bulb(c: Canvas, x: float, y: float, drop: float) -> None:
    c.stroke([(x, y - drop), (x, y)], "#2f2622", 0.4)
    c.glow(x, y + 2, 20, "#ffd890", 0.75)
    c.fill([(x - 1, y - 1), (x + 1, y - 1), (x + 5, y + 1.4), (x - 5, y + 1.4)], "#3a3a3a")
    c.fill(ellipse(x, y + 2.4, 2), Radial(("#ffffff", "#ffe9a8", "#ffd070")))


def market_fruit(c: Canvas, rng: Luck) -> None:
    """Crates of fruit on three steps, prices chalked by hand."""
    ink, wood, back = rng.turn((("#c9402f", "#b98550", "#6b5a44"), ("#3f8a6a", "#a9744a", "#3f4f50"),
                                ("#e0a030", "#8f6240", "#5a4860"),
                                ("#3f7aa6", "#c49a66", "#4a4038")))
    depth = c.h * 0.13
    c.backdrop(down(dark(back, 0.4), back, dark(back, 0.3)))
    bokeh(c, rng, ["#ffd890", "#f3b06a", pale(back, 0.4)], 22, 0.1, 0.4)
    c.defocus(1.6)
    per = 4 if c.w > c.h else 3
    order = list(FRUITS)
    rng.shuffle(order)
    tall, rows = c.h > 110, 3
    top = c.h * (0.36 if tall else 0.4)
    room = (c.h * 1.02 - top) / rows
    for row in range(rows):
        wide = c.w * (0.94 + 0.05 * row)
        x0, w = c.cx - wide / 2, wide / per
        for k in range(per):
            fruit = order[(row * per + k) % len(order)]
            _crate(c, rng, x0 + k * w + 0.8, top + row * room, w - 1.6, room - 5, wood, fruit)
        for k in range(per):
            _price(c, x0 + (k + 0.5) * w + rng.near(0, 3), top + row * room + 1, rng)
    _awning(c, ink, depth)
    for k in range(3):
        _bananas(c, c.w * (0.14 + 0.36 * k) + rng.near(0, 3), depth + (8 if tall else 7), 9 if tall else 8)
    for k in range(2):
        _bulb(c, c.w * (0.32 + 0.36 * k), depth + (12 if tall else 7), 14)


SCENES = {"market_fruit": market_fruit}
