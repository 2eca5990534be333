"""How many requests work at once. The others wait a moment, and then hear at once that the house is full."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]

FULL = "Many people are here at this moment. Try again in a few seconds.\n此刻人很多，过几秒再试。\n".encode()
RETRY_AFTER = 2


class Gate:
    """A WSGI application around another: at most `most` calls at work, the rest refused after `patience` seconds.

    The server's own limit counts idle kept-open connections too, so it cannot do this.
    """

    def __init__(self, application: Application, most: int, patience: float) -> None:
        self.application = application
        self.patience = patience
        self.places = threading.BoundedSemaphore(most)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if not self.places.acquire(timeout=self.patience):
            return self._refuse(start)
        try:
            return self.application(environ, start)
        finally:
            self.places.release()

    def _refuse(self, start: Start) -> Iterable[bytes]:
        start("503 Service Unavailable", [
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Length", str(len(FULL))),
            ("Retry-After", str(RETRY_AFTER)),
        ])
        return [FULL]
