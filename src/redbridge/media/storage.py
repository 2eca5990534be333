"""Where the bytes of pictures are kept: a folder now, named by `REDBRIDGE_MEDIA_URL`.

Keys are made by us from ids alone, in two shapes: `incoming/<hex>` holds what was sent until it is re-made
and is never served; `pictures/<shard>/<id>/<width>.<format>` holds what we made. No person's word is in one.
"""

import contextlib
import functools
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Protocol
from urllib.parse import unquote, urlsplit

from django.conf import settings

INCOMING = "incoming/"
_SHARDS = 1000
_KEY = re.compile(
    r"incoming/[0-9a-f]{32}(?:\.part)?"
    r"|pictures/[0-9]{3}/[0-9]{1,19}/[0-9]{2,5}\.(?:avif|webp)"
)


def spool_key() -> str:
    """A new key for what somebody sent; nobody can guess it."""
    return INCOMING + secrets.token_hex(16)


def picture_key(picture_id: int, width: int, fmt: str) -> str:
    """The key of one rendition."""
    return f"pictures/{picture_id % _SHARDS:03d}/{picture_id}/{width}.{fmt}"


class Storage(Protocol):
    """What a place for pictures can do. Every method raises ValueError for a key that is not ours."""

    def save(self, key: str, chunks: Iterable[bytes], kind: str) -> None:
        """Keep the bytes under `key` (media type `kind`): all of them, durably, or nothing. Replaces."""

    def open(self, key: str) -> IO[bytes]:
        """The bytes; raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Forget the key; fine where there is none."""

    def exists(self, key: str) -> bool:
        """Whether there are bytes under the key."""

    def stale(self, seconds: float) -> Iterator[str]:
        """Keys in the spool, half-written ones of any kind included, older than `seconds`."""


class Folder:
    """Storage in a folder of this machine or a shared file system."""

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()

    def save(self, key: str, chunks: Iterable[bytes], kind: str) -> None:
        path = self._path(key)
        part = self._path(spool_key() + ".part")
        _make(part.parent, self.root, mode=0o700)
        _make(path.parent, self.root)
        try:
            _write(part, chunks)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync(path.parent)

    def open(self, key: str) -> IO[bytes]:
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        path = self._path(key)
        path.unlink(missing_ok=True)
        if not key.startswith(INCOMING):
            with contextlib.suppress(OSError):  # other renditions of the picture are still there
                path.parent.rmdir()

    def exists(self, key: str) -> bool:
        return self._path(key).is_file()

    def stale(self, seconds: float) -> Iterator[str]:
        limit = time.time() - seconds
        # A list, since what is yielded is deleted while we walk.
        for path in list((self.root / INCOMING).glob("*")):
            with contextlib.suppress(FileNotFoundError):
                if _KEY.fullmatch(INCOMING + path.name) and path.lstat().st_mtime < limit:
                    yield INCOMING + path.name

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise ValueError("not a key of ours")
        return self.root / key


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


@functools.cache
def _at(url: str) -> Storage:
    return Folder(Path(unquote(urlsplit(url).path)))


def storage() -> Storage:
    """The site's place for pictures, by `REDBRIDGE_MEDIA_URL`."""
    return _at(settings.REDBRIDGE_MEDIA_URL)
