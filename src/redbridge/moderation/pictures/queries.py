"""Which pictures look alike."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection, transaction

from redbridge.moderation.pictures.rules import NEAR, SAME, probes

_NEAR = """
select {columns}, bit_count((h.bits # %(bits)s::bigint)::bit(64)) as apart from {table} h
where h.keys && %(probes)s::int[] and bit_count((h.bits # %(bits)s::bigint)::bit(64)) <= %(near)s order by apart limit 100
"""
_BANKED = _NEAR.format(columns="h.bank, h.rule, h.word, h.bits", table="moderation_bankedhash")
_OURS = _NEAR.format(columns="h.picture_id, h.bits", table="moderation_picturehash")
_UNHASHED = """
select p.id from media_picture p where p.state = 'ready' and p.widths <> '{}'
  and not exists (select 1 from moderation_picturehash h where h.picture_id = p.id) order by p.id desc limit %(most)s
"""
_CLEARED = """
select line, rule from moderation_cleared
where bit_count((bits # %(bits)s::bigint)::bit(64)) <= %(same)s and line = any(%(lines)s::bigint[])
"""
_SUBJECTS = "select id, kind, subject_id, owner_id from media_picture where id = any(%(ids)s::bigint[])"
_OF = """
select h.picture_id, h.bits from media_picture p join moderation_picturehash h on h.picture_id = p.id
where p.kind = %(kind)s and p.subject_id = %(subject)s and h.bits is not null order by p.position
"""


class Near(NamedTuple):
    """A line of a bank that a picture is near to: in how many of 64 places they differ."""

    bank: str
    rule: str
    word: str
    line: int
    apart: int


class Pictured(NamedTuple):
    """What a picture stands on, as media knows it."""

    id: int
    kind: str
    subject_id: int
    owner_id: int


def banked_near(bits: int) -> list[Near]:
    """What banks hold that looks like this, the nearest first, but for lines that two people said are wrong about it."""
    found = [Near(*row) for row in _near(_BANKED, bits)]
    values = {"bits": bits, "same": SAME, "lines": [one.line for one in found]}
    wrong = set(_rows(_CLEARED, values)) if found else set()
    return [one for one in found if (one.line, one.rule) not in wrong]


def pictures_near(bits: int) -> list[tuple[int, int]]:
    """Id and bits of the pictures of the site that look like this."""
    return [(row[0], row[1]) for row in _near(_OURS, bits)]


def _near(sql: str, bits: int) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner takes comparing 548 keys for as cheap as comparing one, and would read the whole table: 0.8 s for 12 ms.
        cursor.execute("set local enable_seqscan = off")
        cursor.execute(sql, {"bits": bits, "probes": probes(bits), "near": NEAR})
        found: list[tuple[Any, ...]] = cursor.fetchall()
        cursor.execute("set local enable_seqscan = on")
    return found


def unhashed(most: int) -> list[int]:
    """Pictures that nobody looked at yet, the newest first."""
    return [row[0] for row in _rows(_UNHASHED, {"most": most})]


def pictured(ids: Iterable[int]) -> list[Pictured]:
    """What these stand on."""
    return [Pictured(*row) for row in _rows(_SUBJECTS, {"ids": list(ids)})]


def hashes_of(kind: str, subject_id: int) -> list[tuple[int, int]]:
    """Id and bits of the pictures of a subject, those that were looked at."""
    return [(row[0], row[1]) for row in _rows(_OF, {"kind": kind, "subject": subject_id})]


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
