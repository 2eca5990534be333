"""A worker that has done heavy work gives the memory back: it becomes a new process of the same id."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from redbridge.translation.engines.inprocess import holding

HEAVY = 100_000_000
"""Bytes: a third more than a worker that has done nothing yet."""
IDLE = 20.0
LOOK = 5.0
LEAST_LIFE = 120.0
"""Seconds: starting costs one of a processor, so not for every job."""


class Freshness:
    """Knows how many jobs run and when the last heavy one ended. One thread, the loop's own."""

    def __init__(self) -> None:
        self.running = 0
        self.born = self.ended = time.monotonic()

    async def count(self, run: Callable[[], Awaitable[Any]], light: bool) -> Any:
        """Run one job and count it. A `light` one comes every few seconds and is no reason to wait."""
        self.running += 1
        try:
            return await run()
        finally:
            self.running -= 1
            if not light:
                self.ended = time.monotonic()

    async def spent(self) -> None:
        """Wait until this process is heavy and has had nothing to do for a while.

        Models that translate are kept as long as they may be asked again: loading them anew is what a reader waits for.
        """
        while self.running or self._too_early() or holding() or memory() < HEAVY:
            await asyncio.sleep(LOOK)

    def _too_early(self) -> bool:
        now = time.monotonic()
        return now - self.ended < IDLE or now - self.born < LEAST_LIFE


def memory() -> int:
    """What this process holds, in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def again() -> None:
    """Start over with the same arguments; the parent sees the same child."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 our own command line
