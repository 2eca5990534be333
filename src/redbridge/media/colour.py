"""Colour: into sRGB, and the one of sixteen classes a card shows while its picture loads. No Django."""

import io
import math
from collections import Counter

from PIL import Image, ImageCms

PAPER = (245, 242, 234)
"""The page's own ground in light: what shows through a transparent picture, in both themes."""

LARGEST_PROFILE = 4 * 1024 * 1024
_SAMPLE = 24
Lab = tuple[float, float, float]


def _classes() -> tuple[Lab, ...]:
    hues = [math.radians(h) for h in range(0, 360, 30)]
    coloured = [(0.68, 0.05 * math.cos(h), 0.05 * math.sin(h)) for h in hues]
    return (*coloured, *((grey, 0.0, 0.0) for grey in (0.30, 0.50, 0.70, 0.88)))


CLASSES = _classes()
"""dc-0…15 in OKLab: twelve oklch(68% .05 h) and greys of 30, 50, 70 and 88 %."""


def oklab(red: int, green: int, blue: int) -> Lab:
    """OKLab of an sRGB colour of 0…255 (Björn Ottosson, "A perceptual color space", 2020)."""
    r, g, b = _linear(red), _linear(green), _linear(blue)
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    medium = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


def _linear(value: int) -> float:
    v = value / 255
    return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4


def nearest(colour: Lab) -> int:
    """The class 0…15 at the least distance."""
    return min(range(len(CLASSES)), key=lambda i: math.dist(CLASSES[i], colour))


def dominant(image: Image.Image) -> int:
    """The class 0…15 that most of an RGB picture is nearest to; a mean of all would be mud."""
    small = image.convert("RGB").resize((_SAMPLE, _SAMPLE), Image.Resampling.BOX)
    data = small.tobytes()
    counted: Counter[int] = Counter()
    for pixel, times in Counter(zip(data[::3], data[1::3], data[2::3], strict=True)).items():
        counted[nearest(oklab(*pixel))] += times
    return counted.most_common(1)[0][0]


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """An L, RGB or CMYK picture in sRGB by its ICC profile; without one, or with one that lies, as it is."""
    if profile and len(profile) <= LARGEST_PROFILE:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            srgb = ImageCms.createProfile("sRGB")
            converted = ImageCms.profileToProfile(image, source, srgb, outputMode="RGB")
            if converted is not None:
                return converted
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile of another colour space than the pixels: the pixels are worth more
    return image.convert("RGB")
