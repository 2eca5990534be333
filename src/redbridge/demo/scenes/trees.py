"""Trees, snow, leaves and water: what stands outdoors in more than one scene."""

from __future__ import annotations

import math

from .canvas import Canvas, Luck
from .colour import RGB, Ink, dark, down, mix, pale, tint
from .shapes import Path, bezier, blob, ellipse, leaf, rect, ribbon, smooth, taper


def pine(c: Canvas, x: float, foot: float, height: float, ink: Ink, rng: Luck, snow: Ink | None = None) -> None:
    """A conifer that stands on (x, foot), with snow on its boughs if given."""
    c.fill(rect(x - height * 0.02, foot - height * 0.12, x + height * 0.02, foot), dark(ink, 0.5))
    tiers = 6
    for k in range(tiers):
        low = foot - height * (0.08 + 0.135 * k)
        half = height * (0.25 - 0.034 * k) * rng.uniform(0.92, 1.08)
        rise = height * (0.25 - 0.012 * k)
        tier: Path = [(x, low - rise), (x + half * 0.45, low - rise * 0.34), (x + half, low),
                      (x + half * 0.4, low - rise * 0.07),
                      (x, low + rise * 0.04), (x - half * 0.4, low - rise * 0.07), (x - half, low),
                      (x - half * 0.45, low - rise * 0.34)]
        c.fill(tier, mix(ink, dark(ink), 0.15 * (k % 2)))
        if snow:
            cap = [(x, low - rise), (x + half * 0.45, low - rise * 0.34), (x + half * 0.96, low - rise * 0.02),
                   (x + half * 0.3, low - rise * 0.24), (x - half * 0.2, low - rise * 0.3),
                   (x - half * 0.9, low - rise * 0.04),
                   (x - half * 0.45, low - rise * 0.34)]
            c.fill(cap, snow, 0.92)


def crown(c: Canvas, x: float, y: float, rx: float, ry: float, ink: Ink, rng: Luck, count: int = 26) -> None:
    """A leafy crown in clumps, dark below and lit from the upper left."""
    for k in range(count):
        a, r = rng.uniform(0, math.tau), math.sqrt(rng.random())
        px, py = x + rx * r * math.cos(a), y + ry * r * math.sin(a)
        lit = 0.5 - 0.5 * (py - y) / ry * 0.8 - 0.2 * (px - x) / rx
        size = rng.uniform(0.22, 0.4) * min(rx, ry)
        tone = mix(dark(ink, 0.42), pale(tint(ink, light=1.1), 0.16), min(1, max(0, lit * k / count + lit * 0.35)))
        c.fill(blob(px, py, size * 1.25, size, rng, 0.14), tone)
    for _ in range(count * 4):
        a, r = rng.uniform(0, math.tau), math.sqrt(rng.random())
        px, py = x + rx * 1.1 * r * math.cos(a), y + ry * 1.1 * r * math.sin(a)
        tone = tint(ink, hue=rng.near(0, 0.02), light=rng.uniform(0.75, 1.35))
        c.fill(leaf(px, py, rng.uniform(1.2, 2.2), 0.6, rng.uniform(0, 360)), tone)


def trunk(c: Canvas, x: float, foot: float, top: float, breadth: float, ink: Ink, lean: float = 0) -> None:
    """A trunk with two boughs, from its roots at (x, foot)."""
    spine = bezier((x, foot), (x + lean * 0.1, foot - (foot - top) * 0.4), (x + lean, top + (foot - top) * 0.3),
                   (x + lean, top))
    c.fill(ribbon(spine, lambda t: breadth * (1.5 - 1.1 * t) if t < 0.1 else breadth * (1.39 - t)), ink)
    for side in (-1, 1):
        bough = bezier(spine[12], (spine[12][0] + side * breadth, spine[12][1] - 6),
                       (spine[12][0] + side * breadth * 2.4, top + 8), (spine[12][0] + side * breadth * 3.6, top))
        c.fill(taper(bough, breadth * 0.55, 0.4), dark(ink, 0.1))
    c.fill(ribbon(spine, lambda t: breadth * 0.3 * (1 - t)), pale(ink, 0.2), 0.5)


