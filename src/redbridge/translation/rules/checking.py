"""Whether an engine's answer can be shown: engines fall silent, run on, repeat themselves, answer in another language."""

import regex

from redbridge.translation.rules import numbers
from redbridge.translation.rules.additions import adds
from redbridge.translation.rules.foreign import foreign
from redbridge.translation.rules.loops import loops, words_in
from redbridge.translation.rules.polarity import flipped

_LETTER = regex.compile(r"\p{L}")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
# One Chinese character (counted as two) can be ten Latin letters; short answers need room to begin with.
ROOM, GROWTH = 40, 5
# A text of some length does not shrink to a few words.
LONG, SHRUNK = 120, 8
NAME_SIZE = 20


def acceptable(source: str, answer: str, target: str = "") -> bool:
    """Not empty, not absurdly long or short, not in a loop, not a longer text handed back as it came.

    Nor with a number of its source lost, a yes for a no, an address of the engine's own; nor, where `target` says which
    is wanted, in another language.
    """
    if not _LETTER.search(answer) or not _of_a_size(_size(source), _size(answer)):
        return False
    if words_in(answer) == words_in(source):
        return _size(source) <= NAME_SIZE
    if flipped(source, answer) or adds(source, answer) or numbers.lost(source, answer) or loops(source, answer):
        return False
    return not (target and foreign(source, answer, target))


def _of_a_size(source: int, answer: int) -> bool:
    return answer <= ROOM + GROWTH * source and (source < LONG or answer * SHRUNK >= source)


def _size(s: str) -> int:
    """Letters, a Chinese, Japanese or Korean one counted twice."""
    return len(s) + len(_CJK.findall(s))
