"""Words as Moses cuts and joins them, for packages that were trained on such: no lists of abbreviations, so their full
stops come apart."""

import html
from collections.abc import Iterable, Sequence

import regex

_APART = regex.compile(r"([^\p{L}\p{N}\p{M}\s.'`,\-])")
_COMMA = regex.compile(r"(?<!\p{N}),|,(?!\p{N})")
_DOTS = regex.compile(r"\.{2,}")
_LETTER = r"[\p{L}\p{M}]"
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."})
_ESCAPES = {"&": "&amp;", "|": "&#124;", "<": "&lt;", ">": "&gt;", "'": "&apos;", '"': "&quot;", "[": "&#91;", "]": "&#93;"}
_APOSTROPHE = {
    "en": regex.compile(rf"(?<={_LETTER})'(?={_LETTER})|(?<=\p{{N}})'(?=s\b)"),
    "fr": regex.compile(rf"(?<={_LETTER})'(?={_LETTER})"),
}
_LIKE_FRENCH = ("fr", "it", "ca", "ga")
_OPENING, _CLOSING = frozenset("([{¿¡$£€"), frozenset(",.?!:;%)]}") | {"..."}


def words(text: str, language: str) -> list[str]:
    """A sentence as a list of words and signs, escaped as Moses does."""
    spaced = _APART.sub(r" \1 ", text.translate(_QUOTES))
    spaced = _DOTS.sub(r" \g<0> ", _COMMA.sub(" , ", spaced))
    found = [part for word in _apostrophes(spaced, language).split() for part in _stop(word)]
    return ["".join(_ESCAPES.get(sign, sign) for sign in word) for word in found]


def sentence(words_: Iterable[str], language: str) -> str:
    """Words and signs as a sentence again."""
    text, before, open_ = "", " ", False
    for word in map(html.unescape, words_):
        glued = word in _CLOSING or before in _OPENING or (word.startswith("'") and len(word) > 1)
        glued = glued or (language in _LIKE_FRENCH and before.endswith("'") and len(before) > 1) or (word == '"' and open_)
        text += word if glued or not text or (before == '"' and open_) else f" {word}"
        open_ = not open_ if word == '"' else open_
        before = word
    return text


def _apostrophes(text: str, language: str) -> str:
    """Where a word comes apart at its apostrophe; any other stands alone."""
    inside = _APOSTROPHE["fr" if language in _LIKE_FRENCH else "en"]
    joined = "'\0 " if language in _LIKE_FRENCH else " '\0"
    marked = inside.sub(joined, text) if language == "en" or language in _LIKE_FRENCH else text
    return regex.sub(r"'(?!\0)", " ' ", marked).replace("\0", "")


def _stop(word: str) -> Sequence[str]:
    """A full stop at the end comes off, but for `U.S.` and `...`."""
    stem = word.removesuffix(".")
    return (word,) if stem == word or not stem or "." in stem else (stem, ".")
