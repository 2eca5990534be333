"""What a proposal may hold, and how it becomes an entry."""

from collections.abc import Iterable, Mapping
from typing import Any

from redbridge.translation.glossary import Entry
from redbridge.translation.rules.scripts import convert

LANGUAGES = ("zh-Hans", "en")
STEMS = {"zh": "zh-Hans", "en": "en"}
OTHER = {"zh-Hans": "en", "en": "zh-Hans"}
REGISTERS = ("casual", "playful", "teasing", "warm", "net", "fan", "ironic", "neutral", "blunt", "rude")
WORDS_MOST, CHARACTERS_MOST = 30, 60
"""Of a meaning, in English and in Chinese: a note is read while something else is."""
LIST_MOST = 8
PAGE = 60
OPEN_MOST = 20
"""Proposals of one person that may wait at a time."""


def listed(text: str) -> list[str]:
    """What stands between commas of either script, each once."""
    parts = text.replace("，", ",").replace("、", ",").replace("；", ",").split(",")
    return list(dict.fromkeys(part.strip() for part in parts if part.strip()))


def fits(meaning: str, language: str) -> bool:
    """Whether a meaning is short enough to be read in passing."""
    return len(meaning.split()) <= WORDS_MOST if language == "en" else len(meaning) <= CHARACTERS_MOST


def entry(said: Mapping[str, Any]) -> dict[str, Any]:
    """A form's values as an item of a data file."""
    language = said["language"]
    made = {
        "term": said["term"],
        "means": {"en": said["means_en"], "zh-Hans": said["means_zh"], "zh-Hant": traditional(said["means_zh"])},
        "said": {OTHER[language]: listed(said["said"])},
        "register": said["register"],
        "origin": {"en": said["origin"], "zh-Hans": said["origin"]},
        "example": {"text": said["example_text"], "translation": said["example_translation"]},
        "variants": listed(said["variants"]),
        "reading": said["reading"],
        "literal": said["literal"],
        "plain": said["plain"],
        "culture": said.get("culture", False),
    }
    return {key: value for key, value in made.items() if value}


def fields(item: Mapping[str, Any], language: str) -> dict[str, str | bool]:
    """An item of a data file as the form shows it, to be made better."""
    plain = item.get("plain", "")
    return {
        "language": language, "term": item["term"], "variants": _comma(item.get("variants", ())),
        "reading": item.get("reading", ""), "literal": item.get("literal", ""),
        "means_en": item["means"]["en"], "means_zh": item["means"]["zh-Hans"],
        "said": _comma(item["said"].get(OTHER[language], ())), "register": item["register"],
        "culture": item.get("culture", False),
        "origin": item["origin"]["en" if language == "zh-Hans" else "zh-Hans"],
        "example_text": item["example"]["text"], "example_translation": item["example"]["translation"],
        "plain": plain if isinstance(plain, str) else plain.get(item["term"], ""),
    }  # fmt: skip


def place(entry: Entry | None) -> dict[str, Any]:
    """Where a term that is explained already counts, as an item of a data file: a better note leaves that be."""
    return {} if entry is None else {"found": entry.found, "not_in": list(entry.not_in)}


def traditional(text: str) -> str:
    """Chinese as it is read in Traditional."""
    return convert(text, "zh-Hans", "zh-Hant") or text


def origin(entry: Entry, interface: str) -> str:
    """Where a term comes from, for a reader of pages in `en`, `zh-hans` or `zh-hant`."""
    if interface.startswith("en"):
        return entry.origin["en"]
    return traditional(entry.origin["zh-Hans"]) if interface == "zh-hant" else entry.origin["zh-Hans"]


def _comma(words: Iterable[str]) -> str:
    return ", ".join(words)
