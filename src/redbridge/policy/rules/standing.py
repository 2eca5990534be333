"""Whether letters that spell a term were meant to: where it begins and ends, what stands in between, what was taken for what.

`dense` text knows no spaces, so every chance neighbourhood spells something: "the rapist", "Scunthorpe", 面包|夜. Here it is
told from words that were parted on purpose.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import regex

from redbridge.policy.rules.folding import FARTHEST, STRICT, Folded
from redbridge.policy.rules.letters import DIGITS, LOOKALIKES, SIGNS

_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]")
_STOP = regex.compile(r"\.\s|\n|[,!?;:。、…]|['’‘\"“”「」『』()《》]")
_NATIVE = regex.compile(
    rf"[[\p{{Cyrillic}}\p{{Greek}}\p{{Armenian}}\p{{Cherokee}}]--[{''.join(LOOKALIKES)}]]", regex.VERSION1
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_BRACKETS = frozenset("()[]{}【】")
Match = tuple[int, int, int]
"""Number of a term, and where in `dense` its letters begin and end."""
RUN_ON = 10
"""Letters: a term of several words and this long is met inside a longer word too, as in #getfreegiftcards."""
SPLITS = 8
"""Letters: a term of several words and this long is met with its words cut in two, as in gi ft ca rd; so many letters in their
order with just spaces between are no chance."""
SHORT = 6
"""Letters: a shorter word in the midst of single letters is taken for chance."""


@dataclass(frozen=True)
class Word:
    """A term or a phrase of `allow`, folded: `dense` to be met, `said` to compare, `cuts` where it is parted and by what."""

    dense: str
    said: str
    cuts: dict[int, str] = field(hash=False)

    @cached_property
    def latin(self) -> tuple[bool, ...]:
        """Of each character, whether it is a letter of words with spaces between."""
        return tuple(not _HAN.match(one) for one in self.dense)

    @cached_property
    def first(self) -> bool:
        """Whether it begins with such a letter."""
        return self.latin[0]

    @cached_property
    def last(self) -> bool:
        """Whether it ends with one."""
        return self.latin[-1]

    @cached_property
    def opens(self) -> bool:
        """Whether it needs a beginning."""
        return self.first and not self.runs_on

    @cached_property
    def runs_on(self) -> bool:
        """Whether it is so long that it needs no beginning and no end."""
        return len(self.cuts) > 0 and len(self.dense) >= RUN_ON and self.dense.isascii()

    @cached_property
    def splits(self) -> bool:
        """Whether its words may be cut in two."""
        return len(self.cuts) > 0 and len(self.dense) >= SPLITS and self.dense.isascii()

    @cached_property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """From where to where each of its own words goes."""
        edges = [0, *sorted(self.cuts), len(self.dense)]
        return tuple(pairwise(edges))


def word(text: str) -> Word:
    """A term as a pack has it."""
    folded = Folded(text)
    cuts = {number + 1: gap for number in range(len(folded.dense) - 1) if (gap := folded.between(number))}
    return Word(folded.dense, folded.said, cuts)


