"""Whether an answer is plainly in another language than the one asked for."""

import unicodedata

import regex

from redbridge.translation.rules.detecting import detect
from redbridge.translation.rules.loops import words_in

_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Bopomofo}]")
_SCRIPTS = {
    "zh": regex.compile(r"[\p{Han}\p{Bopomofo}]"), "yue": regex.compile(r"\p{Han}"), "ko": regex.compile(r"\p{Hangul}"),
    "ja": regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]"), "ru": regex.compile(r"\p{Cyrillic}"),
    "uk": regex.compile(r"\p{Cyrillic}"), "ar": regex.compile(r"\p{Arabic}"), "hi": regex.compile(r"\p{Devanagari}"),
    "th": regex.compile(r"\p{Thai}"),
}  # fmt: skip
_LATIN = regex.compile(r"\p{Latin}")
_LETTER = regex.compile(r"\p{L}")
_SISTERS = {"yue": "zh"}
NEW, ENOUGH = 4, 32
"""Letters that the source has not, from which an answer is looked at, and from which detection is believed."""
SURE, STRANGE = 0.79, 6


def foreign(source: str, answer: str, target: str) -> bool:
    """Not a letter of the target's script, or told as another language. What is taken over from the source is excused."""
    base, answer = _base(target), unicodedata.normalize("NFKC", answer)
    own = set(words_in(source))
    rest = [word for word in words_in(answer) if word not in own]
    if _letters(" ".join(rest)) < NEW:
        return False
    script = _SCRIPTS.get(base, _LATIN)
    if not script.search(answer) or _strange(source, "".join(rest), script):
        return True
    new = " ".join(rest) if base not in ("zh", "yue", "ja") else answer
    if _letters(new) < ENOUGH:
        return False
    guess = detect(answer, (target,))
    return guess.confidence > SURE and _base(guess.language) not in (base, "und")


def _letters(words: str) -> int:
    """Those of Chinese, Japanese and Korean counted four times."""
    return len(_LETTER.findall(words)) + 3 * len(_CJK.findall(words))


def _strange(source: str, words: str, script: regex.Pattern[str]) -> bool:
    """New words in letters that are neither the target's nor Latin nor the source's: six and more, and a fifth of all."""
    other = [c for c in words if c.isalpha() and not script.match(c) and not _LATIN.match(c)]
    if len(other) < STRANGE or len(other) * 5 <= len(words):
        return False
    return not {_written(c) for c in other} <= {_written(c) for c in source if c.isalpha()}


def _written(c: str) -> str:
    """Roughly its script: the first word of its name."""
    return unicodedata.name(c, "").partition(" ")[0]


def _base(language: str) -> str:
    base = language.split("-")[0]
    return _SISTERS.get(base, base)
