"""How text is read and kept whole on its way through an engine: plain Python, no Django."""

from collections.abc import Iterable

from redbridge.translation.rules.carrying import Carried, carry
from redbridge.translation.rules.detecting import detect, language_of
from redbridge.translation.rules.guess import UNKNOWN, Guess
from redbridge.translation.rules.hashing import text_hash
from redbridge.translation.rules.protecting import Piece, Protected, protect

__all__ = [
    "UNKNOWN",
    "Carried",
    "Guess",
    "Piece",
    "Protected",
    "carry",
    "detect",
    "language_of",
    "protect",
    "text_hash",
    "translatable",
]


def translatable(language: str, targets: Iterable[str]) -> list[str]:
    """Those of `targets` to render a text in: none for `und`, and not its own language in another script."""
    if language == UNKNOWN:
        return []
    own = language.split("-")[0]
    return [target for target in targets if target.split("-")[0] != own]
