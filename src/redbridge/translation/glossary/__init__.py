"""Slang and culture: entries, where they stand in a text, and how they help an engine. Plain Python."""

from redbridge.translation.glossary.entries import Entry, Example, entries
from redbridge.translation.glossary.finding import Found, find
from redbridge.translation.glossary.helping import exact, hints, plain, said, version

__all__ = ["Entry", "Example", "Found", "entries", "exact", "find", "hints", "plain", "said", "version"]
