"""Whether an engine's answer can be shown: engines fall silent, run on, and repeat themselves."""

from itertools import pairwise

import regex

from redbridge.kernel.text import width

_TOKEN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\p{L}\p{M}\p{N}_'’]+")
_WORDS = regex.compile(r"\p{L}")
LONGEST_PHRASE = 40
# One Chinese character (two units) can be ten Latin letters; short answers need room to begin with.
ROOM, GROWTH = 40, 5
NAME_WIDTH = 20


def acceptable(source: str, answer: str) -> bool:
    """Not empty, not absurdly long, not in a loop, and not a longer text handed back as it came."""
    longest = ROOM + GROWTH * width(source)
    if not _WORDS.search(answer) or len(answer) > longest or width(answer) > longest:
        return False
    if answer.split() == source.split():
        return width(source) <= NAME_WIDTH
    return not _loops(source, answer)


def _loops(source: str, answer: str) -> bool:
    """One phrase four times on end (three for eight words and more), unless the source does much the same."""
    own = _repeats(source)
    # 天天 and 谢谢谢谢 are how Chinese is written: only from three on does it repeat itself.
    return _repeats(answer) >= 4 and (own < 3 or _repeats(answer) > 2 * own)


def _repeats(s: str) -> int:
    """How often a phrase of up to 40 words stands in a row; of a long one the third time counts as fourth."""
    tokens = _TOKEN.findall(s.lower())
    most = 1
    for size in range(1, min(LONGEST_PHRASE, len(tokens) // 2) + 1):
        times = _run(tokens, size) // size + 1
        most = max(most, times + 1 if size >= 8 and times >= 3 else times)
    return most


def _run(tokens: list[str], size: int) -> int:
    """The longest stretch in which each token is the one `size` before it."""
    breaks = [
        -1,
        *(i for i in range(len(tokens) - size) if tokens[i] != tokens[i + size]),
        len(tokens) - size,
    ]
    return max(b - a - 1 for a, b in pairwise(breaks))
