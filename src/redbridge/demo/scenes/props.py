"""Things many scenes share: light, wood, cloth, plants, steam, crockery."""

from __future__ import annotations

import math

from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .shapes import Path, Point, arc, bezier, blob, ellipse, leaf, moved, rect, ribbon, ridge, rounded, smooth, taper


def bokeh(c: Canvas, rng: Luck, inks: list[Ink], count: int = 18, top: float = 0, foot: float = 1) -> None:
    """Round lights out of focus between two heights (shares of the frame)."""
    for _ in range(count):
        x, y = rng.uniform(0, c.w), rng.uniform(top, foot) * c.h
        c.fill(ellipse(x, y, rng.uniform(1.5, 6)), rng.choice(inks), rng.uniform(0.12, 0.4))


def lightfall(c: Canvas, x: float, y: float, breadth: float, drop: float, lean: float, ink: Ink = "#fff0c8",
              alpha: float = 0.35) -> None:
    """Panes of window light thrown on a wall or floor, top left at (x, y)."""
    for col in range(2):
        for row in range(2):
            x0, y0 = x + col * breadth * 0.54 + row * lean * 0.52, y + row * drop * 0.52
            pane = [(x0, y0), (x0 + breadth * 0.46, y0), (x0 + breadth * 0.46 + lean * 0.46, y0 + drop * 0.46),
                    (x0 + lean * 0.46, y0 + drop * 0.46)]
            c.soft(pane, ink, 1.2, alpha)


def boards(c: Canvas, rng: Luck, ink: Ink, breadth: float = 22, turn: float = 0) -> None:
    """A wooden table from above that fills the frame; boards run along `turn` degrees."""
    c.backdrop(mix(ink, dark(ink), 0.1))
    reach = c.w + c.h
    with c.place(c.cx, c.cy, turn=turn):
        y = -reach / 2
        while y < reach / 2:
            tone = tint(ink, light=rng.near(1, 0.05))
            c.fill(rect(-reach / 2, y, reach / 2, y + breadth), tone)
            _veins(c, rng, tone, y, breadth, reach)
            c.stroke([(-reach / 2, y), (reach / 2, y)], dark(ink, 0.45), 0.35)
            y += breadth


def _veins(c: Canvas, rng: Luck, tone: Ink, y: float, breadth: float, reach: float) -> None:
    for _ in range(7):
        at, length = y + rng.uniform(0.08, 0.92) * breadth, rng.uniform(30, 90)
        x = rng.uniform(-reach / 2, reach / 2)
        bow = [(x, at), (x + length * 0.3, at + rng.near(0, 0.7)), (x + length * 0.7, at + rng.near(0, 0.7)),
               (x + length, at)]
        c.fill(ribbon(smooth(bow, closed=False), lambda t: 0.5 * math.sin(math.pi * t)), dark(tone, 0.25), 0.6)


def cloth(c: Canvas, path: Path, ink: Ink, stripes: list[tuple[Point, Point]], line: Ink) -> None:
    """A flat cloth with woven lines, each from one point to another."""
    c.shadow(path, 0.8, 1.2, 3, 0.3)
    c.fill(path, ink)
    with c.clip(path):
        for a, b in stripes:
            c.stroke([a, b], line, 0.8, 0.55)


def steam(c: Canvas, x: float, y: float, rng: Luck, height: float = 24, count: int = 3, alpha: float = 0.35) -> None:
    """Wisps that rise from (x, y)."""
    for k in range(count):
        x0 = x + (k - (count - 1) / 2) * 7 + rng.near(0, 1.5)
        sway = rng.choice((-1, 1)) * rng.uniform(3, 5)
        wisp = bezier((x0, y), (x0 + sway * 2, y - height * 0.35), (x0 - sway * 2, y - height * 0.65),
                      (x0 + sway * 0.4, y - height * rng.uniform(0.85, 1.1)))
        c.soft(ribbon(wisp, lambda t: 2.6 * math.sin(math.pi * min(1, t * 0.95 + 0.05))), "#fffdf6", 1.8, alpha)


