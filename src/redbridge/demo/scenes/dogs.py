"""A dog on the grass."""

from __future__ import annotations

from dataclasses import dataclass

from .canvas import Canvas, Luck
from .cat_parts import both, fleece
from .colour import Ink, Linear, Radial, dark, down, mix, pale
from .props import bokeh, hills
from .shapes import Path, arc, bezier, ellipse, leaf, mirrored, ribbon, smooth, taper, whole
from .trees import clouds, crown, sky


@dataclass(frozen=True)
class Breed:
    """Fur above and below, ears up or down, and the collar."""

    fur: Ink
    light: Ink
    ears_up: bool
    collar: Ink
    patch: Ink | None = None

    @property
    def shade(self) -> Ink:
        """The fur where the light does not reach."""
        return dark(self.fur, 0.3)


BREEDS = (Breed("#d98f4a", "#fff3df", True, "#c0392b"), Breed("#e6c48f", "#fbeed2", False, "#3f7a8a"),
          Breed("#4a4448", "#f6efe4", False, "#d9a43c", "#4a4448"), Breed("#b5763f", "#fff6e8", True, "#4f8a5a"))
HEAD = smooth(whole([(0, -17), (8, -16.4), (15, -11.5), (18.6, -3), (20, 6), (15.4, 14), (8, 18.6), (0, 20)]))
EAR_UP: Path = [*bezier((4.6, -13), (8, -20), (12, -26), (16, -28.6)),
                *bezier((17.6, -28), (20.4, -20), (20.6, -11), (18.6, -2))]
EAR_IN: Path = [*bezier((8.6, -14), (11, -19), (13.4, -22.6), (15.8, -24.6)),
                *bezier((16.6, -23), (18, -17), (18.2, -11), (17, -6))]
EAR_DOWN = smooth([(8, -16), (15, -17.4), (21, -11), (25, -1), (25.4, 8), (21.6, 12.4), (17.6, 7), (15.6, -4)])
BODY = smooth(whole([(0, 8), (13, 11), (19, 22), (22, 34), (26, 46), (27, 55), (20, 60.4), (0, 61)]))
LEG = smooth([(1.6, 28), (11, 30), (11.4, 44), (10.8, 54), (12.6, 59), (9.6, 62), (3.4, 62), (1.4, 58)])


def _ears(c: Canvas, dog: Breed) -> None:
    if dog.ears_up:
        both(c, EAR_UP, dog.fur)
        both(c, EAR_IN, mix("#e6b39c", dog.light, 0.3))
        for side in (EAR_IN, mirrored(EAR_IN)):
            with c.clip(side):
                c.soft(HEAD, "#6d3a2a", 4, 0.5)


def _floppy(c: Canvas, dog: Breed) -> None:
    for side in (EAR_DOWN, mirrored(EAR_DOWN)):
        c.shadow(side, 0, 1.4, 3, 0.35)
        c.fill(side, down(dog.fur, mix(dog.fur, dog.shade, 0.6)))


def _eyes(c: Canvas, dog: Breed) -> None:
    for side in (-1, 1):
        with c.place(side * 8, -2.4, flip=side < 0):
            c.soft(ellipse(0, 0, 4.4, 4.2), dog.shade, 2, 0.35)
            c.fill(ellipse(0, 0, 3.3, 3.5), "#1c120e")
            c.fill(ellipse(0.1, 0.3, 2.7, 2.9), Radial(("#7a4a26", "#4a2a16", "#26140c")))
            c.fill(ellipse(0, 0.2, 1.6), "#0e0908")
        c.fill(ellipse(side * 8 - 1, -3.8, 1.05), "#ffffff")
        c.fill(ellipse(side * 8 + 1.1, -1.2, 0.45), "#ffffff", 0.7)
        c.fill(ellipse(side * 7.6, -9, 2.4, 1.6, side * -18), dog.light, 0.9)


