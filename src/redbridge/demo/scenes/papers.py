"""Paper on a desk: homework, an English test, a hospital bill."""

from __future__ import annotations

from .bites import scatter
from .canvas import Canvas, Luck
from .colour import Ink, Linear, across, dark, down, mix, pale
from .paper_parts import PEN, PENCIL, RED, desk, figures, paw, pen, pencil, printed, sheet
from .props import book, squiggle
from .shapes import Path, arc, bezier, ellipse, rect, rounded, smooth


def _ruled(c: Canvas, w: float, h: float, line: Ink, step: float) -> None:
    y = step * 2
    while y < h - 3:
        c.stroke([(3, y), (w - 3, y)], line, 0.16, 0.8)
        y += step
    c.stroke([(9, 0), (9, h)], "#e39a94", 0.22, 0.9)


def _tick(c: Canvas, x: float, y: float, size: float) -> None:
    c.stroke(smooth([(x, y), (x + size * 0.3, y + size * 0.5), (x + size, y - size * 0.7)], closed=False), RED, 0.75)


def _triangle(c: Canvas, x: float, y: float, size: float) -> None:
    a, b, d = (x, y + size), (x + size * 1.3, y + size), (x + size * 0.42, y)
    c.fill([a, b, d], "#bcd0e6", 0.5)
    c.loop([a, b, d], PENCIL, 0.4)
    c.stroke([d, (d[0], y + size)], PENCIL, 0.3)
    c.stroke([(d[0], y + size - 1.6), (d[0] + 1.6, y + size - 1.6), (d[0] + 1.6, y + size)], PENCIL, 0.25)
    c.stroke(arc(a[0], a[1], 3, 3, -66, 0), RED, 0.35)


def _graph(c: Canvas, x: float, y: float, size: float) -> None:
    c.stroke([(x, y), (x, y + size), (x + size * 1.3, y + size)], PENCIL, 0.4)
    for k in range(1, 6):
        c.stroke([(x, y + size * k / 6), (x + size * 1.3, y + size * k / 6)], PENCIL, 0.12, 0.6)
        c.stroke([(x + size * 0.2 * k, y), (x + size * 0.2 * k, y + size)], PENCIL, 0.12, 0.6)
    c.stroke(bezier((x, y + size * 0.1), (x + size * 0.4, y + size * 1.5), (x + size * 0.8, y + size * 1.3),
                    (x + size * 1.2, y)), PEN, 0.5)


def _sums(c: Canvas, rng: Luck, w: float, h: float, step: float, draw_first: bool) -> None:
    y = step * 2 - 1
    skip = range(2, 8) if draw_first else range(6, 12)
    for row in range(int((h - 6) / step) - 1):
        if row not in skip:
            length = rng.uniform(0.35, 0.75) * (w - 16)
            squiggle(c, 12, y - 0.6, length, rng, PENCIL if draw_first else PEN, 1.7, 0.32)
            if row % 3 == 1:
                _tick(c, 14 + length, y - 0.6, 4)
        y += step
    _triangle(c, 18, step * 3.4, step * 4.3) if draw_first else _graph(c, 16, step * 7.4, step * 4.4)


def _ruler(c: Canvas, x: float, y: float, turn: float, ink: Ink) -> None:
    with c.place(x, y, turn=turn):
        c.shadow(rect(-34, -4, 34, 4), 0.6, 1.2, 2, 0.35)
        c.fill(rounded(-34, -4, 34, 4, 0.6), down(pale(ink, 0.4), ink), 0.93)
        for k in range(65):
            c.stroke([(-32 + k, -4), (-32 + k, -4 + (2.4 if k % 5 == 0 else 1.3))], dark(ink, 0.6), 0.14)


