"""An engine that speaks the LibreTranslate API (https://docs.libretranslate.com/api)."""

import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import structlog

from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.codes import Offered, pair
from redbridge.translation.engines.errors import Failed, Refused, Unavailable
from redbridge.translation.engines.protocol import NO_HINTS, Hints
from redbridge.translation.engines.wire import request

log = structlog.get_logger(__name__)
T = TypeVar("T")

TOTAL_SECONDS = 10.0
ATTEMPTS = 3
FIRST_PAUSE = 0.25
RETRY_AFTER = 5.0
BATCH_TEXTS, BATCH_CHARACTERS = 50, 5_000
LANGUAGES_SECONDS = 3600.0


class LibreTranslate:
    """`url` is the server's base address, `key` its API key or ""."""

    name, key, local = "LibreTranslate", "libretranslate", True

    def __init__(self, url: str, key: str = "", breaker: Breaker | None = None) -> None:
        self._url, self._secret = url.rstrip("/"), key
        self._breaker = breaker or Breaker()
        self._offered: Offered = {}
        self._asked: float | None = None

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; never longer than ten seconds in all."""
        deadline = min(deadline, time.monotonic() + TOTAL_SECONDS)
        try:
            codes = pair(source, target, self._languages(deadline))
            if codes is None:
                return None
            return [answer for batch in _batches(texts) for answer in self._batch(batch, *codes, deadline)]
        except Refused as refused:
            log.warning("translation refused", source=source, target=target, texts=len(texts), why=str(refused))
            return None

    def _languages(self, deadline: float) -> Offered:
        """What the server offers, asked once an hour; one that does not say is taken to offer everything."""
        if self._asked is None or time.monotonic() - self._asked >= LANGUAGES_SECONDS:
            try:
                self._offered = self._ask("GET", "/languages", None, _read_languages, deadline)
            except Refused:
                self._offered = {}
            self._asked = time.monotonic()
        return self._offered

    def _batch(self, texts: list[str], source: str, target: str, deadline: float) -> list[str]:
        body = {"q": texts, "source": source, "target": target, "format": "text"}
        if self._secret:
            body["api_key"] = self._secret
        return self._ask("POST", "/translate", body, lambda said: _read_texts(said, len(texts)), deadline)

    def _ask(self, method: str, path: str, body: dict[str, Any] | None, read: Callable[[Any], T], deadline: float) -> T:
        """The engine's answer as `read` understands it, after up to two retries inside the deadline."""
        if wait := self._breaker.wait():
            raise Unavailable(wait, "left alone after failing")
        try:
            answer = _persist(lambda: read(request(method, self._url + path, body, deadline)), deadline)
        except Failed as failed:
            self._breaker.failed()
            log.warning("translation engine failed", path=path, why=str(failed))
            raise Unavailable(failed.pause or RETRY_AFTER, str(failed)) from None
        except Refused:
            self._breaker.succeeded()
            raise
        self._breaker.succeeded()
        return answer


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


def _batches(texts: list[str]) -> Iterator[list[str]]:
    """As many texts a request as servers with a usual limit take; one text may be longer by itself."""
    batch: list[str] = []
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or sum(map(len, batch)) + len(text) > BATCH_CHARACTERS):
            yield batch
            batch = []
        batch.append(text)
    if batch:
        yield batch


def _read_texts(said: Any, count: int) -> list[str]:
    texts = said.get("translatedText") if isinstance(said, dict) else None
    if isinstance(texts, str):
        texts = [texts]
    if not isinstance(texts, list) or len(texts) != count or not all(isinstance(t, str) for t in texts):
        raise Failed("an answer of another shape than asked for")
    return texts


def _read_languages(said: Any) -> Offered:
    if not isinstance(said, list) or not all(isinstance(one, dict) and "code" in one for one in said):
        raise Failed("a list of languages of another shape")
    return {str(one["code"]): tuple(map(str, one.get("targets") or ())) for one in said}
