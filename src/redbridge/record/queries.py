"""Reads: the record as it is published, its heads and keys."""

from collections.abc import Iterator

from django.db import connection

from redbridge.record.lines import Line, body, published
from redbridge.record.proof.heads import Signed, Signer
from redbridge.record.rules import mark_of

PAGE = 5_000
# The database writes the lines itself, which costs a third of writing them here; numbers alone go into the statement, since
# COPY takes no values. What JSON escapes, `to_json` escapes as `lines.body` does.
_LINES = """
copy (select '{{"number":' || number || ',"day":"' || to_char(day, 'YYYY-MM-DD') || '","kind":"' || kind || '","rule":'
  || to_json(rule) || ',"language":' || to_json(language) || ',"by":"' || "by" || '","seconds":' || seconds || ',"region":'
  || to_json(region) || ',"surface":' || to_json(surface) || ',"appealed":' || appealed::text || ',"reverses":'
  || coalesce(reverses::text, 'null') || ',"receipt":"' || receipt || '","previous":"' || previous || '","hash":"' || hash
  || '"}}' from record_entry where number >= {first:d} order by number limit {most:d}) to stdout
"""
_OF_RECEIPT = """
select number, day, kind, rule, language, "by", seconds, region, surface, appealed, reverses, receipt, previous, hash
from record_entry where receipt = %s
"""
_HEAD_OVER = "select day::text, number, hash, key, signature from record_head where number >= %s order by day limit 1"
_LATEST = "select day::text, number, hash, key, signature from record_head order by day desc limit %s"
_HEADS = "select day::text, number, hash, key, signature from record_head order by day"
_KEYS = "select public, day::text, handover from record_key order by id"


def lines(first: int = 1, most: int | None = None) -> Iterator[bytes]:
    """Published lines from this number on, each with its end of line; page by page, so that none waits on memory."""
    left = PAGE if most is None else most
    while left > 0:
        page = _page(first, min(PAGE, left))
        yield from page
        if len(page) < min(PAGE, left):
            return
        first += len(page)
        left = PAGE if most is None else left - len(page)


def _page(first: int, most: int) -> list[bytes]:
    with connection.cursor() as cursor, cursor.copy(_LINES.format(first=first, most=most)) as copy:
        return [_plain(bytes(row)) for row in copy]


def _plain(row: bytes) -> bytes:
    """COPY doubles what JSON escapes with; nothing else of a line is changed by it."""
    return row.replace(b"\\\\", b"\\") if b"\\" in row else row


def heads() -> list[Signed]:
    """Every head, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_HEADS)
        return [Signed(*row) for row in cursor.fetchall()]


def keys() -> list[Signer]:
    """Every key that ever signed, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS)
        return [Signer(*row) for row in cursor.fetchall()]


def line_of(receipt: str) -> str | None:
    """The published line that a receipt belongs to, "" while it waits for its number; None where there is none."""
    mark = mark_of(receipt)
    with connection.cursor() as cursor:
        cursor.execute(_OF_RECEIPT, [mark])
        row = cursor.fetchone()
        if row:
            return published(body(Line(*row[:-1])), row[-1])
        cursor.execute("select 1 from record_waiting where receipt = %s", [mark])
        return "" if cursor.fetchone() else None


def head_over(number: int) -> Signed | None:
    """The first head that covers a line; None until today's is signed."""
    with connection.cursor() as cursor:
        cursor.execute(_HEAD_OVER, [number])
        row = cursor.fetchone()
    return Signed(*row) if row else None


def latest_heads(most: int) -> list[Signed]:
    """The newest first."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, [most])
        return [Signed(*row) for row in cursor.fetchall()]


def last_number() -> int:
    """How many lines there are."""
    with connection.cursor() as cursor:
        cursor.execute("select number from record_entry order by number desc limit 1")
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def first_year() -> int | None:
    """Of the first line."""
    with connection.cursor() as cursor:
        cursor.execute("select day from record_entry order by number limit 1")
        row = cursor.fetchone()
    return int(row[0].year) if row else None
