"""An engine behind any chat endpoint that speaks OpenAI's protocol: vLLM, Ollama, llama.cpp, hosted models."""

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from typing import Any

import structlog

from redbridge.translation.engines import chat_answers, chat_words
from redbridge.translation.engines.batches import batches
from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.errors import Failed, Refused, Unavailable
from redbridge.translation.engines.protocol import NO_HINTS, Hints
from redbridge.translation.engines.remote import RETRY_AFTER, TOTAL_SECONDS, Remote

log = structlog.get_logger(__name__)

BATCH_TEXTS, BATCH_CHARACTERS, AT_ONCE = 10, 1_500, 4
"""Small requests, several at once: a model's time grows with the words it says."""
FEW = 3
_VERSION = re.compile(r"/v\d\w*(/|$)")
_MANNERS: tuple[dict[str, Any], ...] = (
    {"temperature": 0, "response_format": chat_words.FORMAT},
    {"temperature": 0},
    {},
)
"""What goes along with the words, down to what every server takes: some know no schema, some models no temperature."""


class Chat(Remote):
    """`url` is the base address, with or without `/v1`; `model` as the server names it."""

    def __init__(
        self,
        url: str,
        secret: str,
        model: str,
        *,
        name: str = "",
        key: str = "openai",
        local: bool = False,
        seconds: float = TOTAL_SECONDS,
        breaker: Breaker | None = None,
    ) -> None:
        headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        super().__init__(url, name=name or model, key=key, local=local, seconds=seconds, breaker=breaker, headers=headers)
        self._model = model
        self._path = "" if _VERSION.search(self._url.partition("://")[2]) else "/v1"
        self._manner = 0
        self._lost = 0
        """Calls in a row without one usable answer."""

    def translate(
        self, texts: list[str], source: str, target: str, deadline: float, hints: Hints = NO_HINTS
    ) -> list[str] | None:
        """See `Engine.translate`; "" for a text whose answer is no translation."""
        deadline = self._within(deadline)
        try:
            return self._all(texts, (source, target), hints, deadline)
        except Refused as refused:
            log.warning("translation refused", source=source, target=target, texts=len(texts), why=str(refused))
            return None

    def _all(self, texts: list[str], pair: tuple[str, str], hints: Hints, deadline: float) -> list[str]:
        """What reads like an order to a model goes alone: should it be obeyed, no other text suffers."""
        calm = list(batches([text for text in texts if not chat_words.orders(text)], BATCH_TEXTS, BATCH_CHARACTERS))
        parts = [*calm, *([text] for text in texts if chat_words.orders(text))]
        with ThreadPoolExecutor(min(AT_ONCE, len(parts)) or 1) as threads:
            answers = list(threads.map(lambda batch: self._batch(batch, pair, hints, deadline), parts))
        self._mind(texts, answers)
        told = dict(zip(chain(*parts), chain(*answers), strict=True))
        return [told[text] for text in texts]

    def _mind(self, texts: list[str], answers: list[list[str]]) -> None:
        """A model that understands nothing, call after call, is as good as down: the next engine is asked instead."""
        self._lost = 0 if not texts or any(chain(*answers)) else self._lost + 1
        if self._lost >= FEW:
            raise Unavailable(RETRY_AFTER, "answers, but not with translations", spent=True)

    def _batch(self, texts: list[str], pair: tuple[str, str], hints: Hints, deadline: float) -> list[str]:
        """Together; where that gave no sound answer one by one, since one text may have spoilt it for all."""
        together = self._complete(texts, pair, hints, deadline)
        if together is not None:
            return together
        return [""] if len(texts) == 1 else self._singly(texts, pair, hints, deadline)

    def _singly(self, texts: list[str], pair: tuple[str, str], hints: Hints, deadline: float) -> list[str]:
        """Each alone. An engine that answers nonsense to the first few is not asked for the rest."""
        answers: list[str] = []
        for text in texts:
            hopeless = len(answers) >= FEW and not any(answers)
            answer = None if hopeless else self._complete([text], pair, hints, deadline)
            answers += answer or [""]
        return answers

    def _complete(self, texts: list[str], pair: tuple[str, str], hints: Hints, deadline: float) -> list[str] | None:
        """The translations, None where the model said something else; in the best manner the server takes."""
        body = {"model": self._model, "stream": False, "messages": chat_words.messages(texts, *pair, hints)}
        for number in range(self._manner, len(_MANNERS)):
            try:
                answer = self._say({**body, **_MANNERS[number]}, deadline)
            except Refused as refused:
                if refused.status not in (400, 422) or number + 1 == len(_MANNERS):
                    raise
                continue
            self._manner = number
            return chat_answers.read(answer, texts)
        raise AssertionError

    def _say(self, body: dict[str, Any], deadline: float) -> str:
        return self._ask("POST", f"{self._path}/chat/completions", body, _content, deadline)


def _content(said: Any) -> str:
    """What the model said; "" where it declined."""
    try:
        message = said["choices"][0]["message"]
        content = message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Failed("an answer of another shape than asked for", spent=True) from None
    if content is not None and not isinstance(content, str):
        raise Failed("an answer of another shape than asked for", spent=True)
    return content or ""
