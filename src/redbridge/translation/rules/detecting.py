"""Which language a text is in: by script where that tells, then by a detector and its author's languages."""

import unicodedata
from collections.abc import Sequence

import regex

from redbridge.kernel.text import clean
from redbridge.translation.rules.characters import PARTICLES
from redbridge.translation.rules.chinese import chinese, is_japanese
from redbridge.translation.rules.guess import UNKNOWN, Guess
from redbridge.translation.rules.marks import marks
from redbridge.translation.rules.words import TOLD, english, telling

# A Chinese character says about as much as three Latin letters, a Korean or Japanese syllable as two.
_SCRIPTS = {
    "han": (regex.compile(r"\p{Han}"), 3),
    "kana": (regex.compile(r"[\p{Hiragana}\p{Katakana}]"), 2),
    "hangul": (regex.compile(r"\p{Hangul}"), 2),
    "bopomofo": (regex.compile(r"\p{Bopomofo}"), 3),
    "latin": (regex.compile(r"\p{Latin}"), 1),
    "other": (
        regex.compile(r"[\p{L}--\p{Han}--\p{Hiragana}--\p{Katakana}--\p{Hangul}--\p{Bopomofo}--\p{Latin}]", regex.V1),
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
_RENAMED = {"iw": "he", "no": "nb", "jw": "jv"}
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*")
_KANA_OR_HANGUL = regex.compile(r"[\p{Hiragana}\p{Katakana}\p{Hangul}]")
# East to west: outside of these bounds mass alone decides, inside of the narrower ones the author may.
MIXED, CLOSE = 6, 1.5
_ENOUGH = 4000
_SHORT = 24
_NAMES = 32


def detect(text: str, prior: Sequence[str] = ()) -> Guess:
    """The language of `text`; `prior`, what its author reads in order, settles what is short or unsure.

    Chinese in which no character tells Simplified from Traditional, by an author who reads neither, is plain `zh`.
    """
    words = _without_marks(clean(text[:_ENOUGH]))
    weights = {name: len(pattern.findall(words)) * weight for name, (pattern, weight) in _SCRIPTS.items()}
    if not any(weights.values()):
        return Guess(UNKNOWN, 0.0)
    east = weights["han"] + weights["kana"] + weights["hangul"] + weights["bopomofo"]
    west = weights["latin"] + weights["other"]
    if _east_wins(words, east, west, prior):
        return _eastern(words, weights, prior)
    return _western(words, prior) if weights["latin"] >= weights["other"] else _by_script(words, prior)


def language_of(text: str, prior: Sequence[str] = ()) -> str:
    """`detect`, as the site keeps it: Chinese that could be either script counts as Simplified."""
    language = detect(text, prior).language
    return "zh-Hans" if language == "zh" else language


def _without_marks(text: str) -> str:
    parts, at = [], 0
    for start, end in marks(text):
        parts.append(text[at:start])
        at = end
    return unicodedata.normalize("NFKC", " ".join([*parts, text[at:]]))


def _east_wins(words: str, east: int, west: int, prior: Sequence[str]) -> bool:
    """In a mixture whose sentence it is: by small words, else by the author's first language, else by mass."""
    if not (east and west and 1 / MIXED <= east / west <= MIXED):
        return east >= west
    ours = sum(c in PARTICLES for c in words) + len(_KANA_OR_HANGUL.findall(words)) / 2
    theirs = english(_tokens(words))
    if ours != theirs:
        return ours > theirs
    if prior and 1 / CLOSE <= east / west <= CLOSE:
        return prior[0].split("-")[0] in ("zh", "yue", "ja", "ko")
    return east >= west


def _eastern(words: str, weights: dict[str, int], prior: Sequence[str]) -> Guess:
    if weights["hangul"] > weights["han"] + weights["kana"]:
        return Guess("ko", 0.99)
    return Guess("ja", 0.98) if is_japanese(words, weights["kana"] / 2, weights["han"] / 3) else chinese(words, prior)


def _tokens(words: str) -> list[str]:
    return [word.lower().replace("’", "'") for word in _WORD.findall(words)]


def _western(words: str, prior: Sequence[str]) -> Guess:
    """A line's small words first, then the author's languages where it is short, else the detector."""
    tokens = _tokens(words)
    told, shares = telling(tokens, words)
    heard, sure = _heard(words, prior)
    own = [language for language in prior if language.split("-")[0] not in _NOT_LATIN]
    if told and (told == heard or _outweighs(shares, told, heard, heard in TOLD or heard in prior)):
        return Guess(told, 0.97 if told == heard else 0.8)
    if own and heard not in own and sum(map(len, tokens)) < _SHORT:
        return Guess(own[0], 0.6)
    return Guess(heard, 0.9 if sure else 0.5) if heard else Guess(told or (own or ["en"])[0], 0.3)


def _outweighs(shares: dict[str, float], told: str, heard: str, likely: bool) -> bool:
    """Whether small words beat the detector, which calls short lines English or Danish for want of better."""
    if not likely:
        return shares[told] >= 0.1
    return shares[told] >= 0.4 or shares[told] >= max(0.15, 2 * shares.get(heard, 0.0))


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
