"""An engine that speaks the DeepL API (https://developers.deepl.com/api-reference/translate)."""

import time
from collections.abc import Iterable
from typing import Any

import structlog

from redbridge.translation.engines.batches import batches
from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.errors import Failed, Refused
from redbridge.translation.engines.protocol import NO_HINTS, Hints
from redbridge.translation.engines.remote import TOTAL_SECONDS, Remote
from redbridge.translation.engines.wire import packed

log = structlog.get_logger(__name__)

PAID, FREE = "https://api.deepl.com", "https://api-free.deepl.com"
BATCH_TEXTS, BATCH_BYTES = 50, 100_000
"""At most 50 texts and 128 KiB a request, context and all."""
CONTEXT_SIZE = 2_000
LANGUAGES_SECONDS = 3600.0
_SOURCES = {"zh-Hans": "ZH", "zh-Hant": "ZH", "nb": "NB", "no": "NB"}
_TARGETS = {
    "en": ("EN-US", "EN"), "en-GB": ("EN-GB", "EN"), "pt": ("PT-PT", "PT"), "pt-BR": ("PT-BR", "PT"),
    "zh-Hans": ("ZH-HANS", "ZH"), "zh": ("ZH-HANS", "ZH"), "zh-Hant": ("ZH-HANT",), "no": ("NB",),
}  # fmt: skip
Codes = tuple[frozenset[str], frozenset[str]]
"""What it takes from, what it translates into, in its own codes; empty: it does not say."""


def host(secret: str) -> str:
    """The server a key belongs to: keys of the free plan end in `:fx`."""
    return FREE if secret.endswith(":fx") else PAID


class DeepL(Remote):
    """`url` is the server's base address, `secret` the account's key."""

    def __init__(
        self,
        url: str,
        secret: str,
        *,
        name: str = "DeepL",
        key: str = "deepl",
        local: bool = False,
        seconds: float = TOTAL_SECONDS,
        breaker: Breaker | None = None,
    ) -> None:
        headers = {"Authorization": f"DeepL-Auth-Key {secret}"}
        super().__init__(url, name=name, key=key, local=local, seconds=seconds, breaker=breaker, headers=headers)
        self._codes: Codes = (frozenset(), frozenset())
        self._asked: float | None = None

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; never longer than `seconds` in all."""
        deadline = self._within(deadline)
        try:
            pair = _pair(source, target, self._languages(deadline))
            if pair is None:
                return None
            asked = {"source_lang": pair[0], "target_lang": pair[1], **_context(hints)}
            parts = batches(texts, BATCH_TEXTS, BATCH_BYTES, lambda text: len(packed(text)))
            return [answer for batch in parts for answer in self._batch(batch, asked, deadline)]
        except Refused as refused:
            log.warning("translation refused", source=source, target=target, texts=len(texts), why=str(refused))
            return None

    def offered(self, deadline: float) -> list[str]:
        """What it takes from and into, in its own codes; raises `Unavailable`."""
        self._asked = None
        sources, targets = self._languages(self._within(deadline))
        return [f"{' '.join(sorted(sources))} > {' '.join(sorted(targets))}"] if sources else []

    def _languages(self, deadline: float) -> Codes:
        """Asked once an hour; a server that does not say is taken to offer everything."""
        if self._asked is None or time.monotonic() - self._asked >= LANGUAGES_SECONDS:
            try:
                self._codes = (self._listed("source", deadline), self._listed("target", deadline))
            except Refused:
                self._codes = (frozenset(), frozenset())
            self._asked = time.monotonic()
        return self._codes

    def _listed(self, which: str, deadline: float) -> frozenset[str]:
        return self._ask("GET", f"/v2/languages?type={which}", None, _read_languages, deadline)

    def _batch(self, texts: list[str], asked: dict[str, str], deadline: float) -> list[str]:
        body = {"text": texts, **asked}
        return self._ask("POST", "/v2/translate", body, lambda said: _read_texts(said, len(texts)), deadline)


def _pair(source: str, target: str, codes: Codes) -> tuple[str, str] | None:
    sources, targets = codes
    primary = source.split("-")[0].upper()
    from_ = _first([_SOURCES.get(source, primary)], sources)
    to = _first(_TARGETS.get(target) or (target.upper(), target.split("-")[0].upper()), targets)
    return (from_, to) if from_ and to else None


def _first(wanted: Iterable[str], offered: frozenset[str]) -> str | None:
    return next((code for code in wanted if not offered or code in offered), None)


def _context(hints: Hints) -> dict[str, str]:
    """What the texts answer, and how words of theirs are said: read by the engine, neither translated nor billed."""
    said = [f"{term} = {means}" for term, means in hints.terms.items()]
    context = "\n".join([part for part in (hints.context, "; ".join(said)) if part])
    return {"context": context[:CONTEXT_SIZE]} if context else {}


def _read_texts(said: Any, count: int) -> list[str]:
    rows = said.get("translations") if isinstance(said, dict) else None
    texts = [row.get("text") if isinstance(row, dict) else None for row in rows] if isinstance(rows, list) else []
    strings = [text for text in texts if isinstance(text, str)]
    if not len(strings) == len(texts) == count:
        raise Failed("an answer of another shape than asked for", spent=True)
    return strings


def _read_languages(said: Any) -> frozenset[str]:
    if not isinstance(said, list) or not all(isinstance(one, dict) and "language" in one for one in said):
        raise Failed("a list of languages of another shape")
    return frozenset(str(one["language"]).upper() for one in said)
