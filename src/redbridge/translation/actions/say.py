"""The one call for what is said now: messages, lines of a live room."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import structlog

from redbridge.kernel.reading import is_left, languages_of
from redbridge.translation.actions.rendering import render
from redbridge.translation.engines import Unavailable
from redbridge.translation.rules import UNKNOWN, language_of, translatable

log = structlog.get_logger(__name__)
SECONDS = 3.0
"""What is said now and comes later than that is better read in the original."""


@dataclass(frozen=True)
class Said:
    """`text` in `language`; `by` "human", "memory" or "engine", with `engine` to name, or "" for the words as they were said."""

    text: str
    language: str
    by: str = ""
    engine: str = ""


def say(text: str, source: str, reads: Sequence[str], private: bool, seconds: float = SECONDS) -> Said:
    """A line in the first of the languages somebody reads, best first, or as it was said. Never raises.

    `reads` as `accounts.access.reads` gives it: what somebody wants as it was written stays so.

    `source` "": we find out. `private` text goes to local engines only and is not remembered. Takes up to `seconds`,
    so it is for jobs and for the hub's own threads, not for pages.
    """
    try:
        return _said(text, source or language_of(text, languages_of(reads)), reads, private, time.monotonic() + seconds)
    except Unavailable as error:
        log.warning("say.unavailable", why=str(error))
    except Exception:
        # Somebody waits for this line: whatever broke, the original is better than none.
        log.exception("say.failed")
    return Said(text, source or UNKNOWN)


def _said(text: str, source: str, reads: Sequence[str], private: bool, until: float) -> Said:
    languages = languages_of(reads)
    for target in [] if source in languages or is_left(reads, source) else translatable(source, languages):
        left = until - time.monotonic()
        made = render({"text": text}, source, target, not private, seconds=left) if left > 0 else None
        if made:
            return Said(made.texts["text"], target, made.by, made.engine)
    return Said(text, source)
