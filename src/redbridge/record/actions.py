"""Writing the record: a line with each decision, then the chain, a minute later and out of everybody's way (ADR 0151)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection, transaction

from redbridge.record import rules
from redbridge.record.lines import GENESIS, Line, body, hash_of
from redbridge.record.rules import Kept

_APPEND = """
insert into record_waiting (day, kind, rule, language, "by", seconds, region, surface, appealed, reverses, receipt)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
"""
_LOCK = "select pg_try_advisory_xact_lock(hashtext('redbridge.record'))"
_LAST = "select number, hash from record_entry order by number desc limit 1"
_WAITING = """
select w.id, w.day, w.kind, w.rule, w.language, w."by", w.seconds, w.region, w.surface, w.appealed, w.reverses, w.receipt,
  e.number
from record_waiting w left join record_entry e on w.reverses <> '' and e.receipt = w.reverses
order by w.id limit %s
"""
_COPY = """
copy record_entry (number, day, kind, rule, language, "by", seconds, region, surface, appealed, reverses, receipt, previous,
  hash) from stdin
"""
_DONE = "delete from record_waiting where id = any(%s::bigint[])"
_TALLY = """
insert into record_tally (month, kind, rule, language, "by", pace, appealed, surface, times)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s)
on conflict (month, kind, rule, language, "by", pace, appealed, surface) do update set times = record_tally.times + excluded.times
"""
Row = tuple[int, date, str, str, str, str, int, str, str, bool, str, str, int | None]


@dataclass(frozen=True)
class Written:
    """What is left of writing a line: the receipt, to be kept with the decision and nowhere else."""

    receipt: str


def append(kept: Kept) -> Written:
    """Write a line, in the caller's transaction and without a lock that others could wait for; raises ValueError."""
    rules.check(kept)
    receipt = rules.token()
    reverses = rules.mark_of(kept.reversed_of) if kept.reversed_of else ""
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, [
            datetime.now(UTC).date(), kept.kind, kept.rule, kept.language, kept.by, rules.rounded(kept.seconds), kept.region,
            kept.surface, kept.appealed, reverses, rules.mark_of(receipt),
        ])
    return Written(receipt)


@transaction.atomic
def chain(most: int = 5_000) -> int:
    """Give what waits its number and its place behind the last line; how many. 0 too where another process is at it."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        if cursor.fetchone() != (True,):
            return 0
        cursor.execute(_LAST)
        number, last = cursor.fetchone() or (0, GENESIS)
        cursor.execute(_WAITING, [most])
        rows: list[Row] = cursor.fetchall()
        entries = list(_linked(rows, number, last))
        with cursor.copy(_COPY) as copy:
            for line, hash_ in entries:
                copy.write_row((*vars(line).values(), hash_))
        cursor.execute(_DONE, [[row[0] for row in rows]])
        tallied = Counter(_tallied(line) for line, _hash in entries)
        cursor.executemany(_TALLY, [(*key, times) for key, times in tallied.items()])
    return len(rows)


def _linked(rows: Iterable[Row], number: int, previous: str) -> Iterable[tuple[Line, str]]:
    numbers: dict[str, int] = {}
    for _id, *said, reverses, receipt, reversed_ in rows:
        number += 1
        line = Line(number, *said, numbers.get(reverses, reversed_), receipt, previous)  # type: ignore[arg-type, call-arg]
        numbers[receipt] = number
        previous = hash_of(body(line))
        yield line, previous


def _tallied(line: Line) -> tuple[Any, ...]:
    month, pace = line.day.replace(day=1), rules.pace(line.seconds)
    return (month, line.kind, line.rule, line.language, line.by, pace, line.appealed, line.surface)
