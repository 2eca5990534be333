"""Commenting."""

import json
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction

from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.notes.actions.remove import settle_pictures
from redbridge.translation.rules import language_of

_COMMENT = """
insert into notes_comment (note_id, author_id, parent_id, client_key, body, language, language_chosen, translations)
values (%s, %s, (select coalesce(parent_id, id) from notes_comment where id = %s and note_id = %s), %s, %s, %s, false, %s::jsonb)
on conflict (author_id, client_key) do nothing returning id
"""
# A picture is open or not by its note, the note's author and its own: they are held, for none of it to change unseen.
_HOLD = """
select 1 from notes_note n join accounts_person p on p.id = n.author_id join accounts_person a on a.id = %s
where n.id = %s for no key update of n for share of p, a
"""
_COUNT = "update notes_tally set comments = comments + 1 where note_id = %s"
_PICTURE = "update notes_comment set picture = %s where id = %s"
_FIRST = "select id from notes_comment where author_id = %s and client_key = %s::uuid"


@transaction.atomic
def answer(
    author_id: int,
    author_languages: Sequence[str],
    note_id: int,
    client_key: uuid.UUID,
    body: str,
    parent_id: int | None = None,
    translations: Mapping[str, Mapping[str, str]] | None = None,
    language: str = "",
    picture: "UploadedFile[Any] | None" = None,
    alt: str = "",
) -> int:
    """Comment on a note and return the comment's id; an answer to a reply stands under the reply's own comment.

    The same client key again gives the first comment's id and writes nothing. `alt` says what the picture shows.
    """
    language = language or language_of(body, author_languages)
    said = json.dumps(translations or {})
    with connection.cursor() as cursor:
        if picture is not None:
            cursor.execute(_HOLD, [author_id, note_id])
        cursor.execute(
            _COMMENT, [note_id, author_id, parent_id or 0, note_id, str(client_key), body, language, said]
        )
        row = cursor.fetchone()
        if row is None:
            cursor.execute(_FIRST, [author_id, str(client_key)])
            return int((cursor.fetchone() or (0,))[0])
        cursor.execute(_COUNT, [note_id])
        if picture is not None:
            (claimed,) = media.claim(author_id, [picture], [alt], "comment", row[0], language)
            cursor.execute(_PICTURE, [claimed.id, row[0]])
            settle_pictures(note_id)
    audit.record(author_id, "comment", "comment", row[0])
    events.emit("comment.published", comment_id=row[0])
    if picture is not None and alt:
        events.emit("comment.described", comment_id=row[0])
    return int(row[0])
