"""Who translates: one protocol, engines chosen by the host's settings."""

from functools import lru_cache
from typing import Protocol

from django.conf import settings

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.libretranslate import LibreTranslate

__all__ = ["Engine", "Unavailable", "current"]


class Engine(Protocol):
    """One engine, shared by all threads of a process."""

    @property
    def name(self) -> str:
        """As readers see it beside a translation."""

    def translate(self, texts: list[str], source: str, target: str, deadline: float) -> list[str] | None:
        """Each of `texts` in `target` (BCP 47), in order; None where the engine lacks the pair or refuses.

        `deadline` is an instant of `time.monotonic()`. Raises `Unavailable` past it or when it is down.
        """


def current() -> Engine | None:
    """The engine of the settings, None without one."""
    url = settings.REDBRIDGE_TRANSLATION_URL
    return _engine(url, settings.REDBRIDGE_TRANSLATION_KEY) if url else None


@lru_cache(maxsize=4)
def _engine(url: str, key: str) -> Engine:
    """Kept for the life of the process: it knows the engine's languages and whether it is down."""
    return LibreTranslate(url, key)