class Standing:
    """One text, asked about many places in it."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded

    @cached_property
    def native(self) -> bool:
        """Whether the text has letters of another alphabet that look like no Latin one: it is truly written in it."""
        return bool(_NATIVE.search(self.folded.text))

    def stands(self, term: Word, start: int, end: int) -> tuple[int, int] | None:
        """The span in the text, if the term stands at `dense[start:end]` on purpose."""
        folded = self.folded
        whole = folded.even and folded.at[end - 1] - folded.at[start] == end - start - 1
        if whole and not (term.first or term.last) and folded.said.startswith(term.said, start):
            return self.span(start, end) if self._allowed(start, end) else None
        if self._amid_letters(term, start, end) or not self._alike(term, start):
            return None
        gaps = {} if whole else {number: gap for number in range(1, end - start) if (gap := self._gap(start + number))}
        if not (self._parted(term, gaps, start, end) and self._allowed(start, end)):
            return None
        end = self._plural(term, end)
        if not (self._begins(term, start, gaps) and self._ends(term, start, end, gaps)):
            return None
        return self.span(start, end)

    def _allowed(self, start: int, end: int) -> bool:
        folded = self.folded
        return folded.allows(folded.dense[start:end], folded.at[start], folded.at[end - 1])

    def worth(self, words: Sequence[Word], matches: Iterable[Match]) -> list[Match]:
        """Matches without those that begin amid the letters of a word, which are most; `words` are by number."""
        text, at = self.folded.text, self.folded.at
        return [
            one for one in matches
            if not (
                words[one[0]].opens and (first := at[one[1]]) and text[first - 1] in _LETTERS and not text[first].isupper()
            )
        ]  # fmt: skip

    def _amid_letters(self, term: Word, start: int, end: int) -> bool:
        """The quick answer to most of the rest."""
        if term.runs_on:
            return False
        folded = self.folded
        text, first = folded.text, folded.at[start]
        if term.first and first and text[first - 1] in _LETTERS and start and folded.at[start - 1] < first:
            return not (text[first].isupper() and self._humped(start))
        last = folded.till[end - 1]
        if not term.last or last >= len(text) or text[last] not in _LETTERS or text[last] in "sS":
            return False
        return not (text[last].isupper() and self._humped(end))

    def _humped(self, number: int) -> bool:
        """Whether a word begins here by a capital after a small letter: BuyWeedNow."""
        folded = self.folded
        return folded.text[folded.at[number]].isupper() and folded.text[folded.at[number - 1]].islower()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the text, marks on the last letter included."""
        text, first, last = self.folded.text, self.folded.at[start], self.folded.till[end - 1]
        while last < len(text) and last - first < FARTHEST * (end - start) and not _seen(text[last]):
            last += 1
        return first, last

    def _gap(self, number: int) -> str:
        """What parts `dense[number]` from the character before it."""
        folded = self.folded
        return folded.between(number - 1) if folded.at[number] > folded.till[number - 1] else ""

    def _alike(self, term: Word, start: int) -> bool:
        """Few digits for letters; and no word of Russian or Greek that only looks like this one."""
        said = self.folded.said[start : start + len(term.said)]
        if said == term.said:
            return True
        other = [one for one, own in zip(said, term.said, strict=True) if one != own]
        digits = sum(one in DIGITS or one in SIGNS for one in other)
        if 2 * digits > len(said):
            return False
        return not self.native or len(other) < len(said)

    def _parted(self, term: Word, gaps: dict[int, str], start: int, end: int) -> bool:
        length = end - start
        if len(gaps) == length - 1 and length > 2:
            # Three letters stand near each other in any formula; parted on purpose they are parted alike.
            alike = length > 3 or not term.first or len(set(gaps.values())) == 1
            return alike and all(_near(gap) for gap in gaps.values())
        return all(
            self._between_words(term.cuts[number], gap, gaps)
            if number in term.cuts
            else self._inside(term, number, gap, gaps, start, end)
            for number, gap in gaps.items()
        )

    def _between_words(self, own: str, gap: str, gaps: dict[int, str]) -> bool:
        """Where the term is parted itself: anything but the end of a sentence, unless every word ends one; a list is no term."""
        if gap == own:
            return True
        return _near(gap) and (not _STOP.search(gap) or (len(gaps) > 1 and len(set(gaps.values())) == 1 and "," not in gap))

    def _inside(self, term: Word, number: int, gap: str, gaps: dict[int, str], start: int, end: int) -> bool:
        if not _near(gap):
            return False
        if term.latin[number - 1] != term.latin[number]:
            return not _STOP.search(gap)
        if term.latin[number]:
            return _inside_latin(term, number, gap, gaps)
        if gap in _BRACKETS:
            return True
        if end - start == 2 and (_STOP.search(gap) or gap.isspace()):
            return self._alone(start, end)
        return not _STOP.search(gap)

    def _alone(self, start: int, end: int) -> bool:
        """Whether something stands before and after: 约 炮, and not 预约 炮 台."""
        after = end >= len(self.folded.dense) or self._gap(end)
        return bool(after) and (start == 0 or bool(self._gap(start)))

    def _plural(self, term: Word, end: int) -> int:
        """With an English s after a long word."""
        dense = self.folded.dense
        more = len(term.dense) >= 5 and term.last and dense[end : end + 1] == "s" and not self._gap(end)
        return end + 1 if more and term.dense.isascii() else end

    def _begins(self, term: Word, start: int, gaps: dict[int, str]) -> bool:
        if start == 0 or not term.first:
            return True
        if gap := self._gap(start):
            return not self._in_a_row(term, gaps, gap, start - 1)
        as_written = self.folded.said[start] == term.said[0]
        return (term.runs_on and not gaps) or self._humped(start) or self._edge(start - 1, start, as_written)

    def _ends(self, term: Word, start: int, end: int, gaps: dict[int, str]) -> bool:
        if end >= len(self.folded.dense) or not term.last:
            return True
        if gap := self._gap(end):
            return not self._in_a_row(term, gaps, gap, end)
        as_written = end - start > len(term.said) or self.folded.said[end - 1] == term.said[-1]
        return (term.runs_on and not gaps) or self._humped(end) or self._edge(end, end - 1, as_written)

    def _edge(self, outside: int, inside: int, as_written: bool) -> bool:
        """Whether a word may begin or end here, no gap between: another script, or digits after whole letters."""
        letter = self.folded.said[outside]
        if _HAN.match(letter):
            return True
        return letter.isdigit() and as_written and not self.folded.said[inside].isdigit()

    def _in_a_row(self, term: Word, gaps: dict[int, str], gap: str, outside: int) -> bool:
        """Short, parted letter by letter, and the next letter is parted from it the same way: c u n t in S c u n t h o r p e."""
        length = len(term.dense)
        if length >= SHORT or len(gaps) < length - 1 or gap not in gaps.values():
            return False
        before, after = outside == 0 or self._gap(outside), outside + 1 >= len(self.folded.dense) or self._gap(outside + 1)
        return bool(before and after)


def _inside_latin(term: Word, number: int, gap: str, gaps: dict[int, str]) -> bool:
    """Signs inside a word are meant; spaces only where it falls to crumbs."""
    if _STOP.search(gap):
        return False
    if " " not in gap:
        return True
    begin, end = next(piece for piece in term.pieces if piece[0] < number < piece[1])
    crumbs = sum(begin < one < end for one in gaps) + 1
    return crumbs == end - begin or (crumbs > 2 and end - begin <= 2 * crumbs) or (term.splits and gap == " ")


def _near(gap: str) -> bool:
    return len(gap) < FARTHEST // 4


def _seen(character: str) -> bool:
    return STRICT[character] != ""
