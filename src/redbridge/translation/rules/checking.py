"""Whether an engine's answer can be shown: engines fall silent, run on, and repeat themselves."""

import re

import regex

_TOKEN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}\p{N}_'’]+")
_LETTER = regex.compile(r"\p{L}")
_CJK = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
# One Chinese character (counted as two) can be ten Latin letters; short answers need room to begin with.
ROOM, GROWTH = 40, 5
NAME_SIZE = 20
# In a text with a letter for each of its words. Said three times or more, apart since 哈哈哈哈 in the source
# excuses ha ha ha ha, but no phrase said over and over.
_CRIES = re.compile(r"(.{1,2}?)\1{2,}", re.DOTALL)
_PHRASES = re.compile(r"(.{3,40}?)\1{2,}", re.DOTALL)
LONG_PHRASE = 8


def acceptable(source: str, answer: str) -> bool:
    """Not empty, not absurdly long, not in a loop, and not a longer text handed back as it came."""
    if not _LETTER.search(answer) or _size(answer) > ROOM + GROWTH * _size(source):
        return False
    if answer.split() == source.split():
        return _size(source) <= NAME_SIZE
    return not _loops(source, answer)


def _size(s: str) -> int:
    """Letters, a Chinese, Japanese or Korean one counted twice."""
    return len(s) + len(_CJK.findall(s))


def _loops(source: str, answer: str) -> bool:
    """One phrase four times on end (three for eight words and more), unless the source does much the same."""
    told, own = _spelt(answer), _spelt(source)
    return any(_too_often(_repeats(told, said), _repeats(own, said)) for said in (_CRIES, _PHRASES))


def _too_often(times: int, own: int) -> bool:
    return times >= 4 and times > 2 * own


def _spelt(s: str) -> str:
    """A letter for each word, so that a search for repeated phrases is one for repeated letters."""
    letters: dict[str, str] = {}
    return "".join(letters.setdefault(word, chr(0xF0000 + len(letters))) for word in _TOKEN.findall(s.lower()))


def _repeats(words: str, said: re.Pattern[str]) -> int:
    """How often the most repeated phrase stands in a row; of a long one the third time counts as fourth."""
    runs = [(len(run[0]) // len(run[1]), run[1]) for run in said.finditer(words)]
    phrases = [(times, phrase) for times, phrase in runs if len(phrase) < 3 or len(set(phrase)) > 1]
    return max((times + (len(phrase) >= LONG_PHRASE) for times, phrase in phrases), default=0)
