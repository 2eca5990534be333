"""Surge mode: when very many sign up at once, newcomers are looked at more closely for some hours, and everybody is told.

While it is on, accounts made since it began wait for a look with what they write (`holds`), and have a fifth of every limit
(`share`); for a day from their arrival they post no links (`links_off`). What is asked often is kept in the process for
some seconds; nobody pays a statement for it who was not made in a surge.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil

from django.conf import settings
from django.db import connection

from redbridge.accounts import rules
from redbridge.kernel import ids
from redbridge.kernel.kept import Kept

SECONDS = 5.0
"""How old what a process knows may be."""
_LATELY = """
select began, until, by_itself, stopped from accounts_surge
where until > now() - %(days)s::interval order by until desc limit 100
"""
_ARRIVED = "select count(*) from (select 1 from accounts_person where id > %(since)s::bigint limit %(most)s::bigint) found"
_WAITS = "select looked_at is null, unproven from accounts_person where id = %(person)s::bigint"


@dataclass(frozen=True)
class Surge:
    """From when until when; `by_itself`: begun by the number of sign-ups, not by somebody; `stopped`: ended by somebody."""

    began: datetime
    until: datetime
    by_itself: bool
    stopped: datetime | None = None


def _look() -> tuple[Surge, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_LATELY, {"days": f"{rules.SURGE_KEPT_DAYS} days"})
        return tuple(Surge(*row) for row in cursor.fetchall())


lately: Kept[tuple[Surge, ...]] = Kept(_look, SECONDS)
"""The surges of the last two weeks, the one that ends last first."""


def _now() -> datetime:
    return datetime.now(UTC)


def surge() -> Surge | None:
    """The surge that is on, or None."""
    return next((one for one in lately() if one.until > _now()), None)


def hours_left() -> int:
    """For how many hours it goes on, begun ones too: what stands on pages that readers of all zones share; 0 without one."""
    now = surge()
    return ceil((now.until - _now()) / timedelta(hours=1)) if now else 0


def last() -> Surge | None:
    """The surge that ended last, within the hours in which people are told of it; None while one is on."""
    told = _now() - timedelta(hours=rules.SURGE_TOLD_HOURS)
    found = lately()[:1]
    return found[0] if found and told < found[0].until <= _now() else None


def came_in(person_id: int, surges: Iterable[Surge]) -> bool:
    """Whether this account was made in one of these."""
    made = ids.time_of(person_id)
    return any(one.began <= made <= one.until for one in surges)


def holds(person_id: int) -> bool:
    """Whether what this person writes now waits for a look: a newcomer of the surge that is on, or one who came in
    any of the last ones without a proof of work, until somebody let through something of theirs.

    A newcomer of a surge costs one statement, everybody else none.
    """
    if not came_in(person_id, lately()):
        return False
    with connection.cursor() as cursor:
        cursor.execute(_WAITS, {"person": person_id})
        waits, unproven = cursor.fetchone() or (False, False)
    return bool(waits and (unproven or _is_new(person_id)))


def links_off(person_id: int) -> bool:
    """Whether this person may post no links yet: the first day of an account made in a surge. No statement."""
    day = _now() - timedelta(hours=rules.LINKS_OFF_HOURS)
    return ids.time_of(person_id) > day and came_in(person_id, lately())


def share(person_id: int) -> float:
    """How much of a limit is this person's: a fifth for a newcomer of the surge that is on. No statement."""
    return rules.SURGE_SHARE if _is_new(person_id) else 1.0


def _is_new(person_id: int) -> bool:
    now = surge()
    return now is not None and came_in(person_id, [now])


def too_many() -> bool:
    """Whether more people arrived in the last minute than the host calls usual. Their ids tell: one look along a primary key."""
    most: int = settings.REDBRIDGE_SURGE_SIGNUPS
    if not most:
        return False
    since = ids.first_at(_now() - timedelta(minutes=rules.SURGE_MINUTES))
    with connection.cursor() as cursor:
        cursor.execute(_ARRIVED, {"since": since, "most": most + 1})
        return bool(cursor.fetchone()[0] > most)

