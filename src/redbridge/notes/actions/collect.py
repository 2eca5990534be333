"""Collecting a note, and taking it back. One person collects a note once; where it lies may change."""

from django.db import connection, transaction

from redbridge.kernel import events

# `xmax` is 0 in a row that was inserted and not updated.
_COLLECT = """
insert into notes_collected (person_id, note_id, board_id) values (%s, %s, %s)
on conflict (person_id, note_id) do update set board_id = excluded.board_id, at = now() returning xmax = 0
"""
_UNCOLLECT = "delete from notes_collected where person_id = %s and note_id = %s"
_TAKE_OFF = """
update notes_collected set board_id = null
where board_id = %(board)s and note_id = %(note)s and (person_id = %(person)s or %(owner)s)
"""
_COUNT = "update notes_tally set collects = collects + %s where note_id = %s"
_CHANGED = "update notes_board set changed = now() where id = %s"


@transaction.atomic
def collect(person_id: int, note_id: int, board_id: int | None = None) -> None:
    """Keep a note on a board the person may add to, or on none; again, it moves there."""
    with connection.cursor() as cursor:
        cursor.execute(_COLLECT, [person_id, note_id, board_id])
        first = (cursor.fetchone() or (False,))[0]
        if board_id is not None:
            cursor.execute(_CHANGED, [board_id])
        if first:
            cursor.execute(_COUNT, [1, note_id])
            events.emit("note.collected", note_id=note_id, person_id=person_id)


@transaction.atomic
def uncollect(person_id: int, note_id: int) -> None:
    """Keep a note no longer."""
    with connection.cursor() as cursor:
        cursor.execute(_UNCOLLECT, [person_id, note_id])
        if cursor.rowcount:
            cursor.execute(_COUNT, [-1, note_id])
            events.emit("note.uncollected", note_id=note_id, person_id=person_id)


@transaction.atomic
def take_off(person_id: int, board_id: int, note_id: int, *, owner: bool) -> None:
    """Take a note off a board: what one put there oneself, its owner whatever lies there. It stays collected."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_OFF, {"board": board_id, "note": note_id, "person": person_id, "owner": owner})
