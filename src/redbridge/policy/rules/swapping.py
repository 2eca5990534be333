"""Two neighbouring letters inside a word changed about, gift crad, and words of Chinese terms as their initials, 代写lw.

The words are those of a site's own terms, the initials those that everybody knows.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.masks import Vocabulary
from redbridge.policy.rules.standing import Word

LEAST = 8
"""Letters of a term of several words, from which its words are met so: King Cnut is nobody's insult."""
LEAST_WORD = 4
LEAST_HAN = 2
"""Characters of a term that stand as they are: a single one beside initials is everyday Chinese."""
INITIALS: Mapping[str, tuple[str, ...]] = {
    "cb": ("炒币",), "cp": ("差评",), "dx": ("代写",), "et": ("儿童",), "fp": ("发票",), "fs": ("粉丝",),
    "hp": ("好评",), "jb": ("举报",), "jg": ("荐股",), "jz": ("兼职",), "ll": ("萝莉",), "lw": ("论文",), "lz": ("裸照",),
    "pl": ("评论",), "sd": ("刷单",), "sfz": ("身份证",), "sp": ("视频",), "sq": ("色情",), "ths": ("听话水",),
    "vx": ("微信",), "wx": ("微信",), "wz": ("稳赚",), "xsm": ("学生妹",), "yhk": ("银行卡",), "yn": ("幼女",),
    "zd": ("炸弹",), "zy": ("作业", "资源"),
}  # fmt: skip
"""As long as what they stand for, so that each letter keeps its place."""
_LAST = (1 << 19) - 1
_WORD = re.compile(rf"[A-Za-z]{{{LEAST_WORD},}}")
_SHORT = re.compile(r"[A-Za-z](?<![A-Za-z].)[A-Za-z]{1,2}(?![A-Za-z])")


class Swaps:
    """What becomes of the words of a site's long terms when two letters inside are changed about: marks in a table of bytes,
    which costs a text's words a moment each and the site half a megabyte; what is marked by chance is sorted out after."""

    def __init__(self, terms: Iterable[Word], words: Vocabulary) -> None:
        self._words, self._marks = words, bytearray(_LAST + 1)
        for swapped in chain.from_iterable(map(_swapped, set(chain.from_iterable(map(_parts, terms))))):
            number = hash(swapped)
            self._marks[number & _LAST] |= 1
            self._marks[number >> 20 & _LAST] |= 2

    def read(self, folded: Folded) -> "Changed | None":
        """The text with such words as they are in the terms; None where there are none."""
        marks = self._marks
        seen = [one for one in set(_WORD.findall(_as_terms(folded.text))) if marks[hash(one) & _LAST] & 1]
        known = {one: word for one in seen if marks[hash(one) >> 20 & _LAST] & 2 and (word := self._of(one))}
        if not known:
            return None
        hidden = list[int]()

        def mended(found: "re.Match[str]") -> str:
            word = known.get(_as_terms(found[0]))
            hidden.extend([found.start() + 1] if word else [])
            return word or found[0]

        return Changed(_WORD.sub(mended, folded.text), hidden)

    def _of(self, swapped: str) -> str | None:
        """The word that this one is, where it is no word of the terms itself."""
        words = self._words.like(len(swapped), swapped[0], swapped[-1])
        return None if swapped in words else next((word for word in words if swapped in _swapped(word)), None)


def spelt_out(folded: Folded) -> Iterator["Changed"]:
    """A Chinese text with characters for initials; once more where some stand for two words."""
    found = set() if folded.text.isascii() else INITIALS.keys() & {one.lower() for one in _SHORT.findall(folded.text)}
    for way in range(max((len(INITIALS[one]) for one in found), default=0)):
        hidden = list[int]()

        def said(short: "re.Match[str]", way: int = way, hidden: list[int] = hidden) -> str:
            ways = INITIALS.get(short[0].lower())
            hidden.extend(range(*short.span()) if ways else ())
            return ways[min(way, len(ways) - 1)] if ways else short[0]

        yield Changed(_SHORT.sub(said, folded.text), hidden)


class Changed(Folded):
    """With letters put right; `hidden` are their places in the text, in order."""

    def __init__(self, text: str, hidden: Sequence[int]) -> None:
        super().__init__(text)
        self._hidden = hidden

    def allows(self, letters: str, first: int, last: int) -> bool:
        """A long term of an alphabet, or enough of a Chinese one as it is."""
        changed = bisect_left(self._hidden, last + 1) - bisect_left(self._hidden, first)
        if letters.isascii():
            return changed == 0 or len(letters) >= LEAST
        return changed == 0 or len(letters) - changed >= LEAST_HAN


def _as_terms(text: str) -> str:
    """As `Folded.dense` has the letters of an alphabet: l is i there."""
    return text.lower().replace("l", "i")


def _parts(term: Word) -> Iterator[str]:
    """Words of a term that is long enough."""
    if not term.cuts or len(term.dense) < LEAST or not term.dense.isascii():
        return
    for start, end in pairwise([0, *sorted(term.cuts), len(term.dense)]):
        if end - start >= LEAST_WORD:
            yield term.dense[start:end]


def _swapped(word: str) -> Iterator[str]:
    for at in range(1, len(word) - 2):
        if word[at] != word[at + 1]:
            yield f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"
