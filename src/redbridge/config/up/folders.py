"""The data folder: its lock, its secret, and the note about what runs."""

import fcntl
import json
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from redbridge.config.up.words import CannotStart

PATIENCE = 3.0
"""Seconds to wait for the lock: a killed supervisor's end takes a moment."""


def make(folder: Path, mode: int) -> None:
    """Make a folder with exactly this mode, whatever is masked; one that is there stays as it is."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        folder.chmod(mode)


def prepare(data: Path, others_pass: bool) -> None:
    """Make the folders. `others_pass`: the database's user must walk through, though it may not list them."""
    try:
        for folder in (data, data / "run"):
            make(folder, 0o711 if others_pass else 0o700)
        for folder in (data / "media", data / "mail"):
            make(folder, 0o700)
    except OSError as error:
        raise CannotStart(f"The data folder {data} cannot be made or written ({error.strerror}). "
                          "Name another with --data, or give this user the right to it.") from error


@contextmanager
def locked(data: Path) -> Iterator[None]:
    """Hold the folder for this supervisor alone; the kernel lets go when the process ends, however it ends."""
    path = data / "run" / "lock"
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise CannotStart(f"{path} cannot be written ({error.strerror}). Give this user the right to it.") from error
    try:
        _take(handle, data)
        yield
    finally:
        os.close(handle)


def _take(handle: int, data: Path) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError as error:
            if time.monotonic() > end:
                raise CannotStart(f"A site already runs on {data}. Stop it first, or name another folder "
                                  "with --data.") from error
            time.sleep(0.1)


def secret(data: Path) -> str:
    """The key that signs sessions: made once, kept in `secret`, readable by the site alone."""
    path = data / "secret"
    if not path.exists():
        write(path, secrets.token_urlsafe(48) + "\n")
    return path.read_text().strip()


def write(path: Path, text: str) -> None:
    """Write a small private file so that nobody ever reads half of it."""
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
    new.replace(path)


def tell(data: Path, running: dict[str, object]) -> None:
    """Leave word for commands in another shell: addresses and process ids."""
    write(data / "run" / "site.json", json.dumps(running, indent=1))


def running(data: Path) -> dict[str, str]:
    """The word that was left, or nothing."""
    try:
        found: dict[str, str] = json.loads((data / "run" / "site.json").read_text())
    except (OSError, ValueError):
        return {}
    return found


def forget(data: Path) -> None:
    """Nothing runs here any more."""
    (data / "run" / "site.json").unlink(missing_ok=True)


def wants_demo(data: Path, asked: bool | None) -> bool:
    """Should the demo be here? The first answer is kept: nobody wants 60 strangers after a restart."""
    path = data / "demo"
    if asked is None and path.exists():
        return path.read_text().strip() == "yes"
    answer = asked is not False
    write(path, "yes\n" if answer else "no\n")
    return answer
