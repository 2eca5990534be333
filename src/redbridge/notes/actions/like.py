"""Liking and taking it back."""

from django.db import connection, transaction

from redbridge.kernel import events

_LIKE = "insert into notes_like (person_id, note_id) values (%s, %s) on conflict do nothing"
_UNLIKE = "delete from notes_like where person_id = %s and note_id = %s"
_COUNT = "update notes_tally set likes = likes + %s where note_id = %s"


@transaction.atomic
def like(person_id: int, note_id: int) -> None:
    """Like a note; liking twice is liking once."""
    if _changed(_LIKE, person_id, note_id, 1):
        events.emit("note.liked", note_id=note_id, person_id=person_id)


@transaction.atomic
def unlike(person_id: int, note_id: int) -> None:
    """Take a like back."""
    if _changed(_UNLIKE, person_id, note_id, -1):
        events.emit("note.unliked", note_id=note_id, person_id=person_id)


def _changed(sql: str, person_id: int, note_id: int, by: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, note_id])
        if not cursor.rowcount:
            return False
        cursor.execute(_COUNT, [by, note_id])
    return True
