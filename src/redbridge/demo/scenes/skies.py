"""Wide views: the aurora over a lake, a skyline at dusk."""

from __future__ import annotations

import math

from .canvas import Canvas, Luck
from .colour import Ink, across, dark, mix, pale
from .shapes import Path, bezier, ellipse, rect, ribbon, ridge, smooth
from .trees import clouds, haze, peaks, pine, ripples, sky, stars


def _curtain(c: Canvas, rng: Luck, y: float, rise: float, low: Ink, high: Ink) -> None:
    a, b = rng.near(0, 10), rng.near(0, 14)
    base = bezier((-15, y + a), (c.w * 0.3, y - 16 + b), (c.w * 0.6, y + 18 - b), (c.w + 15, y - 12 - a), 60)
    band: Path = [*base, *[(px + 4, py - rise) for px, py in base[::-1]]]
    c.soft(band, high, 12, 0.3)
    c.soft([*base, *[(px + 2, py - rise * 0.55) for px, py in base[::-1]]], mix(low, high, 0.4), 8, 0.4)
    for k in range(0, 60, 2):
        px, py = base[k]
        tall, half = rise * rng.uniform(0.5, 1.25), rng.uniform(0.7, 2.2)
        ray = [(px - half, py), (px + half, py - 0.5), (px + half + 5, py - tall), (px - half + 5, py - tall)]
        c.soft(ray, rng.choice((low, mix(low, high, 0.5))), 2.6, rng.uniform(0.16, 0.4))
    c.soft(ribbon(base, lambda t: 3.4 + 2 * math.sin(9 * t)), pale(low, 0.35), 3, 0.75)


def _tent(c: Canvas, x: float, y: float, size: float, ink: Ink) -> None:
    c.glow(x, y - size * 0.3, size * 3, "#ffb45c", 0.55)
    c.fill([(x, y - size), (x + size * 1.1, y), (x - size * 1.1, y)], across(pale(ink, 0.25), ink, dark(ink, 0.2)))
    c.soft(ellipse(x, y - size * 0.25, size * 0.45, size * 0.35), "#ffe9a8", size * 0.4, 0.9)
    c.fill([(x, y - size * 0.94), (x + size * 0.28, y), (x - size * 0.1, y)], dark(ink, 0.55))


def _cabin(c: Canvas, x: float, y: float, size: float, ink: Ink) -> None:
    c.glow(x, y - size * 0.4, size * 3, "#ffb45c", 0.5)
    c.fill(rect(x - size, y - size * 0.75, x + size, y), dark(ink, 0.5))
    c.fill([(x - size * 1.25, y - size * 0.7), (x, y - size * 1.5), (x + size * 1.25, y - size * 0.7)], "#dfe9ee")
    c.fill([(x - size, y - size * 0.68), (x, y - size * 1.3), (x + size, y - size * 0.68)], dark(ink, 0.4))
    for dx in (-0.5, 0.35):
        c.fill(rect(x + dx * size - size * 0.2, y - size * 0.52, x + dx * size + size * 0.2, y - size * 0.16),
               "#ffd77a")
        c.stroke([(x + dx * size, y - size * 0.52), (x + dx * size, y - size * 0.16)], dark(ink, 0.5), 0.3)


def aurora(c: Canvas, rng: Luck) -> None:
    """Curtains of light over mountains, and again in the lake."""
    night, low, high, camp = rng.turn((
        (("#0a1030", "#12305a", "#1e5a6b"), "#6ff0b4", "#7a6ae0", "#e0783c"),
        (("#120a2e", "#33205e", "#5a3a78"), "#f08ac0", "#6a8af0", "#d9a43c"),
        (("#06141e", "#0c3440", "#14584f"), "#a4f58a", "#2fb0b8", "#c9503a"),
        (("#0b1230", "#20305e", "#3f5a7a"), "#7ae0f0", "#b06ae0", "#5f9a6a")))
    shore = c.h * 0.7
    sky(c, night, shore)
    stars(c, rng, shore * 0.8)
    for k in range(3):
        _curtain(c, rng, shore * (0.36 + 0.2 * k), shore * (0.34 - 0.05 * k), low, high)
    hill = mix(night[1], "#0a1420", 0.35)
    peaks(c, rng, shore, c.h * 0.2, hill, mix(low, "#e4f0ee", 0.65), 4)
    c.fill(ridge(-3, c.w + 3, shore - 1, 4, shore + 1, rng, 9), dark(night[0], 0.25))
    haze(c, shore, mix(low, night[1], 0.5), 5, 0.4)
    c.reflect(shore, night[0], 0.28)
    ripples(c, rng, shore, (pale(low, 0.3), night[1]), 70, 0.3)
    _shore(c, rng, night[0], camp)


