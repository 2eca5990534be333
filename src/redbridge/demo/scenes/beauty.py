"""The bathroom shelf: bottles and jars, sheet masks."""

from __future__ import annotations

from .bites import scatter
from .canvas import Canvas, Luck
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .props import glint, lightfall, plate
from .shapes import arc, bezier, ellipse, leaf, moved, rect, rounded, smooth, whole


def _shine(c: Canvas, x: float, top: float, foot: float, half: float) -> None:
    glint(c, rounded(x - half * 0.7, top + 3, x - half * 0.48, foot - 3, 1), 0.65)
    c.soft(rect(x + half * 0.7, top, x + half, foot), "#2b1a10", 2.4, 0.25)


def _stand(c: Canvas, x: float, foot: float, half: float) -> None:
    c.shadow(ellipse(x + half * 0.5, foot, half * 1.25, half * 0.22), 0, 0, 4, 0.5)


def _dropper(c: Canvas, x: float, foot: float, size: float, glass: Ink, cap: Ink) -> None:
    half, top = size * 0.3, foot - size * 0.95
    _stand(c, x, foot, half)
    body = [*rounded(x - half, top, x + half, foot, size * 0.1)]
    c.fill(body, across(pale(glass, 0.35), glass, dark(glass, 0.35)))
    c.fill(rect(x - half * 0.92, top + size * 0.4, x + half * 0.92, foot - size * 0.1), pale(glass, 0.82))
    for k, w in enumerate((0.5, 0.7, 0.36)):
        c.fill(rounded(x - half * w, top + size * (0.5 + 0.1 * k), x + half * w, top + size * (0.53 + 0.1 * k),
                       0.3), dark(glass, 0.4))
    c.fill(rect(x - half * 0.5, top - size * 0.2, x + half * 0.5, top + 0.6),
           across(pale(cap, 0.4), cap, dark(cap, 0.3)))
    bulb = smooth(whole([(0, -0.32), (0.13, -0.27), (0.14, -0.1), (0.11, 0), (0, 0)]))
    c.fill(moved(bulb, x, top - size * 0.18, 0, size), across("#6a6462", "#3a3634", "#24211f"))
    _shine(c, x, top, foot, half)


def _pump(c: Canvas, x: float, foot: float, size: float, ink: Ink, cap: Ink) -> None:
    half, top = size * 0.3, foot - size * 1.35
    _stand(c, x, foot, half)
    c.fill(rounded(x - half, top, x + half, foot, size * 0.13), across(pale(ink, 0.5), ink, dark(ink, 0.2)))
    c.fill(rect(x - half * 0.5, top - size * 0.14, x + half * 0.5, top + 0.4),
           across(pale(cap, 0.4), cap, dark(cap, 0.3)))
    c.fill(rect(x - size * 0.04, top - size * 0.3, x + size * 0.04, top - size * 0.1), cap)
    head = [(x + size * 0.16, top - size * 0.36), (x + size * 0.16, top - size * 0.26),
            (x - size * 0.1, top - size * 0.26),
            (x - size * 0.32, top - size * 0.22), (x - size * 0.32, top - size * 0.3),
            (x - size * 0.1, top - size * 0.38)]
    c.fill(head, down(pale(cap, 0.3), cap))
    c.loop(ellipse(x, top + size * 0.5, half * 0.5), dark(ink, 0.4), 0.5)
    c.fill(leaf(x, top + size * 0.6, size * 0.24, size * 0.07, -80), dark(ink, 0.4))
    for k, w in enumerate((0.6, 0.44)):
        c.fill(rounded(x - half * w, top + size * (0.84 + 0.08 * k), x + half * w, top + size * (0.87 + 0.08 * k),
                       0.3), dark(ink, 0.4))
    _shine(c, x, top, foot, half)


def _jar(c: Canvas, x: float, foot: float, size: float, ink: Ink, cap: Ink) -> None:
    half, top = size * 0.5, foot - size * 0.46
    _stand(c, x, foot, half)
    c.fill(rounded(x - half, top, x + half, foot, size * 0.12), across(pale(ink, 0.55), ink, dark(ink, 0.2)))
    c.fill(rounded(x - half * 1.02, top - size * 0.26, x + half * 1.02, top + 0.4, size * 0.06),
           across(pale(cap, 0.45), cap, dark(cap, 0.3)))
    c.fill(rounded(x - half * 0.5, top + size * 0.14, x + half * 0.5, top + size * 0.18, 0.3), dark(ink, 0.4))
    c.fill(rounded(x - half * 0.34, top + size * 0.24, x + half * 0.34, top + size * 0.27, 0.3), dark(ink, 0.3))
    _shine(c, x, top - size * 0.26, foot, half)


