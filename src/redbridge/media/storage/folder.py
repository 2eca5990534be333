"""Bytes in a folder of this machine or of a shared file system."""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from redbridge.media.storage.keys import INCOMING, PRIVATE, checked, is_spool, spool_key
from redbridge.media.storage.place import Unreachable


class Folder:
    """Storage in a folder of this machine or a shared file system."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def save(self, key: str, chunks: Iterable[bytes], kind: str) -> None:
        path = self._path(key)
        part = self._path(spool_key() + ".part")
        _make(part.parent, self.root, mode=0o700)
        _make(path.parent, self.root, mode=0o700 if key.startswith(PRIVATE) else 0o755)
        try:
            _write(part, chunks)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def open(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def size(self, key: str) -> int:
        return self._path(key).stat().st_size

    def delete(self, key: str) -> None:
        path = self._path(key)
        if path.parent.is_symlink():  # shared with other pictures (a loaded demo): only our name for it goes
            path.parent.unlink(missing_ok=True)
            return
        path.unlink(missing_ok=True)
        if not key.startswith(PRIVATE):
            with contextlib.suppress(OSError):  # other renditions of the picture are still there
                path.parent.rmdir()

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def stale(self, seconds: float) -> Iterator[str]:
        limit = time.time() - seconds
        # A list, since what is yielded is deleted while we walk.
        for path in list((self.root / INCOMING).glob("*")):
            with contextlib.suppress(FileNotFoundError):
                if is_spool(INCOMING + path.name) and path.lstat().st_mtime < limit:
                    yield INCOMING + path.name

    def check(self) -> str:
        try:
            _make(self.root, self.root)
            tempfile.TemporaryFile(dir=self.root).close()
        except OSError as error:
            raise Unreachable(f"{self.root} cannot be written ({error.strerror}). Give this user the right, or change "
                              "REDBRIDGE_MEDIA_URL.") from error
        return str(self.root)

    def _path(self, key: str) -> Path:
        return self.root / checked(key)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _make(folder: Path, root: Path, mode: int = 0o755) -> None:
    """Make a folder under the root, each new name on its way durable."""
    if folder.is_dir():
        return
    if folder != root:
        _make(folder.parent, root)
    folder.mkdir(mode=mode, parents=folder == root, exist_ok=True)
    _sync(folder.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
