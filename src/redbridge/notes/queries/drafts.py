"""Drafts, scheduled notes, versions, deleted things: what only their author sees, but for versions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from redbridge.media.queries import PictureView
from redbridge.media.queries import by_ids as pictures_by_ids
from redbridge.notes import rules
from redbridge.notes.queries.reading import words_of

# A saving that came after the publishing leaves a row that is no draft.
_DRAFTS = """
select c.id, c.client_key::text, c.fields, c.due, c.changed from notes_composition c
where c.author_id = %s and c.deleted is null
  and not exists (select 1 from notes_note n where n.author_id = c.author_id and n.client_key = c.client_key)
order by c.due, c.changed desc limit %s
"""
_DUE = "select id from notes_composition where due <= now() and deleted is null order by due limit %s"
_DELETED_NOTES = """
select id, kind, coalesce(nullif(title, ''), nullif(words, ''), left(body, 200)), language, cover, deleted
from notes_note where author_id = %s and standing <> 'removed' and deleted > now() - %s::interval order by deleted desc limit %s
"""
_DELETED_COMMENTS = """
select c.id, 'comment', left(c.body, 200), c.language, null::bigint, c.deleted from notes_comment c
join notes_note n on n.id = c.note_id and (n.deleted is null or n.kind = 'emptied') and n.standing <> 'removed'
left join notes_comment above on above.id = c.parent_id
where c.deleted_by = %s and c.deleted > now() - %s::interval and above.deleted is null
  and c.standing <> 'removed' order by c.deleted desc limit %s
"""
_VERSIONS = """
select title, words, body, language, at, translations from notes_version where note_id = %s order by id desc limit %s
"""
_PICTURES = "select id from media_picture where kind = 'note' and subject_id = %s order by position, id"
LISTED = 200
VERSIONS_LISTED = 30


@dataclass(frozen=True)
class DraftView:
    """A note that is not published; `heading` is what there is to call it by, or ""."""

    id: int
    key: str
    kind: str
    heading: str
    due: datetime | None
    zone: str
    changed: datetime
    note_id: int | None
    """The published note that it changes."""
    picture_count: int
    cover: PictureView | None


@dataclass(frozen=True)
class Gone:
    """Something deleted that can be restored: a note's kind, or "comment"."""

    id: int
    kind: str
    words: str
    language: str
    cover: PictureView | None
    deleted: datetime

    @property
    def until(self) -> datetime:
        """When it goes for good."""
        return self.deleted + rules.RESTORABLE


@dataclass(frozen=True)
class VersionView:
    """What a note said from `at` on."""

    title: str
    words: str
    body: str
    language: str
    at: datetime
    second: dict[str, dict[str, str]]
    """What the author wrote in other languages, by language."""


def drafts(author_id: int) -> list[DraftView]:
    """An author's scheduled notes, the next first, then their drafts, the newest first."""
    rows = [(*row[:2], fields_of(row[2]), *row[3:]) for row in _rows(_DRAFTS, [author_id, LISTED])]
    covers = pictures_by_ids([first for row in rows if (first := _first_picture(row[2]))])
    return [_draft(row, covers) for row in rows]


def _draft(row: tuple[Any, ...], covers: dict[int, PictureView]) -> DraftView:
    id_, key, fields, due, changed = row
    said = next((str(fields[name]) for name in ("title", "words", "body") if str(fields.get(name) or "").strip()), "")
    return DraftView(
        id=id_,
        key=key,
        kind=fields.get("kind", "pictures"),
        heading=rules.first_line(said),
        due=due,
        zone=rules.zone_of(str(fields.get("zone") or "UTC")).key,
        changed=changed,
        note_id=fields.get("note"),
        picture_count=len(fields.get("picture", [])),
        cover=covers.get(_first_picture(fields) or 0),
    )


def fields_of(value: Any) -> dict[str, Any]:
    """A draft's fields as they stand in its row."""
    return dict(words_of(value))


def _first_picture(fields: dict[str, Any]) -> int | None:
    said = str((fields.get("picture") or [""])[0])
    return int(said) if said.isdecimal() and len(said) < 19 else None


def due_compositions(most: int) -> list[int]:
    """Scheduled notes whose time has come, the longest waiting first."""
    return [row[0] for row in _rows(_DUE, [most])]


def deleted(author_id: int) -> list[Gone]:
    """What this person deleted and can restore, the latest first: their notes; comments of theirs or under their notes."""
    within = f"{rules.RESTORABLE.days} days"
    rows = [row for sql in (_DELETED_NOTES, _DELETED_COMMENTS) for row in _rows(sql, [author_id, within, LISTED])]
    covers = pictures_by_ids([row[4] for row in rows if row[4]])
    found = [Gone(row[0], row[1], row[2], row[3], covers.get(row[4]), row[5]) for row in rows]
    return sorted(found, key=lambda gone: gone.deleted, reverse=True)


def versions(note_id: int) -> list[VersionView]:
    """What a note said before, the latest first."""
    rows: list[tuple[Any, ...]] = [(*row[:5], fields_of(row[5])) for row in _rows(_VERSIONS, [note_id, VERSIONS_LISTED])]
    return [VersionView(*row) for row in rows]


def own_words(note_id: int) -> dict[str, dict[str, str]]:
    """What a note's author wrote in other languages themselves, by language."""
    rows = _rows("select translations from notes_note where id = %s", [note_id])
    said: dict[str, dict[str, str]] = fields_of(rows[0][0]) if rows else {}
    return {code: words for code, words in said.items() if words.get("by") == rules.OWN}


def picture_ids(note_id: int) -> list[int]:
    """A note's pictures in order."""
    return [row[0] for row in _rows(_PICTURES, [note_id])]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
