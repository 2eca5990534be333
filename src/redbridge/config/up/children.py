"""Children that come back when they die."""

import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass

from redbridge.config.up.words import say

Process = subprocess.Popen[bytes]
FIRST_WAIT, LONGEST_WAIT = 0.2, 5.0
STEADY = 10.0
"""Seconds a child must have lived for its next death to count as the first."""


@dataclass
class Child:
    """One process that should always be there. `make` may answer None: not yet, ask again."""

    name: str
    make: Callable[[], Process | None]
    why: Callable[[], str] = lambda: "what it said is above"
    process: Process | None = None
    deaths: int = 0
    _born: float = 0.0
    _due: float = 0.0
    _wait: float = FIRST_WAIT / 2

    @property
    def pid(self) -> int:
        return self.process.pid if self.process else 0

    def tend(self) -> bool:
        """Start it when it is due, notice when it ended. True when a new process was started."""
        if self.process and self.process.poll() is not None:
            self._mourn(self.process.returncode)
        if self.process or time.monotonic() < self._due:
            return False
        self.process = self.make()
        self._born = time.monotonic()
        if not self.process:
            self._due = self._born + FIRST_WAIT
        return self.process is not None

    def _mourn(self, code: int) -> None:
        lived = time.monotonic() - self._born
        self.deaths += 1
        self._wait = FIRST_WAIT if lived > STEADY else min(self._wait * 2, LONGEST_WAIT)
        self._due = time.monotonic() + self._wait
        self.process = None
        say(f"The {self.name} ended ({how(code)}). It starts again.")

    def send(self, signal_: int) -> None:
        """Send a signal, if it lives."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal_)

    def patience(self) -> float:
        """Seconds until it has to be looked at again; its death wakes us earlier."""
        return 60.0 if self.process else max(self._due - time.monotonic(), 0.0)

    def end(self) -> None:
        """Kill it if it still lives, and wait until it is gone."""
        self.send(signal.SIGKILL)
        if self.process:
            self.process.wait()

    def gone(self) -> bool:
        """Has it ended?"""
        return self.process is None or self.process.poll() is not None


def how(code: int) -> str:
    """How a process ended, in words."""
    if code < 0:
        return f"killed by {signal.Signals(-code).name}"
    return f"exit code {code}"
