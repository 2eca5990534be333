"""A cockatoo on its perch."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .props import curtain, framed, lightfall
from .shapes import bezier, ellipse, leaf, rect, ribbon, smooth, taper


@dataclass(frozen=True)
class Plumage:
    """Body, crest, cheek and the ring of the eye."""

    body: Ink
    crest: Ink
    cheek: Ink
    ring: Ink
    wing: Ink
    beak: Ink = "#4a4a50"


PLUMES = (Plumage("#fbf8f0", "#f6cf3f", "#fbe9a8", "#c9dce6", "#f1ece2"),
          Plumage("#f6dcd6", "#e8806a", "#f3b4a6", "#f0e6e0", "#f0cdc6", "#d9cdb8"),
          Plumage("#a9a9ae", "#f3dc6a", "#f08a3c", "#d6d6da", "#96969c", "#b9b4ac"),
          Plumage("#f4b0b4", "#f6dcd8", "#e0707e", "#e9e0dc", "#b4b0b6", "#e0d6c6"))
BODY = smooth([(4, -15), (11, -5), (15, 10), (16.4, 26), (12, 42), (4, 52), (-5, 50), (-11, 40), (-14, 24),
               (-13, 8), (-11, -4)])
HEAD = smooth([(-10, -26), (-3, -32), (6, -31), (12, -24), (12.6, -15), (8, -6), (0, -3), (-8, -6), (-12.4, -14),
               (-12.6, -20)])
WING = smooth([(8, 0), (15, 8), (18.4, 24), (16.4, 42), (11, 56), (7.6, 60), (5.4, 50), (1, 38), (-1, 20), (1, 6)])
UPPER = smooth([(-9.6, -21), (-14, -22.6), (-19.4, -19), (-21.4, -12.4), (-20, -6), (-18.4, -9.4), (-15.4, -12),
                (-10.6, -12)])
LOWER = smooth([(-11, -12.4), (-15, -11.6), (-17.4, -8.6), (-15, -6.2), (-11, -7.4)])


def _crest(c: Canvas, bird: Plumage, rng: Luck, raised: float) -> None:
    for k in range(7):
        turn = -100 + k * 13 * raised + (1 - raised) * 34 + rng.near(0, 3)
        length = (24 - abs(k - 2) * 1.8) * (0.75 + 0.25 * raised)
        with c.place(-4 + k * 2.1, -29 + k * 0.9, turn=turn):
            plume = bezier((0, 0), (length * 0.4, -2), (length * 0.8, 0), (length, 4.6), 16)
            shape = ribbon(plume, lambda t: 4.4 * math.sin(math.pi * min(1, 0.2 + 0.8 * t)) + 0.2)
            c.shadow(shape, 0.2, 0.6, 1, 0.25)
            c.fill(shape, across(pale(bird.crest, 0.3), bird.crest, dark(bird.crest, 0.08)))
            c.stroke(plume[:-2], dark(bird.crest, 0.25), 0.25, 0.7)


def _feathers(c: Canvas, bird: Plumage, rng: Luck) -> None:
    for row in range(9):
        y = -2 + row * 5.6
        for k in range(-3, 4):
            x = k * 4.6 + (2.3 if row % 2 else 0)
            scale = smooth([(x - 2.6, y - 1), (x + 2.6, y - 1), (x + 2.2, y + 2.6), (x, y + 4.4),
                            (x - 2.2, y + 2.6)], steps=4)
            c.soft([(px, py + 1) for px, py in scale], dark(bird.body, 0.6), 1, 0.13)
            c.fill(scale, pale(bird.body, rng.uniform(0.1, 0.5)), 0.55)


def _wing(c: Canvas, bird: Plumage) -> None:
    c.shadow(WING, -0.8, 1.2, 3, 0.3)
    c.fill(WING, down(pale(bird.wing, 0.3), bird.wing, dark(bird.wing, 0.12)))
    with c.clip(WING):
        for row, (y, length, breadth) in enumerate(((6, 9, 2.8), (14, 11, 3), (23, 14, 3.2), (34, 20, 3.2))):
            for k in range(5):
                x = 0.6 + k * 3.5 + row * 0.4
                path = leaf(x, y, length, breadth, 84 - k * 2)
                c.soft([(px - 0.4, py + 0.8) for px, py in path], dark(bird.wing, 0.7), 1, 0.3)
                c.fill(path, mix(bird.wing, pale(bird.wing, 0.6), 0.75 - 0.14 * row))
                c.stroke([(x, y), (x + 0.8, y + length * 0.8)], dark(bird.wing, 0.2), 0.2, 0.6)


def _face(c: Canvas, bird: Plumage) -> None:
    c.soft(ellipse(-2, -13, 4.6, 4), bird.cheek, 3, 0.9)
    c.shadow(LOWER, 0, 0.6, 1, 0.3)
    c.fill(LOWER, down(dark(bird.beak, 0.15), dark(bird.beak, 0.4)))
    c.shadow(UPPER, 0.3, 0.9, 1.6, 0.4)
    c.fill(UPPER, Linear((pale(bird.beak, 0.35), bird.beak, dark(bird.beak, 0.35)), 50))
    c.soft(taper(bezier((-13, -20.6), (-17, -19.6), (-19, -16), (-19.6, -12)), 1.4), "#ffffff", 0.8, 0.5)
    c.fill(ellipse(-11.4, -18.4, 0.8, 0.6), dark(bird.beak, 0.6))
    c.fill(ellipse(-4, -20.4, 3.7, 3.5), bird.ring)
    c.loop(ellipse(-4, -20.4, 3.7, 3.5), dark(bird.ring, 0.25), 0.3, 0.8)
    c.fill(ellipse(-4.1, -20.4, 2.3), Radial(("#3a2a26", "#1c1210", "#0e0808")))
    c.fill(ellipse(-4.8, -21.3, 0.75), "#ffffff")
    c.fill(ellipse(-3.3, -19.5, 0.3), "#ffffff", 0.8)


def _feet(c: Canvas, y: float) -> None:
    for x in (-4.4, 4.4):
        for dx in (-2.6, 0, 2.6):
            toe = smooth([(x + dx - 1.1, y - 3.4), (x + dx + 1.1, y - 3.4), (x + dx + 1.3, y + 2.4),
                          (x + dx, y + 3.8), (x + dx - 1.3, y + 2.4)], steps=4)
            c.shadow(toe, 0.2, 0.6, 1, 0.4)
            c.fill(toe, down("#8a8680", "#5f5b58"))
            c.fill(leaf(x + dx, y + 3, 2.2, 0.6, 90), "#33302f")


def bird(c: Canvas, plumes: Plumage, rng: Luck, raised: float) -> None:
    """The bird looking left, its feet at y = 48; the crest folds down at `raised` 0."""
    train = [(4, 44), (12, 46), (15, 72), (10, 84), (5, 82), (2, 62)]
    c.fill(smooth(train), down(plumes.wing, dark(plumes.wing, 0.2)))
    for k in range(3):
        c.stroke([(5 + k * 2.6, 52), (6 + k * 2.8, 80)], dark(plumes.wing, 0.3), 0.35)
    _crest(c, plumes, rng, raised)
    c.fill(BODY, Linear((pale(plumes.body, 0.4), plumes.body, dark(plumes.body, 0.16)), 60))
    with c.clip(BODY):
        _feathers(c, plumes, rng)
        c.soft(ellipse(-2, 50, 16, 12), dark(plumes.body, 0.6), 8, 0.35)
    _wing(c, plumes)
    c.shadow(ellipse(0, -8, 9, 4), 0, 2, 4, 0.2)
    c.fill(HEAD, Linear((pale(plumes.body, 0.5), plumes.body, dark(plumes.body, 0.08)), 50))
    c.soft(taper(bezier((-6, -29), (2, -27), (8, -22), (10, -14)), 3), plumes.crest, 3, 0.35)
    _face(c, plumes)


def _fronds(c: Canvas, rng: Luck, x: float, y: float, turn: float, size: float, green: Ink) -> None:
    spine = bezier((0, 0), (size * 0.4, -size * 0.14), (size * 0.8, -size * 0.05), (size, size * 0.16), 18)
    with c.place(x, y, turn=turn):
        for k in range(2, 19):
            for side in (-1, 1):
                long = size * 0.32 * math.sin(math.pi * (0.12 + 0.8 * k / 18))
                tone = tint(green, light=rng.uniform(0.8, 1.15))
                c.fill(leaf(*spine[k], long, long * 0.14, 20 + side * 52), tone)
        c.stroke(spine, dark(green, 0.25), 0.5)


def _perch(c: Canvas, y: float, wood: Ink, rng: Luck) -> None:
    branch = smooth([(-6, y + 8), (c.w * 0.3, y + 2), (c.w * 0.66, y + 1), (c.w + 6, y - 7)], closed=False)
    band = ribbon(branch, lambda t: 6.4 - 1.2 * t)
    c.shadow(band, 1, 3, 4, 0.35)
    c.fill(band, down(pale(wood, 0.2), wood, dark(wood, 0.35)))
    with c.clip(band):
        for _ in range(20):
            x, py = branch[rng.randrange(len(branch))]
            c.stroke([(x - 7, py + rng.near(0, 2.4)), (x + 7, py + rng.near(0, 2.4))], dark(wood, 0.4), 0.3, 0.6)


def cockatoo(c: Canvas, rng: Luck) -> None:
    """A bird of opinions, indoors or out."""
    wall, green, wood = rng.turn((("#7fa89a", "#4f8a5a", "#8a6242"), ("#5f7f96", "#5a9a6a", "#6d4a36"),
                                  ("#d9a27a", "#6a8a4a", "#7a5438"),
                                  ("#8fb0c4", "#4a8a74", "#9a7450")))
    plumes = rng.turn(PLUMES)
    c.backdrop(Linear((pale(wall, 0.42), wall, dark(wall, 0.3)), 35))
    if rng.number % 2:
        lightfall(c, c.w * 0.1, c.h * 0.06, 40, c.h * 0.4, 12)
        framed(c, rng, c.w * 0.84, c.h * 0.2, 22, 28)
        curtain(c, -3, c.w * 0.16, c.h + 4, mix(wall, "#f3e6d0", 0.6))
        c.fill(rect(-1, c.h * 0.94, c.w + 1, c.h + 1), dark(wood, 0.3))
    else:
        for x, y, turn, size in ((1.02, 0.98, 205, 80), (1.0, 0.1, 140, 70), (-0.04, 0.06, 40, 64),
                                 (-0.04, 1.0, -50, 74), (0.6, 1.04, -70, 46)):
            _fronds(c, rng, c.w * x, c.h * y, turn + rng.near(0, 8), size, mix(green, wall, 0.25))
        c.glow(c.w * 0.3, c.h * 0.15, 60, "#fffbe0", 0.6)
    c.defocus(1.5)
    y = c.h * (0.8 if c.h > 110 else 0.93)
    scale = (y - 3) / 101
    raised = rng.turn((1.0, 0.35, 0.8))
    with c.place(c.cx + 3, y - 48 * scale, scale, rng.near(-3, 3)):
        bird(c, plumes, rng, raised)
    _perch(c, y, wood, rng)
    with c.place(c.cx + 3, y - 48 * scale, scale):
        _feet(c, 48)
    if not rng.number % 2:
        _fronds(c, rng, -4, c.h * 1.02, -38, 58, green)
        _fronds(c, rng, c.w + 4, c.h * 1.0, 214, 50, dark(green, 0.15))


SCENES = {"cockatoo": cockatoo}