def _snout(c: Canvas, dog: Breed) -> None:
    cheeks = smooth(whole([(0, -4), (3, -1), (7, 3), (15, 4.6), (16, 10), (11, 16.4), (5, 19.2), (0, 20)]))
    c.soft(cheeks, dog.light, 1.6, 0.95)
    tongue = smooth(whole([(0, 12), (4, 12.4), (4.4, 19), (2.6, 23.4), (0, 24.2)]))
    c.fill(smooth(whole([(0, 11), (7.6, 10.6), (6.4, 14.6), (3, 17.6), (0, 18.4)])), "#4a1a1c")
    c.fill(tongue, down("#d9626a", "#f08a8c"))
    c.stroke([(0, 13), (0, 21)], "#c04a56", 0.5)
    for side in (-1, 1):
        puff = smooth([(0, 5), (side * 5, 5.2), (side * 9.4, 8.6), (side * 7.4, 12.2), (side * 2.6, 12.9), (0, 11.6)])
        c.shadow(puff, 0, 0.8, 1.6, 0.3)
        c.fill(puff, down(pale(dog.light, 0.4), dog.light))
        for dx, dy in ((3.6, 8.6), (5.4, 9.6), (4.2, 10.6)):
            c.fill(ellipse(side * dx, dy, 0.26), dark(dog.light, 0.5))
    nose = smooth(whole([(0, 1.2), (2.8, 1.3), (4.4, 3), (3, 5.6), (0, 7)]))
    c.fill(nose, Radial(("#4a3c3a", "#2a201f", "#1a1211")))
    c.soft(ellipse(-0.6, 2.4, 2, 0.7), "#ffffff", 0.7, 0.65)
    c.stroke([(0, 6.6), (0, 11.4)], "#3a2420", 0.5)
    for side in (-1, 1):
        c.stroke(bezier((0, 11.4), (side * 2, 13.4), (side * 6, 13.2), (side * 9, 10.4)), "#3a2420", 0.55)


def head(c: Canvas, dog: Breed, rng: Luck) -> None:
    """The head round (0, 0), about 42 wide."""
    _ears(c, dog)
    c.fill(HEAD, down(pale(dog.fur, 0.08), dog.fur))
    with c.clip(HEAD):
        if dog.patch:
            c.fill(smooth(whole([(0, -18), (2.4, -10), (2, -4), (5, 3), (0, 6)])), dog.light)
        fleece(c, [(rng.near(0, 20), rng.near(0, 18)) for _ in range(110)], (dog.shade, pale(dog.fur, 0.35)), rng)
        c.soft(ellipse(0, 23, 20, 6), dog.shade, 6, 0.5)
    if not dog.ears_up:
        _floppy(c, dog)
    _eyes(c, dog)
    _snout(c, dog)


def _collar(c: Canvas, dog: Breed) -> None:
    band = arc(0, 10, 15, 9, 15, 165, 30)
    c.shadow(ribbon(band, lambda t: 3.4), 0, 0.8, 1.6, 0.4)
    c.fill(ribbon(band, lambda t: 3.4), dog.collar)
    c.stroke([(x, y - 0.7) for x, y in band], pale(dog.collar, 0.4), 0.4)
    c.shadow(ellipse(0, 22.6, 3), 0.3, 0.8, 1.4, 0.4)
    c.fill(ellipse(0, 22.6, 3), Linear(("#fbe7a4", "#e0b04a", "#b9852c"), 30))
    c.loop(ellipse(0, 22.6, 2.2), "#b9852c", 0.3)


def sitting(c: Canvas, dog: Breed, rng: Luck) -> None:
    """The whole dog, sitting; the feet are at y = 62."""
    wag = bezier((20, 50), (36, 52), (42, 38), (34, 28), 20)
    c.shadow(ellipse(3, 60, 34, 4), 0, 0.6, 5, 0.5)
    c.fill(ribbon(wag, lambda t: (5 + 7 * t * (1.25 - t)) * min(1, 5 * (1 - t)) ** 0.5), down(dog.light, dog.fur))
    c.fill(BODY, down(mix(dog.fur, dog.shade, 0.3), dog.fur))
    with c.clip(BODY):
        both(c, ellipse(21, 52, 11, 13), pale(dog.fur, 0.06))
        for side in (-1, 1):
            c.soft(ellipse(29 * side, 42, 7, 24), dog.shade, 6, 0.5)
        fleece(c, [(rng.near(0, 24), rng.uniform(16, 58)) for _ in range(100)], (dog.shade, pale(dog.fur, 0.35)),
               rng, 2.8)
    chest = [(-12, 14), (-13, 22), (-10, 23), (-11, 30), (-7, 31), (-6, 38), (-2.6, 38), (0, 43), (2.6, 38),
             (6, 38), (7, 31), (11, 30), (10, 23),
             (13, 22), (12, 14)]
    for leg in (mirrored(LEG), LEG):
        c.shadow(leg, 0, 0.5, 1.8, 0.35)
        c.fill(leg, down(dog.fur, dog.fur, dog.light))
        x = sum(p[0] for p in leg) / len(leg)
        for dx in (-1.4, 1.6):
            c.stroke([(x + dx, 58.6), (x + dx, 61)], dog.shade, 0.45)
    c.fill(smooth(chest, steps=3), down(dog.light, pale(dog.light, 0.3)))
    c.shadow(ellipse(0, 14, 16, 6), 0, 2, 4, 0.3)
    _collar(c, dog)
    head(c, dog, rng)


