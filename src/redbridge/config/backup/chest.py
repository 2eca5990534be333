"""What a backup is kept in: one tar file, or a folder of backups that share unchanged files by hard links."""

import hashlib
import io
import os
import shutil
import tarfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from redbridge.config.backup.words import MANIFEST, BackupError, blocks


class Chest(Protocol):
    """A backup being written. Nothing is at its place before `finish`."""

    def put(self, name: str, file: IO[bytes], size: int) -> str:
        """Keep `size` bytes; their SHA-256."""

    def again(self, name: str) -> tuple[int, str] | None:
        """Keep what the backup before this one has under the name: size and SHA-256; None where it has not."""

    def has(self, name: str) -> bool:
        """Whether something was kept under the name already."""

    def finish(self) -> Path:
        """All is there, durably: give it its name."""

    def give_up(self) -> None:
        """Leave nothing."""


def new(place: Path) -> Chest:
    """A chest for `place`: one file where it ends in `.tar`, else the next backup in that folder."""
    return Tar(place) if place.suffix == ".tar" else Folder(place)


class _Hashing(io.RawIOBase):
    """Passes bytes on and hashes them."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self.digest, self.size = file, hashlib.sha256(), 0

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        self.size += len(data)
        return data


class Tar:
    """One uncompressed tar file: what is in it is compressed already."""

    def __init__(self, place: Path) -> None:
        self._place, self._part = place, place.with_name(place.name + ".part")
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        self._file = os.fdopen(handle, "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self._names: set[str] = set()

    def put(self, name: str, file: IO[bytes], size: int) -> str:
        info = tarfile.TarInfo(name)
        info.size, info.mode, info.mtime = size, 0o600, int(datetime.now(UTC).timestamp())
        hashing = _Hashing(file)
        with file:
            self._tar.addfile(info, hashing)
        self._names.add(name)
        return hashing.digest.hexdigest()

    def again(self, name: str) -> None:
        return None

    def has(self, name: str) -> bool:
        return name in self._names

    def finish(self) -> Path:
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._part.replace(self._place)
        return self._place

    def give_up(self) -> None:
        self._file.close()
        self._part.unlink(missing_ok=True)


class Folder:
    """`place/<time>/`; a file that the latest finished backup there has is linked, not copied."""

    def __init__(self, place: Path) -> None:
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._before = latest(place)
        self._to = place / datetime.now(UTC).strftime("%Y-%m-%d-%H%M%S-%f")
        self._part = self._to.with_name(self._to.name + ".part")
        self._part.mkdir(mode=0o700)

    def put(self, name: str, file: IO[bytes], size: int) -> str:
        digest = hashlib.sha256()
        with self._path(name).open("xb") as to:
            for block in blocks(file):
                digest.update(block)
                to.write(block)
            to.flush()
            os.fsync(to.fileno())
        return digest.hexdigest()

    def again(self, name: str) -> tuple[int, str] | None:
        old = self._before / name if self._before else None
        if old is None or not old.is_file():
            return None
        self._path(name).hardlink_to(old)
        with old.open("rb") as file:
            return old.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()

    def has(self, name: str) -> bool:
        return (self._part / name).exists()

    def finish(self) -> Path:
        os.sync()
        self._part.rename(self._to)
        return self._to

    def give_up(self) -> None:
        shutil.rmtree(self._part, ignore_errors=True)

    def _path(self, name: str) -> Path:
        path = self._part / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return path


def latest(place: Path) -> Path | None:
    """The newest finished backup in a folder of backups."""
    made = sorted(path for path in place.glob("*") if (path / MANIFEST).is_file() and path.suffix != ".part")
    return made[-1] if made else None


class Reader:
    """A backup to read: a tar file, a backup's own folder, or a folder of backups, of which the latest."""

    def __init__(self, place: Path) -> None:
        self._folder: Path | None = None
        if place.is_dir():
            self._folder = place if (place / MANIFEST).is_file() else latest(place)
        elif place.is_file():
            self._open(place)
        if not self._folder and not place.is_file():
            raise BackupError(f"There is no backup at {place}.")
        self.place = self._folder or place

    def _open(self, place: Path) -> None:
        try:
            self._tar = tarfile.open(place, "r:")  # noqa: SIM115 (read for as long as we are)
            self._members = {info.name: info for info in self._tar if info.isfile()}
        except tarfile.TarError as error:
            raise BackupError(f"{place} is not a backup, or only half of one ({error}).") from error

    def open(self, name: str) -> IO[bytes]:
        """One part; raises BackupError where it is missing."""
        try:
            if self._folder:
                return (self._folder / name).open("rb")
            file = self._tar.extractfile(self._members[name])
        except (KeyError, OSError) as error:
            raise BackupError(f"{self.place} has no {name}: it is not a whole backup.") from error
        assert file is not None
        return file

    def chunks(self, name: str) -> Iterator[bytes]:
        """One part in pieces."""
        return blocks(self.open(name))

    def digest(self, name: str) -> str:
        """The SHA-256 of one part as it is now."""
        return _digest(self.chunks(name))


def _digest(chunks: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()
