"""Who lives in the demo and what they wrote, as data."""

import uuid
from functools import cache
from pathlib import Path
from typing import Any

import yaml

SPACE = uuid.UUID("5f0a2f0c-6f4e-4a52-9a7e-2f6a1c0b9d11")
HERE = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Ten times faster where libyaml is there."""


@cache
def people() -> list[dict[str, Any]]:
    """Sixty people."""
    return _read("people")


@cache
def notes() -> list[dict[str, Any]]:
    """Sixty-eight notes with their comments, oldest first."""
    return sorted(_read("notes-zh") + _read("notes-en") + _read("notes-cattax"), key=lambda note: -float(note["hours_ago"]))


def note(key: str) -> dict[str, Any]:
    """The note of this key; raises KeyError."""
    return {one["key"]: one for one in notes()}[key]


def key_of(text: str) -> uuid.UUID:
    """The client key of a thing in the demo: the same at each filling."""
    return uuid.uuid5(SPACE, text)


def _read(name: str) -> list[dict[str, Any]]:
    with (HERE / f"{name}.yaml").open(encoding="utf-8") as file:
        found: list[dict[str, Any]] = yaml.load(file, Loader=LOADER)  # noqa: S506 (both are safe loaders)
    return found
