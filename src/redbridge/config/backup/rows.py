"""What one moment of the database holds: counts, checksums, and the files its rows name."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import sql

from redbridge.config.backup.words import BackupError

Line = psycopg.Connection[tuple[Any, ...]]
_TABLES = """
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' and c.relkind = 'r' and c.relpersistence = 'p' order by 1
"""
# The order of rows is nobody's promise, so the checksum is a sum.
_SUM = "select count(*), coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text from {} t"
_PICTURES = "select id, spool, widths from media_picture order by id"
_NOW = "select id, state, width, height, dc, widths, spool from media_picture where id = any(%s)"
_MEND = """
update media_picture set state = %(state)s, width = %(width)s, height = %(height)s, dc = %(dc)s, widths = %(widths)s,
spool = %(spool)s where id = %(id)s
"""


# Piece by piece, and not the schema: a database's owner does not own `public`, and a dump would then make it anew.
_DROPS = """
select format('drop %s if exists public.%I cascade', kinds.word, c.relname), kinds.word <> 'table' from pg_class c
  join (values ('r', 'table'), ('p', 'table'), ('v', 'view'), ('m', 'materialized view'), ('S', 'sequence'),
                ('c', 'type')) kinds (kind, word)
    on c.relkind::text = kinds.kind where c.relnamespace = 'public'::regnamespace
union all select format('drop routine if exists %s cascade', p.oid::regprocedure), true from pg_proc p
  where p.pronamespace = 'public'::regnamespace
union all select format('drop type if exists public.%I cascade', t.typname), true from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd')
order by 2
"""


@dataclass(frozen=True)
class Picture:
    """A picture's files: what was sent (`spool`, or "") and what was made of it."""

    id: int
    spool: str
    widths: tuple[int, ...]


def connect(url: str) -> Line:
    """A connection whose texts come out the same everywhere; raises BackupError."""
    try:
        return psycopg.connect(url, connect_timeout=10, options="-c timezone=UTC -c datestyle=ISO")
    except psycopg.Error as error:
        raise BackupError(f"The database does not answer: {str(error).strip().splitlines()[0]}.") from error


@contextmanager
def snapshot(url: str) -> Iterator[tuple[Line, str]]:
    """One moment, held until the end; its name, by which pg_dump sees the same."""
    with connect(url) as line:
        line.isolation_level, line.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        yield line, str(_one(line, "select pg_export_snapshot()"))


def sums(line: Line) -> dict[str, list[Any]]:
    """Rows and checksum of each table that survives a crash."""
    tables = [row[0] for row in line.execute(_TABLES)]
    return {name: list(line.execute(sql.SQL(_SUM).format(sql.Identifier(name))).fetchone() or ()) for name in tables}


def migrations(line: Line) -> list[str]:
    """What was applied, as `room.0001_name`."""
    return sorted(row[0] for row in line.execute("select app || '.' || name from django_migrations"))


def pictures(line: Line) -> Iterator[Picture]:
    """Every picture of the moment, a few at a time."""
    with line.cursor(name="pictures") as cursor:
        cursor.itersize = 5000
        for id_, spool, widths in cursor.execute(_PICTURES):
            yield Picture(id_, spool, tuple(widths))


def pieces(line: Line) -> list[str]:
    """Files of uploads that were half-way in."""
    return [row[0] for row in line.execute("select unnest(parts) from media_upload where picture_id is null")]


def now(url: str, ids: list[int]) -> dict[int, dict[str, Any]]:
    """These pictures as they are at this moment; one that is gone has no key."""
    with connect(url) as line:
        names = ("id", "state", "width", "height", "dc", "widths", "spool")
        return {row[0]: dict(zip(names, row, strict=True)) for row in line.execute(_NOW, [ids])}


def mend(line: Line, rows: list[dict[str, Any]]) -> None:
    """Set pictures to what they became while the backup was made."""
    for row in rows:
        line.execute(_MEND, row)


def is_empty(line: Line) -> bool:
    """Whether nobody has made a table here."""
    return not line.execute(_TABLES).fetchall()


def clear(line: Line) -> None:
    """Throw away everything in the database that is ours."""
    for statement, _later in line.execute(_DROPS).fetchall():
        line.execute(statement)


def _one(line: Line, statement: str) -> Any:
    return (line.execute(statement).fetchone() or (None,))[0]
