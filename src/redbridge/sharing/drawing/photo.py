"""A photograph as JPEG, since most places outside take neither WebP nor AVIF."""

import io
from typing import IO, Any

from PIL import Image, ImageFilter

QUALITY = 85
GRAIN = 14
"""Pixels that are left of a sensitive picture's width before it is blurred."""


def jpeg(file: IO[bytes], sensitive: bool = False) -> bytes:
    """A WebP of our own as JPEG; a sensitive one as colours without shapes. Raises OSError where it cannot be read."""
    with Image.open(file, formats=("WEBP",)) as image:
        plain = image.convert("RGB")
    if sensitive:
        small = plain.resize((GRAIN, max(1, GRAIN * plain.height // plain.width)), Image.Resampling.BOX)
        plain = small.resize(plain.size, Image.Resampling.BICUBIC).filter(ImageFilter.GaussianBlur(plain.width / GRAIN))
    return encoded(plain, "JPEG", quality=QUALITY, progressive=True)


def encoded(image: Image.Image, kind: str, **how: Any) -> bytes:
    """The bytes of a picture."""
    made = io.BytesIO()
    image.save(made, kind, **how)
    return made.getvalue()
