"""Keeping links, names, topics, emoji, short codes and faces whole while an engine rewrites the words around them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from redbridge.kernel.text import clean
from redbridge.translation.rules.additions import stray
from redbridge.translation.rules.checking import acceptable
from redbridge.translation.rules.marks import PLACEHOLDER, marks
from redbridge.translation.rules.splitting import bits, side_by_side

_WORDS = regex.compile(r"\p{L}")


@dataclass(frozen=True)
class Piece:
    """One line: marks and space at its edges, and between them words, mark, words, mark, words."""

    before: str
    parts: tuple[str, ...]
    after: str

    @property
    def source(self) -> str:
        return self.before + "".join(self.parts) + self.after

    @cached_property
    def wanted(self) -> str:
        """What an engine gets: the words with `__0__`, `__1__` for the marks between; "" without words."""
        if not any(_WORDS.search(words) for words in self.parts[::2]):
            return ""
        return "".join(f"__{i // 2}__" if i % 2 else part for i, part in enumerate(self.parts))

    def restore(self, answer: str, target: str = "") -> str | None:
        """The whole line with an engine's answer in it; None where the answer or a mark in it is damaged."""
        answer = one_line(answer)
        if not acceptable(self.wanted, answer, target):
            return None
        if answer == one_line(self.wanted):
            return self.source
        told = PLACEHOLDER.split(answer)
        if sorted(map(int, told[1::2])) != list(range(len(self.parts) // 2)) or stray(self.source, "".join(told[::2])):
            return None
        return self._whole([self.parts[2 * int(t) + 1] if i % 2 else t for i, t in enumerate(told)])

    @property
    def shards(self) -> tuple[str, ...]:
        """For an engine that failed on the whole: sentences, and what stands between marks and numbers with a unit."""
        found = [words.strip() for words in self._bits[::2] if _WORDS.search(words)]
        return () if found == [self.wanted] else tuple(found)

    def mend(self, answers: Mapping[str, str], target: str = "") -> str | None:
        """The line with its shards translated each alone, the harmed ones left as written; None if all."""
        bits = [bit if i % 2 else _mended(bit, answers, target) for i, bit in enumerate(self._bits)]
        return None if bits == self._bits else self._whole(bits)

    @cached_property
    def _bits(self) -> list[str]:
        """Words, kept, words, kept, words: the parts, cut once more."""
        return [bit for i, part in enumerate(self.parts) for bit in ([part] if i % 2 else bits(part))]

    def _whole(self, parts: Sequence[str]) -> str | None:
        line = _joined([self.before, *parts, self.after])
        return line if _same_marks(line, self.source) else None


@dataclass(frozen=True)
class Protected:
    """A text as lines; line breaks never reach an engine, so it cannot lose them."""

    pieces: tuple[Piece, ...]

    @property
    def wanted(self) -> list[str]:
        """What an engine gets, each text once."""
        return list(dict.fromkeys(piece.wanted for piece in self.pieces if piece.wanted))

    def restore(self, translated: Sequence[str], target: str = "") -> str | None:
        """The text with `translated`, the answers to `wanted` in order; None where a mark came to harm."""
        answers = dict(zip(self.wanted, translated, strict=True))
        lines = [p.restore(answers[p.wanted], target) if p.wanted else p.source for p in self.pieces]
        whole = [line for line in lines if line is not None]
        return "\n".join(whole) if len(whole) == len(lines) else None


def protect(text: str) -> Protected:
    """`text` line by line, its marks out of an engine's reach."""
    return Protected(tuple(_piece(line) for line in text.split("\n")))


def _piece(line: str) -> Piece:
    bounds = [0, *(edge for mark in _merged(line) for edge in mark), len(line)]
    parts = [line[a:b] for a, b in pairwise(bounds)]
    before, parts = _edge(parts)
    after, parts = _edge(parts[::-1], reverse=True)
    return Piece(before, tuple(parts[::-1]), after)


def _edge(parts: list[str], reverse: bool = False) -> tuple[str, list[str]]:
    """An empty first part goes to the line's edge with the mark behind it, and so does the space after."""
    taken: list[str] = []
    if len(parts) > 1 and not parts[0].strip():
        taken, parts = parts[:2], parts[2:]
    words = parts[0].rstrip() if reverse else parts[0].lstrip()
    taken.append(parts[0].removeprefix(words) if reverse else parts[0].removesuffix(words))
    return "".join(reversed(taken) if reverse else taken), [words, *parts[1:]]


def _merged(s: str) -> list[tuple[int, int]]:
    """Marks with nothing but space between them as one, so that 😂 😂 #a costs one placeholder."""
    merged: list[tuple[int, int]] = []
    for start, end in marks(s):
        if merged and not s[merged[-1][1] : start].strip():
            start = merged.pop()[0]
        merged.append((start, end))
    return merged


def _texts(s: str) -> list[str]:
    return [s[a:b] for a, b in marks(s)]


def _same_marks(line: str, source: str) -> bool:
    return Counter(_texts(line)) == Counter(_texts(source))


def _joined(parts: Sequence[str]) -> str:
    """Parts side by side, a space where two would run together: 你好@lily, but Hello @lily."""
    line, last = [""], ""
    for part in filter(None, parts):
        apart = side_by_side(last, part) or _texts(last + part) != _texts(last) + _texts(part)
        line += [" ", part] if apart else [part]
        last = part
    return "".join(line)


def one_line(answer: str) -> str:
    """An engine's answer as it may stand in a line."""
    return " ".join(clean(answer).split())


def _mended(words: str, answers: Mapping[str, str], target: str) -> str:
    shard = words.strip()
    answer = one_line(answers.get(shard, ""))
    if not acceptable(shard, answer, target) or _texts(answer) or stray(shard, answer):
        return words
    return words.replace(shard, answer)
