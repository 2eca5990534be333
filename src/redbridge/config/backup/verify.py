"""Is a backup whole? Everything is read and compared; nothing is written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from redbridge.config.backup import dump
from redbridge.config.backup.chest import Reader
from redbridge.config.backup.words import DUMP, FILES, MANIFEST, MEDIA, RECORD_KEY, SECRET, BackupError


@dataclass(frozen=True)
class Whole:
    """What a whole backup says of itself."""

    manifest: dict[str, Any]
    place: str

    @property
    def told(self) -> str:
        """One line for a person."""
        rows = sum(count for count, _sum in self.manifest["tables"].values())
        return (f"{self.place} is whole: made {self.manifest['made']} by Redbridge {self.manifest['redbridge']}, "
                f"{rows} rows in {len(self.manifest['tables'])} tables, {self.manifest['files']['count']} files.")


def whole(reader: Reader) -> Whole:
    """Raises BackupError for the first part that is missing or not as it was written."""
    try:
        with reader.open(MANIFEST) as file:
            manifest = json.loads(file.read())
        wanted = {DUMP: manifest["database"]["sha256"], SECRET: manifest["secret"], FILES: manifest["files"]["sha256"]}
        wanted |= {RECORD_KEY: manifest["record_key"]} if "record_key" in manifest else {}
    except (ValueError, KeyError) as error:
        raise BackupError(f"{reader.place} has no manifest that can be read.") from error
    for name, digest in wanted.items():
        _same(reader, name, digest)
    dump.readable(reader.open(DUMP))
    counted = 0
    for key, digest in files(reader):
        _same(reader, MEDIA + key, digest)
        counted += 1
    if counted != manifest["files"]["count"]:
        raise BackupError(f"{reader.place} lists {counted} files and should have {manifest['files']['count']}.")
    return Whole(manifest, str(reader.place))


def files(reader: Reader) -> Iterator[tuple[str, str]]:
    """Key and SHA-256 of each file of media, in order."""
    with reader.open(FILES) as ledger:
        for line in ledger:
            key, _size, digest = line.decode().rstrip("\n").split("\t")
            yield key, digest


def _same(reader: Reader, name: str, digest: str) -> None:
    if reader.digest(name) != digest:
        raise BackupError(f"{name} in {reader.place} is damaged: use another backup.")