def chopsticks(c: Canvas, a: Point, b: Point, ink: Ink, gap: float = 3.2, spread: float = 1.5) -> None:
    """A pair from the thick ends near a to the tips near b."""
    length = math.dist(a, b)
    nx, ny = (b[1] - a[1]) / length, (a[0] - b[0]) / length
    for side in (-0.5, 0.5):
        start = (a[0] + nx * gap * side, a[1] + ny * gap * side)
        end = (b[0] + nx * spread * side, b[1] + ny * spread * side)
        stick = taper([start, end], 1.9, 0.9)
        c.shadow(stick, 1, 1.8, 1.6, 0.4)
        c.fill(stick, ink)
        c.fill(taper([(start[0] - 0.3, start[1] - 0.3), (end[0] - 0.2, end[1] - 0.2)], 0.5, 0.2), pale(ink, 0.35),
               0.7)


def plate(c: Canvas, x: float, y: float, rx: float, ry: float, ink: Ink, rim: Ink | None = None) -> None:
    """A shallow dish, seen from above or aslant, with its shadow."""
    c.shadow(ellipse(x, y, rx, ry), rx * 0.05, ry * 0.1, rx * 0.14, 0.42)
    c.fill(ellipse(x, y + ry * 0.03, rx, ry), dark(ink, 0.2))
    c.fill(ellipse(x, y, rx, ry), Linear((pale(ink, 0.7), ink, dark(ink, 0.06)), 20))
    if rim:
        c.loop(ellipse(x, y, rx * 0.95, ry * 0.95), rim, rx * 0.016)
    c.fill(ellipse(x, y + ry * 0.012, rx * 0.72, ry * 0.72), dark(ink, 0.12))
    c.fill(ellipse(x, y + ry * 0.025, rx * 0.71, ry * 0.705), Linear((dark(ink, 0.05), pale(ink, 0.5)), 20))


def pot(c: Canvas, x: float, y: float, size: float, ink: Ink) -> None:
    """A flower pot that stands on (x, y)."""
    body = [(x - size * 0.42, y - size * 0.8), (x + size * 0.42, y - size * 0.8), (x + size * 0.32, y),
            (x - size * 0.32, y)]
    c.shadow(ellipse(x, y, size * 0.45, size * 0.08), size * 0.1, 0, size * 0.15, 0.4)
    c.fill(body, across(pale(ink, 0.2), ink, dark(ink, 0.25)))
    c.fill(rounded(x - size * 0.48, y - size, x + size * 0.48, y - size * 0.76, size * 0.05),
           across(pale(ink, 0.3), ink, dark(ink, 0.2)))


def plant(c: Canvas, x: float, y: float, size: float, rng: Luck, pot_ink: Ink, green: Ink = "#5c8a4e") -> None:
    """A leafy plant in a pot that stands on (x, y); about 2.6 sizes tall."""
    for k in range(13):
        turn = -90 + (k - 6) * 15 + rng.near(0, 6)
        length = size * rng.uniform(1.0, 1.7)
        tone = tint(green, hue=rng.near(0, 0.015), light=rng.uniform(0.75, 1.2))
        root = (x, y - size * 0.9)
        c.fill(leaf(*root, length, length * 0.2, turn), tone)
        tip = (root[0] + math.cos(math.radians(turn)) * length * 0.9,
               root[1] + math.sin(math.radians(turn)) * length * 0.9)
        c.stroke([root, tip], pale(tone, 0.25), 0.25, 0.6)
    pot(c, x, y, size, pot_ink)


def curtain(c: Canvas, x0: float, x1: float, foot: float, ink: Ink) -> None:
    """A hanging curtain from the top of the frame, with folds."""
    c.shadow(rect(x0, -5, x1, foot), 1, 1, 4, 0.25)
    c.fill(rect(x0, -5, x1, foot), ink)
    folds = 5
    for k in range(folds):
        a = x0 + (x1 - x0) * k / folds
        c.fill(rect(a, -5, a + (x1 - x0) / folds, foot), across(dark(ink, 0.16), pale(ink, 0.14), ink), 0.8)


def hills(c: Canvas, rng: Luck, y: float, inks: list[Ink], step: float = 9, rise: float = 9) -> None:
    """Rolling layers, far ones first, each `step` lower than the one before."""
    for k, ink in enumerate(inks):
        c.fill(ridge(-6, c.w + 6, y + k * step, rise, c.h + 2, rng), down(pale(ink, 0.12), ink))


