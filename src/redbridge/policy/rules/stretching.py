"""Letters told again: freeeee gift cardddd, 约约约炮炮. Both text and terms are met with each run of a letter as one."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ahocorasick_rs import AhoCorasick, Implementation

from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.standing import Standing, Word

_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_TOLD_AGAIN = re.compile(r"(.)\1")
_THRICE = re.compile(rf"([^\W\d_])\1\1|({_HAN})\2({_HAN})\3")
_UNUSUAL = frozenset("ahijquvwxy")
"""Letters that English hardly ever has twice; a text has two such places before it is looked at."""
LONG, LONG_HAN = 8, 4
"""Letters from which a term may be stretched by a single one; shorter ones need three of a kind, so that Kyss is no kys."""
Place = tuple[int, list[int], list[int]]
"""Number of a term, where its runs begin in `dense` and the last ends, and how long they are in the term."""
LEAST, LEAST_HAN = 3, 2
"""Runs of a term that is looked for."""


def _runs(dense: str, parted: Callable[[int], bool]) -> tuple[str, list[int]]:
    """The letters of a text one by one, and where the run of each begins, its end last; `parted` tells before which places
    something stands between, which ends a run."""
    starts = [at for at, (before, one) in enumerate(zip("\0" + dense, dense, strict=False)) if one != before or parted(at)]
    return "".join(map(dense.__getitem__, starts)), [*starts, len(dense)]


def _counts(starts: Sequence[int]) -> list[int]:
    return [stop - start for start, stop in pairwise(starts)]


class Stretched:
    """The terms of a site with their runs as one letter; made when a first text is stretched."""

    def __init__(self, terms: Sequence[Word]) -> None:
        runs = [_runs(term.dense, term.cuts.__contains__)[0] for term in terms]
        self._numbers = [number for number, one in enumerate(runs) if len(one) >= (LEAST if one.isascii() else LEAST_HAN)]
        every = [runs[number] for number in self._numbers]
        self._automaton = AhoCorasick(every, store_patterns=False, implementation=Implementation.ContiguousNFA) if every else None
        self._terms = terms

    def places(self, folded: Folded) -> Iterator[Place]:
        """Where terms and phrases may stand so, by their numbers."""
        if not self._automaton:
            return
        at, till = folded.at, folded.till
        letters, starts = _runs(folded.dense, lambda number: at[number] > till[number - 1])
        for which, first, last in self._automaton.find_matches_as_indexes(letters, overlapping=True):
            term = self._terms[self._numbers[which]]
            if starts[last] - starts[first] <= len(term.dense):
                continue
            here, own = starts[first : last + 1], _counts(_runs(term.dense, term.cuts.__contains__)[1])
            if _longer(_counts(here), own, term.dense.isascii()):
                yield self._numbers[which], here, own

    def stands(self, folded: Folded, place: Place) -> tuple[int, int] | None:
        """The span of one of these places, if it was meant."""
        term, picked = self._terms[place[0]], _Picked(folded, *place[1:])
        return Standing(picked).stands(term, picked.start, picked.start + len(term.dense))


def stretched(folded: Folded) -> bool:
    """Whether a text has letters told again, as nobody writes them."""
    plain, twice = folded.plain, 0
    for found in _TOLD_AGAIN.finditer(plain):
        if _THRICE.match(plain, found.start()):
            return True
        twice += found[1] in _UNUSUAL
    return twice > 1


def _longer(counts: Sequence[int], own: Sequence[int], latin: bool) -> bool:
    """Each run at least as long as the term's; and some longer, so that nobody wrote it by chance."""
    more = sum(counts) - sum(own)
    if any(one < least for one, least in zip(counts, own, strict=True)):
        return False
    if latin:
        return sum(own) >= LONG or any(one >= 3 and one > least for one, least in zip(counts, own, strict=True))
    return len(own) >= LONG_HAN or more > 1


class _Picked(Folded):
    """Of a text just one place, each run as long as the term's, a letter before and after."""

    even = False

    def __init__(self, whole: Folded, starts: Sequence[int], counts: Sequence[int]) -> None:
        self.text, self._whole = whole.text, whole
        begin, end = starts[0], starts[-1]
        before, after = range(max(0, begin - 2), begin), range(end, min(len(whole.dense), end + 2))
        kept = (at for start, count in zip(starts, counts, strict=False) for at in range(start, start + count))
        picked = [*before, *kept, *after]
        self.start = len(before)
        self.dense = "".join(whole.dense[at] for at in picked)
        self.said = "".join(whole.said[at] for at in picked)
        self.at = [whole.at[at] for at in picked]
        self.till = [whole.till[at] for at in picked]
        place = self.start
        for (_, stop), count in zip(pairwise(starts), counts, strict=True):
            place += count
            self.till[place - 1] = whole.till[stop - 1]

    def allows(self, letters: str, first: int, last: int) -> bool:
        """What the text that it is of allows."""
        return self._whole.allows(letters, first, last)
