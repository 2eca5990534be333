"""Text cut into lexemes, as they are kept and as they are asked for."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from redbridge.search.rules.folding import fold, stem

LONGEST = 60
"""Code points of a lexeme; what is longer is cut, in text and question alike."""
_ENOUGH = 20_000
_UNSPACED = r"\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー"
_RUN = regex.compile(
    rf"""(?P<han>\p{{Han}}+)
    | (?P<unspaced>[{_UNSPACED}]+)
    | (?P<word>[[\p{{L}}\p{{M}}\p{{N}}]--[\p{{Han}}{_UNSPACED}]]+ (?:'\p{{Latin}}+)*)
    | (?P<emoji>(?:[\p{{Emoji_Presentation}}[\p{{Extended_Pictographic}}--[©®™‼⁉〰ℹ㊗㊙]]])""" r"""\p{Emoji_Modifier}?)""",
    regex.VERBOSE | regex.VERSION1,
)


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Kind (han, unspaced, word, emoji) and folded text of each run, in order; everything else is a gap."""
    for found in _RUN.finditer(fold(text[:_ENOUGH])):
        run = found[0]
        if found.lastgroup == "word":
            run = run.removesuffix("'s").replace("'", "")
        yield str(found.lastgroup), run


def lexemes(text: str) -> set[str]:
    """All that a text is found by."""
    found: set[str] = set()
    for kind, run in runs(text):
        if kind == "han":
            found |= _of_han(run)
        elif kind == "unspaced":
            found |= set(run) | set(pairs(run))
        elif kind == "word":
            found |= {run[:LONGEST], stem(run)[:LONGEST]}
        else:
            found.add(run[:1])
    return found


@lru_cache(maxsize=1 << 13)
def _of_han(run: str) -> frozenset[str]:
    """Words and the words in them, single characters, and pairs across a seam beside a single character.

    The last find what the dictionary does not know: 交|猫|税 gives 猫税, which somebody will ask for.
    """
    words = cut(run)
    found = set(run) | set(words)
    for word in words:
        if len(word) > 2:
            found |= set(parts(word))
    found |= {one[-1] + two[0] for one, two in pairwise(words) if 1 in (len(one), len(two))}
    return frozenset(word[:LONGEST] for word in found)


def cut(run: str) -> list[str]:
    """A run of Chinese in words of the dictionary; what it does not know falls into single characters."""
    import rjieba

    return list(rjieba.cut(run, False))


def parts(word: str) -> list[str]:
    """The words within a long word, without itself."""
    import rjieba

    return [part for part in rjieba.cut_for_search(word, False) if part != word]


def pairs(run: str) -> list[str]:
    """Neighbouring characters two by two; a single one stands for itself."""
    return [run[at : at + 2] for at in range(len(run) - 1)] or [run]
