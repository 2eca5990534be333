"""The spy everybody was assigned: a fox in a trench coat."""

from __future__ import annotations

from .canvas import Canvas, Luck
from .cat_parts import both, fleece
from .colour import Ink, Linear, Radial, across, dark, down, mix, pale, tint
from .paper_parts import printed
from .props import bokeh
from .shapes import Path, arc, bezier, ellipse, rect, ribbon, rounded, smooth, taper, whole

FUR, CREAM, DARK = "#d9692c", "#fdf1df", "#33221d"
HEAD = smooth(whole([(0, -14), (8, -13.4), (15, -9), (20, -1), (26, 9), (17, 12.6), (8, 18), (2.6, 22.6), (0, 23)]),
              steps=6)
CHEEK = [(2.6, 3), (9, 1.6), (16, 1), (25.4, 9.2), (19, 10), (20.6, 13.4), (14.6, 13), (12, 16.8), (7, 18),
         (2.4, 22.4), (0, 22.8), (0, 10)]
EAR: Path = [*bezier((5, -10.6), (9, -20), (13, -26), (18, -31)),
             *bezier((19, -30.6), (22.4, -20), (22.6, -10), (19.4, -1))]
EAR_IN: Path = [*bezier((9, -11), (12, -18.6), (14.6, -22.6), (17.8, -26)),
                *bezier((18.4, -25), (20, -17), (20, -10), (18, -4.6))]
COAT = whole([(0, 18), (12, 18), (27, 25), (36, 36), (42, 60), (46, 100), (0, 100)])


def _ears(c: Canvas) -> None:
    both(c, EAR, FUR)
    both(c, EAR_IN, mix("#e8a88c", DARK, 0.25))
    tip = [(14.4, -27.2), (18, -31.4), (19.4, -30.6), (21.4, -21.6), (18, -24)]
    both(c, smooth(tip, steps=4), DARK)


def _eye(c: Canvas, iris: Ink, look: float) -> None:
    lids = [*bezier((-4.6, 1.6), (-2.6, -2.2), (2, -3), (5, -1.6)),
            *bezier((5, -1.6), (3.4, 2.6), (-1.4, 3.6), (-4.6, 1.6))]
    c.fill([(x * 1.16, y * 1.24) for x, y in lids], DARK)
    with c.clip(lids):
        c.fill(ellipse(0, 0, 5.4), "#fbf0d4")
        c.fill(ellipse(look, 0.1, 2.9), Radial((pale(iris, 0.4), iris, dark(iris, 0.5))))
        c.fill(ellipse(look, 0.1, 0.85, 2.4), "#140c0a")
        c.soft(rect(-6, -6, 6, -0.6), DARK, 1.4, 0.6)
    c.fill(ellipse(look - 0.9, -0.8, 0.6), "#ffffff")


def _shades(c: Canvas, tone: Ink) -> None:
    for side in (-1, 1):
        lens = smooth([(side * 2.2, -4.4), (side * 8, -5.2), (side * 14.6, -4), (side * 14, 2), (side * 9, 5),
                       (side * 3.6, 2.8)])
        c.shadow(lens, 0, 0.8, 1.4, 0.4)
        c.fill(lens, Linear((dark(tone, 0.2), dark(tone, 0.75)), 20))
        c.soft([(side * 4 - 1, -3.4), (side * 4 + 2, -3.6), (side * 4, 2.4), (side * 4 - 2.4, 2)], "#ffffff", 0.6,
               0.5)
    c.stroke(arc(0, -2.6, 3, 1.6, 190, 350), "#1c1412", 0.9)


