"""An answer that may be a minute old, kept in the process: for what every page shows and nobody waits for."""

import time
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Calls `read` when its last answer is older than `seconds`. Two threads may ask at once; both answers are right."""

    def __init__(self, read: Callable[[], T], seconds: float) -> None:
        self.read, self.seconds = read, seconds
        self.held: tuple[float, T] | None = None

    def __call__(self) -> T:
        held = self.held
        if held is None or time.monotonic() >= held[0]:
            self.held = held = (time.monotonic() + self.seconds, self.read())
        return held[1]

    def forget(self) -> None:
        """Ask anew the next time."""
        self.held = None