def homework(c: Canvas, rng: Luck) -> None:
    """An open exercise book late in the evening; somebody helps."""
    table, glow, tool, line = rng.turn((("#8a5f40", "#ffe2a0", "#e0a93c", "#9cbcd6"),
                                        ("#5a4a44", "#ffd28a", "#4f8a80", "#b9c4a0"),
                                        ("#b98a5c", "#fff0c4", "#c9503a", "#a9b4d6"),
                                        ("#46535c", "#ffdf9c", "#d98a9a", "#9cc4c0")))
    desk(c, rng, table, glow)
    wide = c.w > c.h
    tilt = rng.near(-7, 5)
    w, h, step = (52.0, 78.0, 4.6) if wide else (47.0, 84.0, 4.6)
    with c.place(c.w * 0.5, c.h * (0.52 if wide else 0.47), 1.02, tilt):
        c.shadow(rect(-w - 1, -h / 2, w + 1, h / 2 + 1), 1.2, 2.4, 6, 0.5)
        c.fill(rounded(-w - 1, -h / 2 - 1, w + 1, h / 2 + 1.4, 1.4), tool)
        for side in (-1, 1):
            with c.place(-w if side < 0 else 0, -h / 2):
                c.fill(rect(0, 0, w, h), across("#fdfaf0", "#f6f1e2") if side < 0 else across("#efe8d6", "#fdfaf0"))
                _ruled(c, w, h, line, step)
                _sums(c, rng, w, h, step, side < 0)
        c.soft(rect(-2, -h / 2, 3, h / 2), "#8a7a5c", 4, 0.35)
    _ruler(c, c.w * 0.78, c.h * (0.93 if wide else 0.9), rng.near(-14, 8), "#e9d9a4")
    pencil(c, c.w * 0.3, c.h * 0.66, 50, rng.near(48, 10), tool)
    _rubber(c, c.w * 0.13, c.h * 0.86, rng)
    if rng.number % 2 == 0:
        fur, tip, stripe = rng.turn((("#cf8f4f", "#f8e6ca", "#86491f"), ("#3a363e", "#efe8e0", None),
                                     ("#a09c98", "#efece6", "#4c4a4c")), 2)
        paw(c, c.w * 0.68, c.h * 0.4, rng.near(-28, 10), fur, tip, stripe)


def _rubber(c: Canvas, x: float, y: float, rng: Luck) -> None:
    with c.place(x, y, turn=rng.near(-20, 30)):
        c.shadow(rounded(-7, -4, 7, 4, 1), 0.8, 1.8, 2.4, 0.4)
        c.fill(rounded(-7, -4, 7, 4, 1.2), down("#fffdf8", "#e0dad0"))
        c.fill(rect(-2, -4, 7, 4), "#4f78a8")
        c.fill(rect(-2, -1.2, 7, 1.2), "#fffdf8")
    for px, py in scatter(rng, x + 6, y - 10, 8, 5, 9):
        c.fill(ellipse(px, py, 0.5, 0.25, rng.uniform(0, 180)), "#d9cfc4")


def _choices(c: Canvas, rng: Luck, x: float, y: float, w: float) -> None:
    printed(c, rng, x + 4, y, w * 0.8, "#3c3c44", 0.95)
    c.fill(rounded(x, y - 0.2, x + 1.8, y + 1.4, 0.4), "#3c3c44")
    chosen, wrong = rng.randrange(4), rng.random() < 0.35
    for k in range(4):
        px = x + 5 + k * w * 0.22
        c.loop(ellipse(px, y + 4, 1.15), "#5a5a62", 0.22)
        printed(c, rng, px + 2, y + 3.6, w * 0.12, "#77777f", 0.8)
        if k == chosen:
            c.fill(ellipse(px, y + 4, 0.95), PEN)
    mark = x + w - 1
    if wrong:
        c.stroke([(mark - 1.6, y + 1), (mark + 1.6, y + 4.4)], RED, 0.6)
        c.stroke([(mark + 1.6, y + 1), (mark - 1.6, y + 4.4)], RED, 0.6)
        c.loop(ellipse(x + 5 + (chosen + 1) % 4 * w * 0.22, y + 4, 2.1), RED, 0.4)
    else:
        _tick(c, mark - 1.6, y + 2.6, 4)


def _essay(c: Canvas, rng: Luck, x: float, y: float, w: float, rows: int) -> None:
    for k in range(rows):
        c.stroke([(x, y + k * 5), (x + w, y + k * 5)], "#9a9aa2", 0.18)
        squiggle(c, x + (4 if k == 0 else 0), y + k * 5 - 1.4, w - (12 if k == rows - 1 else 4), rng, PEN, 1.8, 0.34)
    wave = [(x + 10 + i * 0.9, y + 5.6 + (0.5 if i % 2 else -0.5)) for i in range(16)]
    c.stroke(smooth(wave, closed=False, steps=4), RED, 0.35)


