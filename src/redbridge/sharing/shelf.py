"""Pictures that were made before, in `cache/cards` of the data folder. Any of them may be missing: it is made again."""

import contextlib
import hashlib
import secrets
import time
from pathlib import Path

from django.conf import settings

_FOLDERS = 64
MOST = 80
"""Files a folder: 5,000 in all, half a gigabyte at the very most."""
DAYS = 14


def key(note_id: int, suffix: str, *parts: object) -> str:
    """A file's name: the note, and a digest of all that its picture is made of."""
    digest = hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).hexdigest()[:24]
    return f"{note_id}-{digest}.{suffix}"


def take(name: str) -> bytes | None:
    """The bytes, if they are there."""
    try:
        return (_folder(name) / name).read_bytes()
    except OSError:
        return None


def put(name: str, data: bytes) -> None:
    """Keep the bytes if there is room: a full disk or a folder one may not write to costs the time, not the answer."""
    folder = _folder(name)
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f"{secrets.token_hex(8)}.part"
        part.write_bytes(data)
        part.replace(folder / name)
        _thin(folder)


def drop(note_id: int) -> None:
    """Forget all pictures of a note."""
    for path in _folder(f"{note_id}-").glob(f"{note_id}-*"):
        path.unlink(missing_ok=True)


def sweep(days: float = DAYS) -> None:
    """Forget what was made so long ago."""
    before = time.time() - days * 86400
    for path in _root().glob("*/*"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime < before:
                path.unlink()


def _root() -> Path:
    return Path(settings.REDBRIDGE_DATA) / "cache" / "cards"


def _folder(name: str) -> Path:
    return _root() / f"{int(name.partition('-')[0]) % _FOLDERS:02d}"


def _thin(folder: Path) -> None:
    """The oldest make room."""
    files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
    for path in files[: max(0, len(files) - MOST)]:
        path.unlink(missing_ok=True)
