"""The entries the house comes with: slang and culture in both languages, read when first asked for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from urllib.parse import quote

import yaml

DATA = files(__package__) / "data"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
NOTHING: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with the term in it, and the same in the other language."""

    text: str
    translation: str


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One term. `means` has en, zh-Hans and zh-Hant, `origin` en and zh-Hans; `said` is keyed by the other language.

    `plain` says each form in words an engine understands, where that helps. `found` is where the bare term counts:
    "anywhere", "alone" (it is the whole text) or "variants" (never, it is an everyday word). Variants count anywhere.
    `culture`: whoever grew up with the language knows it, so only others are shown it in a text.
    `not_in` are longer words that hold a form by accident: 避雷针 is no 避雷.
    """

    term: str
    language: str
    means: Mapping[str, str]
    register: str
    origin: Mapping[str, str]
    example: Example
    variants: tuple[str, ...] = ()
    reading: str = ""
    literal: str = ""
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    plain: Mapping[str, str] = field(default_factory=dict)
    found: str = "anywhere"
    not_in: tuple[str, ...] = ()
    culture: bool = False

    @property
    def href(self) -> str:
        """Where it is explained."""
        return f"/glossary/{self.language.split('-')[0]}/{quote(self.term, safe='')}"

    @property
    def forms(self) -> tuple[str, ...]:
        """What counts inside a longer text."""
        return (self.term, *self.variants) if self.found == "anywhere" else self.variants

    @property
    def alone(self) -> tuple[str, ...]:
        """What counts when it is the whole text."""
        return self.variants if self.found == "variants" else (self.term, *self.variants)


@cache
def entries() -> tuple[Entry, ...]:
    """All entries, in the order of the files. Takes some 70 ms once, then nothing."""
    return tuple(made(raw, sheet["language"]) for sheet in sheets() for raw in sheet["entries"])


def sheets() -> Iterator[dict[str, Any]]:
    """The data files as written, `{language, entries}` each."""
    for path in _files():
        yield yaml.load(path.read_bytes(), LOADER)  # noqa: S506 a safe loader, in C where it is there


def made(raw: Mapping[str, Any], language: str) -> Entry:
    """An entry from one item of a file. TypeError or KeyError where a key is missing or unknown."""
    rest = {key: value for key, value in raw.items() if key not in {"example", "said", "plain", "variants", "not_in"}}
    return Entry(
        **rest,
        language=language,
        example=Example(**raw["example"]),
        said={reader: tuple(words) for reader, words in raw.get("said", NOTHING).items()},
        plain=_plain(raw),
        variants=tuple(raw.get("variants", ())),
        not_in=tuple(raw.get("not_in", ())),
    )


def _plain(raw: Mapping[str, Any]) -> Mapping[str, str]:
    """One wording for every form, or a wording a form."""
    plain = raw.get("plain", NOTHING)
    return dict.fromkeys((raw["term"], *raw.get("variants", ())), plain) if isinstance(plain, str) else plain


def _files() -> list[Traversable]:
    return sorted((path for path in DATA.iterdir() if path.name.endswith(".yaml")), key=lambda path: path.name)
