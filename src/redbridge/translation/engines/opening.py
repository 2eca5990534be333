"""From an address to the engine behind it."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from redbridge.translation.addresses import Address
from redbridge.translation.engines import deepl
from redbridge.translation.engines.chat import Chat
from redbridge.translation.engines.deepl import DeepL
from redbridge.translation.engines.inprocess import InProcess
from redbridge.translation.engines.libretranslate import LibreTranslate
from redbridge.translation.engines.protocol import Engine


@lru_cache(maxsize=64)
def opened(address: Address) -> Engine:
    """Kept for the life of the process: it knows the engine's languages and whether it is down.

    What it does is neither counted nor bounded by the address's pairs and budget: see `chosen` for that.
    """
    url, secret, key, local, seconds = address.url, address.secret, address.key, address.local, address.seconds
    match address.kind:
        case "deepl":
            return DeepL(url or deepl.host(secret), secret, name=address.name or "DeepL", key=key, local=local, seconds=seconds)
        case "openai":
            return Chat(url, secret, address.model, name=address.name, key=key, local=local, seconds=seconds)
        case "libretranslate":
            return LibreTranslate(url, secret, name=address.name or "LibreTranslate", key=key, local=local, seconds=seconds)
    return InProcess(Path(url) if url else Path(settings.REDBRIDGE_DATA) / "engines")


def serving(address: Address, source: str, target: str) -> Engine | None:
    """The engine for one pair, None where it is known to lack it: in process each pair is an engine of its own."""
    engine = opened(address)
    return engine.serving(source, target) if isinstance(engine, InProcess) else engine
