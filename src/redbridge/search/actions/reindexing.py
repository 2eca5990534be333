"""Making the whole index anew, in chunks of ids: stopped and started again it goes on, since it only takes what is missing."""

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import repeat
from multiprocessing import get_context
from typing import Any

from django.db import connection, transaction

from redbridge.search.actions.counting import recount
from redbridge.search.actions.keeping import NOTE, index_people, index_topics, words_of_note
from redbridge.search.rules import VERSION, note_vector

CHUNK = 2000
PIECE = 250
"""Notes that a core takes at a time; fewer are not worth waking another."""
Say = Callable[[str], None]
_WHOLE = {"person": "accounts_person", "topic": "notes_topic"}
_MISSING = """
select x.id from {whole} x left join search_{what} s on s.{what}_id = x.id and s.version = %s
where x.id > %s and s.{what}_id is null order by x.id limit %s
"""
_NOTES = f"""
select {NOTE}
from notes_note n left join search_note s on s.note_id = n.id and s.version = %s
where n.id > %s and n.deleted is null and n.standing <> 'removed' and s.note_id is null order by n.id limit %s
"""  # noqa: S608 (our own words)
_FRESH = "create temporary table search_fresh (note_id bigint, tsv tsvector, version smallint) on commit drop"
_TAKE = """
insert into search_note select f.* from search_fresh f
join (select id from notes_note where deleted is null and standing <> 'removed') n on n.id = f.note_id
on conflict (note_id) do update set tsv = excluded.tsv, version = excluded.version
where search_note.version <> excluded.version
"""
_INDEX = "create index if not exists search_note_words on search_note using gin (tsv) with (fastupdate = off)"


def reindex(say: Say, *, everything: bool = False) -> None:
    """Index what has no row of this version; `everything` begins from nothing.

    The GIN index is built at the end of a first load, which is ten times as fast as filling it row by row.
    """
    with connection.cursor() as cursor:
        if everything:
            cursor.execute("truncate search_note, search_person, search_topic")
        cursor.execute("select not exists (select 1 from search_note)")
        if (cursor.fetchone() or (False,))[0]:
            cursor.execute("drop index if exists search_note_words")
    # Cutting words is nearly all of the work, so it is done on every core; workers load no Django.
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        _chunks("notes", partial(_index_notes, pool), say)
    with connection.cursor() as cursor:
        cursor.execute("set maintenance_work_mem = '256MB'")
        cursor.execute(_INDEX)
        cursor.execute("reset maintenance_work_mem")
    _chunks("people", lambda after: _index_missing("person", after), say)
    _chunks("topics", lambda after: _index_missing("topic", after), say)
    recount()
    with connection.cursor() as cursor:
        cursor.execute("analyze search_note, search_person, search_topic")


def _chunks(what: str, index: Callable[[int], list[int]], say: Say) -> None:
    after, done = 0, 0
    while ids := index(after):
        after, done = ids[-1], done + len(ids)
        if done % (CHUNK * 10) == 0:
            say(f"  {done} {what} so far")
    say(f"  {done} {what}")


def _index_missing(what: str, after: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_MISSING.format(what=what, whole=_WHOLE[what]), [VERSION, after, CHUNK])
        ids = [row[0] for row in cursor.fetchall()]
    if ids:
        (index_people if what == "person" else index_topics)(ids)
    return ids


@transaction.atomic
def _index_notes(pool: ProcessPoolExecutor, after: int) -> list[int]:
    """One chunk, by COPY into a table of its own. A row that a job made meanwhile is newer than ours and stays."""
    with connection.cursor() as cursor:
        cursor.execute(_NOTES, [VERSION, after, CHUNK])
        rows = cursor.fetchall()
        if rows:
            cursor.execute(_FRESH)
            _copy(cursor, zip((row[0] for row in rows), _vectors(pool, rows), repeat(VERSION), strict=False))
            cursor.execute(_TAKE)
    return [row[0] for row in rows]


def _vectors(pool: ProcessPoolExecutor, rows: list[tuple[Any, ...]]) -> Iterable[str]:
    words = zip(*(words_of_note(*row) for row in rows), strict=True)
    return pool.map(note_vector, *words, chunksize=PIECE) if len(rows) > PIECE else map(note_vector, *words)


def _copy(cursor: Any, rows: Iterable[tuple[int, str, int]]) -> None:
    with cursor.copy("copy search_fresh from stdin") as copy:
        for row in rows:
            copy.write_row(row)
