"""Patterns that can be read in exponentially many ways, such as (a+)+.

RE2 takes even these in linear time; but a pack is data that others read too, with engines that would hang, and whoever wrote
one meant something simpler. Found by counting in how many ways a repeat reads a run of one character. What Python's parser
cannot read is left to RE2.
"""

import re
from collections.abc import Callable, Iterator
from re import _constants as signs  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

RUN = 12
"""Characters of the run."""
WAYS = 64
"""A repeat that reads it in more has another inside it; (a|aa)+ has 233."""
USUAL = "aA0 .-_一"
"""Runs of these are tried, and of the first characters that the pattern names itself."""
TRIED = 24
_REPEATS = (signs.MAX_REPEAT, signs.MIN_REPEAT)
_SETS: dict[Any, Callable[[str], bool]] = {
    signs.CATEGORY_DIGIT: str.isdigit, signs.CATEGORY_NOT_DIGIT: lambda char: not char.isdigit(),
    signs.CATEGORY_SPACE: str.isspace, signs.CATEGORY_NOT_SPACE: lambda char: not char.isspace(),
    signs.CATEGORY_WORD: lambda char: char.isalnum() or char == "_",
    signs.CATEGORY_NOT_WORD: lambda char: not (char.isalnum() or char == "_"),
}
Counts = list[int]
"""In how many ways something reads a run of so many characters, by that number."""
_ONE: Counts = [1] + [0] * RUN


def explodes(pattern: str) -> bool:
    """Whether some repeat in it does."""
    try:
        tree = parser.parse(pattern)
        repeats = [pair for pair in _all(tree) if pair[0] in _REPEATS and pair[1][1] > RUN and _is_nested(pair[1][2])]
        named = [chr(what) for kind, what in _all(tree) if kind == signs.LITERAL]
        run_of = dict.fromkeys([*USUAL, *named][:TRIED])
        return any(_ways([repeat], char)[RUN] > WAYS for repeat in repeats for char in run_of)
    except (re.error, RecursionError, OverflowError):
        return False


def _all(tree: Any) -> Iterator[tuple[Any, Any]]:
    for kind, what in tree:
        yield kind, what
        for inner in _inside(kind, what):
            yield from _all(inner)


def _inside(kind: Any, what: Any) -> list[Any]:
    if kind in _REPEATS:
        return [what[2]]
    if kind == signs.SUBPATTERN:
        return [what[3]]
    return list(what[1]) if kind == signs.BRANCH else []


def _is_nested(body: Any) -> bool:
    return any(kind in (*_REPEATS, signs.BRANCH) for kind, _what in _all(body))


def _ways(tree: Any, char: str) -> Counts:
    found = _ONE
    for kind, what in tree:
        found = _then(found, _part(kind, what, char))
    return found


def _part(kind: Any, what: Any, char: str) -> Counts:
    if kind in _REPEATS:
        return _repeated(_ways(what[2], char), what[0], min(what[1], RUN))
    if kind == signs.SUBPATTERN:
        return _ways(what[3], char)
    if kind == signs.BRANCH:
        return [sum(several) for several in zip(*(_ways(one, char) for one in what[1]), strict=True)]
    if kind in (signs.LITERAL, signs.NOT_LITERAL, signs.IN, signs.ANY):
        return [0, int(_takes(kind, what, char))] + [0] * (RUN - 1)
    return _ONE


def _takes(kind: Any, what: Any, char: str) -> bool:
    if kind == signs.IN:
        found = any(_takes(one, of, char) for one, of in what if one != signs.NEGATE)
        return found is not (what[0][0] == signs.NEGATE)
    if kind == signs.RANGE:
        return bool(what[0] <= ord(char) <= what[1])
    if kind == signs.CATEGORY:
        return bool(_SETS[what](char))
    return kind == signs.ANY or (what == ord(char)) is (kind == signs.LITERAL)


def _repeated(once: Counts, least: int, most: int) -> Counts:
    """Again and again; a turn that reads nothing adds no way."""
    if once[0]:
        once, least = [0, *once[1:]], 0
    turn = _ONE
    for _number in range(least):
        turn = _then(turn, once)
    found = turn
    for _number in range(most - least):
        turn = _then(turn, once)
        found = [a + b for a, b in zip(found, turn, strict=True)]
    return found


def _then(first: Counts, second: Counts) -> Counts:
    return [sum(first[k] * second[n - k] for k in range(n + 1)) for n in range(RUN + 1)]
