"""Words with some letters masked, c*nt or 稳赚不×, and what a site's terms would have them be."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import pairwise

import regex

from redbridge.policy.rules.folding import DENSE, PLAIN
from redbridge.policy.rules.standing import Word

MASKS = "*＊#•●✱✲∗＿_"
_HAN_MASKS = "*＊#•●○〇□■×✕xX✱∗"
_HAN = "\u3400-\u9fff\U00020000-\U0003ffff"
_LETTER = rf"[^\W_\u2e80-\u9fff\uac00-\ud7ff{MASKS}]"
_ANY = regex.compile(rf"[{MASKS}](?<={_LETTER}.)|[{_HAN_MASKS}](?<=[{_HAN}].)")
# Possessive, and only where no letter or mask stands before: emphasis (*free*) and hashtags begin with their sign.
_WORD = regex.compile(rf"(?<![\w{MASKS}]){_LETTER}++(?:[{MASKS}]++{_LETTER}*+)++")
_CHARACTER = regex.compile(rf"(?<=[{_HAN}])[{_HAN_MASKS}](?![{_HAN_MASKS}])")
_IS_HAN = regex.compile(f"[{_HAN}]")
MOST_GUESSES = 3
"""Words that a masked one may be."""
LEAST, LEAST_HAN = 3, 4
"""Letters of a word that is guessed; characters of a Chinese term."""


class Vocabulary:
    """Words of terms and whole terms, by length, first and last letter; Chinese terms by each of their characters.

    Made when a first text has a mask: a site's packs mostly meet none.
    """

    def __init__(self, terms: Callable[[], Iterable[Word]]) -> None:
        self._terms = terms

    def guesses(self, text: str) -> Iterator[tuple[str, list[int]]]:
        """The text with letters for masks, and where they were put; once for each guess where a word has several."""
        if not _ANY.search(text):
            return
        every = [*self._words(text), *self._characters(text)]
        for number in range(max((len(ways) for _, ways in every), default=0)):
            letters, hidden = list(text), list[int]()
            for places, ways in every:
                for place, letter in zip(places, ways[min(number, len(ways) - 1)], strict=True):
                    letters[place] = letter
                hidden += places
            yield "".join(letters), sorted(hidden)

    def like(self, length: int, first: str, last: str) -> list[str]:
        """Words of terms that are so long, and begin and end so."""
        return self._latin.get((length, first, last), [])

    def _words(self, text: str) -> Iterator[tuple[list[int], list[str]]]:
        """Places of the masks of each masked word, and the letters they may stand for."""
        known = dict[str, list[str]]()
        for found in _WORD.finditer(text):
            shape = "".join("*" if one in MASKS else DENSE[one] for one in found[0])
            if len(shape) != len(found[0]):
                continue
            if shape not in known:
                known[shape] = self._like(shape)
            if known[shape]:
                places = [number for number, one in enumerate(shape) if one == "*"]
                letters = ["".join(word[number] for number in places) for word in known[shape]]
                yield [found.start() + number for number in places], letters

    def _like(self, shape: str) -> list[str]:
        found = self._fitting(shape)
        if not found and shape.endswith("s"):
            found = [f"{word}s" for word in self._fitting(shape[:-1])]
        return found[:MOST_GUESSES]

    def _fitting(self, shape: str) -> list[str]:
        words = self._latin.get((len(shape), shape[0], shape[-1]), ())
        return [word for word in words if all(a == b or a == "*" for a, b in zip(shape, word, strict=True))]

    def _characters(self, text: str) -> Iterator[tuple[list[int], list[str]]]:
        """Terms that stand whole but for one character."""
        known = dict[tuple[str, str], list[tuple[str, int]]]()
        for found in _CHARACTER.finditer(text):
            place = found.start()
            beside = PLAIN[text[place - 1]], PLAIN[text[place + 1]] if place + 1 < len(text) else ""
            if beside not in known:
                known[beside] = self._beside(*beside)
            ways = [term[at] for term, at in known[beside] if _whole(text, place - at, term, at)]
            if ways:
                yield [place], ways[:MOST_GUESSES]

    def _beside(self, before: str, after: str) -> list[tuple[str, int]]:
        """Terms, and in each the place that stands between these two, or after the one at its end."""
        return [
            (term, at)
            for term in self._han.get(before, ())
            for at in range(1, len(term))
            if term[at - 1] == before and (term[at + 1 : at + 2] == after if at + 1 < len(term) else not _IS_HAN.match(after))
        ]

    @cached_property
    def _latin(self) -> dict[tuple[int, str, str], list[str]]:
        found = dict[tuple[int, str, str], dict[str, None]]()
        for term in self._terms():
            if term.dense.isascii():
                for word in _parts(term):
                    for last in (word[-1], "*"):
                        found.setdefault((len(word), word[0], last), {})[word] = None
        return {key: list(words) for key, words in found.items()}

    @cached_property
    def _han(self) -> dict[str, list[str]]:
        found = dict[str, list[str]]()
        for term in self._terms():
            if len(term.dense) >= LEAST_HAN and not any(term.latin):
                for one in set(term.dense):
                    found.setdefault(one, []).append(term.dense)
        return found


def _parts(term: Word) -> Iterator[str]:
    """Its words, and where it has several the whole, parted by spaces."""
    words = [term.dense[start:end] for start, end in pairwise([0, *sorted(term.cuts), len(term.dense)])]
    yield from (word for word in words if len(word) >= LEAST)
    if len(words) > 1:
        yield " ".join(words)


def _whole(text: str, start: int, term: str, masked: int) -> bool:
    """Whether the term stands in the text from `start` on, whatever is at its masked place."""
    said = text[start : start + len(term)]
    return start >= 0 and len(said) == len(term) and all(
        number == masked or PLAIN[one] == term[number] for number, one in enumerate(said)
    )