def _shore(c: Canvas, rng: Luck, ink: Ink, camp: Ink) -> None:
    bank = mix(ink, "#04070c", 0.55)
    c.fill(ridge(-4, c.w + 4, c.h * 0.94, 5, c.h + 2, rng, 6), bank)
    for x in (-2.0, 5.0, 11.0, 16.0):
        pine(c, x + rng.near(0, 2), c.h + 2, rng.uniform(30, 56), bank, rng)
    for x in (c.w - 5, c.w + 3):
        pine(c, x, c.h + 2, rng.uniform(26, 44), bank, rng)
    build = rng.turn((_tent, _cabin))
    build(c, c.w * rng.uniform(0.5, 0.7), c.h * 0.935, 7, camp)


def _windows(c: Canvas, rng: Luck, x0: float, top: float, x1: float, foot: float, light: Ink, lit: float) -> None:
    y = top + 2.2
    while y < foot - 2:
        x = x0 + 1.3
        while x < x1 - 1.6:
            if rng.random() < lit:
                c.fill(rect(x, y, x + 0.6, y + 0.95), mix(light, "#ffffff", rng.uniform(0, 0.4)))
            x += 1.35
        y += 2.05


def _tower(c: Canvas, rng: Luck, x: float, foot: float, w: float, h: float, ink: Ink, light: Ink, lit: float) -> None:
    top = foot - h
    c.fill(rect(x, top, x + w, foot), across(pale(ink, 0.1), ink, dark(ink, 0.18)))
    cap = rng.randrange(6)
    if cap == 0:
        c.fill([(x, top), (x + w / 2, top - w * 0.8), (x + w, top)], ink)
    elif cap == 1:
        c.fill(rect(x + w * 0.2, top - w * 0.4, x + w * 0.8, top), ink)
        c.fill(rect(x + w * 0.46, top - w * 1.5, x + w * 0.54, top), ink)
    elif cap == 2:
        c.fill([(x, top), (x + w, top - w * 0.6), (x + w, top)], ink)
    elif cap == 3:
        c.fill(ellipse(x + w / 2, top, w / 2, w * 0.45), ink)
    _windows(c, rng, x, top, x + w, foot, light, lit)


def _needle(c: Canvas, x: float, foot: float, h: float, ink: Ink, glow: Ink) -> None:
    c.fill([(x - 2.6, foot), (x - 0.7, foot - h * 0.9), (x + 0.7, foot - h * 0.9), (x + 2.6, foot)], ink)
    c.stroke([(x, foot - h * 0.9), (x, foot - h * 1.12)], ink, 0.5)
    for share, r in ((0.36, 4.6), (0.72, 3)):
        c.glow(x, foot - h * share, r * 3, glow, 0.6)
        c.fill(ellipse(x, foot - h * share, r), mix(glow, ink, 0.3))
        c.fill(rect(x - r, foot - h * share - 0.5, x + r, foot - h * share + 0.4), pale(glow, 0.5))
    c.fill(ellipse(x, foot - h * 1.12, 0.7), "#fff2d0")


