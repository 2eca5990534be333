"""Colours and paints: inks are "#rrggbb" or RGB triples, paints may run from one ink to the next."""

from __future__ import annotations

import colorsys
import math
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image

RGB = tuple[int, int, int]
Ink = str | RGB


@dataclass(frozen=True)
class Linear:
    """Even stops across the shape's box; `turn` 0 runs downwards, 90 to the right (degrees)."""

    inks: tuple[Ink, ...]
    turn: float = 0


@dataclass(frozen=True)
class Radial:
    """Even stops from the middle of the shape's box to its corners."""

    inks: tuple[Ink, ...]


Paint = Ink | Linear | Radial


def rgb(ink: Ink) -> RGB:
    """The triple of 0..255 that an ink stands for."""
    if isinstance(ink, str):
        return int(ink[1:3], 16), int(ink[3:5], 16), int(ink[5:7], 16)
    return ink


def mix(one: Ink, other: Ink, share: float) -> RGB:
    """`share` 0 gives `one`, 1 gives `other`."""
    a, b = rgb(one), rgb(other)
    red, green, blue = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return red, green, blue


def tint(ink: Ink, hue: float = 0, light: float = 1, rich: float = 1) -> RGB:
    """The ink with its hue moved (turns), its lightness and its saturation multiplied."""
    h, li, s = colorsys.rgb_to_hls(*(v / 255 for v in rgb(ink)))
    out = colorsys.hls_to_rgb((h + hue) % 1, min(1, li * light), min(1, s * rich))
    red, green, blue = (round(v * 255) for v in out)
    return red, green, blue


def dark(ink: Ink, share: float = 0.3) -> RGB:
    """Towards a warm near-black, as shade falls indoors."""
    return mix(ink, "#24160f", share)


def pale(ink: Ink, share: float = 0.3) -> RGB:
    """Towards a warm white."""
    return mix(ink, "#fff8ea", share)


def down(*inks: Ink) -> Linear:
    """A paint that runs from top to bottom."""
    return Linear(inks)


def across(*inks: Ink) -> Linear:
    """A paint that runs from left to right."""
    return Linear(inks, 90)


def _ramp(inks: tuple[Ink, ...], channel: int) -> list[int]:
    last = len(inks) - 1
    values = [rgb(ink)[channel] for ink in inks]
    ramp = []
    for step in range(256):
        place = step / 255 * last
        low = min(int(place), last - 1)
        ramp.append(round(values[low] + (values[low + 1] - values[low]) * (place - low)))
    return ramp


def _slope(turn: float) -> Image.Image:
    sine, cosine = math.sin(math.radians(turn)), math.cos(math.radians(turn))
    reach = (abs(sine) + abs(cosine)) * 128
    d, e = sine * 255 / reach, cosine * 255 / reach
    matrix = (0, 0, 128, d, e, 127.5 - 64 * (d + e))
    slope = Image.linear_gradient("L")
    return slope.transform((128, 128), Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)


@lru_cache(maxsize=256)
def _tile(paint: Linear | Radial) -> Image.Image:
    level = _slope(paint.turn) if isinstance(paint, Linear) else Image.radial_gradient("L")
    return Image.merge("RGB", [level.point(_ramp(paint.inks, channel)) for channel in range(3)])


def swatch(paint: Linear | Radial, size: tuple[int, int]) -> Image.Image:
    """An RGB image of `size` filled with the paint."""
    return _tile(paint).resize(size, Image.Resampling.BILINEAR)
