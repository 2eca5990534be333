"""Pictures made on the spot, in every format and with every flaw that uploads come with."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pillow_heif
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageCms, ImageDraw

from redbridge.media.storage import Folder

RED, GREEN, BLUE = (220, 30, 30), (30, 180, 60), (30, 60, 220)


def drawing(width: int = 640, height: int = 480) -> Image.Image:
    """Red on the left, blue on the right, a green disc in the upper left quarter: every turn shows."""
    image = Image.new("RGB", (width, height), RED)
    draw = ImageDraw.Draw(image)
    draw.rectangle((width // 2, 0, width, height), fill=BLUE)
    draw.ellipse((width // 8, height // 8, width * 3 // 8, height * 3 // 8), fill=GREEN)
    return image


def encoded(image: Image.Image, fmt: str, **options: Any) -> bytes:
    """The bytes of an image file."""
    if fmt == "HEIF":
        pillow_heif.register_heif_opener()
    file = io.BytesIO()
    image.save(file, fmt, **options)
    return file.getvalue()


def sample(fmt: str, width: int = 640, height: int = 480) -> bytes:
    """A sound picture in one of Pillow's formats."""
    return encoded(drawing(width, height), fmt)


def with_exif(orientation: int = 1, fmt: str = "JPEG", gps: bool = False) -> bytes:
    """A picture with EXIF: orientation, a camera's name, and where it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Model] = "SECRETCAMERA"
    if gps:
        exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (30.0, 39.0, 0.0), 3: "E", 4: (104.0, 4.0, 0.0)})
    return encoded(drawing(), fmt, exif=exif.tobytes())


def swapped_profile() -> bytes:
    """An ICC profile under which red means blue: sRGB with two primaries exchanged."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace(b"rXYZ", b"????", 1).replace(b"bXYZ", b"rXYZ", 1).replace(b"????", b"bXYZ", 1)


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int, height: int, extra: bytes = b"") -> bytes:
    """A sound PNG of one colour, a few KB for any size (1 bit a pixel, packed by zlib)."""
    packer = zlib.compressobj(9)
    line = b"\0" * (1 + (width + 7) // 8)
    rows = b"".join(packer.compress(line) for _ in range(height)) + packer.flush()
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def upload(data: bytes, name: str = "photo.jpg") -> SimpleUploadedFile:
    """As Django hands a file over."""
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def files_under(root: Path) -> set[str]:
    """Every file below a folder, relative to it."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if not path.is_dir()}


def served(folder: Folder) -> set[str]:
    """The renditions that were made."""
    return {name for name in files_under(folder.root) if name.startswith("pictures/")}