def _score(c: Canvas, x: float, y: float) -> None:
    c.stroke(arc(x, y, 8, 7, -100, 255), RED, 0.7)
    c.stroke(smooth([(x - 5, y + 3.6), (x - 2, y - 4), (x + 0.4, y + 3.6)], closed=False), RED, 0.8)
    c.stroke([(x - 3.6, y + 0.6), (x - 0.4, y + 0.6)], RED, 0.7)
    c.stroke([(x + 2, y), (x + 5, y)], RED, 0.7)
    c.stroke([(x + 3.5, y - 1.5), (x + 3.5, y + 1.5)], RED, 0.7)


def _spectacles(c: Canvas, x: float, y: float, turn: float) -> None:
    with c.place(x, y, turn=turn):
        for dx in (-9, 9):
            ring = ellipse(dx, 0, 7.6, 6.8)
            c.shadow(ring, 0.8, 2, 2.4, 0.22)
            c.fill(ring, "#e6f0f4", 0.3)
            c.loop(ring, "#4a3226", 1)
            c.stroke(arc(dx, 0, 5.6, 5, 200, 260), "#ffffff", 0.7, 0.8)
            c.stroke([(dx * 1.84, -1), (dx * 2.1, -14), (dx * 1.7, -24)], "#4a3226", 0.9)
        c.stroke(arc(0, -0.6, 2, 2.2, 190, 350), "#4a3226", 0.9)


def english_sheet(c: Canvas, rng: Luck) -> None:
    """A marked English test with a pen and glasses on the desk."""
    table, glow, tool = rng.turn((("#b0835a", "#fff0c4", "#2f4a86"), ("#4d5a5f", "#ffdf9c", "#b8402f"),
                                  ("#7a5240", "#ffe2a0", "#3f7a70"),
                                  ("#c4a582", "#fff4d8", "#6a4a86")))
    desk(c, rng, table, glow)
    wide = c.w > c.h
    book(c, c.w * 0.94, c.h * 0.2, 44, 62, tool, 12)
    w, h = (80.0, 106.0) if wide else (74.0, 108.0)
    with sheet(c, c.w * (0.42 if wide else 0.49), c.h * (0.56 if wide else 0.5), w, h, rng.near(4, 3)):
        c.fill(rounded(w * 0.2, 5, w * 0.8, 8, 0.8), "#2c2c34")
        c.fill(rounded(w * 0.34, 10, w * 0.66, 11.4, 0.5), "#77777f")
        c.stroke([(6, 15), (w - 6, 15)], "#2c2c34", 0.4)
        squiggle(c, 8, 18.6, 20, rng, PEN, 1.8, 0.36)
        for k in range(5):
            printed(c, rng, 7, 22.5 + k * 2.6, w - (30 if k == 4 else 14), "#4a4a52", 1.0)
        c.soft(rect(7, 27, w * 0.6, 30.4), "#ffe46a", 0.6, 0.6)
        for k in range(5):
            _choices(c, rng, 7, 39 + k * 8.4, w - 14)
        _essay(c, rng, 7, 86, w - 14, 4)
        _score(c, w - 14, 12)
    pen(c, c.w * 0.64, c.h * 0.76, rng.near(32, 8), tool)
    if wide:
        _spectacles(c, c.w * 0.86, c.h * 0.78, rng.near(16, 8))
    else:
        _spectacles(c, c.w * 0.24, c.h * 0.9, rng.near(-12, 8))


def _barcode(c: Canvas, rng: Luck, x: float, y: float, w: float, h: float) -> None:
    at = x
    while at < x + w:
        breadth = rng.choice((0.3, 0.5, 0.9))
        c.fill(rect(at, y, at + breadth, y + h), "#24242a")
        at += breadth + rng.choice((0.3, 0.6))


def _calculator(c: Canvas, x: float, y: float, turn: float, ink: Ink) -> None:
    with c.place(x, y, turn=turn):
        c.shadow(rounded(-14, -20, 14, 20, 2.4), 1, 2.4, 4, 0.5)
        c.fill(rounded(-14, -20, 14, 20, 2.4), down(pale(ink, 0.15), ink))
        c.fill(rounded(-11.5, -17, 11.5, -8.6, 1), down("#aebda0", "#c6d3b6"))
        for k in range(4):
            c.stroke([(9 - k * 3.4, -15), (9 - k * 3.4, -10.6)], "#34402c", 0.7)
        for i in range(16):
            px, py = -9 + i % 4 * 6, -4 + i // 4 * 6
            key = rounded(px - 2.3, py - 2, px + 2.3, py + 2, 0.8)
            c.shadow(key, 0, 0.5, 0.6, 0.4)
            c.fill(key, "#e0703c" if i % 4 == 3 else pale(ink, 0.75))


