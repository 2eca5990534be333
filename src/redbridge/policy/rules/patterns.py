"""Patterns of packs, all tried at once by RE2, then those that met one by one for where."""

from collections.abc import Iterator, Sequence
from typing import Any

import re2

from redbridge.policy.rules.folding import PLAIN, Folded
from redbridge.policy.rules.mending import mended
from redbridge.policy.rules.packs import compiled, options

SET_MEMORY = 8 << 20
MOST_MATCHES = 100
"""Of one pattern in one text."""
_PROBE = "\ufdd0probe\ufdd1"


class Patterns:
    """Pairs of a number and a pattern, in any order."""

    def __init__(self, patterns: Sequence[tuple[int, str]]) -> None:
        self._numbers = [number for number, _ in patterns]
        self._sources = [_folded(pattern) for _, pattern in patterns]
        self._set = _all(self._sources)
        self._compiled = dict[int, Any]()

    def find(self, folded: Folded) -> Iterator[tuple[int, tuple[int, int]]]:
        """Number of each that meets the text, as it was written or mended, and the span in it."""
        if not self._sources:
            return
        for which, start, end in self._in(folded.plain):
            yield which, (folded.plain_at[start], folded.plain_at[end - 1] + 1)
        for text, places in mended(folded.plain):
            for which, start, end in self._in(text):
                yield which, (folded.plain_at[places[start]], folded.plain_at[places[end - 1]] + 1)

    def _in(self, text: str) -> Iterator[tuple[int, int, int]]:
        for which in self._met(text):
            for count, match in enumerate(self._each(which).finditer(text)):
                if count == MOST_MATCHES:
                    break
                start, end = match.span()
                if end > start:
                    yield self._numbers[which], start, end

    def _met(self, text: str) -> Sequence[int]:
        if self._set is not None:
            return sorted(self._set.Match(text) or ())
        return [which for which in range(len(self._sources)) if self._each(which).search(text)]

    def _each(self, which: int) -> Any:
        """Compiled when it is first needed, and kept."""
        if which not in self._compiled:
            self._compiled[which] = compiled(self._sources[which])
        return self._compiled[which]


def _folded(pattern: str) -> str:
    """Its letters beyond ASCII as the text's will be."""
    return "".join(one if one.isascii() else PLAIN[one] for one in pattern)


def _all(patterns: Sequence[str]) -> Any:
    """A set that tells which of them meet; None where it has not the memory, and each has to be tried."""
    found = re2.Set.SearchSet(options(SET_MEMORY))
    for pattern in [*patterns, _PROBE]:
        found.Add(pattern)
    found.Compile()
    return found if found.Match(_PROBE) == [len(patterns)] else None
