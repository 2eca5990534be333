"""New pixels from old: upright, sRGB, opaque, at our widths, in WebP and AVIF. No Django.

Only pixels pass: the picture that is encoded is a new one, so EXIF, GPS, XMP, thumbnails, profiles and
whatever was appended to the file stay behind. Of an animation the first picture is taken; moving ones are
later work. Transparency is laid on paper: dark drawings on nothing would vanish in the dark theme.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import AvifImagePlugin, Image, WebPImagePlugin

from redbridge.media import colour
from redbridge.media.formats import ON_SIDE, TURNS, BadPicture, Source, open_picture, orientation

WIDTHS = (240, 360, 480, 720, 1080)
FIRST = 480
"""The card's width on a phone: made first, so that the note can show."""
TALLEST = 16383
"""The largest side a WebP can have."""

ENCODINGS: dict[str, dict[str, Any]] = {
    "webp": {"format": WebPImagePlugin.WebPImageFile.format, "quality": 78, "method": 4},
    # One thread: the web process wants the other core. Speed 8 is the knee: 7 costs twice the time for 4 % of
    # the bytes, 9 saves two thirds of it and makes files an eighth larger.
    "avif": {"format": AvifImagePlugin.AvifImageFile.format, "quality": 55, "speed": 8, "max_threads": 1},
}


@dataclass(frozen=True)
class Facts:
    """What is known once a picture is decoded: its upright size in pixels and its colour class."""

    width: int
    height: int
    dc: int


@dataclass(frozen=True)
class Rendition:
    """One encoded file. `width` is the name it goes by: a source narrower than 240 is stored under 240."""

    width: int
    format: str
    data: bytes


def widths_for(width: int, height: int) -> tuple[int, ...]:
    """The widths to make, the one shown first leading: none above the source's, at least the smallest."""
    fit = [w for w in WIDTHS if w <= width and w * height <= TALLEST * width] or [WIDTHS[0]]
    first = max((w for w in fit if w <= FIRST), default=fit[0])
    return (first, *sorted((w for w in fit if w != first), reverse=True))


def develop(source: Source) -> Iterator[Facts | Rendition]:
    """The facts, then every rendition, WebP before AVIF; raises BadPicture where nothing can be decoded."""
    base, width, height = _base(source)
    yield Facts(width, height, colour.dominant(base))
    for w in widths_for(width, height):
        scaled = _scale(base, min(w, width), width, height)
        for name in ENCODINGS:
            yield Rendition(w, name, encode(scaled, name))


def encode(image: Image.Image, name: str) -> bytes:
    """The bytes of an RGB picture as "webp" or "avif"."""
    file = io.BytesIO()
    image.save(file, **ENCODINGS[name])
    return file.getvalue()


def _base(source: Source) -> tuple[Image.Image, int, int]:
    """The picture at the largest width we make, upright and sRGB, with the upright size of the source."""
    _, image = open_picture(source)
    try:
        return _remade(image)
    except Exception as error:  # decoders raise nearly anything on broken pixels
        raise BadPicture("broken") from error


def _remade(image: Image.Image) -> tuple[Image.Image, int, int]:
    full = image.size
    if image.format in ("JPEG", "MPO"):
        # The decoder halves while it decodes: a quarter of the memory and half of the time.
        image.draft(None, _target(*full, orientation(image)))
        image.load()
    else:
        image.load()
        full = image.size  # HEIC learns its true size while decoding
    turned = orientation(image)
    small = _plain(image).resize(_target(*full, turned), Image.Resampling.LANCZOS, reducing_gap=2.0)
    upright = small.transpose(TURNS[turned]) if turned in TURNS else small
    width, height = reversed(full) if turned in ON_SIDE else full
    return _opaque(upright, image.info.get("icc_profile") or b""), width, height


def _target(width: int, height: int, turned: int) -> tuple[int, int]:
    """The size of the base in the source's own orientation."""
    if turned in ON_SIDE:
        return _target(height, width, 1)[::-1]
    base = min(width, max(widths_for(width, height)))
    return base, _height(base, width, height)


def _height(scaled_width: int, width: int, height: int) -> int:
    return max(1, round(height * scaled_width / width))


def _plain(image: Image.Image) -> Image.Image:
    """A mode that can be scaled and converted: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):
        # Pillow clips 16 bits where it should divide.
        return image.convert("I").point(lambda v: v * (1 / 257)).convert("L")
    if image.mode in ("LA", "RGBA"):
        return image
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image if image.mode in ("L", "RGB", "CMYK") else image.convert("RGB")


def _opaque(image: Image.Image, profile: bytes) -> Image.Image:
    """A picture of nothing but sRGB pixels, on paper where it was transparent."""
    alpha = image.getchannel("A") if image.mode in ("LA", "RGBA") else None
    solid = image.convert(image.mode.removesuffix("A")) if alpha else image
    canvas = Image.new("RGB", image.size, colour.PAPER)
    canvas.paste(colour.to_srgb(solid, profile), mask=alpha)
    return canvas


def _scale(base: Image.Image, to: int, width: int, height: int) -> Image.Image:
    if to == base.width:
        return base
    return base.resize((to, _height(to, width, height)), Image.Resampling.LANCZOS, reducing_gap=3.0)