def _pagoda(c: Canvas, x: float, foot: float, h: float, ink: Ink, glow: Ink) -> None:
    floors = 6
    for k in range(floors):
        y, half = foot - h * 0.9 * k / floors, h * (0.17 - 0.018 * k)
        c.fill(rect(x - half * 0.66, y - h * 0.15, x + half * 0.66, y), mix(glow, ink, 0.35))
        for dx in (-0.35, 0, 0.35):
            c.stroke([(x + half * dx, y - h * 0.13), (x + half * dx, y)], ink, 0.5)
        eave = [(x - half * 1.2, y - h * 0.12), (x - half * 0.6, y - h * 0.155), (x, y - h * 0.2),
                (x + half * 0.6, y - h * 0.155),
                (x + half * 1.2, y - h * 0.12), (x, y - h * 0.13)]
        c.fill(smooth(eave, steps=5), ink)
    c.stroke([(x, foot - h * 0.95), (x, foot - h * 1.12)], ink, 0.7)


def _row(c: Canvas, rng: Luck, foot: float, low: float, high: float, ink: Ink, light: Ink, lit: float) -> None:
    x = -3.0
    while x < c.w:
        w = rng.uniform(6, 13)
        _tower(c, rng, x, foot, w, rng.uniform(low, high) * (1.25 if rng.random() < 0.2 else 1), ink, light, lit)
        x += w + rng.choice((0, 0.6, 1.6))


def _boat(c: Canvas, x: float, y: float, ink: Ink) -> None:
    c.glow(x, y - 2, 13, "#ffcf7a", 0.6)
    c.fill(smooth([(x - 10, y - 1.6), (x, y - 0.4), (x + 10, y - 1.8), (x + 7, y + 1.6), (x - 7, y + 1.6)]), ink)
    c.fill(smooth([(x - 5, y - 0.8), (x - 4, y - 4), (x, y - 5), (x + 4, y - 4), (x + 5, y - 0.8)]),
           mix(ink, "#d98a3c", 0.4))
    c.fill(rect(x - 2.6, y - 3.4, x + 2.6, y - 1.2), "#ffdf94")
    c.soft(rect(x - 1, y + 2, x + 1, y + 9), "#ffcf7a", 2, 0.6)


def skyline_dusk(c: Canvas, rng: Luck) -> None:
    """A city across the water when the lamps come on."""
    inks, ink, light = rng.turn((
        (("#35356b", "#8a5a8f", "#e88a7a", "#fbd08a"), "#3a2f5a", "#ffd884"),
        (("#17345a", "#3f7a94", "#a9c9b4", "#fbe6b0"), "#1f3f58", "#fff0b0"),
        (("#5a2a4a", "#b0485a", "#f08a5a", "#fdd98f"), "#4d2238", "#ffdf9a"),
        (("#141b40", "#33407f", "#7a6aa9", "#e0a0b0"), "#181f45", "#ffd08a")))
    shore = c.h * 0.68
    sky(c, inks, shore)
    sun = (c.w * rng.uniform(0.25, 0.75), shore * rng.uniform(0.5, 0.66))
    c.glow(*sun, 55, "#fff0c0", 0.7)
    c.fill(ellipse(*sun, 8), "#fff4d4")
    clouds(c, rng, shore * 0.1, shore * 0.6, mix(inks[1], inks[3], 0.6), 9, 0.55)
    _row(c, rng, shore, shore * 0.2, shore * 0.42, mix(ink, inks[2], 0.62), light, 0.1)
    haze(c, shore - 4, inks[3], 16, 0.5)
    rng.turn((_needle, _pagoda))(c, c.w * rng.uniform(0.3, 0.66), shore, shore * 0.62, mix(ink, inks[2], 0.25), light)
    _row(c, rng, shore, shore * 0.1, shore * 0.3, mix(ink, inks[2], 0.3), light, 0.35)
    haze(c, shore, inks[2], 8, 0.4)
    _row(c, rng, shore, shore * 0.04, shore * 0.15, dark(ink, 0.25), light, 0.45)
    c.reflect(shore, mix(ink, inks[1], 0.4), 0.3)
    ripples(c, rng, shore, (inks[3], inks[2], ink), 110, 0.45)
    _boat(c, c.w * rng.uniform(0.2, 0.8), c.h * 0.86, dark(ink, 0.4))


SCENES = {"aurora": aurora, "skyline_dusk": skyline_dusk}
