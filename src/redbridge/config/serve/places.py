"""Who is at work, who waits for a place, and who comes next."""

from collections import deque
from queue import SimpleQueue
from threading import Lock
from typing import Generic, Protocol, TypeVar


class Waits(Protocol):
    """What asks for a place."""

    @property
    def reads(self) -> bool:
        """Whether it only reads."""


T = TypeVar("T", bound=Waits)
WRITERS = 4
"""Reads are many and quick; a write that is refused may be somebody's evening: so many times more wait, so much longer."""


class Places(Generic[T]):
    """At most `most` at work, as many reads waiting, and `WRITERS` times as many writes.

    A longer queue would serve nobody better, only later: past what the machine can do everyone in it gives up. `for_reads`
    of the places are never taken by what writes: forty people signing up, each behind a slow hash, hold up no reader.
    """

    def __init__(self, most: int, for_reads: int = 0) -> None:
        self.most, self.for_writes = most, max(1, most - for_reads)
        self.longest = {True: most, False: most * WRITERS}
        self.waiting: dict[bool, deque[tuple[int, T]]] = {True: deque(), False: deque()}
        self._working, self._came = {True: 0, False: 0}, 0
        self._lock, self._ready = Lock(), SimpleQueue[T]()

    def enter(self, one: T) -> int | None:
        """Its place in the line: 0 where it is at work now, from 1 on where it waits; None where too many wait already."""
        with self._lock:
            if self._has_room(one.reads):
                self._working[one.reads] += 1
                self._ready.put(one)
                return 0
            line = self.waiting[one.reads]
            if self.is_full(one.reads):
                return None
            self._came += 1
            line.append((self._came, one))
            return len(line)

    def is_full(self, reads: bool) -> bool:
        """Whether nobody more may wait, which is so only while nobody more may work."""
        return len(self.waiting[reads]) >= self.longest[reads]

    def leave(self, one: T) -> bool:
        """It waits no longer; False where it is at work already."""
        with self._lock:
            line = self.waiting[one.reads]
            for entry in line:
                if entry[1] is one:
                    line.remove(entry)
                    return True
            return False

    def first(self) -> T:
        """The next that is to be worked on; waits until somebody comes."""
        return self._ready.get()

    def next(self, read: bool) -> T:
        """The same, after the place of one that is done and `read` was given back: to who waited longest and may have it."""
        with self._lock:
            self._working[read] -= 1
            lines = [line for reads, line in self.waiting.items() if line and self._has_room(reads)]
            if lines:
                _, one = min(lines, key=lambda line: line[0][0]).popleft()
                self._working[one.reads] += 1
                return one
        return self._ready.get()

    def _has_room(self, reads: bool) -> bool:
        return self._working[True] + self._working[False] < self.most and (reads or self._working[False] < self.for_writes)
