"""Simplified and Traditional Chinese: one language, either script made from the other by table and phrases (OpenCC)."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from msgspec import structs

from redbridge.kernel.reading import Read, Told, is_left, languages_of, pick
from redbridge.kernel.spans import spans

SISTERS = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}
ENGINE, BY = "OpenCC", "script"
# Taiwan's forms of characters (為 and not 爲), and everybody's own words: 视频 stays 視頻, since that is what was said.
_TABLES = {("zh-Hans", "zh-Hant"): "s2tw", ("zh-Hant", "zh-Hans"): "t2s"}
_SHORT = 1000
"""Characters; longer texts are not kept."""


def convert(text: str, source: str, target: str) -> str | None:
    """The text in the other script, its links, names and stickers untouched; None where these are not two scripts."""
    if (source, target) not in _TABLES:
        return None
    return _kept(text, source, target) if len(text) <= _SHORT else _converted(text, source, target)


def wanted(reads: Sequence[str]) -> str:
    """The script that this reader reads first; "" for who reads no Chinese."""
    return next((code for code in languages_of(reads) if code in SISTERS), "")


def with_sisters(reads: Sequence[str]) -> list[str]:
    """What one reads, either script of Chinese bringing the other, right after it: it can be had in one's own."""
    found = list(reads)
    for code in reads:
        if code in SISTERS and SISTERS[code] not in found:
            found.insert(found.index(code) + 1, SISTERS[code])
    return found


def read(text: str, language: str, told: Told, part: str, reads: Sequence[str]) -> Read:
    """`pick`, and then in the reader's own script."""
    found = pick(text, language, told, part, reads)
    return found if is_left(reads, language) else in_script(found, wanted(reads))


def in_script(found: Read, script: str) -> Read:
    """What was found in the script that is wanted; a text in any other language as it is."""
    made = convert(found.text, found.lang, script) if script else None
    if made is None or (made == found.text and not found.translated):
        return found
    if found.translated:
        return structs.replace(found, text=made, lang=script, engine=named(found.engine))
    return Read(made, script, found.text, found.lang, BY, ENGINE)


def named(engine: str) -> str:
    """An engine's name, and that its words were put into another script."""
    return f"{engine}, {ENGINE}" if engine else ENGINE


@lru_cache(maxsize=8192)
def _kept(text: str, source: str, target: str) -> str:
    return _converted(text, source, target)


def _converted(text: str, source: str, target: str) -> str:
    table, parts, at = _table(_TABLES[source, target]), list[str](), 0
    for span in spans(text):
        parts += [table.convert(text[at : span.start]), text[span.start : span.end]]
        at = span.end
    return "".join([*parts, table.convert(text[at:])])


@lru_cache(maxsize=2)
def _table(name: str) -> Any:
    """Loaded when somebody first needs it: it takes a moment and some memory."""
    from opencc import OpenCC

    return OpenCC(name)
