"""Which engines may be asked for a text, and in which order."""

from collections.abc import Sequence

from django.conf import settings

from redbridge.translation.addresses import Address, addresses, with_key
from redbridge.translation.engines.opening import opened
from redbridge.translation.engines.protocol import Engine


def configured() -> tuple[Address, ...]:
    """The engines of the host's settings, in order of preference."""
    return with_key(addresses(settings.REDBRIDGE_TRANSLATION_URL), settings.REDBRIDGE_TRANSLATION_KEY)


def chosen(source: str, target: str, private: bool = False) -> Sequence[Engine]:
    """The engines to ask for this pair, in order of preference.

    `private`, for text that is not public: those that are local, and after them the others where the host allows it.
    """
    return [opened(address) for address in _open_to(private) if address.takes(source, target)]


def private_goes_out() -> bool:
    """Whether text that is not public may leave for an engine that is not local: readers are told."""
    return any(not address.local for address in _open_to(private=True))


def _open_to(private: bool) -> Sequence[Address]:
    found = configured()
    if not private:
        return found
    others = found if settings.REDBRIDGE_TRANSLATE_PRIVATE == "yes" else ()
    return [*(one for one in found if one.local), *(one for one in others if not one.local)]
