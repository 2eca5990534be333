"""What engines were given, and how they do: kept in PostgreSQL, since every process asks the same engines."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.translation.engines.errors import Unavailable
from redbridge.translation.options import WHY_SIZE

FAILURES = 5
"""In a row, of any process; a timeout is worth TIMEOUT of them."""
TIMEOUT = 3
REST, GRACE = 30.0, 2.0
ALONE = 10.0 + GRACE
"""Seconds: how long a failing engine is left alone; how long one who tries after a failure holds the others off, more
than a call takes."""
# One statement, so that two processes never both spend what is left.
_RESERVE = """
insert into translation_spending as spent (day, engine, characters, requests)
select (now() at time zone 'utc')::date, %(engine)s::text, %(size)s::bigint, 1
where %(size)s::bigint <= %(budget)s::bigint and (%(known)s::boolean or not exists (
    select from translation_health where engine = %(engine)s::text and failures > 0))
on conflict (day, engine) do update
set characters = spent.characters + excluded.characters, requests = spent.requests + 1
where spent.characters + excluded.characters <= %(budget)s::bigint
returning day::text
"""
_SETTLE = """
with well as (
    update translation_health set failures = 0, shut_until = null, seen = now()
    where engine = %(engine)s::text and failures > 0 and %(failed)s::int = 0
)
update translation_spending
set characters = greatest(0, characters - %(back)s), requests = requests - %(unasked)s,
    failures = failures + %(failed)s::int, milliseconds = milliseconds + %(milliseconds)s
where day = %(day)s::date and engine = %(engine)s::text
"""
_WAIT = """
select greatest(0, extract(epoch from shut_until - clock_timestamp()))::float8 from translation_health
where engine = %s and failures > 0
"""
_CLAIM = """
update translation_health set shut_until = clock_timestamp() + make_interval(secs => %(alone)s)
where engine = %(engine)s and (shut_until is null or shut_until <= clock_timestamp()) returning engine
"""
_FAILED = """
insert into translation_health as health (engine, failures, shut_until, why)
values (%(engine)s, %(weight)s, clock_timestamp() + make_interval(secs => %(pause)s::float8), %(why)s)
on conflict (engine) do update
set failures = health.failures + excluded.failures, why = excluded.why, seen = now(),
    shut_until = case when health.failures + excluded.failures >= %(most)s
        then clock_timestamp() + make_interval(secs => greatest(%(pause)s::float8, %(rest)s)) else excluded.shut_until end
"""
_WELL = "update translation_health set failures = 0, shut_until = null, seen = now() where engine = %s and failures > 0"
UNBOUNDED = 2**62


@dataclass(frozen=True)
class Receipt:
    """`size` characters were set aside for an engine on a day."""

    engine: str
    day: str
    size: int


def admit(engine: str, size: int, budget: int | None, alone: float = ALONE) -> Receipt | None:
    """Set characters of today's budget aside before they are sent; None where there are not as many left.

    Raises `Unavailable` while the engine rests, or another is trying it after a failure.
    """
    receipt = reserve(engine, size, budget, known=False)
    if receipt:
        return receipt
    if wait := hold(engine, alone):
        raise Unavailable(wait, "left alone after failing")
    return reserve(engine, size, budget)


def reserve(engine: str, size: int, budget: int | None, known: bool = True) -> Receipt | None:
    """The same however it does; not `known`: only where it is not known to have failed."""
    values: dict[str, Any] = {"engine": engine, "size": size, "budget": UNBOUNDED if budget is None else budget, "known": known}
    with connection.cursor() as cursor:
        cursor.execute(_RESERVE, values)
        row = cursor.fetchone()
    return Receipt(engine, row[0], size) if row else None


def hold(engine: str, alone: float = ALONE) -> float:
    """0 where the caller may ask, who then is the only one for `alone` seconds if it failed before. Else seconds to wait."""
    with connection.cursor() as cursor:
        cursor.execute(_WAIT, [engine])
        row = cursor.fetchone()
        if row is None:
            return 0.0
        if row[0]:
            return float(row[0])
        cursor.execute(_CLAIM, {"engine": engine, "alone": alone})
        return 0.0 if cursor.fetchone() else alone


def settle(receipt: Receipt, milliseconds: int = 0, *, spent: bool = True, failed: bool = False, asked: bool = True) -> None:
    """What came of it; unless it `failed` the engine is well. Not `spent`: the characters are given back; not `asked`:
    as if nothing had been."""
    values: dict[str, Any] = {
        "back": 0 if spent else receipt.size, "unasked": int(not asked), "failed": int(failed),
        "milliseconds": milliseconds, "day": receipt.day, "engine": receipt.engine,
    }
    with connection.cursor() as cursor:
        cursor.execute(_SETTLE, values)


def note_failure(engine: str, why: str, pause: float = 0.0, timeout: bool = False) -> None:
    """It did not answer, and is left alone for `pause` seconds where it asked for that, or after too many failures."""
    values: dict[str, Any] = {
        "engine": engine, "why": why[:WHY_SIZE], "pause": pause, "weight": TIMEOUT if timeout else 1, "most": FAILURES,
        "rest": REST,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FAILED, values)



def note_well(engine: str) -> None:
    """It answered: nobody need leave it alone any longer."""
    with connection.cursor() as cursor:
        cursor.execute(_WELL, [engine])
