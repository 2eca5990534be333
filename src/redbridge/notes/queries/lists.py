"""Which notes stand where, by id; small questions about notes."""

from typing import Any

from django.db import connection

from redbridge.notes.queries.visible import visible

_BY_AUTHOR = f"""
select n.id from notes_note n join accounts_person p on p.id = n.author_id
where n.author_id = %(of)s and n.id < %(before)s and {visible()} order by n.id desc limit %(limit)s
"""  # noqa: S608 (our own words)
_LIKED = f"""
select n.id from notes_like l
join notes_note n on n.id = l.note_id join accounts_person p on p.id = n.author_id
where l.person_id = %(of)s and l.note_id < %(before)s and {visible()} order by l.note_id desc limit %(limit)s
"""  # noqa: S608 (our own words)
_COUNT = f"""
select count(*) from notes_note n join accounts_person p on p.id = n.author_id where n.author_id = %(of)s and {visible()}
"""  # noqa: S608 (our own words)
_SAME = "title = %(title)s and words = %(words)s and body = %(body)s"
_HAS_SAID = f"""
select 1 from notes_note where id = %(note)s and {_SAME}
union all select 1 from notes_version where note_id = %(note)s and {_SAME} limit 1
"""  # noqa: S608 (our own words)


def ids_by_author(viewer_id: int | None, author_id: int, before: int, limit: int) -> list[int]:
    """An author's notes that the viewer may see, newest first."""
    return _ids(_BY_AUTHOR, viewer_id, of=author_id, before=before, limit=limit)


def ids_liked(viewer_id: int | None, person_id: int, before: int, limit: int) -> list[int]:
    """Notes that a person likes and the viewer may see, newest note first."""
    return _ids(_LIKED, viewer_id, of=person_id, before=before, limit=limit)


def note_count(viewer_id: int | None, author_id: int) -> int:
    """How many notes of an author the viewer may see."""
    return _ids(_COUNT, viewer_id, of=author_id)[0]


def _ids(sql: str, viewer_id: int | None, **values: Any) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"viewer": viewer_id or 0, **values})
        return [row[0] for row in cursor.fetchall()]


def published_as(author_id: int, client_key: str) -> int | None:
    """The id of the note this author's browser named so, if it was published before."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from notes_note where author_id = %s and client_key = %s::uuid", [author_id, client_key]
        )
        row = cursor.fetchone()
    return int(row[0]) if row else None


def has_said(note_id: int, title: str, words: str, body: str) -> bool:
    """Whether a note says this, or said it before it was edited."""
    with connection.cursor() as cursor:
        cursor.execute(_HAS_SAID, {"note": note_id, "title": title, "words": words, "body": body})
        return cursor.fetchone() is not None


def is_first_like(person_id: int) -> bool:
    """Whether the person likes one note and no more."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from (select 1 from notes_like where person_id = %s limit 2) as first_two", [person_id])
        return bool(cursor.fetchone() == (1,))
