"""Which Chinese a text in Chinese characters is, where a character tells, or whether it is Japanese."""

from collections.abc import Sequence

import regex

from redbridge.translation.rules.characters import (
    CANTONESE,
    CANTONESE_TOO,
    CHINESE,
    JAPANESE,
    MANDARIN,
    SIMPLIFIED,
    TRADITIONAL,
)  # fmt: skip
from redbridge.translation.rules.guess import Guess

# What an author's language says of characters that could be either.
_OF = {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "zh": "zh-Hans", "yue": "zh-Hant", "ja": "ja"}
_BOPOMOFO = regex.compile(r"\p{Bopomofo}")
_RELATION = regex.compile(r"[關关聯联干]係|係[數列統]")


def is_japanese(words: str, kana: float, han: float) -> bool:
    """By its kana, unless it has what Japanese never writes (our の is played with, theirs is quoted); else by kanji."""
    if any(c in CHINESE for c in words):
        return kana >= 2 * han
    return kana > 0 or any(c in JAPANESE for c in words)


def chinese(words: str, prior: Sequence[str]) -> Guess:
    """`yue`, `zh-Hans`, `zh-Hant`, or what the author's languages say, or `zh`."""
    if _is_cantonese(words):
        return Guess("yue", 0.9)
    hans = sum(c in SIMPLIFIED for c in words)
    hant = sum(c in TRADITIONAL for c in words) + len(_BOPOMOFO.findall(words))
    if hans != hant:
        return Guess("zh-Hans" if hans > hant else "zh-Hant", 0.6 + 0.39 * abs(hans - hant) / (hans + hant))
    own = next((_OF[language] for language in prior if language in _OF), None)
    return Guess(own, 0.7) if own else Guess("zh", 0.9)


def _is_cantonese(words: str) -> bool:
    """More of its own words than Mandarin ones; a single one that others write too is enough where no Mandarin is."""
    strong = sum(c in CANTONESE for c in words)
    weak = sum(c in CANTONESE_TOO for c in _RELATION.sub("", words))
    return (strong > 0 or weak > 0) and 2 * strong + weak > sum(c in MANDARIN for c in words)
