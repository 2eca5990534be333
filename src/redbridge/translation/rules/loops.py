"""Whether an engine runs in circles: says one thing over and over that its source does not."""

import re

import regex

_TOKEN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}_'’]+|\p{N}+")
# In a text with a letter for each of its words. Said three times or more, apart since 哈哈哈哈 in the source
# excuses ha ha ha ha, but no phrase said over and over.
_CRIES = re.compile(r"(.{1,2}?)\1{2,}", re.DOTALL)
_PHRASES = re.compile(r"(.{3,40}?)\1{2,}", re.DOTALL)
# In the text itself: noooooo, hahahaha, !!!!!!!!.
_STRETCHED = re.compile(r"(.{1,8}?)\1{2,}", re.DOTALL)
LONG_PHRASE = 8
STRETCH = 12
# So many words, and so few of them different.
MANY, FEW = 30, 0.2
_LETTERS, _NUMBER = 0xF0000, chr(0x10FFFF)


def loops(source: str, answer: str) -> bool:
    """One phrase four times on end (three for eight words and more) or hardly a new word, unless the source does the same."""
    told, own = _spelt(answer), _spelt(source)
    cried, noise = _stretched(source)
    if _too_often(_repeats(told, _CRIES), max(cried, _repeats(own, _CRIES))):
        return True
    if _too_often(_repeats(told, _PHRASES), _repeats(own, _PHRASES)) or _poorer(told, own):
        return True
    now, louder = _stretched(answer)
    return now >= max(STRETCH, 2 * cried + 1) or louder >= max(STRETCH, 2 * noise + 1)


def words_in(s: str) -> list[str]:
    """Its words, lower case; of Chinese and Japanese its characters."""
    return _TOKEN.findall(s.lower())


def _too_often(times: int, own: int) -> bool:
    return times >= 4 and times > 2 * own


def _poorer(told: str, own: str) -> bool:
    return len(told) >= MANY and _variety(told) < FEW and _variety(told) < _variety(own) / 2


def _variety(words: str) -> float:
    return len(set(words)) / len(words) if words else 1.0


def _spelt(s: str) -> str:
    """A letter for each word (one for all numbers, which count where words repeat), so that phrases are strings."""
    letters: dict[str, str] = {}
    return "".join(
        _NUMBER if word.isnumeric() else letters.setdefault(word, chr(_LETTERS + len(letters) % 0x1FFFF))
        for word in words_in(s)
    )


def _repeats(words: str, said: re.Pattern[str]) -> int:
    """How often the most repeated phrase stands in a row; of a long one the third time counts as fourth."""
    runs = [(len(run[0]) // len(run[1]), run[1]) for run in said.finditer(words)]
    phrases = [(times, phrase) for times, phrase in runs if len(phrase) < 3 or len(set(phrase)) > 1]
    return max((times + (len(phrase) >= LONG_PHRASE) for times, phrase in phrases), default=0)


def _stretched(s: str) -> tuple[int, int]:
    """How often something short stands in a row, letters and signs apart; space does not count."""
    runs = [(len(run[0]) // len(run[1]), run[1].isalnum()) for run in _STRETCHED.finditer("".join(s.lower().split()))]
    return max((n for n, letters in runs if letters), default=1), max((n for n, letters in runs if not letters), default=1)