def framed(c: Canvas, rng: Luck, x: float, y: float, w: float, h: float) -> None:
    """A small landscape in a frame on the wall, middle at (x, y)."""
    box = rect(x - w / 2, y - h / 2, x + w / 2, y + h / 2)
    c.shadow(box, 0.8, 1.4, 2.4, 0.35)
    c.fill(box, rng.choice(("#8a5f3d", "#3d3a3a", "#d9c39a")))
    inner = rect(x - w / 2 + 1.2, y - h / 2 + 1.2, x + w / 2 - 1.2, y + h / 2 - 1.2)
    c.fill(inner, "#f7f1e4")
    art = rect(x - w / 2 + 4, y - h / 2 + 4, x + w / 2 - 4, y + h / 2 - 4)
    inks = rng.choice((("#e9b08a", "#c8684a", "#6d4a52"), ("#a9c4c6", "#5f8a8a", "#2f5560"),
                       ("#ead9a6", "#8fa268", "#4d6a4c")))
    with c.clip(art):
        c.fill(art, pale(inks[0], 0.4))
        c.fill(ellipse(x + w * rng.near(0, 0.15), y - h * 0.08, w * 0.15), inks[1])
        for k, ink in enumerate(inks):
            c.fill(ridge(x - w / 2, x + w / 2, y + h * (0.12 + 0.11 * k), h * 0.12, y + h / 2, rng, 5), ink)


def book(c: Canvas, x: float, y: float, w: float, h: float, ink: Ink, turn: float = 0) -> None:
    """A closed book from above, middle at (x, y)."""
    with c.place(x, y, turn=turn):
        c.shadow(rounded(-w / 2, -h / 2, w / 2, h / 2, 1), 1, 1.6, 3, 0.4)
        c.fill(rounded(-w / 2, -h / 2 + 0.8, w / 2, h / 2 + 0.9, 0.6), "#efe6d4")
        c.fill(rounded(-w / 2, -h / 2, w / 2, h / 2, 0.8), Linear((pale(ink, 0.1), ink), 30))
        c.stroke([(-w / 2 + 2.4, -h / 2), (-w / 2 + 2.4, h / 2)], dark(ink, 0.3), 0.4)


def pebble(c: Canvas, x: float, y: float, r: float, ink: Ink, rng: Luck) -> None:
    """A small lit lump: a bean, a berry, a stone."""
    shape = blob(x, y, r, r * rng.uniform(0.8, 1), rng, 0.08)
    c.shadow(shape, r * 0.15, r * 0.25, r * 0.6, 0.35)
    c.fill(shape, Radial((pale(ink, 0.25), ink, dark(ink, 0.25))))
    c.fill(ellipse(x - r * 0.3, y - r * 0.35, r * 0.22), "#ffffff", 0.5)


def squiggle(c: Canvas, x: float, y: float, length: float, rng: Luck, ink: Ink, height: float = 1.6,
             width: float = 0.35) -> None:
    """A line of handwriting that says nothing, from (x, y) on."""
    at = x
    while at < x + length - height:
        word = rng.uniform(2.5, 7) * height / 1.6
        word = min(word, x + length - at)
        steps = max(3, int(word / height * 2.6))
        dots = [(at + word * i / steps, y + (height * 0.5 if i % 2 else -height * 0.5) * rng.uniform(0.3, 1))
                for i in range(steps + 1)]
        c.stroke(smooth(dots, closed=False, steps=4), ink, width)
        at += word + height * rng.uniform(0.7, 1.2)


def glint(c: Canvas, path: Path, alpha: float = 0.35) -> None:
    """A soft white reflection on glass or glaze."""
    c.soft(path, "#ffffff", 0.8, alpha)


def ringed(x: float, y: float, r: float, count: int, start: float = 0) -> list[tuple[float, float, float]]:
    """`count` places on a circle: x, y and the direction outwards in degrees."""
    places = []
    for k in range(count):
        turn = start + 360 * k / count
        (px, py), = moved([(r, 0)], x, y, turn)
        places.append((px, py, turn))
    return places


def crescent(x: float, y: float, r: float, thick: float, turn: float) -> Path:
    """A half-moon slice, its round back towards `turn` degrees."""
    back = arc(0, 0, r, r, -90, 90, 20)
    inner = arc(0, 0, r - thick, r, 90, -90, 20)
    return moved([*back, *inner], x, y, turn)