def _tube(c: Canvas, x: float, foot: float, size: float, ink: Ink, cap: Ink) -> None:
    half = size * 0.27
    _stand(c, x, foot, half)
    c.fill(rounded(x - half * 0.7, foot - size * 0.24, x + half * 0.7, foot, size * 0.05),
           across(pale(cap, 0.4), cap, dark(cap, 0.3)))
    body = [(x - half * 0.84, foot - size * 0.22), (x + half * 0.84, foot - size * 0.22),
            (x + half * 1.12, foot - size * 1.3), (x - half * 1.12, foot - size * 1.3)]
    c.fill(body, across(pale(ink, 0.5), ink, dark(ink, 0.18)))
    c.fill(rect(x - half * 1.12, foot - size * 1.34, x + half * 1.12, foot - size * 1.24), dark(ink, 0.12))
    c.fill(ellipse(x, foot - size * 0.86, half * 0.56), mix(cap, ink, 0.35))
    for k, w in enumerate((0.5, 0.62, 0.4)):
        c.fill(rounded(x - half * w, foot - size * (0.6 - 0.08 * k), x + half * w, foot - size * (0.57 - 0.08 * k),
                       0.3), dark(ink, 0.4))
    _shine(c, x, foot - size * 1.24, foot - size * 0.2, half)


def _plinth(c: Canvas, x: float, top: float, half: float, foot: float, ink: Ink) -> None:
    squash = half * 0.16
    c.shadow(ellipse(x + 3, foot, half * 1.05, squash), 0, 0, 7, 0.45)
    c.fill([(x - half, top), *arc(x, foot, half, squash, 180, 0, 24), (x + half, top)],
           across(pale(ink, 0.3), ink, dark(ink, 0.25)))
    c.fill(ellipse(x, top, half, squash), Linear((pale(ink, 0.55), pale(ink, 0.2)), 40))


def _frond_shade(c: Canvas, rng: Luck) -> None:
    x, y = c.w * 1.02, c.h * 0.02
    for k in range(12):
        turn = 120 + k * 9 + rng.near(0, 3)
        c.soft(leaf(x, y, rng.uniform(44, 72), 4.6, turn), "#3a2418", 2.2, 0.17)


def skincare(c: Canvas, rng: Luck) -> None:
    """The evening's row of bottles in soft light."""
    wall, stone, inks, cap = rng.turn((
        ("#e8c4b4", "#f3e4d6", ("#c9704f", "#f6e6d8", "#e3a48a"), "#f9f2ea"),
        ("#b4c8b4", "#e6e9dc", ("#5f8a6a", "#f1f0e0", "#a9c49a"), "#d9b36a"),
        ("#b9c4dc", "#e9ebf2", ("#5a74a9", "#f2f0f6", "#9ab4dc"), "#c9ccd6"),
        ("#d9b9c9", "#f0e0e6", ("#9a5a7a", "#fbeef0", "#d99ab0"), "#e0b89a")))
    line = c.h * 0.72
    c.backdrop(Linear((pale(wall, 0.45), wall, dark(wall, 0.1)), 30))
    lightfall(c, c.w * 0.04, c.h * 0.05, 50, c.h * 0.5, 14, alpha=0.4)
    _frond_shade(c, rng)
    c.fill(rect(-1, line, c.w + 1, c.h + 1), down(dark(wall, 0.1), pale(wall, 0.2)))
    _plinth(c, c.cx + 10, c.h * 0.62, 27, c.h * 0.8, stone)
    _plinth(c, c.cx - 22, c.h * 0.74, 20, c.h * 0.86, dark(stone, 0.06))
    _pump(c, c.cx + 22, c.h * 0.625, 27, inks[2], cap)
    _dropper(c, c.cx + 3, c.h * 0.64, 33, inks[0], cap)
    _tube(c, c.cx - 24, c.h * 0.75, 29, inks[1], inks[0])
    _jar(c, c.cx + 20, c.h * 0.9, 25, mix(inks[1], inks[2], 0.3), cap)
    if c.w > 110:
        _pump(c, c.cx + 52, c.h * 0.88, 30, inks[1], inks[0])
        _jar(c, c.cx - 54, c.h * 0.88, 22, inks[0], cap)
    _eucalyptus(c, c.cx - 44, c.h * 0.93, rng)
    smear = smooth([(c.cx - 14, c.h * 0.94), (c.cx - 4, c.h * 0.925), (c.cx + 4, c.h * 0.94),
                    (c.cx - 3, c.h * 0.957), (c.cx - 12, c.h * 0.953)])
    c.shadow(smear, 0.2, 0.6, 1, 0.3)
    c.fill(smear, pale(inks[1], 0.6))
    c.soft(ellipse(c.cx - 5, c.h * 0.936, 4, 0.6), "#ffffff", 0.8, 0.9)


