"""What engines over HTTP share: a breaker, and tries within one deadline."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import structlog

from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.errors import Failed, Refused, Unavailable
from redbridge.translation.engines.wire import packed, request

log = structlog.get_logger(__name__)
T = TypeVar("T")

TOTAL_SECONDS = 10.0
ATTEMPTS = 3
FIRST_PAUSE = 0.25
RETRY_AFTER = 5.0


class Remote:
    """`url` is the server's base address; `name`, `key` and `local` as in `Engine`; `seconds`: the longest a call may take.

    Shared by threads.
    """

    def __init__(
        self,
        url: str,
        *,
        name: str,
        key: str,
        local: bool = False,
        seconds: float = TOTAL_SECONDS,
        breaker: Breaker | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.name, self.key, self.local = name, key, local
        self._url, self._headers = url.rstrip("/"), dict(headers or {})
        self._seconds, self._breaker = seconds, breaker or Breaker()

    def _within(self, deadline: float) -> float:
        """That instant, or the longest a call may take from now where that is sooner."""
        return min(deadline, time.monotonic() + self._seconds)

    def _ask(self, method: str, path: str, body: Any, read: Callable[[Any], T], deadline: float) -> T:
        """The engine's answer as `read` understands it, after up to two retries inside the deadline."""
        if wait := self._breaker.wait():
            raise Unavailable(wait, "left alone after failing")
        url, sent = self._url + path, None if body is None else packed(body)
        try:
            answer = _persist(lambda: read(request(method, url, sent, deadline, self._headers)), deadline)
        except Failed as failed:
            self._breaker.failed()
            log.warning("translation engine failed", engine=self.key, path=path, why=str(failed))
            raise _unavailable(failed) from None
        except Refused:
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return answer


def _unavailable(failed: Failed) -> Unavailable:
    return Unavailable(
        failed.pause or RETRY_AFTER, str(failed), asked=bool(failed.pause), spent=failed.spent, slow=failed.slow,
        said=failed.said,
    )  # fmt: skip


def _persist(attempt: Callable[[], T], deadline: float) -> T:
    """What `attempt` gives, tried again with growing pauses while there is time."""
    for number in range(ATTEMPTS):
        try:
            return attempt()
        except Failed as failed:
            pause = max(failed.pause, FIRST_PAUSE * 2**number)
            if number + 1 == ATTEMPTS or time.monotonic() + pause >= deadline:
                raise
            time.sleep(pause)
    raise AssertionError
