"""Slang and culture: entries, where they stand in a text, and how they help an engine. Plain Python."""

from redbridge.translation.glossary.entries import Entry, Example, entries, made
from redbridge.translation.glossary.finding import Found, also, find, fold, known, meant
from redbridge.translation.glossary.helping import exact, hints, plain, said, version

__all__ = [
    "Entry", "Example", "Found", "also", "entries", "exact", "find", "fold", "hints", "known",
    "made", "meant", "plain", "said", "version",
]  # fmt: skip
