"""The cat tax: three coats, four poses, the homes they keep."""

from __future__ import annotations

from collections.abc import Callable

from .canvas import Canvas, Luck
from .cat_bodies import boxed, close_up, loaf, sitting
from .cat_parts import Coat
from .colour import Ink, Linear, across, dark, down, mix, pale, tint
from .props import boards, bokeh, curtain, framed, hills, lightfall, plant
from .shapes import blob, ellipse, rect, rounded, smooth

TABBIES = (
    Coat("#cf8f4f", "#f8e6ca", "#86491f", eyes=("#8fa23c",) * 2, pupil=0.3),
    Coat("#9a8468", "#eadcc6", "#45352a", eyes=("#c9a23a",) * 2, nose="#b9695a", pupil=0.5),
    Coat("#9c9a97", "#efece6", "#4c4a4c", eyes=("#7fae6a",) * 2, nose="#c98278", pupil=0.42),
    Coat("#dca467", "#fff1dc", "#b06a34", eyes=("#c98b2c",) * 2, pupil=0.24),
)
BLACKS = (
    Coat("#34303a", "#4a444e", None, "#3d3236", "#74575a", ("#e0b431",) * 2, 0.6, "#efeae6", "#0f0c0e"),
    Coat("#2f2c2e", "#f4efe8", None, "#c98a84", "#7c5d5e", ("#9fbf4a",) * 2, 0.35, "#f6f2ee", "#0f0c0e"),
    Coat("#3c3331", "#564842", None, "#3a2c2a", "#7d5d56", ("#d98936",) * 2, 0.5, "#efe6dc", "#120c0a"),
)
WHITES = (
    Coat("#f2ebe1", "#fffdf8", None, eyes=("#5f9fc4", "#5f9fc4"), rim="#5b4a44"),
    Coat("#efe9e2", "#fffdf8", None, eyes=("#c9a53a", "#6aa6c8"), rim="#54443f"),
    Coat("#f3eadb", "#fffaf0", None, eyes=("#86a850",) * 2, rim="#5d4b40", pupil=0.5),
)
WALLS = ("#c9b79a", "#9fb3a6", "#d8b6a0", "#8fa0b5", "#cdbfae")
SKIES: tuple[tuple[Ink, Ink, Ink], ...] = (
    ("#9fc4d8", "#d9e6dc", "#fbeccb"), ("#f0b98a", "#f6d3a8", "#fdeccf"), ("#3c4a78", "#7d6f9c", "#e8a78e"))


def _view(c: Canvas, rng: Luck, sky: tuple[Ink, Ink, Ink], sill: float) -> None:
    c.fill(rect(0, 0, c.w, sill), down(*sky))
    c.glow(c.w * rng.uniform(0.3, 0.8), sill * 0.4, 40, "#fff4d2", 0.6)
    for x in range(0, int(c.w), 11):
        top = sill - rng.uniform(16, 44)
        c.fill(rect(x - 1, top, x + 12, sill), mix(sky[0], sky[2], rng.uniform(0.2, 0.5)))
    hills(c, rng, sill - 6, [mix(sky[1], "#5f7f5c", 0.6), mix(sky[0], "#3f6248", 0.75)], 6, 6)


def window(c: Canvas, rng: Luck, wall: Ink) -> float:
    """A sill before a wide window; returns the height the cat's feet stand at."""
    sill = c.h * 0.84
    _view(c, rng, rng.turn(SKIES), sill)
    c.defocus(1.3)
    frame = pale(wall, 0.75)
    for x in (c.w * 0.5,):
        c.fill(rect(x - 1.6, -1, x + 1.6, sill), across(frame, dark(frame, 0.2)))
    c.fill(rect(0, c.h * 0.2, c.w, c.h * 0.2 + 2.6), down(frame, dark(frame, 0.2)))
    curtain(c, -2, c.w * 0.14, sill + 1, wall)
    curtain(c, c.w * 0.86, c.w + 2, sill + 1, wall)
    c.fill(rect(-1, sill, c.w + 1, c.h + 1), down(pale(frame, 0.4), dark(frame, 0.12)))
    c.fill(rect(-1, sill + c.h * 0.095, c.w + 1, c.h + 1), down(dark(wall, 0.35), dark(wall, 0.2)))
    plant(c, c.w * rng.turn((0.87, 0.12)), sill + 3, 12, rng, rng.choice(("#b5643f", "#5c7f86", "#d8c8ae")))
    return sill + c.h * 0.05


