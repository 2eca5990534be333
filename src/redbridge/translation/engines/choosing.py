"""Which engines may be asked for a text, and in which order."""

from collections.abc import Sequence
from itertools import permutations

from django.conf import settings

from redbridge.translation.addresses import Address, addresses, with_key
from redbridge.translation.engines.counted import Counted
from redbridge.translation.engines.opening import serving
from redbridge.translation.engines.protocol import Engine

OWN = "local:"
"""Where no engine is named, packages in the data folder are one."""


def configured() -> tuple[Address, ...]:
    """The engines of the host's settings, in order of preference."""
    return with_key(addresses(settings.REDBRIDGE_TRANSLATION_URL or OWN), settings.REDBRIDGE_TRANSLATION_KEY)


def chosen(source: str, target: str, private: bool = False) -> Sequence[Engine]:
    """The engines to ask for this pair, one after another, in order of preference.

    One that rests after failing says so at once (`Unavailable`), one whose budget is used up gives None at once; both
    keep their place, since what they said before is still remembered under their key. `private`, for text that is not
    public: those that are local, and after them the others where the host allows it.
    """
    found = ((address, serving(address, source, target)) for address in _open_to(private))
    return [Counted(engine, address) for address, engine in found if engine and address.takes(source, target)]


def translates() -> bool:
    """Whether anything is there to ask between the site's own languages; a server that is named counts while it is down."""
    return any(chosen(source, target) for source, target in permutations(settings.REDBRIDGE_LANGUAGES, 2))


def private_goes_out() -> bool:
    """Whether text that is not public may leave for an engine that is not local: readers are told."""
    return any(not address.local for address in _open_to(private=True))


def _open_to(private: bool) -> Sequence[Address]:
    found = configured()
    if not private:
        return found
    others = found if settings.REDBRIDGE_TRANSLATE_PRIVATE == "yes" else ()
    return [*(one for one in found if one.local), *(one for one in others if not one.local)]


