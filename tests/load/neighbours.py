"""How much of the processor others took while we measured: a figure that was taken beside them says nothing of a site."""

import contextlib
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.up.running import descendants

TICKS = os.sysconf("SC_CLK_TCK")
QUIET = 0.1
"""The share that anything on a machine at rest may take."""


class Neighbours:
    """`with Neighbours() as others: …`, and then `others.share`: of all that the processors could do, what went to others."""

    share = 0.0

    def __enter__(self) -> Self:
        self._began, self._others = time.monotonic(), _everybody() - _ours()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        could = (time.monotonic() - self._began) * (os.cpu_count() or 1)
        self.share = max(0.0, _everybody() - _ours() - self._others) / could

    @property
    def quiet(self) -> bool:
        """As good as nobody else was at work."""
        return self.share < QUIET


def _everybody() -> float:
    """Seconds of work on this machine since it began: all but rest and waiting for disks."""
    user, nice, system, _idle, _disks, *interrupts = map(int, Path("/proc/stat").read_text().split("\n")[0].split()[1:9])
    return (user + nice + system + sum(interrupts)) / TICKS


def _ours() -> float:
    """Of those, this process's and all that it started; also what has ended since, where its parent buried it."""
    return sum(_of(pid) for pid in (os.getpid(), *descendants(os.getpid())))


def _of(pid: int) -> float:
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, fields[11:15])) / TICKS
    return 0.0
