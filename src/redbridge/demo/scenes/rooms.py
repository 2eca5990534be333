"""Indoors: a first apartment, a bookshelf."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import Canvas, Luck
from .cat_bodies import loaf
from .cats import BLACKS, TABBIES, WHITES
from .colour import Ink, Linear, across, dark, down, mix, pale, tint
from .props import curtain, lightfall, plant, pot
from .shapes import Point, arc, bezier, ellipse, leaf, lens, rect, rounded, smooth

View = Callable[[float, float, float], Point]


def _outside(c: Canvas, rng: Luck, box: tuple[float, float, float, float], inks: tuple[Ink, ...], lit: float) -> None:
    x0, y0, x1, y1 = box
    with c.clip(rect(x0, y0, x1, y1)):
        c.fill(rect(x0, y0, x1, y1), down(*inks))
        c.glow(x0 + (x1 - x0) * 0.7, y0 + (y1 - y0) * 0.35, 18, "#fff4d4", 0.7)
        for row in range(2):
            x = x0 - 2
            while x < x1:
                w, top = rng.uniform(4, 8), y1 - rng.uniform(8, 26 - 9 * row)
                tone = mix(inks[0], "#2f3550", 0.25 + 0.3 * row)
                c.fill(rect(x, top, x + w, y1), tone)
                for k in range(int((y1 - top) / 2)):
                    if rng.random() < lit:
                        px = x + rng.uniform(0.6, w - 1.4)
                        c.fill(rect(px, top + 1 + k * 2, px + 0.8, top + 2 + k * 2), "#ffe0a0")
                x += w


def _pane(c: Canvas, rng: Luck, box: tuple[float, float, float, float], inks: tuple[Ink, ...], lit: float,
          frame: Ink) -> None:
    x0, y0, x1, y1 = box
    c.fill(rect(x0 - 1.6, y0 - 1.6, x1 + 1.6, y1 + 1.6), frame)
    _outside(c, rng, box, inks, lit)
    for k in (1 / 3, 2 / 3):
        x = x0 + (x1 - x0) * k
        c.fill(rect(x - 0.5, y0, x + 0.5, y1), frame)
    c.fill(rect(x0, y0 + (y1 - y0) * 0.3, x1, y0 + (y1 - y0) * 0.3 + 0.8), frame)
    c.fill(rect(x0 - 3, y1 + 1, x1 + 3, y1 + 3.4), down(pale(frame, 0.4), dark(frame, 0.2)))


def _couch(c: Canvas, x: float, foot: float, w: float, ink: Ink, pillow: Ink) -> None:
    c.shadow(rect(x - w / 2, foot - 4, x + w / 2, foot), 2, 1.5, 5, 0.5)
    for dx in (-0.42, 0.42):
        c.fill(rect(x + w * dx - 0.8, foot - 4, x + w * dx + 0.8, foot + 0.6), "#4a3226")
    c.fill(rounded(x - w / 2, foot - 27, x + w / 2, foot - 4, 5), down(pale(ink, 0.15), ink))
    for side in (-1, 1):
        seat = sorted((x + side * 0.3, x + side * w * 0.42))
        cushion = rounded(seat[0], foot - 15, seat[1], foot - 6, 2.4)
        c.shadow(cushion, 0, -0.6, 1.6, 0.3)
        c.fill(cushion, down(pale(ink, 0.3), ink))
        a, b = sorted((x + side * w * 0.4, x + side * w * 0.53))
        arm = rounded(a, foot - 19, b, foot - 3, 3.4)
        c.shadow(arm, 0, 0.4, 2, 0.35)
        c.fill(arm, down(pale(ink, 0.24), dark(ink, 0.12)))
    with c.place(x - w * 0.28, foot - 18, turn=-12):
        c.shadow(rounded(-6, -6, 6, 6, 2), 0.4, 1, 2, 0.35)
        c.fill(rounded(-6, -6, 6, 6, 2), Linear((pale(pillow, 0.3), pillow), 30))


def _bed(c: Canvas, x: float, foot: float, w: float, ink: Ink, pillow: Ink) -> None:
    c.shadow(rect(x - w / 2, foot - 4, x + w / 2, foot), 2, 1.5, 5, 0.5)
    c.fill(rounded(x - w * 0.52, foot - 32, x - w * 0.46, foot, 1), "#7a5236")
    c.fill(rounded(x - w / 2, foot - 10, x + w / 2, foot - 2, 1.4), "#8f6342")
    c.fill(rounded(x - w * 0.48, foot - 17, x + w * 0.49, foot - 8, 3), down("#fffdf6", "#e6ddd0"))
    head = smooth([(x - w * 0.45, foot - 18), (x - w * 0.36, foot - 24), (x - w * 0.22, foot - 23),
                   (x - w * 0.18, foot - 17), (x - w * 0.34, foot - 15.6)])
    c.shadow(head, 0.4, 0.8, 2, 0.3)
    c.fill(head, down(pale(pillow, 0.6), pillow))
    quilt = smooth([(x - w * 0.2, foot - 18.4), (x + w * 0.1, foot - 20), (x + w * 0.42, foot - 18.6),
                    (x + w * 0.52, foot - 15), (x + w * 0.52, foot - 4),
                    (x + w * 0.2, foot - 3), (x - w * 0.16, foot - 4), (x - w * 0.22, foot - 11)])
    c.shadow(quilt, 0, 0.6, 2, 0.3)
    c.fill(quilt, down(pale(ink, 0.28), ink, dark(ink, 0.15)))
    with c.clip(quilt):
        for k in range(-1, 7):
            px = x + w * (0.13 * k - 0.2)
            seam = bezier((px, foot - 21), (px + w * 0.04, foot - 14), (px, foot - 8), (px + w * 0.03, foot))
            c.stroke(seam, pale(ink, 0.5), 0.7, 0.7)


def _standing_lamp(c: Canvas, x: float, foot: float, height: float, shade: Ink, lit: float) -> None:
    top = foot - height
    c.glow(x, top + 4, 42, "#ffd48a", lit)
    c.fill(ellipse(x, foot, 5, 1), "#3a3230")
    c.stroke([(x, top), (x, foot)], "#3a3230", 0.8)
    c.fill([(x - 4.6, top - 3), (x + 4.6, top - 3), (x + 8, top + 9), (x - 8, top + 9)],
           down(pale(shade, 0.2), pale(shade, 0.55)))


def _boxes(c: Canvas, x: float, foot: float) -> None:
    for px, py, w, h in ((x, foot, 19, 14), (x + 2, foot - 14, 14, 10)):
        c.shadow(rect(px - w / 2, py - h, px + w / 2, py), 1, 1, 3, 0.4)
        c.fill(rect(px - w / 2, py - h, px + w / 2, py), across("#d3a672", "#c0905c", "#a97a48"))
        c.fill(rect(px - 1.6, py - h, px + 1.6, py), "#e6c89a", 0.7)
        c.stroke([(px + w * 0.2, py - 3), (px + w * 0.4, py - 3)], "#7a5230", 0.5)


def _planks(c: Canvas, see: View, ink: Ink, foot: float) -> None:
    c.fill(rect(-1, foot, c.w + 1, c.h + 1), down(dark(ink, 0.18), ink, pale(ink, 0.15)))
    for k in range(-12, 13):
        c.stroke([see(k * 14, 30, 1), see(k * 14, 30, 3.2)], dark(ink, 0.4), 0.28, 0.6)


def apartment(c: Canvas, rng: Luck) -> None:
    """One room, a view, not everything unpacked."""
    wall, fabric, floor_ink, rug, inks, lit = rng.turn((
        ("#e3cbb0", "#4f7f7a", "#b5875a", "#c9604a", ("#8fc0d6", "#d0e4e0", "#fbeccb"), 0.05),
        ("#6a7094", "#c98a4a", "#6d5040", "#e0c9a0", ("#1f2a58", "#5a5a90", "#d98a8a"), 0.5),
        ("#c0cdb8", "#b8604a", "#c9a276", "#6a8a7a", ("#f0b48a", "#f8d6ac", "#fdf0d0"), 0.08),
        ("#dcb3a4", "#5f6a94", "#8f6242", "#f0dfc4", ("#5a4a86", "#c97a8f", "#f8c08a"), 0.35)))
    line = c.h * 0.68
    c.backdrop(Linear((pale(wall, 0.2), wall, dark(wall, 0.15)), 20))
    _planks(c, lens(c.cx, line - 13.6, 1), floor_ink, line)
    c.fill(rect(-1, line - 2.6, c.w + 1, line), pale(wall, 0.7))
    half = min(34.0, c.w * 0.34)
    _pane(c, rng, (c.cx - half, c.h * 0.09, c.cx + half, c.h * 0.46), inks, lit, pale(wall, 0.78))
    for a, b in ((c.cx - half - 11, c.cx - half + 1), (c.cx + half - 1, c.cx + half + 11)):
        curtain(c, a, b, c.h * 0.6, mix(fabric, pale(wall, 0.5), 0.6))
    lightfall(c, c.w * 0.3, line + 3, 40, (c.h - line) * 0.7, -26, inks[2], 0.4)
    c.fill(ellipse(c.cx, c.h * 0.89, c.w * 0.42, c.h * 0.075), rug)
    c.loop(ellipse(c.cx, c.h * 0.89, c.w * 0.38, c.h * 0.063), pale(rug, 0.55), 0.7)
    furniture = rng.turn((_couch, _bed))
    furniture(c, c.cx - 2, c.h * 0.82, min(66.0, c.w * 0.64), fabric, mix(rug, "#f3dfb4", 0.4))
    with c.place(c.cx + 6, c.h * 0.82 - (24.6 if furniture is _couch else 29.5), 0.3, flip=rng.random() < 0.5):
        loaf(c, rng.turn((TABBIES[0], BLACKS[1], WHITES[1], TABBIES[1])), rng, 0)
    _standing_lamp(c, c.w * 0.9, c.h * 0.8, c.h * 0.36, "#f6dfae", 0.35 + lit)
    plant(c, c.w * 0.08, c.h * 0.86, 12, rng, rng.choice(("#b5643f", "#d8d0c2")))
    _boxes(c, c.w * 0.9, c.h * 0.93)
    _low_table(c, c.cx - 8, c.h * 0.94)


def _low_table(c: Canvas, x: float, y: float) -> None:
    for dx in (-13, 13):
        c.stroke([(x + dx, y - 5), (x + dx * 1.1, y + 2)], "#4a3226", 1)
    c.shadow(ellipse(x, y - 5, 18, 3.6), 0, 3, 3, 0.4)
    c.fill(ellipse(x, y - 4.4, 18, 3.6), "#6d4a32")
    c.fill(ellipse(x, y - 5, 18, 3.6), across("#b98555", "#9a6c44"))
    c.fill(rounded(x - 9, y - 7.4, x + 1, y - 5.6, 0.4), "#b0483a")
    c.fill(rounded(x - 8, y - 9, x + 0.6, y - 7.4, 0.4), "#e6d9bc")
    c.fill(rounded(x + 5, y - 9.4, x + 9, y - 5, 0.8), across("#f6f0e4", "#cfc4b2"))


def _spine(c: Canvas, rng: Luck, x: float, foot: float, w: float, h: float, ink: Ink) -> None:
    c.fill(rounded(x, foot - h, x + w, foot, 0.35), across(dark(ink, 0.2), pale(ink, 0.14), ink, dark(ink, 0.25)))
    style = rng.randrange(4)
    if style == 0:
        for y in (0.12, 0.18, 0.84):
            c.fill(rect(x, foot - h * y - 0.5, x + w, foot - h * y), "#e6c87a")
    elif style == 1:
        c.fill(rect(x + w * 0.18, foot - h * 0.82, x + w * 0.82, foot - h * 0.42), pale(ink, 0.75))
        for k in range(3):
            c.fill(rect(x + w * 0.3, foot - h * (0.76 - 0.1 * k), x + w * 0.7, foot - h * (0.74 - 0.1 * k)),
                   dark(ink, 0.3))
    elif style == 2:
        c.fill(rect(x + w * 0.4, foot - h * 0.85, x + w * 0.6, foot - h * 0.3), pale(ink, 0.6))
    else:
        c.fill(ellipse(x + w / 2, foot - h * 0.16, w * 0.24), pale(ink, 0.6))


def _pile(c: Canvas, rng: Luck, x: float, foot: float, inks: tuple[Ink, ...]) -> None:
    y = foot
    for _ in range(rng.randint(3, 5)):
        w, h = rng.uniform(13, 17), rng.uniform(2, 3.2)
        ink = rng.choice(inks)
        c.fill(rounded(x, y - h, x + w, y, 0.3), down(pale(ink, 0.15), ink, dark(ink, 0.2)))
        c.fill(rect(x + 2, y - h * 0.6, x + w * 0.6, y - h * 0.42), pale(ink, 0.6))
        y -= h


def _trailing(c: Canvas, rng: Luck, x: float, foot: float) -> None:
    for _ in range(7):
        side = rng.choice((-1, 1))
        vine = bezier((x, foot - 8), (x + side * 5, foot - 14), (x + side * rng.uniform(5, 9), foot - 4),
                      (x + side * rng.uniform(5, 9), foot + rng.uniform(-2, 12)), 12)
        c.stroke(vine, "#5a7a3c", 0.35)
        for k in range(2, 13):
            c.fill(leaf(*vine[k], rng.uniform(2.2, 3.4), 1.3, rng.uniform(20, 160)),
                   tint("#6f9a4c", light=rng.uniform(0.75, 1.25)))
    pot(c, x, foot, 8, rng.choice(("#c9855a", "#e6dccb", "#5f8088")))


def _globe(c: Canvas, rng: Luck, x: float, foot: float) -> None:
    c.fill(rounded(x - 3.4, foot - 1.2, x + 3.4, foot, 0.5), "#6d4a2c")
    c.stroke(arc(x, foot - 8, 6.4, 6.4, -60, 90), "#c9a24c", 0.7)
    c.stroke([(x, foot - 1.6), (x, foot - 1)], "#c9a24c", 1)
    with c.clip(ellipse(x, foot - 8, 5.6)):
        c.fill(ellipse(x, foot - 8, 5.6), across("#8fc0cf", "#5f97ad", "#37687f"))
        for _ in range(5):
            c.fill(smooth([(x + rng.near(0, 5), foot - 8 + rng.near(0, 5)) for _ in range(5)], steps=4), "#b9b568")


def _shelf_row(c: Canvas, rng: Luck, top: float, foot: float, x1: float, inks: tuple[Ink, ...], guest: bool) -> None:
    x, gap = 3.0, foot - top
    seat = rng.uniform(0.2, 0.55) * x1
    while x < x1 - 4:
        if guest and x >= seat:
            guest = False
            with c.place(x + 10, foot - gap * 0.36, gap / 92):
                loaf(c, rng.turn((BLACKS[0], TABBIES[0], WHITES[1], TABBIES[2])), rng, rng.turn((1, 0)))
            x += gap * 0.95
            continue
        kind = rng.random()
        if kind < 0.07 and x < x1 - 20:
            _pile(c, rng, x, foot, inks)
            x += 19
        elif kind < 0.12 and x < x1 - 16:
            rng.choice((_trailing, _globe))(c, rng, x + 7.5, foot)
            x += 15
        else:
            w, h = rng.uniform(2.4, 5.4), gap * rng.uniform(0.6, 0.9)
            _spine(c, rng, x, foot, w, h, tint(rng.choice(inks), light=rng.near(1, 0.1)))
            x += w + 0.12


def bookshelf(c: Canvas, rng: Luck) -> None:
    """Shelves full of other people's sentences, and a cat among them."""
    wood, inks = rng.turn((
        ("#8a5a38", ("#a33a30", "#d9a94a", "#3f6b78", "#e6d9bc", "#5a7a4c", "#6d4a5a")),
        ("#e0d3bd", ("#d98a86", "#8fb5ab", "#f0d08a", "#b59ac4", "#f6efe2", "#7fa0c0")),
        ("#4a3830", ("#7a2f2a", "#c08a3c", "#2f4a5a", "#8a7a5c", "#4a5a3c", "#d6c4a0")),
        ("#b98a5c", ("#2f6f6b", "#e0783c", "#f3e3c0", "#3a4a7a", "#c9503a", "#e9b94c"))))
    rows = 5 if c.h > 110 else 4
    step = c.h / rows
    c.backdrop(dark(wood, 0.55))
    guest = 1 + rng.number % (rows - 2)
    for k in range(rows):
        top, foot = k * step + (2.2 if k else -4), (k + 1) * step - 1
        c.fill(rect(0, top, c.w, foot), down(dark(wood, 0.72), dark(wood, 0.45)))
        _shelf_row(c, rng, top, foot, c.w - 3, inks, k == guest)
        c.soft(rect(-5, top - 4, c.w + 5, top + 2.5), "#120a06", 4, 0.55)
        board = rect(-1, foot, c.w + 1, foot + 3.2)
        c.shadow(board, 0, 1, 2, 0.4)
        c.fill(board, down(pale(wood, 0.3), wood, dark(wood, 0.2)))
    for x in (-1.0, c.w - 2.4):
        c.fill(rect(x, -1, x + 3.4, c.h + 1), across(pale(wood, 0.2), wood, dark(wood, 0.25)))
    c.glow(c.w * 0.2, 0, 70, "#ffd890", 0.35)


SCENES = {"apartment": apartment, "bookshelf": bookshelf}
