"""A judge behind a chat endpoint that speaks OpenAI's protocol."""

import time
from collections.abc import Collection, Sequence
from functools import lru_cache

from redbridge.moderation.judge import rules
from redbridge.moderation.judge.rules import Opinion, Read
from redbridge.translation.addresses import addresses
from redbridge.translation.engines.chat import Chat

SECONDS = 30.0


class Judge(Chat):
    """See `Chat`; `judge` in the place of `translate`."""

    def judge(self, policy: Sequence[Read], subject: dict[str, str], known: Collection[str]) -> Opinion | None:
        """Its opinion; None for an answer of another shape. Raises `Refused` or `Unavailable`."""
        body = {"model": self._model, "stream": False, "temperature": 0, "messages": rules.messages(policy, subject)}
        return rules.read(self._say(body, self._within(time.monotonic() + SECONDS)), known)


@lru_cache(maxsize=4)
def judges(value: str) -> tuple[Judge, ...]:
    """Those of a setting, in order; kept for the life of the process, since each knows whether it is down."""
    return tuple(
        Judge(one.url, one.secret, one.model, name=one.name, key=one.key, local=one.local, seconds=SECONDS)
        for one in addresses(value)
    )
