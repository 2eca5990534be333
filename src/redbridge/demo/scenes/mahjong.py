"""A game of mahjong on felt."""

from __future__ import annotations

from .canvas import Canvas, Luck
from .colour import Ink, Linear, dark, down, pale
from .shapes import ellipse, leaf, rect, rounded

DOTS = {1: ((0, 0),), 2: ((0, -1), (0, 1)), 3: ((-1, -1), (0, 0), (1, 1)), 4: ((-1, -1), (1, -1), (-1, 1), (1, 1)),
        5: ((-1, -1), (1, -1), (0, 0), (-1, 1), (1, 1)), 6: ((-1, -1), (1, -1), (-1, 0), (1, 0), (-1, 1), (1, 1))}


def _pips(c: Canvas, count: int) -> None:
    for k, (x, y) in enumerate(DOTS[count]):
        ink = "#c0392b" if count == 1 or k % 3 == 2 else ("#2f6a4a", "#2f4f8a")[k % 2]
        r = 3.2 if count == 1 else 1.5
        c.fill(ellipse(x * 2.1, y * 3.5, r), ink)
        c.fill(ellipse(x * 2.1, y * 3.5, r * 0.62), "#fffaf0")
        c.fill(ellipse(x * 2.1, y * 3.5, r * 0.36), ink)


def _bamboo(c: Canvas, count: int) -> None:
    for k, (x, y) in enumerate(DOTS[count]):
        ink = "#c0392b" if k == 2 else "#2f7a4a"
        px, py = x * 2.2, y * 3.2
        c.fill(rounded(px - 0.65, py - 1.5, px + 0.65, py + 1.5, 0.5), ink)
        c.stroke([(px - 0.9, py), (px + 0.9, py)], pale(ink, 0.3), 0.4)


def _dragon(c: Canvas, kind: int) -> None:
    if kind == 1:
        c.loop(rounded(-2.6, -2.2, 2.6, 1.4, 0.3), "#c0392b", 0.95)
        c.stroke([(0, -5), (0, 5)], "#c0392b", 0.95)
    elif kind == 2:
        c.loop(rounded(-3.2, -4.8, 3.2, 4.8, 0.5), "#2f4f8a", 0.7)
        c.loop(rounded(-2.3, -3.9, 2.3, 3.9, 0.3), "#2f4f8a", 0.3)
    else:
        for turn in (-90, -30, -150, 30, 150, 90):
            c.fill(leaf(0, 0, 4.4, 1.7, turn), "#2f7a4a")
        c.fill(ellipse(0, 0, 1.3), "#c0392b")


def tile(c: Canvas, face: int, back: Ink, lying: bool = True) -> None:
    """A tile round (0, 0), 10 x 14; faces 0-5 dots, 6-11 bamboo, 12-14 dragons, -1 its back."""
    body = rounded(-5, -7, 5, 7, 1.3)
    c.shadow(body, 0.9, 2.6, 2.8, 0.5)
    c.fill([(x, y + 2.3) for x, y in body], dark(back, 0.15))
    c.fill([(x, y + 1.1) for x, y in body], "#d9cdb4")
    c.fill(body, Linear((pale(back, 0.25), back), 25) if face < 0 else Linear(("#fffdf6", "#f3ead8"), 25))
    if face >= 12:
        _dragon(c, face - 12)
    elif face >= 6:
        _bamboo(c, face - 5)
    elif face >= 0:
        _pips(c, face + 1)
    if lying:
        c.stroke([(-3.8, -6.6), (3.8, -6.6)], "#ffffff", 0.3, 0.7)


def _die(c: Canvas, x: float, y: float, turn: float, count: int) -> None:
    with c.place(x, y, 0.95, turn):
        c.shadow(rounded(-4, -4, 4, 4, 1.2), 0.8, 2, 2.6, 0.5)
        c.fill(rounded(-4, -4, 4, 5.2, 1.2), "#d9cdb8")
        c.fill(rounded(-4, -4, 4, 4, 1.2), Linear(("#ffffff", "#f0e6d4"), 30))
        for px, py in DOTS[count]:
            c.fill(ellipse(px * 2.1, py * 2.1, 1.5 if count == 1 else 0.85),
                   "#c0392b" if count in (1, 4) else "#2a2a30")


def mahjong(c: Canvas, rng: Luck) -> None:
    """A hand to think about, the river of discards, two dice."""
    felt, back, wood = rng.turn((("#2f6f5a", "#3f9a6a", "#6d4530"), ("#2f4a6f", "#e0a93c", "#4a3428"),
                                 ("#7a3438", "#3f7a9a", "#5a3a2a"),
                                 ("#4a5a54", "#c9604a", "#8a6242")))
    c.backdrop(Linear((pale(felt, 0.14), felt, dark(felt, 0.25)), 35))
    c.glow(c.w * 0.3, c.h * 0.2, 90, "#fff0c0", 0.3)
    wide = c.w > c.h
    with c.place(c.cx, c.cy, 1.0, rng.near(0, 5)):
        for row in range(2):
            for k in range(-7, 8):
                with c.place(k * 10.3, -c.h / 2 + 3 + row * 4, 1):
                    tile(c, -1, back)
        count = 6 if wide else 5
        for row in range(3 if wide else 4):
            for k in range(count):
                if rng.random() < 0.9:
                    with c.place((k - (count - 1) / 2) * 13 - 4, -c.h * 0.22 + row * 17.6, 1.16, rng.near(0, 5)):
                        tile(c, rng.randrange(15), back)
        _die(c, c.w * 0.36, c.h * 0.02, rng.uniform(0, 90), rng.randint(1, 6))
        _die(c, c.w * 0.3, c.h * 0.12, rng.uniform(0, 90), rng.randint(1, 6))
        c.shadow(rect(-c.w, c.h * 0.46, c.w, c.h), 0, -1, 4, 0.4)
        hand = sorted(rng.randrange(15) for _ in range(10 if wide else 7))
        for k, face in enumerate(hand):
            lift = -5 if k == len(hand) - 1 else 0
            with c.place((k - (len(hand) - 1) / 2) * 13.6 + (4 if lift else 0), c.h * 0.38 + lift, 1.34):
                tile(c, face, back, lying=False)
        c.fill(rect(-c.w, c.h * 0.46, c.w, c.h), down(pale(wood, 0.2), wood))


SCENES = {"mahjong": mahjong}
