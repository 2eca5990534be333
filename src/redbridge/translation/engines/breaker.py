"""A circuit breaker: an engine that keeps failing is left alone for a while."""

import threading
import time
from collections.abc import Callable


class Breaker:
    """Opens after `failures` in a row; `rest` seconds later lets one caller at a time try.

    Shared by threads. `clock` gives seconds that never go back.
    """

    def __init__(self, failures: int = 5, rest: float = 30.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._rest, self._clock = failures, rest, clock
        self._lock = threading.Lock()
        self._failures = 0
        self._shut_until = 0.0

    def wait(self) -> float:
        """0 when the caller may try, and is expected to report; else the seconds until someone may."""
        with self._lock:
            if self._failures < self._most:
                return 0.0
            left = self._shut_until - self._clock()
            if left <= 0:
                # The one who tries now holds the others off for as long again.
                self._shut_until = self._clock() + self._rest
            return max(0.0, left)

    def succeeded(self) -> None:
        """The engine answered, be it with a refusal."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """The engine did not answer, or with nonsense."""
        with self._lock:
            self._failures += 1
            self._shut_until = self._clock() + self._rest
