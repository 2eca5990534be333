"""Which language a text is in: by script where that tells, then by a detector and its author's languages."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from redbridge.kernel.spans import spans
from redbridge.translation.rules.characters import CHINESE, SIMPLIFIED, TRADITIONAL
from redbridge.translation.rules.words import TOLD, telling

UNKNOWN = "und"
# A Chinese character says about as much as three Latin letters, a Korean or Japanese syllable as two.
_SCRIPTS = {
    "han": (regex.compile(r"\p{Han}"), 3),
    "kana": (regex.compile(r"[\p{Hiragana}\p{Katakana}]"), 2),
    "hangul": (regex.compile(r"\p{Hangul}"), 2),
    "latin": (regex.compile(r"\p{Latin}"), 1),
    "other": (
        regex.compile(r"[\p{L}--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Hangul}--\p{Latin}]", regex.V1),
        1,
    ),
}
# For scripts that the detector is silent on: the language most often written in them.
_BY_SCRIPT = {
    "Cyrillic": "ru", "Arabic": "ar", "Hebrew": "he", "Greek": "el", "Thai": "th", "Devanagari": "hi",
    "Bengali": "bn", "Tamil": "ta", "Telugu": "te", "Georgian": "ka", "Armenian": "hy", "Khmer": "km",
    "Lao": "lo", "Myanmar": "my", "Tibetan": "bo", "Mongolian": "mn", "Ethiopic": "am",
}  # fmt: skip
_FIRST_OF = {code: regex.compile(rf"\p{{{script}}}") for script, code in _BY_SCRIPT.items()}
# What the detector may say of a short line; rarer languages only where the author reads them.
_COMMON = TOLD | {
    "nl", "pl", "tr", "vi", "id", "ms", "sv", "da", "nb", "fi", "cs", "ro", "hu", "ru", "uk", "bg", "sr",
    "ar", "fa", "he", "hi", "bn", "ur", "th", "el",
}  # fmt: skip
_NOT_LATIN = ("zh", "yue", "ja", "ko", *_BY_SCRIPT.values(), "uk", "bg", "sr", "fa", "ur")
# What an author's language says of Chinese characters that could be either.
_CHINESE_OF = {"zh-Hans": "zh-Hans", "zh-Hant": "zh-Hant", "zh": "zh-Hans", "yue": "zh-Hant", "ja": "ja"}
_RENAMED = {"iw": "he", "no": "nb", "jw": "jv"}
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_ENOUGH = 4000
_SHORT = 24
_NAMES = 32


@dataclass(frozen=True)
class Guess:
    """`language` in BCP 47 (`und`: no words in it), `confidence` from 0 to 1."""

    language: str
    confidence: float


def detect(text: str, prior: Sequence[str] = ()) -> Guess:
    """The language of `text`; `prior`, what its author reads in order, settles what is short or unsure."""
    words = _without_spans(text[:_ENOUGH])
    weights = {name: len(pattern.findall(words)) * weight for name, (pattern, weight) in _SCRIPTS.items()}
    if not any(weights.values()):
        return Guess(UNKNOWN, 0.0)
    east = weights["han"] + weights["kana"] + weights["hangul"]
    west = weights["latin"] + weights["other"]
    if _east_wins(east, west, prior):
        return _eastern(words, weights, prior)
    return _western(words, prior) if weights["latin"] >= weights["other"] else _by_script(words, prior)


def _without_spans(text: str) -> str:
    parts, at = [], 0
    for span in spans(text):
        parts.append(text[at : span.start])
        at = span.end
    return unicodedata.normalize("NFKC", " ".join([*parts, text[at:]]))


def _east_wins(east: int, west: int, prior: Sequence[str]) -> bool:
    """Where neither side is half as much again as the other, the author's first language decides."""
    if prior and east and west and 2 / 3 <= east / west <= 3 / 2:
        return prior[0].split("-")[0] in ("zh", "yue", "ja", "ko")
    return east >= west


def _eastern(words: str, weights: dict[str, int], prior: Sequence[str]) -> Guess:
    if weights["hangul"] > weights["han"] + weights["kana"]:
        return Guess("ko", 0.99)
    if weights["kana"] and not _quotes_kana(words, weights):
        return Guess("ja", 0.98)
    return _chinese(words, prior)


def _quotes_kana(words: str, weights: dict[str, int]) -> bool:
    """Chinese that plays with の or quotes a Japanese word still has characters Japanese never uses."""
    return weights["kana"] < 2 * weights["han"] and any(c in CHINESE for c in words)


def _chinese(words: str, prior: Sequence[str]) -> Guess:
    hans = sum(c in SIMPLIFIED for c in words)
    hant = sum(c in TRADITIONAL for c in words)
    if hans != hant:
        return Guess("zh-Hans" if hans > hant else "zh-Hant", 0.6 + 0.39 * abs(hans - hant) / (hans + hant))
    own = next((_CHINESE_OF[language] for language in prior if language in _CHINESE_OF), None)
    return Guess(own, 0.7) if own else Guess("zh-Hans", 0.6)


def _western(words: str, prior: Sequence[str]) -> Guess:
    """A line's small words first, then the author's languages where it is short, else the detector."""
    tokens = [word.lower().replace("’", "'") for word in _WORD.findall(words)]
    told, share = telling(tokens)
    heard, sure = _heard(words, prior)
    own = [language for language in prior if language.split("-")[0] not in _NOT_LATIN]
    if told and (told == heard or share >= (0.4 if heard in TOLD or heard in prior else 0.1)):
        return Guess(told, 0.97 if told == heard else 0.8)
    if own and heard not in own and sum(map(len, tokens)) < _SHORT:
        return Guess(own[0], 0.6)
    return Guess(heard, 0.9 if sure else 0.5) if heard else Guess(told or (own or ["en"])[0], 0.3)


def _heard(words: str, prior: Sequence[str]) -> tuple[str, bool]:
    """What CLD2 hears and whether it is sure; "" where that is nothing one would expect."""
    import pycld2

    try:
        sure, _, found = pycld2.detect(words, isPlainText=True, bestEffort=True)
    except pycld2.error:
        return "", False
    language = _RENAMED.get(found[0][1], found[0][1])
    # Names and cries in plain letters come out as Danish or Finnish.
    known = TOLD if words.isascii() and len(words) < _NAMES else _COMMON
    return (language, bool(sure)) if language in known or language in prior else ("", False)


def _by_script(words: str, prior: Sequence[str]) -> Guess:
    heard, sure = _heard(words, prior)
    if heard in _NOT_LATIN:
        return Guess(heard, 0.95 if sure else 0.6)
    code = next((code for code, first in _FIRST_OF.items() if first.search(words)), UNKNOWN)
    return Guess(code, 0.5 if code != UNKNOWN else 0.0)
