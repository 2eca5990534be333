"""Who translates: one protocol, engines chosen by the host's settings."""

from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.engines.libretranslate import LibreTranslate
from redbridge.translation.engines.protocol import NO_HINTS, Engine, Hints

__all__ = ["NO_HINTS", "Engine", "Hints", "Unavailable", "chosen"]


def chosen(source: str, target: str, private: bool = False) -> Sequence[Engine]:
    """The engines to ask for this pair, in order of preference; for `private` text only those that are local."""
    url = settings.REDBRIDGE_TRANSLATION_URL
    found = [_engine(url, settings.REDBRIDGE_TRANSLATION_KEY)] if url else []
    return [engine for engine in found if engine.local or not private]


@lru_cache(maxsize=4)
def _engine(url: str, key: str) -> Engine:
    """Kept for the life of the process: it knows the engine's languages and whether it is down."""
    return LibreTranslate(url, key)
