"""An engine that speaks the LibreTranslate API (https://docs.libretranslate.com/api)."""

import time
from typing import Any

import structlog

from redbridge.translation.engines.batches import batches
from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.codes import Offered, pair
from redbridge.translation.engines.errors import Failed, Refused
from redbridge.translation.engines.protocol import NO_HINTS, Hints
from redbridge.translation.engines.remote import TOTAL_SECONDS, Remote

log = structlog.get_logger(__name__)

BATCH_TEXTS, BATCH_CHARACTERS = 50, 5_000
LANGUAGES_SECONDS = 3600.0


class LibreTranslate(Remote):
    """`url` is the server's base address, `secret` its API key or "". Hints are nothing to it."""

    def __init__(
        self,
        url: str,
        secret: str = "",
        *,
        name: str = "LibreTranslate",
        key: str = "libretranslate",
        local: bool = False,
        seconds: float = TOTAL_SECONDS,
        breaker: Breaker | None = None,
    ) -> None:
        super().__init__(url, name=name, key=key, local=local, seconds=seconds, breaker=breaker)
        self._secret = secret
        self._offered: Offered = {}
        self._asked: float | None = None

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; never longer than `seconds` in all."""
        deadline = self._within(deadline)
        try:
            codes = pair(source, target, self._languages(deadline))
            if codes is None:
                return None
            parts = batches(hints.in_plain(texts), BATCH_TEXTS, BATCH_CHARACTERS)
            return [answer for batch in parts for answer in self._batch(batch, *codes, deadline)]
        except Refused as refused:
            log.warning("translation refused", source=source, target=target, texts=len(texts), why=str(refused))
            return None

    def offered(self, deadline: float) -> list[str]:
        """The pairs it says it has, in its own codes; raises `Unavailable`."""
        found = self._languages(self._within(deadline))
        return [f"{source}>{target}" for source, targets in found.items() for target in targets if target != source]

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


def _read_texts(said: Any, count: int) -> list[str]:
    texts = said.get("translatedText") if isinstance(said, dict) else None
    if isinstance(texts, str):
        texts = [texts]
    if not isinstance(texts, list) or len(texts) != count or not all(isinstance(t, str) for t in texts):
        raise Failed("an answer of another shape than asked for", spent=True)
    return texts


def _read_languages(said: Any) -> Offered:
    if not isinstance(said, list) or not all(isinstance(one, dict) and "code" in one for one in said):
        raise Failed("a list of languages of another shape")
    return {str(one["code"]): tuple(map(str, one.get("targets") or ())) for one in said}
