"""Things on a table: keys, a gamepad."""

from __future__ import annotations

import math

from .bites import scatter
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, dark, down, pale, tint
from .paper_parts import paw, printed, sheet
from .props import boards
from .shapes import Path, arc, ellipse, leaf, mirrored, rect, rounded, smooth, whole


def _key(c: Canvas, length: float, turn: float, ink: Ink, cap: Ink | None, rng: Luck) -> None:
    with c.place(0, 0, turn=turn):
        teeth: Path = [(length, -1.4)]
        for k in range(6):
            x = length - 1 - k * 2.2
            depth = rng.uniform(0.6, 2.2)
            teeth += [(x, 1.4 + depth * (k % 2)), (x - 1.1, 1.4 + depth * ((k + 1) % 2))]
        blade = [(9, -1.8), (length, -1.8), (length + 1.4, 0), *teeth[1:], (9, 1.8)]
        bow = smooth(whole([(0, -7), (5, -5.6), (7, 0), (5, 5.6), (0, 7)])) if not cap else rounded(-8, -7, 8, 7, 3.4)
        for part in (blade, [(x + 4, y) for x, y in bow]):
            c.shadow(part, 0.8, 1.8, 2.2, 0.5)
        c.fill(blade, down(pale(ink, 0.5), ink, dark(ink, 0.25)))
        c.stroke([(9, -0.4), (length - 1, -0.4)], dark(ink, 0.35), 0.4)
        c.fill([(x + 4, y) for x, y in bow], Linear((pale(cap or ink, 0.45), cap or ink, dark(cap or ink, 0.25)), 30))
        c.fill(ellipse(0, 0, 2.1), dark(ink, 0.6))
        c.loop([(4 + x * 0.78, y * 0.78) for x, y in bow], dark(cap or ink, 0.3), 0.35, 0.7)


def _house_tag(c: Canvas, x: float, y: float, turn: float, ink: Ink) -> None:
    with c.place(x, y, turn=turn):
        c.stroke([(0, -15), (0, -8)], "#c9c3b8", 0.9)
        house = [(0, -10), (11, 0), (9, 0), (9, 14), (-9, 14), (-9, 0), (-11, 0)]
        c.shadow(house, 0.8, 1.8, 2.6, 0.45)
        c.fill(house, Linear((pale(ink, 0.22), ink), 25))
        c.fill(rounded(-2.4, 6, 2.4, 14, 1.2), pale(ink, 0.8))
        for dx in (-5.4, 5.4):
            c.fill(rounded(dx - 1.7, 1, dx + 1.7, 4.6, 0.5), "#ffe7a8")
        c.fill(ellipse(0, -5.4, 1.2), dark(ink, 0.5))


def _cat_tag(c: Canvas, x: float, y: float, turn: float, ink: Ink) -> None:
    with c.place(x, y, turn=turn):
        c.stroke([(0, -15), (0, -8)], "#c9c3b8", 0.9)
        face = smooth(whole([(0, -6.6), (4.4, -7), (9.4, -12), (11, -4), (11, 3), (6, 9), (0, 10.4)]))
        c.shadow(face, 0.8, 1.8, 2.6, 0.45)
        c.fill(face, Linear((pale(ink, 0.25), ink), 25))
        for side in (-1, 1):
            c.fill(ellipse(side * 4.6, 0.4, 1.3), "#2a1e1a")
            c.fill(ellipse(side * 4.6 - 0.4, 0, 0.4), "#ffffff")
            c.stroke(arc(side * 1.1, 3.6, 1.1, 1.1, 0, 180), "#2a1e1a", 0.45)
            for dy in (3, 5):
                c.stroke([(side * 6, dy), (side * 11.6, dy + (dy - 4) * 0.6)], pale(ink, 0.8), 0.3)
        c.fill([(-1, 2.4), (1, 2.4), (0, 3.7)], "#d98a80")


def _leaf_shade(c: Canvas, rng: Luck) -> None:
    for _ in range(11):
        x, y = c.w * rng.uniform(0.5, 1.1), c.h * rng.uniform(-0.05, 0.35)
        c.soft(leaf(x, y, rng.uniform(18, 34), rng.uniform(4, 7), rng.uniform(120, 220)), "#20140c", 3, 0.24)


