"""Perceptual hashes of pictures (pHash, by imagehash): what looks alike differs in few of 64 bits. For the worker and the
command alone: what is imported here takes a second and 60 MB."""

from typing import IO

from redbridge.moderation.pictures.rules import signed

EDGE = 512
"""Pixels that are looked at: a hash sees 32."""
INSETS = (
    (0.0, 0.0, 0.0, 0.0), (0.03, 0.03, 0.03, 0.03), (0.06, 0.06, 0.06, 0.06), (0.1, 0.1, 0.1, 0.1),
    (0.0, 0.0, 0.08, 0.0), (0.08, 0.0, 0.0, 0.0), (0.0, 0.08, 0.0, 0.0), (0.0, 0.0, 0.0, 0.08),
)
"""Left, top, right, bottom: a bank keeps a picture whole and as it looks with its edges cut, so that a cut copy is found."""


def hash_of(file: IO[bytes]) -> int:
    """The hash of a picture of ours. Raises what Pillow raises for what is none."""
    (bits,) = _hashes(file, INSETS[:1])
    return bits


def hashes_of(file: IO[bytes]) -> list[int]:
    """What a bank keeps of a picture, each once."""
    return list(dict.fromkeys(_hashes(file, INSETS)))


def _hashes(file: IO[bytes], insets: tuple[tuple[float, float, float, float], ...]) -> list[int]:
    import imagehash
    from PIL import Image, ImageOps

    with Image.open(file) as opened:
        opened.draft("RGB", (EDGE, EDGE))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((EDGE, EDGE))
    width, height = picture.size
    boxes = [(int(width * a), int(height * b), width - int(width * c), height - int(height * d)) for a, b, c, d in insets]
    return [signed(int(str(imagehash.phash(picture.crop(box))), 16)) for box in boxes]
