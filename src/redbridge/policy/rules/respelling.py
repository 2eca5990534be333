"""Other ways to read a text, mostly none: what was written wrong on purpose put right, each letter still at its place.

Each way costs a text that has no sign of it one search, and is judged as the text itself is, and more strictly
(`Folded.allows`): a guess needs the whole term.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

import regex

from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.letters import sounds, taken_apart
from redbridge.policy.rules.masks import Vocabulary

HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
# A sign or a space may stand on either side.
_BESIDE = rf"(?=[^\w\n，。；：！？、]?[{HAN}])"
_INSERTED = re.compile(
    rf"[A-Za-z](?:(?<=[{HAN}].)|(?<=[{HAN}][^\w\n，。；：！？、].))[A-Za-z]?{_BESIDE}|[0-9](?<=[{HAN}].)(?=[{HAN}])"
)
_PLURAL_Z = regex.compile(r"(?<=[A-Za-z])[zZ](?![^\W_])")
_UNSEEN = "\u200b"


def readings(folded: Folded, words: Vocabulary) -> Iterator[Folded]:
    """Characters that were taken apart made whole, masked letters guessed, z for s at the end of words."""
    if _apart().search(folded.dense):
        yield Whole(folded)
    for text, hidden in words.guesses(folded.text):
        yield Guess(text, hidden)
    if _PLURAL_Z.search(folded.text):
        yield Folded(_PLURAL_Z.sub("s", folded.text))


def bare(folded: Folded) -> "Bare | None":
    """Chinese without the letters that stand between its characters; None where there are none."""
    text = folded.text
    places = [found.start() for found in _INSERTED.finditer(text)] if not text.isascii() else []
    return Bare(text, places) if places else None


class Whole(Folded):
    """Made of another: two characters of it are one here."""

    even = False

    def __init__(self, apart: Folded) -> None:
        self.text = apart.text
        dense, said, at, till, last = list[str](), list[str](), list[int](), list[int](), 0
        for found in _apart().finditer(apart.dense):
            start, end = found.span()
            whole = taken_apart()[found[0]]
            dense += [*apart.dense[last:start], whole]
            said += [*apart.said[last:start], whole]
            at += apart.at[last : start + 1]
            till += [*apart.till[last:start], apart.till[end - 1]]
            last = end
        self.dense, self.said = "".join(dense) + apart.dense[last:], "".join(said) + apart.said[last:]
        self.at, self.till = at + apart.at[last:], till + apart.till[last:]


@cache
def _apart() -> "regex.Pattern[str]":
    return regex.compile("|".join(map(regex.escape, taken_apart())))


class Guess(Folded):
    """With letters in the place of masks; `hidden` are their places in the text, in order."""

    def __init__(self, text: str, hidden: list[int]) -> None:
        super().__init__(text)
        self._hidden = hidden

    def allows(self, letters: str, first: int, last: int) -> bool:
        """Half of the letters of an alphabet stand as they are, three of four Chinese ones; and who hides more is being polite.

        A short word shows its last letter: an asterisk after one is a footnote.
        """
        length, masked = len(letters), bisect_left(self._hidden, last + 1) - bisect_left(self._hidden, first)
        if not letters.isascii():
            return 0 < 4 * masked <= length
        return 0 < 2 * masked <= length and length >= SHORTEST and (length >= FOOTNOTE or last not in self._hidden)


SHORTEST, FOOTNOTE = 4, 6
"""Letters of a term that may be masked at all, and at its end."""


class Bare(Folded):
    """Without what was put between characters; `inserted` are its places, in order."""

    def __init__(self, text: str, inserted: list[int]) -> None:
        super().__init__(_INSERTED.sub(lambda found: _UNSEEN * len(found[0]), text))
        self._said, self._inserted = text, inserted

    def allows(self, letters: str, first: int, last: int) -> bool:
        """Between every two characters, or in a term of four; in shorter ones a single capital is a word (K歌, A股).

        In a term of two the letter is an x, or what one of them begins with: 约p炮.
        """
        length, places = len(letters), self._inserted[bisect_left(self._inserted, first) : bisect_left(self._inserted, last)]
        if not places or length > MOST_BARE or not all(one >= "\u3400" for one in letters):
            return False
        between = [self._said[place] for place in places]
        if any(one.isdigit() for one in between):
            return length > 2 and len(places) == length - 1
        if length == 2:
            return between[0].casefold() in {"x", *map(_initial, letters)}
        return length > 3 or len(places) > 1 or between[0].islower() or between[0] == "X"


MOST_BARE = 20
"""Characters of a term that is looked for between letters."""


def _initial(character: str) -> str:
    return sounds().get(character, ("-",))[0][0]
