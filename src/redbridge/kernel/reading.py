"""A text as one reader reads it: in the first of their languages there is, with what it was made from beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

_json = msgspec.json.Decoder()
HEAD = 6
"""How many languages stand at the head of what somebody reads: the five they list, and the other script of their Chinese."""
Told = Mapping[str, Mapping[str, str]]
"""Language to what a text became in it by name, with `by` and `engine`: how columns of translations are made."""


class Read(Struct, frozen=True):
    """`text` in `lang`; where that is a translation, `original` in `original_lang`, `by` whom ("engine", "human",
    "script") and the `engine` to name."""

    text: str
    lang: str
    original: str = ""
    original_lang: str = ""
    by: str = ""
    engine: str = ""
    mended: str = ""
    mender: str = ""
    """The name and number of whoever corrected the translation."""
    target: str = ""
    """The language of the translation as it stands in its row."""
    wrong: str = ""
    """What readers call wrong, in `target`: `text` is the original then, and this a tap away."""

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text)

    @property
    def translated(self) -> bool:
        """Whether somebody else's words stand here."""
        return bool(self.original)


def told_of(value: Any) -> Told:
    """A column of translations as the database gives it; {} for none."""
    if not value:
        return {}
    found: Told = _json.decode(value) if isinstance(value, str | bytes) else value
    return found


def leaving(languages: Sequence[str], untouched: Sequence[str]) -> list[str]:
    """What somebody reads, and behind it what they want as it was written: languages, and ids of single notes.

    One list, so that every read that knows its reader honours both: SQL takes the first HEAD and the rest apart.
    """
    if not untouched:
        return list(languages)
    return [*languages[:HEAD], *[""] * (HEAD - len(languages)), *untouched]


def languages_of(reads: Sequence[str]) -> list[str]:
    """The languages alone, best first."""
    return [code for code in reads[:HEAD] if code]


def is_left(reads: Sequence[str], language: str, row_id: int = 0) -> bool:
    """Whether this reader wants a text as it was written, because of its language or its note."""
    return len(reads) > HEAD and (language in reads[HEAD:] or str(row_id) in reads[HEAD:])


def pick(text: str, language: str, told: Told, part: str, reads: Sequence[str]) -> Read:
    """The text in the first of `reads` that it is in, else as it was written; `part` names it in `told`."""
    wrong = Read(text, language)
    for code in languages_of(reads) if text and told and not is_left(reads, language) else ():
        if code == language:
            break
        said = told.get(code, {})
        if not (words := said.get(part)):
            continue
        who = (said.get("by", ""), said.get("engine", ""), said.get("mended", ""), said.get("mender", ""))
        if "doubted" not in said and f"doubted_{part}" not in said:
            return Read(words, code, text, language, *who, code)
        if not wrong.wrong:
            wrong = Read(text, language, "", "", *who, code, words)
    return wrong
