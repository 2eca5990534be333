"""A text cut into what a model takes at once, and put together again."""

from collections.abc import Callable, Iterable, Iterator

import regex

# Bounded look-behinds: a line of ten thousand quotation marks costs what any line costs.
_CLOSING = r"[\"'”’»」』）)\]]{0,3}"
_SHORT = r"(?<!\b(?:\p{L}|Mr|Mrs|Ms|Dr|St|Prof|No|vs|etc|approx|e\.g|i\.e)\.)"
_BREAK = regex.compile(
    rf"\s*\n\s*|(?<=[。！？…｡]{_CLOSING})[^\S\n]*(?=[^\s。！？…｡\"'”’»」』）)\]])"
    rf"|(?<=[.!?]{_CLOSING}){_SHORT}[^\S\n]+(?=\S)"
)
_CUTS = tuple(map(regex.compile, (r"(?<=[,;:，；：、—])", r"\s+", r"(?<![A-Za-z0-9_{])(?=\S)|(?<=\S)(?![A-Za-z0-9_}])")))
_SPACELESS = ("zh", "ja", "th", "lo", "my", "km", "yue")
Piece = tuple[str, str]
"""Words, and the space after them."""


def pieces(text: str, fits: Callable[[str], bool]) -> list[Piece]:
    """The sentences of a text, each short enough to fit; all of it is in them."""
    return [piece for words, gap in _sentences(text) for piece in _fitting(words, gap, fits)]


def join(pieces_: Iterable[Piece], target: str) -> str:
    """Translated pieces as one text: with spaces only where the language has them, and the line breaks as they were."""
    spaceless = target.split("-")[0] in _SPACELESS
    made = "".join(words + _space(gap, spaceless) for words, gap in pieces_)
    return made.strip(" ") if not made.isspace() else made


def halves(text: str) -> tuple[Piece, Piece] | None:
    """A text as two, cut where it hurts least near the middle; None where it cannot be cut."""
    middle, slack = len(text) // 2, max(1, len(text) // 4)
    for cut in _CUTS:
        places = [m.span() for m in cut.finditer(text, max(1, middle - slack), min(len(text) - 1, middle + slack) + 1)]
        inside = [span for span in places if span[0] > 0 and span[1] < len(text)]
        if inside:
            start, end = min(inside, key=lambda span: abs(span[0] - middle))
            return (text[:start], text[start:end]), (text[end:], "")
    return None if len(text) < 2 else ((text[:middle], ""), (text[middle:], ""))


def _sentences(text: str) -> Iterator[Piece]:
    at = 0
    for gap in _BREAK.finditer(text):
        if gap.start() > at or gap.group():
            yield text[at : gap.start()], gap.group()
            at = gap.end()
    yield text[at:], ""


def _fitting(words: str, gap: str, fits: Callable[[str], bool]) -> Iterator[Piece]:
    two = None if not words.strip() or fits(words) else halves(words)
    if two is None:
        yield words, gap
        return
    (first, between), (second, _) = two
    yield from _fitting(first, between, fits)
    yield from _fitting(second, gap, fits)


def _space(gap: str, spaceless: bool) -> str:
    if "\n" in gap:
        return gap
    return "" if spaceless else gap or " "
