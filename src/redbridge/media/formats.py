"""Which bytes are a picture we take, by content and never by name, and how large it is by its header.

Nothing here decodes pixels. Plain Python and Pillow: the darkroom imports it too.
"""

import importlib
import warnings
from dataclasses import dataclass
from typing import IO, Literal, Protocol, cast

from PIL import Image

MOST_PIXELS = 40_000_000
LONGEST_RATIO = 32
"""Longer side to shorter: past it the smallest rendition of a strip is a few pixels wide."""

Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Pillow warns at its limit and refuses at twice that; for the whole process a warning is a refusal.
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

PLUGINS = {
    "JPEG": "PIL.JpegImagePlugin", "PNG": "PIL.PngImagePlugin", "WEBP": "PIL.WebPImagePlugin",
    "AVIF": "PIL.AvifImagePlugin", "GIF": "PIL.GifImagePlugin", "HEIF": "pillow_heif",
}
_MAGIC = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"GIF87a", "GIF"), (b"GIF89a", "GIF"))
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx"}
_HEAD = 256
_ORIENTATION = 0x0112
ON_SIDE = (5, 6, 7, 8)
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What sets a picture of this orientation upright."""

Crop = tuple[float, float, float, float]
"""x, y, width, height of what is kept, as fractions of the upright picture."""
Fault = Literal["kind", "pixels", "strip", "broken"]


class Source(Protocol):
    """Bytes that can be read and wound back: an open file, an upload."""

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


@dataclass(frozen=True)
class Inspected:
    """What the header says; width and height in pixels as a viewer sees them, orientation applied."""

    format: str
    width: int
    height: int


class BadPicture(ValueError):
    """Bytes we do not take: not a `kind` of ours, too many `pixels`, too thin a `strip`, or `broken`."""

    def __init__(self, fault: Fault, width: int = 0, height: int = 0) -> None:
        super().__init__(f"{fault} {width}x{height}")
        self.fault: Fault = fault
        self.width, self.height = width, height


def sniff(head: bytes) -> str | None:
    """Pillow's name of the format that these first bytes begin, or None where it is none of ours."""
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    return _family(head) if head[4:8] == b"ftyp" else None


def _family(head: bytes) -> str | None:
    """AVIF or HEIF by the brands of an ISO base media file (ISO/IEC 14496-12, 4.3)."""
    end = min(int.from_bytes(head[:4], "big"), len(head))
    brands = {head[8:12], *(head[at : at + 4] for at in range(16, end - 3, 4))}
    if brands & _AVIF_BRANDS:
        return "AVIF"
    return "HEIF" if brands & _HEIF_BRANDS else None


def open_picture(source: Source) -> tuple[str, Image.Image]:
    """Format and header of a picture, no pixel decoded; raises BadPicture."""
    source.seek(0)
    name = sniff(source.read(_HEAD))
    if name is None:
        raise BadPicture("kind")
    _register(name)
    try:
        image: Image.Image = Image.open(cast(IO[bytes], source), formats=[name])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise BadPicture("pixels") from error
    except Exception as error:  # a hostile header makes the plugins raise nearly anything
        raise BadPicture("broken") from error
    _check_size(*image.size)
    return name, image


def inspect(source: Source) -> Inspected:
    """Format and size of a picture by its header, wound back after; raises BadPicture."""
    try:
        name, image = open_picture(source)
        width, height = image.size
        if orientation(image) in ON_SIDE:
            width, height = height, width
        return Inspected(name, width, height)
    finally:
        source.seek(0)


def _check_size(width: int, height: int) -> None:
    if width < 1 or height < 1:
        raise BadPicture("broken")
    if width * height > MOST_PIXELS:
        raise BadPicture("pixels", width, height)
    if max(width, height) > LONGEST_RATIO * min(width, height):
        raise BadPicture("strip", width, height)


def orientation(image: Image.Image) -> int:
    """EXIF's orientation 1…8 (CIPA DC-008, 4.6.5.1.6), 1 where there is none that can be read."""
    # PNG may hold its EXIF after the pixels, and asking before they are loaded would decode them.
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # hostile EXIF raises nearly anything, and is no reason to lose the picture
        return 1


def _register(name: str) -> None:
    """Load the one plugin a format needs: decoders nobody asked for stay out of the process."""
    if name in Image.OPEN:
        return
    plugin = importlib.import_module(PLUGINS[name])
    if name == "HEIF":
        plugin.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
