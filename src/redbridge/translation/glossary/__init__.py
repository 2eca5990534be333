"""Slang and culture: entries, where they stand in a text, and how they help an engine. Plain Python."""

from redbridge.translation.glossary.entries import Entry, Example, entries, made
from redbridge.translation.glossary.finding import Found, also, find, first_of_each, fold, known
from redbridge.translation.glossary.helping import exact, hints, plain, said, version

__all__ = [
    "Entry", "Example", "Found", "also", "entries", "exact", "find", "first_of_each", "fold", "hints",
    "known", "made", "plain", "said", "version",
]  # fmt: skip
