"""What a person may take along: each room says what it holds of them, and the one that packs never knows who.

A chapter is a file `<name>.json` of items, each a plain dict of what JSON can hold. It holds only what the person
themselves may see.
"""

from collections.abc import Callable, Iterator
from typing import Any

Chapter = Callable[[int], Iterator[dict[str, Any]]]
_chapters: dict[str, Chapter] = {}


def chapter(name: str) -> Callable[[Chapter], Chapter]:
    """Give a function that yields what a room holds of the person of this id."""

    def keep(made: Chapter) -> Chapter:
        _chapters[name] = made
        return made

    return keep


def chapters() -> dict[str, Chapter]:
    """All of them by name, in the order of their names."""
    return dict(sorted(_chapters.items()))
