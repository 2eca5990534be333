"""How many requests work at once. A few others wait a moment; the rest hear at once that the house is full."""

import threading
from collections import deque
from collections.abc import Callable, Iterable
from math import ceil
from time import monotonic
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

FULL = "Many people are here at this moment. Try again in a few seconds.\n此刻人很多，过几秒再试。\n".encode()
RETRY_AFTER, LATEST = 2, 30
"""Seconds, the fewest and the most that anybody is sent away for."""
READS = ("GET", "HEAD")
WRITERS = 4
"""Reads are many and quick; a write that is refused may be somebody's evening: so many times more wait, so much longer."""


class Turns:
    """When those who are refused shall come again: once as many as were sent away before them can have been served.

    Told to come back in two seconds, two thousand people knock a thousand times a second, and answering them costs what
    would have let them in. Whoever waits knocks once in the time that was said, so the knocks of that time are the queue.
    """

    KEPT = 10.0
    """Seconds over which those who were served are counted."""
    MOST = 10_000

    def __init__(self) -> None:
        self._served: deque[float] = deque(maxlen=self.MOST)
        self._refused: deque[float] = deque(maxlen=self.MOST)
        self._said = float(RETRY_AFTER)

    def served(self) -> None:
        """One more is through."""
        self._served.append(monotonic())

    def refused(self) -> int:
        """One more is sent away: for so many seconds."""
        now = monotonic()
        self._refused.append(now)
        queue, each = _since(self._refused, now - self._said), self.KEPT / max(self.KEPT, _since(self._served, now - self.KEPT))
        self._said = min(float(LATEST), max(float(RETRY_AFTER), queue * each))
        return ceil(self._said)


def _since(times: deque[float], first: float) -> int:
    """How many are not older, the older ones forgotten; another thread may have emptied it meanwhile."""
    try:
        while times[0] < first:
            times.popleft()
    except IndexError:
        return 0
    return len(times)


class Gate:
    """A WSGI application around another: at most `most` calls at work, some more waiting for at most `patience` seconds.

    A longer queue would serve nobody better, only later: past what the machine can do everyone in it gives up. `for_reads`
    of the places are never taken by what writes: forty people signing up, each behind a slow hash, hold up no reader.
    The server's own limit counts idle kept-open connections too, so it cannot do this.
    """

    def __init__(self, application: Application, most: int, patience: float, for_reads: int = 0) -> None:
        self.application = application
        self.patience = {True: patience, False: patience * WRITERS}
        self.places = threading.BoundedSemaphore(most)
        self.writing = threading.BoundedSemaphore(max(1, most - for_reads))
        self.turns = {True: Turns(), False: Turns()}
        self.waiting = {True: threading.BoundedSemaphore(most), False: threading.BoundedSemaphore(most * WRITERS)}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        reads = environ.get("REQUEST_METHOD") in READS
        places = (self.places,) if reads else (self.writing, self.places)
        taken = self._take(places, reads)
        if not taken:
            return self._refuse(start, reads)
        try:
            return self.application(environ, start)
        finally:
            self.turns[reads].served()
            for place in places:
                place.release()

    def _take(self, places: tuple[threading.BoundedSemaphore, ...], reads: bool) -> bool:
        """All of the places, in order; none where one does not come free in time or too many wait already."""
        held: list[threading.BoundedSemaphore] = []
        for place in places:
            if not (place.acquire(blocking=False) or self._wait(place, reads)):
                for one in held:
                    one.release()
                return False
            held.append(place)
        return True

    def _wait(self, place: threading.BoundedSemaphore, reads: bool) -> bool:
        if not self.waiting[reads].acquire(blocking=False):
            return False
        try:
            return place.acquire(timeout=self.patience[reads])
        finally:
            self.waiting[reads].release()

    def _refuse(self, start: Start, reads: bool) -> Iterable[bytes]:
        start("503 Service Unavailable", [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(FULL))),
            ("Retry-After", str(self.turns[reads].refused())),
        ])
        return [FULL]