def _pills(c: Canvas, x: float, y: float, turn: float, rng: Luck) -> None:
    with c.place(x, y, turn=turn):
        c.shadow(rounded(-12, -16, 12, 16, 1.6), 0.8, 1.8, 3, 0.4)
        c.fill(rounded(-12, -16, 12, 16, 1.6), Linear(("#f6f7f8", "#c3c9ce", "#e6eaec"), 40))
        for i in range(10):
            px, py = -5.4 + i % 2 * 10.8, -12 + i // 2 * 6
            pill = rounded(px - 3.6, py - 1.9, px + 3.6, py + 1.9, 1.9)
            if i in (3, 6, 7):
                c.loop(pill, "#9aa2a8", 0.4)
            else:
                c.shadow(pill, 0.2, 0.6, 0.8, 0.4)
                c.fill(pill, across("#e9705a", "#e9705a", "#f9f2e6", "#f9f2e6"))
                c.stroke([(px - 2, py - 0.9), (px + 2, py - 0.9)], "#ffffff", 0.4, 0.7)


def hospital_bill(c: Canvas, rng: Luck) -> None:
    """A long bill with its total marked, at the kitchen table."""
    table, brand, high, tool = rng.turn((("#a9744c", "#2f8a8a", "#ffe25a", "#3c4650"),
                                         ("#5f6a70", "#3f6ab0", "#ff9ab0", "#7a4a3c"),
                                         ("#c9ab86", "#b0484a", "#ffe25a", "#4a5a86"),
                                         ("#6d4a3c", "#4a8a5a", "#a9e0f0", "#d9a43c")))
    desk(c, rng, table, "#fff0cc")
    wide = c.w > c.h
    w, h = 68.0, 120.0
    with sheet(c, c.w * (0.36 if wide else 0.42), c.h * (0.6 if wide else 0.5), w, h, rng.near(-4, 3), "#f8f8f4"):
        c.fill(rect(0, 0, w, 13), brand)
        for cross in (rect(5, 5.2, 12, 7.8), rect(7.2, 3, 9.8, 10)):
            c.fill(cross, "#ffffff")
        c.fill(rounded(16, 4, 42, 6, 0.6), "#ffffff", 0.95)
        c.fill(rounded(16, 7.6, 34, 8.8, 0.4), "#ffffff", 0.7)
        for k in range(3):
            printed(c, rng, 6, 17 + k * 2.6, 24, "#55555d", 1)
            printed(c, rng, 40, 17 + k * 2.6, 22, "#88888f", 1)
        for k in range(11):
            y = 28 + k * 5.4
            if k % 2 == 0:
                c.fill(rect(4, y, w - 4, y + 5.4), mix(brand, "#ffffff", 0.88))
            printed(c, rng, 6, y + 2.1, rng.uniform(18, 32), "#3c3c44", 1.15)
            figures(c, rng, w - 6, y + 2, rng.randint(4, 6), "#3c3c44")
        _total(c, rng, w, 90, high, brand)
        _barcode(c, rng, 6, 108, 26, 7)
    _calculator(c, c.w * (0.86 if wide else 0.87), c.h * 0.3, rng.near(9, 6), tool)
    _pills(c, c.w * (0.84 if wide else 0.88), c.h * (0.78 if wide else 0.62), rng.near(-16, 8), rng)
    pen(c, c.w * 0.62, c.h * 0.86, rng.near(24, 8), "#2f4a86")


def _total(c: Canvas, rng: Luck, w: float, y: float, high: Ink, brand: Ink) -> None:
    c.stroke([(4, y - 1.4), (w - 4, y - 1.4)], dark(brand, 0.3), 0.5)
    streak: Path = smooth([(w * 0.42, y + 0.4), (w - 3, y - 0.6), (w - 2, y + 7), (w * 0.41, y + 7.8)], steps=4)
    c.fill(streak, high, 0.75)
    c.fill(rounded(6, y + 2, 22, y + 4.6, 0.6), "#24242a")
    figures(c, rng, w - 7, y + 1.4, 6, "#24242a", 3.8)
    c.stroke(arc(w * 0.72, y + 3.4, w * 0.28, 7, -60, 285), RED, 0.8)
    squiggle(c, w * 0.5, y + 14, 18, rng, RED, 2.2, 0.5)


SCENES = {"homework": homework, "english_sheet": english_sheet, "hospital_bill": hospital_bill}
