"""Pairs of languages in the codes of packages."""

import re
from collections.abc import Iterable

from redbridge.translation.packages.words import CannotPull

PIVOT = "en"
_PAIR = re.compile(r"([a-z]{2,3}(?:-(?:Hans|Hant|[A-Z]{2}))?)(?:-|_|>)([a-z]{2,3}(?:-(?:Hans|Hant|[A-Z]{2}))?)")
_CODES = {"zh-Hans": "zh", "zh-CN": "zh", "zh-Hant": "zt", "zh-TW": "zt", "pt-BR": "pb", "no": "nb"}
Pair = tuple[str, str]


def pair(word: str) -> Pair:
    """`en-zh`, `zh-Hant>en` and the like, in the codes of packages; raises CannotPull."""
    found = _PAIR.fullmatch(word)
    if not found:
        raise CannotPull(f"{word[:80]!r} is neither a pair of languages like en-zh nor a file.")
    return coded(found[1]), coded(found[2])


def coded(language: str) -> str:
    """One of our codes as packages have it."""
    return _CODES.get(language) or language.partition("-")[0]


def of_site(languages: Iterable[str]) -> list[Pair]:
    """What a site with these languages needs: each to English and back."""
    others = dict.fromkeys(code for code in map(coded, languages) if code != PIVOT)
    return [step for other in others for step in ((other, PIVOT), (PIVOT, other))]
