"""From an address to the engine behind it."""

from functools import lru_cache

from redbridge.translation.addresses import Address
from redbridge.translation.engines.libretranslate import LibreTranslate
from redbridge.translation.engines.protocol import Engine


@lru_cache(maxsize=64)
def opened(address: Address) -> Engine:
    """Kept for the life of the process: it knows the engine's languages and whether it is down.

    What it does is neither counted nor bounded by the address's pairs and budget: see `chosen` for that.
    """
    if address.kind == "inprocess":
        from redbridge.translation.engines.inprocess import InProcess

        return InProcess(address.url)
    return LibreTranslate(
        address.url, address.secret, name=address.name or "LibreTranslate", key=address.key, local=address.local
    )