def _grass(c: Canvas, rng: Luck, line: float, ink: Ink, count: int = 170) -> None:
    for _ in range(count):
        t = rng.random()
        x, y = rng.uniform(-2, c.w + 2), line + (c.h - line) * t
        tall = 1.4 + 5 * t
        c.fill(taper(bezier((x, y), (x + rng.near(0, 1), y - tall * 0.5), (x + rng.near(0, 2), y - tall * 0.8),
                            (x + rng.near(0, 3), y - tall), 5),
                     0.3 + 0.5 * t), mix(ink, rng.choice(("#f3f0b0", "#2f5a34")), rng.uniform(0.1, 0.4)))
    for _ in range(16):
        x, y, r = rng.uniform(0, c.w), rng.uniform(line + 8, c.h), rng.uniform(0.8, 1.6)
        for k in range(5):
            c.fill(leaf(x, y, r, r * 0.4, 72 * k), rng.choice(("#fffaf0", "#f6d36a", "#f0b0b8")))
        c.fill(ellipse(x, y, r * 0.35), "#e0a03c")


def _ball(c: Canvas, x: float, y: float, r: float, ink: Ink) -> None:
    c.shadow(ellipse(x, y + r * 0.9, r * 1.1, r * 0.3), 0.6, 0, 2, 0.45)
    c.fill(ellipse(x, y, r), Linear((pale(ink, 0.4), ink, dark(ink, 0.25)), 25))
    c.stroke(arc(x - r * 1.1, y, r, r * 1.1, -46, 46), "#fffaf0", r * 0.14)
    c.stroke(arc(x + r * 1.1, y, r, r * 1.1, 134, 226), "#fffaf0", r * 0.14)


def dog(c: Canvas, rng: Luck) -> None:
    """A good dog in the park, ball at hand."""
    breed = rng.turn(BREEDS)
    inks, green, wood = rng.turn(((("#8fc4dc", "#cfe6e4", "#f6f3dc"), "#7fae5a", "#5f9a5a"),
                                  (("#f0b48a", "#f8d8b0", "#fdf0d4"), "#a9a95a", "#c98a3c"),
                                  (("#a9cfe0", "#e0eee6", "#fbf6e4"), "#8fba6a", "#e8a9bc"),
                                  (("#b9a9d0", "#ecc9c0", "#fbe9cc"), "#86a070", "#8a7a9a")))
    line = c.h * 0.6
    sky(c, inks, line)
    clouds(c, rng, 4, line * 0.5, "#ffffff", 5, 0.6)
    c.glow(c.w * 0.15, c.h * 0.1, 60, "#fffbe0", 0.7)
    hills(c, rng, line - 16, [mix(wood, inks[1], 0.6), mix(green, inks[1], 0.4)], 7, 8)
    for k in range(7):
        crown(c, c.w * k / 6 + rng.near(0, 4), line - 6, 11, 10, mix(wood, inks[1], 0.2), rng, 9)
    bokeh(c, rng, [pale(wood, 0.6), "#ffffff"], 9, 0.1, 0.6)
    c.defocus(1.4)
    c.fill([(-1, line), (c.w + 1, line), (c.w + 1, c.h + 1), (-1, c.h + 1)],
           down(mix(green, inks[2], 0.3), green, dark(green, 0.25)))
    _grass(c, rng, line, green)
    close = rng.number % 2 == 1
    foot = c.h * 0.9
    scale = 1.55 if close else min(1.2, (foot - 8) / 92)
    with c.place(c.cx + rng.near(0, 3), c.h * 0.46 if close else foot - 62 * scale, scale, rng.near(0, 3)):
        sitting(c, breed, rng)
    if not close:
        _ball(c, c.w * 0.82, c.h * 0.93, 6.4, breed.collar)


SCENES = {"dog": dog}
