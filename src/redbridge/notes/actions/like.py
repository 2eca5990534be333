"""Liking notes and comments, and taking it back."""

from django.db import connection, transaction

from redbridge.kernel import events

_LIKE = "insert into notes_like (person_id, note_id) values (%s, %s) on conflict do nothing"
_UNLIKE = "delete from notes_like where person_id = %s and note_id = %s"
_COUNT = "update notes_tally set likes = likes + %s where note_id = %s"
_LIKE_COMMENT = "insert into notes_commentlike (person_id, comment_id) values (%s, %s) on conflict do nothing"
_UNLIKE_COMMENT = "delete from notes_commentlike where person_id = %s and comment_id = %s"
_COUNT_COMMENT = "update notes_comment set likes = likes + %s where id = %s"


@transaction.atomic
def like(person_id: int, note_id: int) -> None:
    """Like a note; liking twice is liking once."""
    if _changed(_LIKE, _COUNT, person_id, note_id, 1):
        events.emit("note.liked", note_id=note_id, person_id=person_id)


@transaction.atomic
def unlike(person_id: int, note_id: int) -> None:
    """Take a like back."""
    if _changed(_UNLIKE, _COUNT, person_id, note_id, -1):
        events.emit("note.unliked", note_id=note_id, person_id=person_id)


@transaction.atomic
def like_comment(person_id: int, comment_id: int) -> None:
    """Like a comment; liking twice is liking once."""
    if _changed(_LIKE_COMMENT, _COUNT_COMMENT, person_id, comment_id, 1):
        events.emit("comment.liked", comment_id=comment_id, person_id=person_id)


@transaction.atomic
def unlike_comment(person_id: int, comment_id: int) -> None:
    """Take a comment's like back."""
    if _changed(_UNLIKE_COMMENT, _COUNT_COMMENT, person_id, comment_id, -1):
        events.emit("comment.unliked", comment_id=comment_id, person_id=person_id)


def _changed(sql: str, count: str, person_id: int, id_: int, by: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, id_])
        if not cursor.rowcount:
            return False
        cursor.execute(count, [by, id_])
    return True
