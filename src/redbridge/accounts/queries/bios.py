"""What somebody says of themselves, as a reader reads it."""

from collections.abc import Sequence
from typing import Any

from redbridge.kernel.reading import Read, told_of
from redbridge.translation.rules import scripts

BIO = "p.bio, p.bio_language, p.bio_translations"
"""Columns, three that `bio` makes one of. They are small: the choice among them is made here and not in the statement."""


def bio(text: str, language: str, told: Any, reads: Sequence[str]) -> Read:
    """A bio in the first of the reader's languages that it is in, or as it was written."""
    return scripts.read(text, language, told_of(told), "bio", reads)