def sofa(c: Canvas, rng: Luck, wall: Ink) -> float:
    """A sofa against a lit wall; returns the seat's height."""
    fabric = tint(rng.turn(("#b4613f", "#4f7a78", "#c79a4a", "#6f6a94", "#7d8c5a")), light=rng.near(1, 0.08))
    seat = c.h * 0.76
    c.backdrop(Linear((pale(wall, 0.2), wall, dark(wall, 0.18)), 30))
    lightfall(c, c.w * 0.06, c.h * 0.02, 40, c.h * 0.34, 12)
    if c.h > 110:
        framed(c, rng, c.w * rng.uniform(0.74, 0.8), c.h * 0.17, 20, 25)
    back = rounded(-12, seat - 44, c.w + 12, seat + 8, 9)
    c.shadow(back, 0, -2, 6, 0.3)
    c.fill(back, down(pale(fabric, 0.12), fabric, dark(fabric, 0.28)))
    c.stroke([(c.cx + 9, seat - 43), (c.cx + 7, seat)], dark(fabric, 0.25), 0.6)
    _cushion(c, rng, c.w * rng.turn((0.88, 0.1)), seat - 16, mix(fabric, rng.choice(("#f3dfb4", "#e9e2d6")), 0.75))
    throw = rect(-2, seat - 1, c.w + 2, c.h + 2)
    c.shadow(throw, 0, -1, 3, 0.35)
    c.fill(throw, down(pale(fabric, 0.26), pale(fabric, 0.05), dark(fabric, 0.2)))
    c.stroke([(0, seat + 15), (c.w, seat + 15)], dark(fabric, 0.35), 0.7)
    return seat + 10


def _cushion(c: Canvas, rng: Luck, x: float, y: float, ink: Ink) -> None:
    with c.place(x, y, turn=rng.near(0, 14)):
        shape = smooth([(-17, -16), (0, -13.5), (17, -16), (14.6, 0), (17, 16), (0, 14), (-17, 16), (-14.6, 0)])
        c.shadow(shape, 1, 2, 4, 0.4)
        c.fill(shape, Linear((pale(ink, 0.3), ink, dark(ink, 0.2)), 30))
        with c.clip(shape):
            for k in range(-2, 3):
                c.stroke([(k * 7, -18), (k * 7, 18)], dark(ink, 0.3), 0.7, 0.5)


def floor(c: Canvas, rng: Luck, wall: Ink) -> float:
    """A wooden floor, a wall and a rug; returns where the box's foot stands."""
    line = c.h * 0.52
    c.backdrop(wall)
    boards(c, rng, rng.turn(("#b98755", "#a5714b", "#c9a67a")), 9, rng.near(0, 1))
    c.fill(rect(-1, -1, c.w + 1, line), Linear((pale(wall, 0.25), wall), 25))
    c.fill(rect(-1, line - 5, c.w + 1, line), down(pale(wall, 0.75), pale(wall, 0.5)))
    lightfall(c, c.w * 0.06, c.h * 0.03, 34, c.h * 0.36, 10)
    framed(c, rng, c.w * 0.74, c.h * 0.2, 22, 28)
    rug = ellipse(c.cx, c.h * 0.84, c.w * 0.56, 20)
    c.fill(rug, rng.choice(("#7d3f38", "#3f5f6b", "#6d7a4a")))
    c.loop(ellipse(c.cx, c.h * 0.84, c.w * 0.5, 17), "#ecd9b4", 0.9, 0.8)
    plant(c, c.w * 0.1, line + 8, 13, rng, "#d8d0c2")
    return c.h * 0.87


def _sit(c: Canvas, coat: Coat, rng: Luck, wall: Ink) -> None:
    feet = window(c, rng, wall)
    scale = min(1.12, (feet - 4) / 90)
    with c.place(c.cx + rng.near(0, 4), feet - 59 * scale, scale, flip=rng.random() < 0.5):
        sitting(c, coat, rng)


def _loaf(c: Canvas, coat: Coat, rng: Luck, wall: Ink) -> None:
    seat = sofa(c, rng, wall)
    flip = rng.random() < 0.5
    scale = 1.18
    with c.place(c.cx + (14 if flip else -14) * scale, seat - 33 * scale + 4, scale, flip=flip):
        loaf(c, coat, rng, rng.turn((0.8, 0), 4))


def _face(c: Canvas, coat: Coat, rng: Luck, wall: Ink) -> None:
    c.backdrop(Linear((pale(wall, 0.3), wall, dark(wall, 0.45)), 35))
    c.fill(blob(c.w * 0.15, c.h * 0.8, 40, 26, rng), mix(wall, "#7d4a34", 0.6))
    c.glow(c.w * 0.85, c.h * 0.15, 55, "#fff2cf", 0.7)
    bokeh(c, rng, [pale(wall, 0.6), "#ffe3a6", "#ffffff"], 16, 0, 0.6)
    c.defocus(2)
    with c.place(c.cx + rng.near(0, 5), c.cy + 4, 2.2 * c.h / max(c.h, 112), rng.near(0, 8)):
        close_up(c, coat, rng)


def _box(c: Canvas, coat: Coat, rng: Luck, wall: Ink) -> None:
    foot = floor(c, rng, wall)
    tall = c.h > 110
    with c.place(c.cx + rng.near(0, 2), foot - (60 if tall else 44), 1.18 if tall else 0.95):
        boxed(c, coat, rng, rng.choice(("#c69a68", "#b98a5c", "#d0a878")))


POSES = (_face, _loaf, _sit, _box)


def _cat(coats: tuple[Coat, ...], first: int) -> Callable[[Canvas, Luck], None]:
    def scene(c: Canvas, rng: Luck) -> None:
        pose = POSES[(rng.number + first) % len(POSES)]
        pose(c, rng.turn(coats), rng, rng.turn(WALLS))

    return scene


SCENES = {"cat_tabby": _cat(TABBIES, 0), "cat_black": _cat(BLACKS, 2), "cat_white": _cat(WHITES, 1)}