def snowfall(c: Canvas, rng: Luck, count: int = 150) -> None:
    """Flakes, near ones large and soft."""
    for _ in range(count):
        x, y, near = rng.uniform(0, c.w), rng.uniform(0, c.h), rng.random() ** 3
        c.fill(ellipse(x, y, 0.25 + near * 0.75), "#ffffff", 0.55 + 0.4 * rng.random())
    for _ in range(9):
        c.soft(ellipse(rng.uniform(0, c.w), rng.uniform(0, c.h), 1.6), "#ffffff", 1.2, 0.7)


def petals(c: Canvas, rng: Luck, inks: tuple[Ink, ...], count: int, top: float, foot: float,
           size: float = 1.5) -> None:
    """Loose leaves or petals between two heights."""
    for _ in range(count):
        x, y = rng.uniform(0, c.w), rng.uniform(top, foot)
        c.fill(leaf(x, y, size * rng.uniform(0.7, 1.4), size * 0.45, rng.uniform(0, 360)), rng.choice(inks))


def ripples(c: Canvas, rng: Luck, y: float, inks: tuple[Ink, ...], count: int = 60, alpha: float = 0.4) -> None:
    """Streaks on water below height y, wider apart and longer towards the viewer."""
    for _ in range(count):
        depth = rng.random()
        py = y + (c.h - y) * depth**1.3
        half = (1.5 + 9 * depth) * rng.uniform(0.5, 1.4)
        px = rng.uniform(0, c.w)
        streak = smooth([(px - half, py), (px, py - 0.12 - 0.35 * depth), (px + half, py),
                         (px, py + 0.12 + 0.35 * depth)], steps=4)
        c.fill(streak, rng.choice(inks), alpha * rng.uniform(0.4, 1))


def stars(c: Canvas, rng: Luck, foot: float, count: int = 130) -> None:
    """Stars down to height `foot`, few of them bright."""
    for _ in range(count):
        x, y, big = rng.uniform(0, c.w), rng.uniform(0, foot), rng.random() ** 6
        c.fill(ellipse(x, y, 0.13 + big * 0.3), "#fffbe8", rng.uniform(0.4, 1))
        if big > 0.7:
            c.glow(x, y, 2.4, "#dfe8ff", 0.5)


def peaks(c: Canvas, rng: Luck, y: float, rise: float, ink: Ink, snow: Ink, count: int = 5) -> None:
    """A row of sharp mountains whose feet are at y, lit from the left, snow on top."""
    step = c.w / count
    for k in range(-1, count + 1):
        x, h = (k + 0.5) * step + rng.near(0, step * 0.3), rise * rng.uniform(0.6, 1.15)
        half = step * rng.uniform(0.8, 1.2)
        c.fill([(x, y - h), (x + half, y + 1), (x - half, y + 1)], ink)
        c.fill([(x, y - h), (x + half, y + 1), (x + half * 0.15, y + 1), (x + half * 0.08, y - h * 0.5)],
               dark(ink, 0.3))
        cap = [(x, y - h), (x + half * 0.36, y - h * 0.64), (x + half * 0.2, y - h * 0.68),
               (x + half * 0.1, y - h * 0.52),
               (x - half * 0.06, y - h * 0.66), (x - half * 0.2, y - h * 0.54), (x - half * 0.34, y - h * 0.66)]
        c.fill(cap, snow)
        c.fill([(x, y - h), (x + half * 0.36, y - h * 0.64), (x + half * 0.2, y - h * 0.68),
                (x + half * 0.1, y - h * 0.52)],
               mix(snow, ink, 0.4))


def haze(c: Canvas, y: float, ink: RGB | str, depth: float = 10, alpha: float = 0.5) -> None:
    """A bank of mist round height y."""
    c.soft(rect(-20, y - depth / 2, c.w + 20, y + depth / 2), ink, depth, alpha)


def sky(c: Canvas, inks: tuple[Ink, ...], foot: float) -> None:
    """The heavens down to height `foot`."""
    c.fill(rect(-1, -1, c.w + 1, foot + 1), down(*inks))


def clouds(c: Canvas, rng: Luck, top: float, foot: float, ink: Ink, count: int = 7, alpha: float = 0.6) -> None:
    """Long soft bars of cloud."""
    for _ in range(count):
        x, y, half = rng.uniform(0, c.w), rng.uniform(top, foot), rng.uniform(12, 36)
        bar = smooth([(x - half, y), (x - half * 0.3, y - 1.6), (x + half * 0.4, y - 0.9), (x + half, y),
                      (x + half * 0.2, y + 1.1)])
        c.soft(bar, ink, 1.6, alpha)
