"""New pixels from old: upright, sRGB, opaque, at our widths, in WebP and AVIF. No Django.

Only pixels pass: the picture that is encoded is a new one, so EXIF, GPS, XMP, thumbnails, profiles and
whatever was appended to the file stay behind. Of an animation the first picture is taken; moving ones are
later work. Transparency is laid on paper: dark drawings on nothing would vanish in the dark theme.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import AvifImagePlugin, Image, JpegImagePlugin, WebPImagePlugin

from redbridge.media import colour
from redbridge.media.formats import ON_SIDE, TURNS, BadPicture, Crop, Source, open_picture, orientation

WIDTHS = (240, 360, 480, 720, 1080)
FIRST = 480
"""The card's width on a phone: made first, so that the note can show."""
LARGEST = WIDTHS[-1]
MASTER_WIDTH = 2160
"""Of the copy that a draft keeps of its picture: half of it is still as wide as the widest rendition."""
MASTER = "master"
TALLEST = 16383
"""The largest side a WebP can have."""

_MASTER: dict[str, Any] = {"format": JpegImagePlugin.JpegImageFile.format, "quality": 92, "subsampling": 0}
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


def develop(source: Source, crop: Crop | None = None, draft: bool = False) -> Iterator[Facts | Rendition]:
    """The facts, then every rendition, WebP before AVIF; raises BadPicture where nothing can be decoded.

    Of a `draft` only the first width is made, and a master that takes the place of what was sent: the rest is made
    of it when the picture is published, cropped or not.
    """
    base, width, height = _base(source, crop, FIRST if draft else LARGEST)
    yield Facts(width, height, colour.dominant(base))
    widths = widths_for(width, height)
    for w in widths[:1] if draft else widths:
        scaled = _scale(base, min(w, width), width, height)
        for name in ENCODINGS:
            yield Rendition(w, name, encode(scaled, name))
    if draft:
        yield Rendition(0, MASTER, encode(_base(source, None, MASTER_WIDTH)[0], MASTER))


def encode(image: Image.Image, name: str) -> bytes:
    """The bytes of an RGB picture as "webp", "avif" or the "master" of a draft."""
    file = io.BytesIO()
    image.save(file, **(_MASTER if name == MASTER else ENCODINGS[name]))
    return file.getvalue()


def _base(source: Source, crop: Crop | None, most: int) -> tuple[Image.Image, int, int]:
    """What is kept of the picture at the largest width we make up to `most`, upright and sRGB, with its full upright size."""
    _, image = open_picture(source)
    try:
        return _remade(image, crop, most)
    except Exception as error:  # decoders raise nearly anything on broken pixels
        raise BadPicture("broken") from error


def _remade(image: Image.Image, crop: Crop | None, most: int) -> tuple[Image.Image, int, int]:
    turned = orientation(image)
    if image.format in ("JPEG", "MPO"):
        # The decoder halves while it decodes: a quarter of the memory and half of the time.
        full = image.size
        target = _target(*_kept(*full, crop, turned), turned, most)
        part = _turned_back(crop, turned) if crop else (0.0, 0.0, 1.0, 1.0)
        image.draft(None, (round(target[0] / part[2]), round(target[1] / part[3])))
        image.load()
    else:
        image.load()
        full = image.size  # HEIC learns its true size while decoding
    turned = orientation(image)
    kept = _kept(*full, crop, turned)
    box = _box(crop, turned, *image.size)
    small = _plain(image).resize(_target(*kept, turned, most), Image.Resampling.LANCZOS, box=box, reducing_gap=2.0)
    upright = small.transpose(TURNS[turned]) if turned in TURNS else small
    width, height = reversed(kept) if turned in ON_SIDE else kept
    return _opaque(upright, image.info.get("icc_profile") or b""), width, height


def _kept(width: int, height: int, crop: Crop | None, turned: int) -> tuple[int, int]:
    """The size of what is kept, in the source's own orientation and pixels."""
    if crop is None:
        return width, height
    _x, _y, w, h = _turned_back(crop, turned)
    return max(1, round(width * w)), max(1, round(height * h))


def _box(crop: Crop | None, turned: int, width: int, height: int) -> tuple[float, float, float, float] | None:
    if crop is None:
        return None
    x, y, w, h = _turned_back(crop, turned)
    return x * width, y * height, min(width, (x + w) * width), min(height, (y + h) * height)


def _turned_back(crop: Crop, turned: int) -> Crop:
    """A part of the upright picture as a part of the source of this orientation."""
    x, y, w, h = crop
    right, below = 1 - x - w, 1 - y - h
    return {
        2: (right, y, w, h), 3: (right, below, w, h), 4: (x, below, w, h), 5: (y, x, h, w),
        6: (y, right, h, w), 7: (below, right, h, w), 8: (below, x, h, w),
    }.get(turned, crop)  # fmt: skip


def _target(width: int, height: int, turned: int, most: int) -> tuple[int, int]:
    """The size of the base in the source's own orientation; `most` is its largest width once upright."""
    if turned in ON_SIDE:
        return _target(height, width, 1, most)[::-1]
    largest = most if most > LARGEST else min(most, max(widths_for(width, height)))
    base = min(width, largest, max(1, TALLEST * width // height))
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
