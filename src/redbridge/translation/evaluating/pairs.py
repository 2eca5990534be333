"""Reading a file of pairs: a list of `{en, zh, source, src_lang, dst_lang}`."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redbridge.kernel.errors import SettingError

# What the site calls a language that a file names shortly.
_OURS = {"zh": "zh-Hans"}


@dataclass(frozen=True)
class Pair:
    """`text` in `source_language`, and as a person put it in `target_language`; `kind`: title, note, comment."""

    id: int | str
    kind: str
    source_language: str
    target_language: str
    text: str
    reference: str

    @property
    def direction(self) -> str:
        return f"{self.source_language}-{self.target_language}"

    @property
    def source(self) -> str:
        """As the site and its engines call it."""
        return _OURS.get(self.source_language, self.source_language)

    @property
    def target(self) -> str:
        """As the site and its engines call it."""
        return _OURS.get(self.target_language, self.target_language)


def read(path: Path) -> list[Pair]:
    """The pairs of a file, in its order. Raises SettingError with one sentence that says what is wrong."""
    try:
        rows = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise SettingError(f"{path} cannot be read: {(error.strerror or 'no such file').lower()}.") from None
    except (ValueError, RecursionError) as error:
        raise SettingError(f"{path} is not JSON in UTF-8: {error}.") from None
    if not isinstance(rows, list) or not rows:
        raise SettingError(f"{path} should be a list of pairs like {{en, zh, source, src_lang, dst_lang}}.")
    return list(_pairs(path, rows))


def _pairs(path: Path, rows: list[Any]) -> Iterator[Pair]:
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise SettingError(f"{path}: pair {number} is no object.")
        for field in ("src_lang", "dst_lang"):
            _text(path, number, row, field)
        source, target = row["src_lang"], row["dst_lang"]
        if source == target:
            raise SettingError(f"{path}: pair {number} goes from {source} to {target}.")
        kind = _text(path, number, row, "source") if "source" in row else ""
        text, reference = (_text(path, number, row, language) for language in (source, target))
        yield Pair(row["id"] if isinstance(row.get("id"), int | str) else number, kind, source, target, text, reference)


def _text(path: Path, number: int, row: dict[str, Any], field: str) -> str:
    if not isinstance(row.get(field), str):
        raise SettingError(f"{path}: pair {number} has no text called {field}.")
    return str(row[field])
