"""What is private to a person, by kind: each room says how to read what it holds, and one door (accesslog) alone asks.

A kind is a word such as "email". Its reader takes the person's id and, where the kind has many, the id of one of them.
"""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Fact:
    """One thing as staff reads it: what it is, in the reader's language, and the thing itself; `lang` of words people wrote."""

    what: str
    value: str
    lang: str = ""


Reader = Callable[[int, int | None], list[Fact]]
_readers: dict[str, Reader] = {}


def private(kind: str) -> Callable[[Reader], Reader]:
    """Give the function that reads what is private of one kind; it raises Http404 for what is not there."""

    def keep(reader: Reader) -> Reader:
        _readers[kind] = reader
        return reader

    return keep


def readers() -> dict[str, Reader]:
    """All of them by kind."""
    return dict(_readers)
