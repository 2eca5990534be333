"""Versions of a note as its history shows them."""

from dataclasses import dataclass
from datetime import datetime

from redbridge.notes.changes import Piece, changes
from redbridge.notes.queries import NoteView, VersionView


@dataclass(frozen=True)
class Shown:
    """A version: when it came to stand, and title, words and body with what changed; `first` as it was published."""

    at: datetime
    language: str
    title: list[Piece]
    words: list[Piece]
    body: list[Piece]
    first: bool
    second: list[tuple[str, list[Piece], list[Piece], list[Piece]]]
    """What the author wrote in other languages: language, title, words and body."""


def differences(note: NoteView, older: list[VersionView], own: dict[str, dict[str, str]]) -> list[Shown]:
    """All versions, the one that stands first, each held against the one before it; `own` is in its author's other languages."""
    now = VersionView(note.title, note.words, note.body, note.language, note.edited or note.published, own)
    all_ = [now, *older]
    return [_shown(one, all_[n + 1] if n + 1 < len(all_) else None) for n, one in enumerate(all_)]


def _shown(one: VersionView, before: VersionView | None) -> Shown:
    old = before or one
    return Shown(
        at=one.at,
        language=one.language,
        title=changes(old.title, one.title),
        words=changes(old.words, one.words),
        body=changes(old.body, one.body),
        first=before is None,
        second=[(code, *_pieces(old.second.get(code, said), said)) for code, said in one.second.items()],
    )


def _pieces(old: dict[str, str], new: dict[str, str]) -> tuple[list[Piece], list[Piece], list[Piece]]:
    title, words, body = (changes(old.get(name, ""), new.get(name, "")) for name in ("title", "words", "body"))
    return title, words, body
