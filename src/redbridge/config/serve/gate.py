"""How many requests work at once. A few others wait a moment; the rest hear at once that the house is full."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

FULL = "Many people are here at this moment. Try again in a few seconds.\n此刻人很多，过几秒再试。\n".encode()
RETRY_AFTER = 2
READS = ("GET", "HEAD")
WRITERS = 4
"""Reads are many and quick; a write that is refused may be somebody's evening: so many times more wait, so much longer."""


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
        self.waiting = {True: threading.BoundedSemaphore(most), False: threading.BoundedSemaphore(most * WRITERS)}

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        reads = environ.get("REQUEST_METHOD") in READS
        places = (self.places,) if reads else (self.writing, self.places)
        taken = self._take(places, reads)
        if not taken:
            return self._refuse(start)
        try:
            return self.application(environ, start)
        finally:
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

    def _refuse(self, start: Start) -> Iterable[bytes]:
        start("503 Service Unavailable", [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(FULL))),
            ("Retry-After", str(RETRY_AFTER)),
        ])
        return [FULL]
