"""Rows of the index, made from the rows they are about. The work is the same for one note and for a million."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction

from redbridge.search.queries.notes import translations_of
from redbridge.search.rules import VERSION, name_vector, note_vector, topic_vector

NOTE = r"""
n.id, n.title, n.words, n.body,
concat_ws(E'\n', n.place, (select string_agg(x.value ->> 'place', E'\n') from jsonb_each(n.places) x),
    (select string_agg(concat_ws(E'\n', m.alt, m.said, (
        select string_agg(concat_ws(E'\n', y.value ->> 'alt', y.value ->> 'said'), E'\n')
        from jsonb_each(m.translations) y)), E'\n')
     from media_picture m where m.kind = 'note' and m.subject_id = n.id)), n.translations
"""
"""What `words_of_note` takes: around a note's words its place, what its pictures show and say, each in every language."""
_NOTES = f"""
select {NOTE} from notes_note n where n.id = any(%s::bigint[]) and n.deleted is null and n.standing <> 'removed' for share of n
"""  # noqa: S608 (our own words)
_PEOPLE = r"""
select id, handle, name,
       concat_ws(E'\n', bio, (select string_agg(x.value ->> 'bio', E'\n') from jsonb_each(bio_translations) x))
from accounts_person where id = any(%s::bigint[])
"""
_TOPICS = """
select id, key, name, array(select y.name from notes_topic y where y.joined = t.joined and y.id <> t.id)
from notes_topic t where id = any(%s::bigint[])
"""
_PUT = """
insert into search_{what} ({what}_id, tsv, version) select id, tsv::tsvector, {version}
from unnest(%s::bigint[], %s::text[]) x(id, tsv)
on conflict ({what}_id) do update set tsv = excluded.tsv, version = excluded.version
where search_{what}.tsv is distinct from excluded.tsv or search_{what}.version <> excluded.version
"""


@transaction.atomic
def index_notes(ids: Sequence[int]) -> None:
    """Make the rows of these notes; a deleted one loses its row. The lock keeps an edit from passing in between."""
    rows = _rows(_NOTES, ids)
    put("note", [(row[0], note_vector(*words_of_note(*row))) for row in rows])
    if gone := set(ids) - {row[0] for row in rows}:
        forget_note(*gone)


def words_of_note(
    id_: int, title: str, words: str, body: str, around: str, translations: Any
) -> tuple[int, list[str], list[str]]:
    """What `rules.note_vector` takes, from a note's columns; translations of every language are among it."""
    said: list[dict[str, str]] = list(translations_of(translations).values())
    heads = [title, words, *(made.get(part, "") for made in said for part in ("title", "words"))]
    return id_, heads, [body, around, *(made.get("body", "") for made in said)]


def index_people(ids: Sequence[int]) -> None:
    """Make the rows of these people."""
    put("person", [(row[0], name_vector(*row[1:])) for row in _rows(_PEOPLE, ids)])


def index_topics(ids: Sequence[int]) -> None:
    """Make the rows of these topics; one that is gone loses its row."""
    rows = _rows(_TOPICS, ids)
    put("topic", [(row[0], topic_vector(*row[1:])) for row in rows])
    if gone := set(ids) - {row[0] for row in rows}:
        with connection.cursor() as cursor:
            cursor.execute("delete from search_topic where topic_id = any(%s::bigint[])", [list(gone)])


def forget_note(*ids: int) -> None:
    """A deleted note is found no more; every question asks the note as well, so this only saves room."""
    with connection.cursor() as cursor:
        cursor.execute("delete from search_note where note_id = any(%s::bigint[])", [list(ids)])


def put(what: str, rows: Iterable[tuple[int, str]]) -> None:
    """Write rows of `search_<what>`."""
    kept = list(rows)
    with connection.cursor() as cursor:
        cursor.execute(
            _PUT.format(what=what, version=VERSION), [[row[0] for row in kept], [row[1] for row in kept]]
        )


def _rows(sql: str, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(ids)])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