def _muzzle(c: Canvas) -> None:
    both(c, smooth(CHEEK, steps=4), CREAM)
    bridge = smooth(whole([(0, -13), (3.2, -6), (4.4, 3), (5.6, 10), (3.4, 16.4), (0, 18)]))
    c.fill(bridge, down(FUR, pale(FUR, 0.1), mix(FUR, CREAM, 0.35)))
    c.soft(ellipse(0, 20.4, 4, 1.4), dark(CREAM, 0.6), 1.6, 0.4)
    nose = smooth(whole([(0, 15), (2.3, 15.2), (3.2, 16.8), (1.8, 18.8), (0, 19.6)]))
    c.fill(nose, Radial(("#4a3a36", "#241816")))
    c.soft(ellipse(-0.7, 16, 1.2, 0.5), "#ffffff", 0.5, 0.7)
    for side in (-1, 1):
        c.stroke(bezier((0, 19.6), (side * 1.6, 21.6), (side * 4.4, 21), (side * 6.6, 18.6)), DARK, 0.5)
        for k in range(3):
            c.fill(taper(bezier((side * 5, 15.6 + k), (side * 13, 14 + k * 2.4), (side * 20, 14 + k * 3.6),
                                (side * 27, 14.6 + k * 5)), 0.36, 0.05), "#fffaf0", 0.85)


def _hat(c: Canvas, ink: Ink, band: Ink) -> None:
    brim = smooth([(-27, -11), (-14, -16), (0, -17.4), (14, -16), (27, -11), (18, -7.6), (0, -9.4), (-18, -7.6)])
    crown = smooth([(-14.6, -13), (-14, -26), (-9, -33), (-2, -30.4), (2, -30.4), (9, -33), (14, -26), (14.6, -13),
                    (0, -11.4)])
    c.shadow(brim, 0, 2.6, 3, 0.5)
    c.fill(brim, down(dark(ink, 0.1), dark(ink, 0.35)))
    c.fill(crown, across(pale(ink, 0.2), ink, dark(ink, 0.3)))
    with c.clip(crown):
        c.fill(ribbon([(x * 0.62, y - 2.4) for x, y in arc(0, -16.6, 26, 3, 10, 170, 20)], lambda t: 4.6), band)
        c.soft(taper(bezier((-2, -32), (-1, -28), (1, -24), (0, -20)), 5, 1), dark(ink, 0.7), 2, 0.5)
    front = smooth([(-27, -11), (-16, -12), (0, -11.4), (16, -12), (27, -11), (17, -7.4), (0, -6.6), (-17, -7.4)])
    c.fill(front, down(pale(ink, 0.18), ink))


def _coat(c: Canvas, ink: Ink, tie: Ink) -> None:
    c.shadow(COAT, 2, 2, 6, 0.5)
    c.fill(COAT, across(pale(ink, 0.12), ink, dark(ink, 0.28)))
    c.fill([(-9, 17), (9, 17), (0, 46)], "#f6f0e6")
    c.fill([(-2.4, 24), (2.4, 24), (3.4, 40), (0, 46), (-3.4, 40)], tie)
    c.fill([(-2.6, 21), (2.6, 21), (1.8, 25.4), (-1.8, 25.4)], dark(tie, 0.2))
    for side in (-1, 1):
        collar = [(side * 6, 15), (side * 21, 6), (side * 27, 22), (side * 14, 27), (side * 17, 33), (side * 3, 52),
                  (0, 46)]
        c.shadow(collar, 0, 1, 2.4, 0.4)
        c.fill(collar, Linear((pale(ink, 0.25), ink), 30 * side))
        c.stroke(collar[1:6], dark(ink, 0.3), 0.35)
        c.fill([(side * 27, 27), (side * 36, 35), (side * 34, 38), (side * 25, 31)], pale(ink, 0.15))
        c.fill(ellipse(side * 33, 35, 0.9), dark(ink, 0.5))
    c.stroke([(0, 52), (0, 100)], dark(ink, 0.35), 0.4)
    for y in (58, 68):
        for x in (-6, 6):
            c.fill(ellipse(x, y, 1.5), dark(ink, 0.5))
            c.fill(ellipse(x - 0.3, y - 0.3, 1.1), dark(ink, 0.3))


