"""What a backup says when it cannot go on, and the parts it consists of."""

from collections.abc import Iterator
from typing import IO

DUMP, SECRET, FILES, MANIFEST = "database.dump", "secret", "files.tsv", "manifest.json"
RECORD_KEY = "record.key"
MEDIA = "media/"
BLOCK = 1024 * 1024


class BackupError(Exception):
    """One sentence that says what is wrong with a backup, or why it cannot be made or used."""


def blocks(file: IO[bytes]) -> Iterator[bytes]:
    """A file in pieces; it is closed at the end."""
    with file:
        while block := file.read(BLOCK):
            yield block
