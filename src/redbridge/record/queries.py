"""Reads: the record as it is published, its heads and keys."""

from collections.abc import Iterator
from typing import Any

from django.db import connection

from redbridge.record.lines import Line, body, published
from redbridge.record.proof.heads import Signed, Signer

PAGE = 2_000
_LINES = """
select number, day, kind, rule, language, "by", seconds, region, surface, appealed, reverses, receipt, previous, hash
from record_entry where number >= %s order by number limit %s
"""
_HEADS = "select day::text, number, hash, key, signature from record_head order by day"
_KEYS = "select public, day::text, handover from record_key order by id"


def lines(first: int = 1, most: int | None = None) -> Iterator[bytes]:
    """Published lines from this number on, each with its end of line; page by page, so that none waits on memory."""
    left = PAGE if most is None else most
    while left > 0:
        rows = _page(first, min(PAGE, left))
        for *said, hash_ in rows:
            yield published(body(Line(*said)), hash_).encode() + b"\n"
        if len(rows) < min(PAGE, left):
            return
        first += len(rows)
        left = PAGE if most is None else left - len(rows)


def _page(first: int, most: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_LINES, [first, most])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


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