def _eucalyptus(c: Canvas, x: float, y: float, rng: Luck) -> None:
    stem = bezier((x, y), (x + 10, y - 6), (x + 18, y - 2), (x + 34, y + 1), 12)
    c.stroke(stem, "#7a8a6a", 0.6)
    for k in range(1, 12):
        for side in (-1, 1):
            tone = tint("#8fae94", light=rng.uniform(0.8, 1.15))
            path = leaf(*stem[k], 6.4, 2.3, 15 + side * rng.uniform(45, 70))
            c.shadow(path, 0.2, 0.6, 1, 0.25)
            c.fill(path, tone)


def _pouch(c: Canvas, rng: Luck, ink: Ink, accent: Ink, kind: int) -> None:
    body = [(-19, -27), (19, -27), (19.6, 27), (-19.6, 27)]
    c.shadow(body, 1.2, 2.4, 5, 0.45)
    c.fill(body, Linear((pale(ink, 0.5), ink, pale(ink, 0.25), dark(ink, 0.12)), 60))
    for y in (-27, 24.4):
        c.fill(rect(-19.2, y, 19.2, y + 2.6), dark(ink, 0.14))
        for k in range(19):
            c.stroke([(-18 + k * 2, y), (-18 + k * 2, y + 2.6)], pale(ink, 0.3), 0.25)
    c.fill([(-19.2, -22), (-17.6, -21), (-19.2, -20)], dark(ink, 0.5))
    c.fill(rounded(-13, -20, 13, -17.4, 1), dark(accent, 0.2))
    c.fill(rounded(-8, -15.6, 8, -14.4, 0.5), dark(accent, 0.1), 0.8)
    _emblem(c, rng, accent, kind)
    for k, w in enumerate((11, 8, 12)):
        c.fill(rounded(-w, 14 + k * 2.6, w, 15 + k * 2.6, 0.4), dark(ink, 0.45), 0.8)
    glint(c, [(-14, -24), (-8, -24), (4, 24), (-4, 24)], 0.22)


def _emblem(c: Canvas, rng: Luck, accent: Ink, kind: int) -> None:
    if kind == 0:
        for k in range(5):
            c.fill(leaf(0, 9, rng.uniform(15, 19), 3, -130 + k * 20), tint("#6fa05a", light=0.85 + 0.1 * (k % 3)))
    elif kind == 1:
        drop = smooth(whole([(0, -12), (4.6, -3), (7, 3), (4.6, 8.4), (0, 10)]))
        c.fill(drop, down(pale(accent, 0.55), accent))
        c.soft(ellipse(-2.4, 3, 1.2, 2.6, 20), "#ffffff", 0.8, 0.8)
    elif kind == 2:
        for k in range(8):
            c.fill(leaf(0, 0, 9.5, 3.6, k * 45), tint(accent, light=1 + 0.1 * (k % 2)))
        c.fill(ellipse(0, 0, 2.6), "#f3cf6a")
    else:
        c.fill(ellipse(0, 0, 9.4), pale(accent, 0.2))
        c.fill(ellipse(0, 0, 7.6), pale(accent, 0.7))
        for k in range(8):
            c.fill(moved(leaf(0, 0, 6.8, 1.7, 0), 0, 0, k * 45), pale(accent, 0.35))


