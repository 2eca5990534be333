"""Real words for the errand, chosen from the test data by what they are, so that none stands in the project."""

import json
from dataclasses import dataclass
from pathlib import Path

from redbridge.kernel.text import width
from redbridge.notes.rules import TITLE_WIDTH


@dataclass(frozen=True)
class Pair:
    """A text and what a person made of it in the other language."""

    written: str
    translated: str


def choose(pairs: Path, source: str, language: str, word: str, most: int) -> Pair:
    """The first plain line of its kind in `language` that speaks of `word`; titles must fit."""
    other = "en" if language == "zh" else "zh"
    for row in json.loads(pairs.read_text("utf-8")):
        text, translated = row[language].strip(), row[other].strip()
        fits = width(text) <= TITLE_WIDTH if source == "note-title" else len(text) <= most
        plain = "\n" not in text and not set("#@[") & set(text + translated)
        if row["source"] == source and row["src_lang"] == language and word in text.lower() and fits and plain:
            return Pair(text, translated)
    raise LookupError((source, language, word))
