"""How Explore is ordered. Plain Python; the same formula stands in feeds/actions.py as SQL, and a test holds them equal."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, Self, TypeVar

from redbridge.kernel.reading import languages_of

TAU_HOURS = 12.0
"""Hours that weigh as much as ten times the response."""
COMMENT_WEIGHT = 3
"""A comment is work; a like is a nod."""
MANY_FOLLOWERS = 2000
"""Past this an author's notes are merged in when Following is read, not copied when they are written."""
PAGE = 20
CHIPS = 8
"""Topics over Explore."""
KEPT = 800
"""Notes of an author that come into one's Following when one begins to follow; older ones are on the author's page."""


def score(likes: int, comments: int, published: float) -> float:
    """Hot ranking in the manner of Reddit's (2008): the log of the response plus the time of publishing in units of τ.

    `published` is seconds since 1970. Scores never need to fall with age: newer notes simply start higher.
    """
    return math.log10(1 + likes + COMMENT_WEIGHT * comments) + published / (TAU_HOURS * 3600)


class Written(Protocol):
    """Something in a language, perhaps in several."""

    @property
    def language(self) -> str: ...

    def read_in(self, reads: tuple[str, ...]) -> Self: ...


T = TypeVar("T", bound=Written)


@lru_cache(maxsize=512)
def _chips(topics: tuple[T, ...], reads: tuple[str, ...]) -> tuple[T, ...]:
    topics = tuple(topic.read_in(reads) for topic in topics)
    best = [code.split("-")[0] for code in reads]
    shown = [topic.language.split("-")[0] for topic in topics]
    place = [best.index(code) if code in best else len(best) for code in shown]
    return tuple(topics[n] for n in sorted(range(len(topics)), key=place.__getitem__)[:CHIPS])


def chips(topics: Sequence[T], reads: Sequence[str]) -> tuple[T, ...]:
    """Those in a reader's first language, then in the next, then the others, each by its name in the best of them; zh-Hans
    and zh-Hant read one another."""
    return _chips(tuple(topics), tuple(languages_of(reads)))