def _tail(c: Canvas) -> None:
    spine = bezier((28, 92), (50, 88), (50, 44), (40, 28), 26)
    shape = ribbon(spine, lambda t: (5 + 37 * t * (1.16 - t)) * min(1, 3.4 * (1 - t)) ** 0.6)
    c.shadow(shape, 1, 2, 5, 0.45)
    c.fill(shape, down(FUR, dark(FUR, 0.2)))
    with c.clip(shape):
        c.fill(smooth([(28, 20), (50, 18), (56, 44), (51, 46), (47, 42), (43, 48), (38, 42), (32, 44)], steps=4),
               CREAM)


def _newspaper(c: Canvas, rng: Luck) -> None:
    for side in (-1, 1):
        page = [(0, 52), (side * 36, 48), (side * 38, 98), (0, 100)]
        c.shadow(page, 0, -1, 4, 0.4)
        c.fill(page, across("#f6efe0", "#e3d8c4") if side < 0 else across("#e0d5c0", "#f6efe0"))
        with c.clip(page):
            c.fill(rounded(side * 5, 55.6, side * 33, 60, 0.5) if side > 0 else rounded(-33, 55.6, -5, 60, 0.5),
                   "#33302e")
            for col in range(2):
                for k in range(14):
                    x = (5 if side > 0 else -33) + col * 15
                    if not (col == 1 and k < 7):
                        printed(c, rng, x, 63 + k * 2.4, 13, "#7a7268", 0.8)
            c.fill(rect(side * 20 - 0.4 if side > 0 else -18, 63, 33 if side > 0 else -5, 78), "#b9ae9c")
            c.fill(ellipse(side * 26 if side > 0 else -11.5, 70, 3.6), "#8a8072")
    c.stroke([(0, 52), (0, 100)], "#c9bca4", 0.5)
    for side in (-1, 1):
        hand = smooth([(side * 31, 60), (side * 39, 58), (side * 42, 66), (side * 38, 73), (side * 31, 71),
                       (side * 29, 65)])
        c.shadow(hand, 0, 1, 2, 0.4)
        c.fill(hand, Linear((FUR, DARK, DARK), 0))
        for k in range(3):
            start = 90 if side > 0 else -90
            c.stroke(arc(side * 31.6, 63 + k * 3.2, 2.4, 1.2, start, start + 180), "#5a4036", 0.4)


def _lens_tool(c: Canvas) -> None:
    c.stroke([(27, 66), (36, 84)], "#5a3a24", 3)
    c.shadow(ellipse(22, 55, 11), 1, 2, 3, 0.35)
    c.fill(ellipse(22, 55, 10.6), "#dff0f4", 0.4)
    c.loop(ellipse(22, 55, 10.6), "#c9a24c", 1.8)
    c.stroke(arc(22, 55, 7.6, 7.6, 190, 260), "#ffffff", 1, 0.8)
    hand = smooth([(28, 74), (36, 70), (42, 77), (40, 85), (32, 87), (27, 81)])
    c.shadow(hand, 0, 1, 2, 0.4)
    c.fill(hand, DARK)
    for k in range(3):
        c.stroke(arc(31 + k * 1.6, 76 + k * 3, 3, 1.4, 120, 280), "#5a4036", 0.4)


def fox(c: Canvas, rng: Luck, hat: Ink, coat: Ink, tie: Ink, glasses: bool, tool: bool) -> None:
    """The agent from hat to waist, the head round (0, 0)."""
    _tail(c)
    _coat(c, coat, tie)
    c.shadow(ellipse(0, 18, 17, 5), 0, 2, 4, 0.45)
    _ears(c)
    c.fill(HEAD, Linear((pale(FUR, 0.12), FUR, dark(FUR, 0.1)), 10))
    with c.clip(HEAD):
        fleece(c, [(rng.near(0, 24), rng.near(2, 14)) for _ in range(90)], (dark(FUR, 0.3), pale(FUR, 0.35)), rng)
    _muzzle(c)
    if glasses:
        _shades(c, tie)
    else:
        look = rng.choice((-1.7, 1.7))
        for side in (-1, 1):
            with c.place(side * 9.4, -0.6, flip=side < 0):
                _eye(c, "#e0a32c", look * side)
    _hat(c, hat, tie)
    with c.place(0, -7 if tool else 0):
        (_lens_tool(c) if tool else _newspaper(c, rng))


