"""What a person typed, made safe to keep and measured the way they see it."""

import unicodedata

import regex

_GRAPHEME = regex.compile(r"\X")
_EOL = regex.compile(r"\r\n?|[\u0085\u2028\u2029]")
# C0 but the line break, DEL, C1, lone surrogates, and the bidi embeddings, overrides and isolates that can
# turn a line around; the marks LRM, RLM and ALM stay: they only settle their neighbours.
_STRIPPED = regex.compile(r"[\x00-\x09\x0B-\x1F\x7F-\x9F\uD800-\uDFFF\u202A-\u202E\u2066-\u2069\uFEFF]")
# Fixed ranges and not East_Asian_Width: browsers know no such property, and both must count alike.
_WIDE = regex.compile(
    r"[\u1100-\u115F\u2E80-\u303E\u3041-\uA4CF\uA960-\uA97C\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F"
    r"\uFF01-\uFF60\uFFE0-\uFFE6\U00016FE0-\U00018DFF\U0001B000-\U0001B2FF\U00020000-\U0003FFFD]"
    r"|(?s:.*)[\p{Emoji_Presentation}\uFE0F]"
)
# Room for the longest family or flag in every grapheme; past it someone stacks marks.
CODE_POINTS_A_GRAPHEME = 12


class TextTooLong(ValueError):
    """`count` graphemes (or the code points of a text stacked with marks) where `limit` graphemes fit."""

    def __init__(self, limit: int, count: int) -> None:
        super().__init__(f"{count} where {limit} fit")
        self.limit, self.count = limit, count


def clean(s: str, limit: int | None = None) -> str:
    """NFC with LF line ends, without control characters, lone surrogates and bidi overrides.

    `limit` is in graphemes; raises `TextTooLong` past it.
    """
    s = _STRIPPED.sub("", _EOL.sub("\n", s.replace("\t", " ")))
    s = unicodedata.normalize("NFC", s)
    if limit is not None:
        _check_length(s, limit)
    return s


def _check_length(s: str, limit: int) -> None:
    if len(s) > limit * CODE_POINTS_A_GRAPHEME:
        raise TextTooLong(limit, len(s))
    if (count := graphemes(s)) > limit:
        raise TextTooLong(limit, count)


def graphemes(s: str) -> int:
    """Characters as a reader counts them (UAX 29, extended grapheme clusters)."""
    return len(_GRAPHEME.findall(s))


def width(s: str) -> int:
    """Display units: 2 for each CJK or emoji grapheme, 1 for any other, invisible ones included."""
    return sum(2 if _WIDE.match(g) else 1 for g in _GRAPHEME.findall(s))
