"""Keeping links, names, topics and emoji whole while an engine rewrites the words around them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from redbridge.kernel.spans import spans
from redbridge.kernel.text import clean
from redbridge.translation.rules.checking import acceptable

# Engines widen the underscores or put spaces between. What an author typed like this is kept as a span too.
_PLACEHOLDER = regex.compile(r"[_＿]\s?[_＿]\s?(\p{Nd}{1,4})\s?[_＿]\s?[_＿]")
_WORDS = regex.compile(r"\p{L}")


@dataclass(frozen=True)
class Piece:
    """One line: spans and space at its edges, and between them words, span, words, span, words."""

    before: str
    parts: tuple[str, ...]
    after: str

    @property
    def source(self) -> str:
        return self.before + "".join(self.parts) + self.after

    @cached_property
    def wanted(self) -> str:
        """What an engine gets: the words with `__0__`, `__1__` for the spans between; "" without words."""
        if not any(_WORDS.search(words) for words in self.parts[::2]):
            return ""
        return "".join(f"__{i // 2}__" if i % 2 else part for i, part in enumerate(self.parts))

    def restore(self, answer: str) -> str | None:
        """The whole line with an engine's answer in it; None where the answer or a span in it is damaged."""
        answer = one_line(answer)
        if not acceptable(self.wanted, answer):
            return None
        if answer == one_line(self.wanted):
            return self.source
        told = _PLACEHOLDER.split(answer)
        if sorted(map(int, told[1::2])) != list(range(len(self.parts) // 2)):
            return None
        return self._whole([self.parts[2 * int(t) + 1] if i % 2 else t for i, t in enumerate(told)])

    @property
    def shards(self) -> tuple[str, ...]:
        """The words between the spans, for an engine that cannot keep placeholders; none where no span is."""
        if len(self.parts) == 1:
            return ()
        return tuple(words.strip() for words in self.parts[::2] if _WORDS.search(words))

    def mend(self, answers: Mapping[str, str]) -> str | None:
        """The line with its shards translated each alone, the harmed ones left as written; None if all."""
        parts = [part if i % 2 else _mended(part, answers) for i, part in enumerate(self.parts)]
        return None if parts == list(self.parts) else self._whole(parts)

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

    def restore(self, translated: Sequence[str]) -> str | None:
        """The text with `translated`, the answers to `wanted` in order; None where a span came to harm."""
        answers = dict(zip(self.wanted, translated, strict=True))
        lines = [p.restore(answers[p.wanted]) if p.wanted else p.source for p in self.pieces]
        whole = [line for line in lines if line is not None]
        return "\n".join(whole) if len(whole) == len(lines) else None


def protect(text: str) -> Protected:
    """`text` line by line, its spans out of an engine's reach."""
    return Protected(tuple(_piece(line) for line in text.split("\n")))


def _piece(line: str) -> Piece:
    bounds = [0, *(edge for mark in _merged(line) for edge in mark), len(line)]
    parts = [line[a:b] for a, b in pairwise(bounds)]
    before, parts = _edge(parts)
    after, parts = _edge(parts[::-1], reverse=True)
    return Piece(before, tuple(parts[::-1]), after)


def _edge(parts: list[str], reverse: bool = False) -> tuple[str, list[str]]:
    """An empty first part goes to the line's edge with the span behind it, and so does the space after."""
    taken: list[str] = []
    if len(parts) > 1 and not parts[0].strip():
        taken, parts = parts[:2], parts[2:]
    words = parts[0].rstrip() if reverse else parts[0].lstrip()
    taken.append(parts[0].removeprefix(words) if reverse else parts[0].removesuffix(words))
    return "".join(reversed(taken) if reverse else taken), [words, *parts[1:]]


def _marks(s: str) -> Iterator[tuple[int, int]]:
    """Spans, and what looks like a placeholder of ours, in order."""
    taken = [(span.start, span.end) for span in spans(s)]
    ours = [m.span() for m in _PLACEHOLDER.finditer(s)]
    yield from sorted(taken + [o for o in ours if all(o[1] <= a or b <= o[0] for a, b in taken)])


def _merged(s: str) -> list[tuple[int, int]]:
    """Marks with nothing but space between them as one, so that 😂 😂 #a costs one placeholder."""
    merged: list[tuple[int, int]] = []
    for start, end in _marks(s):
        if merged and not s[merged[-1][1] : start].strip():
            start = merged.pop()[0]
        merged.append((start, end))
    return merged


def _texts(s: str) -> list[str]:
    return [s[a:b] for a, b in _marks(s)]


def _same_marks(line: str, source: str) -> bool:
    return Counter(_texts(line)) == Counter(_texts(source))


def _joined(parts: Sequence[str]) -> str:
    """Parts side by side, a space where two would run together: 你好@lily, but Hello @lily."""
    line, last = "", ""
    for part in filter(None, parts):
        line += f" {part}" if _texts(last + part) != _texts(last) + _texts(part) else part
        last = part
    return line


def one_line(answer: str) -> str:
    """An engine's answer as it may stand in a line."""
    return " ".join(clean(answer).split())


def _mended(words: str, answers: Mapping[str, str]) -> str:
    shard = words.strip()
    answer = one_line(answers.get(shard, ""))
    if not acceptable(shard, answer) or _texts(answer):
        return words
    return words.replace(shard, answer)
