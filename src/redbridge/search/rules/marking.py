"""Where in a text the words of a question stand."""

from dataclasses import dataclass

import regex

from redbridge.search.rules.folding import fold, stem

AROUND = 34
"""Code points of context on each side of an excerpt's first hit; Latin letters take half the room."""
_WORD = regex.compile(r"[[\p{L}\p{M}\p{N}]--[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}]]+", regex.VERSION1)
_HAN = regex.compile(r"\p{Han}+")


@dataclass(frozen=True)
class Piece:
    """A piece of a text; `hit` where it is a word that was asked for."""

    text: str
    hit: bool


def hits(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Places of the asked words in a text, in order, none overlapping."""
    stems = {stem(word) for word in words}
    found = [m.span() for m in _WORD.finditer(text) if {folded := fold(m[0]), stem(folded)} & {*words, *stems}]
    for run in _HAN.finditer(text):
        found += _in_han(run[0], run.start(), words)
    return _apart(sorted(found))


def _in_han(run: str, start: int, words: tuple[str, ...]) -> list[tuple[int, int]]:
    folded = fold(run)
    if len(folded) != len(run):  # a character that Simplified writes with two
        return []
    return [
        (start + at, start + at + len(word))
        for word in words
        for at in range(len(folded))
        if folded.startswith(word, at)
    ]


def _apart(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    kept: list[tuple[int, int]] = []
    for begin, end in found:
        if kept and begin <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((begin, end))
    return kept


def pieces(text: str, words: tuple[str, ...]) -> list[Piece]:
    """The whole text, cut where hits begin and end."""
    found, at, made = hits(text, words), 0, list[Piece]()
    for begin, end in found:
        made += [Piece(text[at:begin], hit=False), Piece(text[begin:end], hit=True)]
        at = end
    return [piece for piece in (*made, Piece(text[at:], hit=False)) if piece.text]


def excerpt(text: str, words: tuple[str, ...]) -> list[Piece]:
    """One line around the first hit; [] where the text has none."""
    text = " ".join(text.split())
    found = hits(text, words)
    if not found:
        return []
    wide = 1 if _HAN.search(text[found[0][0] : found[0][1]]) else 2
    begin, end = max(0, found[0][0] - AROUND * wide // 2), found[0][1] + AROUND * wide
    if begin and wide == 2 and (gap := text.find(" ", begin, found[0][0])) > 0:
        begin = gap + 1
    cut = pieces(text[begin:end], words)
    before, after = Piece("…", hit=False), Piece("…", hit=False)
    return [*([before] if begin else []), *cut, *([after] if end < len(text) else [])]
