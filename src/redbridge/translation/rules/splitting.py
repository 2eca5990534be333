"""A second try is made with less at once: sentence by sentence, numbers with a unit kept as they are."""

from itertools import pairwise

import regex

from redbridge.translation.rules.numbers import measured

# Behind the signs that end a sentence; a point only before a space, since 3.5 and example.org have one too.
_END = regex.compile(r"(?<=[。！？!?…；])(?![。！？!?…；”’」』）)\"'])|(?<=\.)(?=\s)")
_NARROW = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Nd}]")
_ENDS = regex.compile(r"[\p{Latin}\p{Cyrillic}\p{Greek}\p{Nd}.,!?;:%]")


def bits(words: str) -> list[str]:
    """Words, kept, words, kept, words: what is kept is a number, or nothing where a sentence ends."""
    cuts = sorted(measured(words) + [one.span() for one in _END.finditer(words)])
    bounds = [0, *(edge for cut in cuts for edge in cut), len(words)]
    return [words[a:b] for a, b in pairwise(bounds)]


def side_by_side(left: str, right: str) -> bool:
    """Whether two parts need a space between them: words that are written with spaces, and a sentence before them."""
    return bool(left and right and _ENDS.match(left[-1]) and _NARROW.match(right[0]))