def _mask_cloth(c: Canvas, under: Ink) -> None:
    outline = smooth(whole([(0, -23), (9, -22), (16.6, -15), (18.6, -3), (16.4, 9), (10, 18.6), (4, 22.6),
                            (0, 23.2)]))
    c.shadow(outline, 1, 2, 4, 0.4)
    c.fill(outline, Linear(("#ffffff", "#f8f6f1", "#e3e0d9"), 30))
    for side in (-1, 1):
        hole = ellipse(side * 7.8, -5, 4.4, 2.5, side * -4)
        c.fill(hole, under)
        c.fill(arc(side * 7.8, -5, 4.4, 2.5, 180, 360), dark(under, 0.25))
        c.stroke([(side * 18.6, -1), (side * 14.6, 0)], "#c9c3ba", 0.5)
        c.stroke([(side * 13.4, 14.6), (side * 10.6, 11.6)], "#c9c3ba", 0.5)
    c.stroke([(-3.4, 4.6), (-3.4, 6), (3.4, 6), (3.4, 4.6)], "#c9c3ba", 0.5)
    c.fill(ellipse(0, 12, 5.2, 1.9), under)
    c.fill(arc(0, 12, 5.2, 1.9, 180, 360), dark(under, 0.25))
    c.stroke([(0, -23), (0, -19)], "#c9c3ba", 0.5)
    for x, y in ((-8, -15), (9, 3), (-10, 6)):
        c.soft(ellipse(x, y, 4, 1.2, 30), "#ffffff", 1.4, 0.9)


def _cucumber(c: Canvas, x: float, y: float, r: float, rng: Luck) -> None:
    c.shadow(ellipse(x, y, r), 0.5, 1.2, 2, 0.4)
    c.fill(ellipse(x, y, r), "#4f8a4a")
    c.fill(ellipse(x, y, r * 0.92), Radial(("#eef6cf", "#d6eab0", "#b9d98a")))
    for k in range(9):
        path = moved(ellipse(r * 0.5, 0, r * 0.16, r * 0.06), 0, 0, k * 40 + rng.near(0, 6))
        c.fill(moved(path, x, y), "#f8fae6")


def _towel(c: Canvas, x: float, y: float, ink: Ink, turn: float) -> None:
    with c.place(x, y, turn=turn):
        for k in range(3):
            fold = rounded(-34, -15 + k * 10, 34, -4 + k * 10, 4)
            c.shadow(fold, 0.8, 1.6, 3, 0.35)
            c.fill(fold, down(pale(ink, 0.35), ink, dark(ink, 0.14)))
            c.stroke([(-33, -7 + k * 10), (33, -7 + k * 10)], pale(ink, 0.7), 1)


def sheet_mask(c: Canvas, rng: Luck) -> None:
    """Pouches, one mask unfolded, cucumber for the patient."""
    floor_ink, inks, towel = rng.turn((
        ("#d9c4cc", ("#f0b8c4", "#8fc0a9", "#f3dca6"), "#b87a8a"),
        ("#bcd0cc", ("#9ac8d6", "#f0c0a0", "#c9b8e0"), "#5f8f8a"),
        ("#e0d0b4", ("#f3cf8a", "#e6a08a", "#a9c8a0"), "#c98f5a"),
        ("#c0c0d6", ("#b0a4e0", "#f2c4d0", "#9ad0d0"), "#6a70a0")))
    c.backdrop(Linear((pale(floor_ink, 0.4), floor_ink), 30))
    for k in range(8):
        c.stroke([(k * 34 - 20, -2), (k * 34 - 32, c.h + 2)], pale(floor_ink, 0.6), 0.5)
        c.stroke([(-2, k * 34 + 12), (c.w + 2, k * 34 + 4)], pale(floor_ink, 0.6), 0.5)
    wide = c.w > c.h
    _towel(c, c.w * 0.1, c.h * (0.88 if wide else 0.92), towel, -18)
    spots = ((0.2, 0.36, -14), (0.44, 0.3, 6), (0.1, 0.5, -30)) if wide else ((0.27, 0.25, -12), (0.72, 0.26, 10),
                                                                              (0.5, 0.2, -2))
    for k in (2, 0, 1):
        px, py, turn = spots[k]
        with c.place(c.w * px, c.h * py, 1.06, turn + rng.near(0, 3)):
            _pouch(c, rng, inks[k], dark(inks[(k + 1) % 3], 0.15), (k + rng.number) % 4)
    mx, my = (c.w * 0.76, c.h * 0.5) if wide else (c.w * 0.6, c.h * 0.7)
    dish = mix(floor_ink, towel, 0.5)
    plate(c, mx, my, 34, 34, dish)
    with c.place(mx, my, 1.12, rng.near(12, 7)):
        _mask_cloth(c, dish)
    for k in range(4):
        _cucumber(c, c.w * (0.5 if wide else 0.18) + k * 7 - (10 if wide else 2),
                  c.h * (0.86 if wide else 0.66) + k * 4.6, 6.8, rng)
    for px, py in scatter(rng, mx, my, 40, 40, 9):
        c.fill(ellipse(px, py, 0.8, 0.7), "#ffffff", 0.7)


SCENES = {"skincare": skincare, "sheet_mask": sheet_mask}
