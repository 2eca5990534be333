"""What a person may send as pictures, and the sentence that tells them what to do about what they may not.

Nothing of Django here but its catalogue of sentences.
"""

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from redbridge.kernel.errors import Refusal
from redbridge.kernel.text import clean
from redbridge.media.colour import dominant
from redbridge.media.formats import LONGEST_RATIO, MOST_PIXELS, BadPicture, Crop, Inspected, inspect

__all__ = [
    "LEAST_PIECE", "LONGEST_ALT", "LONGEST_SAID", "LONGEST_TOLD",
    "MOST_BYTES", "MOST_PICTURES", "MOST_PIECE", "MOST_PIECES", "MOST_UNFINISHED",
    "Crop", "Inspected", "Upload", "check_alts", "check_count", "check_uploads", "crop_of", "crop_to", "dominant", "inspect",
    "shown_name",
]

MOST_PICTURES = 18
MOST_MEGABYTES = 20
MOST_BYTES = MOST_MEGABYTES * 1024 * 1024
LONGEST_ALT = 1500
LONGEST_SAID = 3000
"""Of the text found in a picture, in characters."""
LONGEST_TOLD = 100_000
"""Of a picture's texts in all other languages together, as JSON."""
LEAST_PIECE = 64 * 1024
"""Bytes; only the last piece of an upload may be smaller."""
MOST_PIECE = 1024 * 1024
MOST_PIECES = MOST_BYTES // LEAST_PIECE + 1
MOST_UNFINISHED = 36
"""Uploads of one person that are not whole yet."""
SMALLEST_CROP = 0.05
LONGEST_NAME = 40
FIELD = "pictures"


def crop_of(said: str) -> Crop | None:
    """`x,y,w,h` as a crop; None for all of the picture and for what nobody's hand has drawn."""
    try:
        x, y, w, h = (float(part) for part in said.split(",", 4))
    except ValueError:
        return None
    fits = min(x, y) >= 0 and min(w, h) >= SMALLEST_CROP and x + w <= 1.001 and y + h <= 1.001
    if not fits or (w > 0.999 and h > 0.999):
        return None
    return x, y, min(w, 1 - x), min(h, 1 - y)


def crop_to(ratio: float, width: int, height: int) -> Crop | None:
    """The middle of a picture in this ratio of width to height."""
    has = width / height
    w, h = (ratio / has, 1.0) if has > ratio else (1.0, has / ratio)
    return crop_of(f"{(1 - w) / 2},{(1 - h) / 2},{w},{h}")


class Upload(Protocol):
    """A file as Django hands it over; `size` is what arrived, in bytes."""

    @property
    def name(self) -> str | None: ...

    @property
    def size(self) -> int | None: ...

    def read(self, size: int = -1, /) -> bytes: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...

    def tell(self) -> int: ...


def check_uploads(files: Sequence[Upload], alts: Sequence[str] = ()) -> None:
    """Raises Refusal("pictures", …): a sentence for each file we cannot take, or for a long description."""
    check_count(len(files))
    problems = [sentence for file in files if (sentence := problem(file))]
    if problems:
        raise Refusal(FIELD, " ".join(problems))
    check_alts(alts)


def check_count(many: int) -> None:
    """Raises Refusal("pictures", …) for more pictures than a note has room for."""
    if many > MOST_PICTURES:
        raise Refusal(FIELD, _too_many(many - MOST_PICTURES))


def check_alts(alts: Sequence[str]) -> None:
    """Raises Refusal("pictures", …) for a description that is too long."""
    for number, alt in enumerate(alts, start=1):
        if (over := len(clean(alt)) - LONGEST_ALT) > 0:
            said = _("Description %(number)s has room for %(limit)s characters. Take out %(over)s.")
            raise Refusal(FIELD, said % {"number": number, "limit": LONGEST_ALT, "over": over})


def problem(file: Upload) -> str:
    """What is wrong with one file and what to do, in the reader's language; empty where nothing is."""
    name = shown_name(file.name or "")
    if fault := size_problem(name, file.size or 0):
        return fault
    try:
        inspect(file)
    except BadPicture as bad:
        return _of(bad) % {"name": name, "limit": MOST_PIXELS // 1_000_000, "ratio": LONGEST_RATIO}
    return ""


def size_problem(name: str, size: int) -> str:
    """What is wrong with a file of so many bytes; empty where nothing is."""
    if size < 1:
        return _("“%(name)s” is empty. Choose the picture again.") % {"name": name}
    if size > MOST_BYTES:
        return _("“%(name)s” is %(size)s MB; a picture may have %(limit)s. Choose a smaller one.") % {
            "name": name, "size": -(-size // (1024 * 1024)), "limit": MOST_MEGABYTES}
    return ""


def _of(bad: BadPicture) -> str:
    match bad.fault:
        case "kind":
            return _("“%(name)s” is not a picture we can read. Choose a JPEG, PNG, WebP, AVIF, HEIC or GIF.")
        case "pixels":
            return _("“%(name)s” has more than %(limit)s million pixels. Choose a smaller one.")
        case "strip":
            return _("“%(name)s” is over %(ratio)s times longer than wide. Cut it into several pictures.")
        case _:
            return _("“%(name)s” is damaged and cannot be opened. Choose the original picture.")


def _too_many(over: int) -> str:
    said = ngettext(
        "A note has room for %(limit)s pictures. Take out %(over)s picture.",
        "A note has room for %(limit)s pictures. Take out %(over)s pictures.", over)
    return said % {"limit": MOST_PICTURES, "over": over}


def shown_name(name: str) -> str:
    """A file's own name as it can be shown: no folders, one line, at most 40 characters, the ending kept."""
    bare = clean(name.replace("\\", "/").rsplit("/", 1)[-1])
    line = " ".join(bare.split()) or "?"
    return line if len(line) <= LONGEST_NAME else f"{line[:29].rstrip()}…{line[-10:].lstrip()}"
