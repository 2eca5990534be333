"""Calmer for people under 18, and for whoever wants it so. Nobody else is shown who that is.

Only the year of birth is known, so somebody is young until the year in which they turn 18 has passed. For as long, no
strangers write to them and they do not host live: rooms ask `may_message` and `may_host_live`. Quiet nights and not being
suggested to others are how it is for them until they say otherwise, and anybody else may have it so.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

from redbridge.accounts import rules
from redbridge.accounts.models import Person
from redbridge.kernel import mail
from redbridge.kernel.zones import zone_of

EVENING, MORNING = time(22), time(7)
QUIET = "coalesce({p}.quiet_nights, {p}.birth_year >= extract(year from now()) - 18, false)"
"""SQL: whether nothing is sent to the person `p` at night."""
SUGGESTED = "coalesce({p}.suggested, {p}.birth_year < extract(year from now()) - 18, true)"
"""SQL: whether the house names the person `p` to others who did not look for them."""
_MAY_MESSAGE = """
select not coalesce(t.birth_year >= extract(year from now()) - 18, false)
       or exists (select 1 from accounts_follow f where f.follower_id = t.id and f.followed_id = s.id)
from accounts_person t, accounts_person s
where t.id = %(to)s::bigint and s.id = %(sender)s::bigint and t.id <> s.id and t.state = 'active' and s.state = 'active'
  and not exists (select 1 from accounts_apart a where a.person_id = t.id and a.other_id = s.id)
"""
_ZONES = f"""
select p.id, coalesce((select s.zone from accounts_session s where s.person_id = p.id and s.zone <> ''
                       order by s.seen desc limit 1), '')
from accounts_person p where p.id = any(%(people)s::bigint[]) and {QUIET.format(p="p")}
"""  # noqa: S608 (our own words)


def is_young(person: Person) -> bool:
    """Whether somebody may still be under 18."""
    return rules.is_young(person.birth_year, datetime.now(UTC).year)


def grown_after(person: Person) -> int:
    """The last year in which somebody young is treated as such."""
    return (person.birth_year or 0) + rules.ADULT_YEARS


def has_quiet_nights(person: Person) -> bool:
    """Whether nothing is sent to them from 22 to 7: as they said, else as their age says."""
    return is_young(person) if person.quiet_nights is None else person.quiet_nights


def is_suggested(person: Person) -> bool:
    """Whether others are told of them who did not look for them."""
    return not is_young(person) if person.suggested is None else person.suggested


def may_message(sender_id: int, to_id: int) -> bool:
    """Whether one may write to the other: never across a block, and to somebody young only if they follow the sender."""
    with connection.cursor() as cursor:
        cursor.execute(_MAY_MESSAGE, {"sender": sender_id, "to": to_id})
        row = cursor.fetchone()
    return bool(row and row[0])


def may_host_live(person: Person) -> bool:
    """Whether somebody may open a live room: grown up, and neither suspended nor paused nor leaving."""
    paused = person.paused_until is not None and person.paused_until > datetime.now(UTC)
    return person.state == Person.State.ACTIVE and not paused and not is_young(person)


def morning(now: datetime, zone: ZoneInfo | None) -> datetime | None:
    """Seven o'clock after the night that it is at `now` in this zone (UTC where none is known); None by day."""
    here = now.astimezone(zone or UTC)
    if MORNING <= here.time() < EVENING:
        return None
    day = here.date() + timedelta(days=1 if here.time() >= EVENING else 0)
    return datetime.combine(day, MORNING, here.tzinfo).astimezone(UTC)


def nights(people: Iterable[int]) -> dict[int, datetime]:
    """Those of the people who have quiet nights and for whom it is night, with their next morning. One statement."""
    now = datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute(_ZONES, {"people": list(people)})
        found = {id_: morning(now, zone_of(zone)) for id_, zone in cursor.fetchall()}
    return {id_: until for id_, until in found.items() if until}


@contextmanager
def letters_to(person_id: int) -> Iterator[None]:
    """Mail that is written meanwhile waits for this person's morning. Not for what they asked for at this very moment,
    such as a link to sign in, nor for news that somebody else may be in their account."""
    with mail.not_before(nights([person_id]).get(person_id)):
        yield
