"""Where lines of a card break: between words in Chinese too, evenly long, never in the middle of one that fits."""

from collections.abc import Callable

import regex

from redbridge.kernel.markup import breaks

Measure = Callable[[str], float]
_NOT_FIRST = regex.compile(r"[\p{Pe}\p{Pf}\p{Po}\p{Pd}]")
_PIECE = regex.compile(r"[A-Za-z0-9\u00C0-\u024F'.,:/%-]{1,16}\s*|\X")
_NOT_LAST = regex.compile(r"[\p{Ps}\p{Pi}]")


def paragraphs(text: str, lang: str) -> list[list[str]]:
    """For each line as it was typed, the pieces that stay whole; one that ends in a space may lose it."""
    return [[word for piece in breaks(line, lang) for word in regex.findall(r"\s*\S+\s*|\s+", piece)]
            for line in text.split("\n")]  # fmt: skip


def fill(pieces: list[str], width: float, measure: Measure) -> list[str]:
    """Lines as full as they get; a piece wider than a line is cut where the line ends."""
    lines, line, used = [], "", 0.0
    for piece in (part for whole in pieces for part in _cut(whole, width, measure)):
        # Pieces are measured one by one: a line of many would cost the square of their number.
        if line and used + measure(piece.rstrip()) > width:
            lines.append(line.strip())
            line, used = "", 0.0
        line, used = line + piece, used + measure(piece)
    return [*lines, line.strip()]


def _cut(piece: str, width: float, measure: Measure) -> list[str]:
    """A piece as it is, or in parts that each fit where it is wider than a line."""
    if measure(piece.rstrip()) <= width:
        return [piece]
    parts, used = [""], 0.0
    for char in piece:
        step = measure(char)
        if parts[-1] and used + step > width:
            parts.append("")
            used = 0.0
        parts[-1], used = parts[-1] + char, used + step
    return parts


def even(pieces: list[str], width: float, measure: Measure) -> list[str]:
    """The fewest lines, about as long as one another (CSS `text-wrap: balance`)."""
    best = fill(pieces, width, measure)
    low, high = max((measure(p.strip()) for p in pieces), default=0.0), width
    if len(best) < 2 or low > width:
        return best
    for _ in range(9):
        middle = (low + high) / 2
        tried = fill(pieces, middle, measure)
        if len(tried) > len(best):
            low = middle
        else:
            best, high = tried, middle
    return best


def columns(text: str, length: float, measure: Measure) -> list[str]:
    """A vertical text in columns; Latin words and numbers stay whole, and no column begins with what ends a phrase."""
    made = []
    for line in text.split("\n"):
        rest = _PIECE.findall(line.strip())
        while rest:
            fits = _fitting(rest, length, measure)
            made.append("".join(rest[:fits]).strip())
            rest = rest[fits:]
    return made


def _fitting(pieces: list[str], length: float, measure: Measure) -> int:
    """How many pieces stand in one column, at least one."""
    fits, used = 0, 0.0
    while fits < len(pieces) and (used := used + measure(pieces[fits])) <= length:
        fits += 1
    most = fits
    while 1 < fits < len(pieces) and (_NOT_FIRST.match(pieces[fits]) or _NOT_LAST.match(pieces[fits - 1])):
        fits -= 1
    return fits if fits > 1 else max(most, 1)