def _alley(c: Canvas, rng: Luck, ink: Ink, light: Ink) -> None:
    c.backdrop(Linear((pale(ink, 0.12), ink, dark(ink, 0.4)), 20))
    row = 0
    y = -1.0
    while y < c.h:
        x = -12.0 if row % 2 else -5.0
        while x < c.w:
            c.fill(rounded(x, y, x + 13.2, y + 5.6, 0.6), tint(mix(ink, "#a3604a", 0.3), light=rng.near(1, 0.08)))
            x += 14
        y += 6.4
        row += 1
    c.glow(c.w * 0.78, c.h * 0.16, 85, light, 0.75)
    c.soft([(c.w * 0.78 - 3, c.h * 0.1), (c.w * 0.78 + 3, c.h * 0.1), (c.w * 1.1, c.h), (c.w * 0.3, c.h)], light,
           10, 0.2)


def _blinds(c: Canvas, rng: Luck, ink: Ink, light: Ink) -> None:
    c.backdrop(Linear((pale(ink, 0.2), ink, dark(ink, 0.35)), 30))
    for k in range(int(c.h / 7) + 1):
        y = k * 7.0
        c.soft([(c.w * 0.04, y), (c.w * 0.96, y - 10), (c.w * 0.96, y - 6.4), (c.w * 0.04, y + 3.6)], light, 0.8, 0.4)


def _rooftops(c: Canvas, rng: Luck, ink: Ink, light: Ink) -> None:
    c.backdrop(down(dark(ink, 0.35), ink, mix(ink, light, 0.5)))
    c.glow(c.w * 0.74, c.h * 0.2, 60, light, 0.6)
    c.fill(ellipse(c.w * 0.74, c.h * 0.2, 13), pale(light, 0.5))
    x = -2.0
    while x < c.w:
        w, top = rng.uniform(10, 20), c.h * rng.uniform(0.36, 0.62)
        c.fill(rect(x, top, x + w, c.h), mix(dark(ink, 0.4), ink, rng.random() * 0.6))
        for _ in range(9):
            px, py = x + rng.uniform(1, w - 3), top + rng.uniform(3, 40)
            c.fill(rect(px, py, px + 1.6, py + 2.2), light, 0.9)
        x += w
    bokeh(c, rng, [light, pale(light, 0.5)], 10, 0.4, 0.9)
    c.defocus(1)


def fox_spy(c: Canvas, rng: Luck) -> None:
    """Reporting from somewhere, unobserved."""
    hat, coat, tie, scene, ink, light = rng.turn((
        ("#4a4038", "#c9a676", "#a33a30", _alley, "#4d4658", "#ffd890"),
        ("#2f3a4a", "#8a8f96", "#d9a43c", _rooftops, "#2f3f78", "#ffe2a4"),
        ("#6d4a34", "#7f8a6a", "#3f6b78", _blinds, "#8a5a46", "#ffdf9c"),
        ("#33303a", "#b98a6a", "#5a4a8a", _blinds, "#3f6468", "#f6f0c4")))
    scene(c, rng, ink, light)
    tall = c.h > 110
    with c.place(c.cx - 2, c.h * 0.37 if tall else 33, 1.16 if tall else 0.86, rng.near(0, 2)):
        fox(c, rng, hat, coat, tie, rng.number % 3 == 1, rng.number % 2 == 1)


SCENES = {"fox_spy": fox_spy}
