"""Which notes stand where, by id; small questions about notes."""

from django.db import connection

_BY_AUTHOR = """
select id from notes_note where author_id = %s and deleted is null and id < %s order by id desc limit %s
"""
_BY_TOPIC = """
select nt.note_id from notes_notetopic nt join notes_note n on n.id = nt.note_id and n.deleted is null
where nt.topic_id = %s and nt.note_id < %s order by nt.note_id desc limit %s
"""


def ids_by_author(author_id: int, before: int, limit: int) -> list[int]:
    """An author's notes, newest first."""
    return _ids(_BY_AUTHOR, author_id, before, limit)


def ids_by_topic(topic_id: int, before: int, limit: int) -> list[int]:
    """A topic's notes, newest first."""
    return _ids(_BY_TOPIC, topic_id, before, limit)


def _ids(sql: str, *values: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return [row[0] for row in cursor.fetchall()]


def topic(key: str) -> tuple[int, str] | None:
    """A topic's id and name by its key."""
    with connection.cursor() as cursor:
        cursor.execute("select id, name from notes_topic where key = %s", [key])
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None


def note_count(author_id: int) -> int:
    """How many notes an author has published and not deleted."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from notes_note where author_id = %s and deleted is null", [author_id])
        return int((cursor.fetchone() or (0,))[0])


def published_as(author_id: int, client_key: str) -> int | None:
    """The id of the note this author's browser named so, if it was published before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from notes_note where author_id = %s and client_key = %s::uuid", [author_id, client_key]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None