def keys(c: Canvas, rng: Luck) -> None:
    """The keys to somewhere, on the paper that says so."""
    table, tag, kind, metal = rng.turn((("#c9a27a", "#c0392b", _house_tag, "#d9b45a"),
                                        ("#5a6a6a", "#e0a93c", _cat_tag, "#c9ccd0"),
                                        ("#8a5a3e", "#3f7a78", _house_tag, "#cfd2d6"),
                                        ("#d8c8b8", "#3a3640", _cat_tag, "#c98f4a")))
    boards(c, rng, table, 24, rng.choice((6, -10, 84)))
    c.glow(c.w * 0.1, c.h * 0.1, 100, "#fff0cc", 0.4)
    with sheet(c, c.w * 0.36, c.h * 0.4, 76, 104, rng.near(-9, 4)):
        c.fill(rounded(10, 9, 40, 11.4, 0.6), "#3a3a42")
        for k in range(24):
            printed(c, rng, 10, 18 + k * 3.2, rng.uniform(36, 56) if k % 6 == 5 else 56, "#8a8a92", 1.05)
    x, y, r = c.w * 0.42, c.h * 0.4, 11.0
    cap = rng.choice(("#4f7ba3", "#8f4a3c", "#5a7a4c"))
    bunch = ((84, 36, metal, None), (50, 40, "#c9ccd0", cap), (18, 34, dark(metal, 0.1), None))
    for turn, length, ink, hood in bunch:
        a = math.radians(turn)
        with c.place(x + r * math.cos(a), y + r * math.sin(a), 1.12):
            _key(c, length, turn + rng.near(0, 5), ink, hood, rng)
    c.loop([(px + 0.7, py + 1.4) for px, py in ellipse(x, y, r)], "#20140c", 1.5, 0.35)
    c.loop(ellipse(x, y, r), "#b9b4ac", 1.6)
    c.loop(ellipse(x - 0.2, y - 0.3, r), "#f4f1ec", 0.6)
    with c.place(x - r * 0.62, y + r * 0.78, 1.4, turn=rng.near(32, 8)):
        kind(c, 0, 15, 0, tag)
    _leaf_shade(c, rng)


def _stick(c: Canvas, x: float, y: float, r: float, ink: Ink) -> None:
    c.fill(ellipse(x, y, r * 1.3), dark(ink, 0.55))
    c.shadow(ellipse(x, y, r), 0.6, 1.6, 2, 0.6)
    c.fill(ellipse(x, y, r), Radial((pale(ink, 0.05), dark(ink, 0.25))))
    c.fill(ellipse(x, y, r * 0.72), Linear((dark(ink, 0.4), pale(ink, 0.1)), 30))


def _cross(c: Canvas, x: float, y: float, r: float, ink: Ink) -> None:
    c.fill(ellipse(x, y, r * 1.35), dark(ink, 0.25))
    arms = [*rounded(-r, -r * 0.34, r, r * 0.34, r * 0.12)], [*rounded(-r * 0.34, -r, r * 0.34, r, r * 0.12)]
    with c.place(x, y):
        for arm in arms:
            c.shadow(arm, 0.2, 0.6, 0.8, 0.5)
        for arm in arms:
            c.fill(arm, pale(ink, 0.12))
    for k in range(4):
        with c.place(x, y, turn=90 * k):
            c.fill([(r * 0.86, 0), (r * 0.6, -r * 0.16), (r * 0.6, r * 0.16)], pale(ink, 0.6))


BODY = smooth(whole([(0, -17), (10, -18), (22, -20.5), (33, -18), (41, -6), (46, 12), (46.5, 24), (40, 29.5),
                     (32, 25), (24, 14), (12, 11), (0, 11)]))


def _pad(c: Canvas, body: Ink, trim: Ink, buttons: tuple[Ink, ...]) -> None:
    for side in (-1, 1):
        bumper = smooth([(side * 14, -19), (side * 30, -23.5), (side * 37, -17), (side * 30, -14)])
        c.fill(bumper, dark(body, 0.45))
    c.shadow(BODY, 2, 4, 8, 0.6)
    c.fill([(x, y + 1.6) for x, y in BODY], dark(body, 0.35))
    c.fill(BODY, Linear((pale(body, 0.28), body, dark(body, 0.18)), 15))
    for side in (-1, 1):
        grip = [(37, -2), (45, 12), (45.5, 23), (40, 28), (33.5, 24), (31, 12)]
        path = smooth(grip)
        c.fill(path if side > 0 else mirrored(path), trim, 0.9)
    c.soft(ellipse(-14, -15, 20, 2), "#ffffff", 2, 0.5)
    _stick(c, -26, -5.5, 6.4, body)
    _stick(c, 13, 5, 6.4, body)
    _cross(c, -13, 5, 5.2, body)
    for (dx, dy), ink in zip(((0, -5.4), (5.4, 0), (0, 5.4), (-5.4, 0)), buttons, strict=True):
        c.shadow(ellipse(26 + dx, -5.5 + dy, 2.7), 0.3, 0.9, 1, 0.5)
        c.fill(ellipse(26 + dx, -5.5 + dy, 2.7), Radial((pale(ink, 0.3), ink, dark(ink, 0.25))))
        c.fill(ellipse(25.3 + dx, -6.4 + dy, 0.8), "#ffffff", 0.6)
    c.fill(ellipse(0, -9, 3.4), dark(body, 0.4))
    c.fill(ellipse(0, -9, 2.4), pale(trim, 0.4))
    for side in (-1, 1):
        c.fill(rounded(side * 8 - 2, -9.4, side * 8 + 2, -7.8, 0.8), dark(body, 0.4))


