"""What somebody says of themselves, as a reader reads it."""

from collections.abc import Sequence
from typing import Any

from redbridge.kernel.reading import Read, told_of
from redbridge.translation.rules import scripts

BIO = "p.bio, p.bio_language, p.bio_translations"
"""Three columns, of which `bio` makes one. They are small: the choice is made here and not in the statement."""


def bio(columns: Sequence[Any], reads: Sequence[str]) -> Read:
    """A bio in the first of the reader's languages that it is in, or as it was written."""
    text, language, told = columns
    return scripts.read(text, language, told_of(told), "bio", reads)
