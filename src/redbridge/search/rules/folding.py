"""Many spellings, one form: case, accents, widths, Traditional and Simplified characters, English endings."""

import unicodedata
from functools import cache, lru_cache
from typing import Any

import regex

from redbridge.kernel.text import clean

_ACCENTS = regex.compile(r"[\u0300-\u036F]")
# Letters that Unicode does not take apart, as people without them on their keyboard type them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "ð": "d", "þ": "th", "’": "'"})
_HAN = regex.compile(r"\p{Han}")
_VOWEL = regex.compile(r"[aeiouy]")
_DOUBLED = regex.compile(r"([bdfgmnprt])\1$")


def fold(text: str) -> str:
    """The form that is compared. Chinese becomes Simplified; marks that are letters (Thai, Hindi) stay."""
    text = unicodedata.normalize("NFKD", clean(text)).casefold()
    text = unicodedata.normalize("NFC", _ACCENTS.sub("", text)).translate(_PLAIN)
    return str(_simplified().convert(text)) if _HAN.search(text) else text


@cache
def _simplified() -> Any:
    """Imported late: the dictionary takes 20 ms and is for those who search, not for every process."""
    from opencc import OpenCC

    return OpenCC("t2s")


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """An English word without -s, -ed and -ing: step 1 of Porter, "An algorithm for suffix stripping" (1980), and final e.

    `cats` gives cat, `cities` city, `baking` and `baked` bak as `bake` does. Words of three letters and others' scripts stay.
    """
    if len(word) < 4 or not word.isascii() or not word.isalpha():
        return word
    word = _singular(word)
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and len(root) > 2 and _VOWEL.search(root):
            word = _DOUBLED.sub(r"\1", root)
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