def _crisps(c: Canvas, x: float, y: float, rng: Luck, ink: Ink) -> None:
    c.shadow(ellipse(x, y, 21), 1.6, 3, 6, 0.55)
    c.fill(ellipse(x, y, 21), Linear((pale(ink, 0.35), ink, dark(ink, 0.25)), 30))
    c.fill(ellipse(x, y, 18), dark(ink, 0.4))
    for px, py in scatter(rng, x, y, 14, 14, 34):
        with c.place(px, py, turn=rng.uniform(0, 360)):
            crisp = smooth([(-5, -1), (-1, -3.8), (4.6, -2), (4.4, 2.6), (-1, 3.6), (-4.8, 2)])
            c.shadow(crisp, 0.3, 0.9, 1.4, 0.35)
            c.fill(crisp, Linear(("#fbdc8a", "#eab84e", "#d6983a"), 20))
            c.stroke(arc(0, 0, 2.6, 1.6, 200, 330), "#c98a2c", 0.4, 0.6)


def _can(c: Canvas, x: float, y: float, ink: Ink) -> None:
    c.shadow(ellipse(x, y, 12), 2, 3.4, 5, 0.55)
    c.fill(ellipse(x, y, 12.4), Linear((pale(ink, 0.3), dark(ink, 0.2)), 30))
    c.fill(ellipse(x, y, 11.2), Linear(("#f6f6f4", "#a9adb0", "#dcdfe0"), 40))
    c.fill(ellipse(x, y, 9.6), Linear(("#b9bdc0", "#eceeee"), 40))
    c.fill(ellipse(x - 3, y - 2.4, 3, 2.2, 40), "#4a4e52")
    c.loop(ellipse(x + 1.6, y + 1.4, 3, 2, 40), "#8a8f94", 0.9)


def gamepad(c: Canvas, rng: Luck) -> None:
    """One more round: pad, crisps, something fizzy."""
    rug, body, trim, glow_ink, buttons = rng.turn((
        ("#34315a", "#f0ece6", "#3c3c48", "#e05a9a", ("#f0c04a", "#e0503c", "#4fae7a", "#4f8ae0")),
        ("#7a4a3c", "#34363e", "#c9402c", "#ffb45c", ("#e9e2d6", "#e9e2d6", "#e9e2d6", "#e9e2d6")),
        ("#2f5a58", "#f2b9b0", "#f9e6dc", "#7ae0d0", ("#f0d08a", "#e98a8a", "#8fc4a0", "#8fb0e0")),
        ("#c9a982", "#3f7f86", "#f0dcae", "#fff0c0", ("#f0c04a", "#e0703c", "#f6efe2", "#d9503c"))))
    c.backdrop(Linear((pale(rug, 0.12), rug, dark(rug, 0.3)), 30))
    for k in range(int((c.w + c.h) / 5)):
        c.stroke([(k * 5, -2), (k * 5 - c.h, c.h + 2)], pale(rug, 0.08), 1.2)
    c.glow(c.w * 0.9, c.h * 0.05, 85, glow_ink, 0.6)
    c.glow(c.w * 0.05, c.h * 0.95, 80, tint(glow_ink, hue=0.45), 0.4)
    wide = c.w > c.h
    _crisps(c, c.w * (0.9 if wide else 0.8), c.h * (0.16 if wide else 0.15), rng,
            rng.choice(("#e9dcc6", "#4f7ba3", "#c9604a")))
    _can(c, c.w * (0.09 if wide else 0.16), c.h * 0.15, trim)
    with c.place(c.cx - 2, c.h * 0.58, 1.02 if not wide else 1.12, rng.near(-8, 6)):
        _pad(c, body, trim, buttons)
    if rng.number % 2:
        paw(c, c.w * 0.66, c.h * 0.84, rng.near(34, 6), "#cf8f4f", "#f8e6ca", "#86491f")
    else:
        _game_cases(c, c.w * 0.16, c.h * 0.92, buttons)


def _game_cases(c: Canvas, x: float, y: float, inks: tuple[Ink, ...]) -> None:
    for k in range(3):
        with c.place(x + k * 13, y + k * 2.5, turn=-16 + k * 17):
            c.shadow(rounded(-11, -15, 11, 15, 1), 0.8, 2, 3, 0.5)
            c.fill(rounded(-11, -15, 11, 15, 1), dark(inks[k], 0.2))
            art = rect(-9, -13, 10, 13)
            with c.clip(art):
                c.fill(art, down(pale(inks[k], 0.55), inks[k]))
                c.fill(ellipse(2, -3, 5), pale(inks[(k + 1) % 4], 0.2))
                c.fill([(-10, 14), (-3, 0), (3, 8), (7, 2), (12, 14)], dark(inks[k], 0.45))


SCENES = {"keys": keys, "gamepad": gamepad}
