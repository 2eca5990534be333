"""A worker that has done heavy work gives the memory back: it becomes a new process of the same id."""

import asyncio
import os
import sys
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

HEAVY = 120_000_000
"""Bytes: half as much again as a worker that has done nothing yet."""
IDLE = 20.0
LOOK = 5.0


class Freshness:
    """Knows how many jobs run and when the last one ended. One thread, the loop's own."""

    def __init__(self) -> None:
        self.running = 0
        self.ended = time.monotonic()

    async def count(self, run: Callable[[], Awaitable[Any]]) -> Any:
        """Run one job and count it."""
        self.running += 1
        try:
            return await run()
        finally:
            self.running -= 1
            self.ended = time.monotonic()

    async def spent(self) -> None:
        """Wait until this process is heavy and has had nothing to do for a while."""
        while self.running or time.monotonic() - self.ended < IDLE or memory() < HEAVY:
            await asyncio.sleep(LOOK)


def memory() -> int:
    """What this process holds, in bytes; 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return 0


def again() -> None:
    """Start over with the same arguments; the parent sees the same child."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 our own command line
