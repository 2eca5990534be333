"""What the person at the terminal hears."""

import sys
import time


class CannotPull(Exception):
    """Why nothing was installed, in one sentence; nothing has changed."""


def say(line: str) -> None:
    """One line, at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def size(many: float) -> str:
    """Bytes for people."""
    if many < 1e6:
        return f"{many / 1e3:.0f} kB"
    return f"{many / 1e6:.1f} MB" if many < 1e7 else f"{many / 1e6:.0f} MB"


class Progress:
    """How far a download is: one line that moves on a terminal, else a line every few seconds."""

    EVERY = 5.0

    def __init__(self, what: str, whole: int | None) -> None:
        self._what, self._whole = what, whole
        self._moves = sys.stdout.isatty()
        self._said = time.monotonic()

    def at(self, done: int) -> None:
        """So many bytes are here."""
        if time.monotonic() - self._said >= (0.2 if self._moves else self.EVERY):
            self._said = time.monotonic()
            self._write(done)

    def end(self, done: int) -> None:
        """All that came."""
        self._write(done)
        if self._moves:
            sys.stdout.write("\n")

    def _write(self, done: int) -> None:
        share = f" of {size(self._whole)}, {done / self._whole:.0%}" if self._whole else ""
        line = f"{self._what}: {size(done)}{share}"
        sys.stdout.write(f"\r{line}\033[K" if self._moves else line + "\n")
        sys.stdout.flush()
