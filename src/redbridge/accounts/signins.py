"""Where a person is signed in: what their settings show, and ending it. Keys of sessions never leave this file."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection, transaction
from django.utils.crypto import constant_time_compare, salted_hmac

from redbridge.accounts.queries import valid_sessions
from redbridge.accounts.young import QUIET
from redbridge.kernel import audit
from redbridge.kernel.reads import rows
from redbridge.kernel.zones import is_zone

_LIST = """
select session_key, device, made, seen from accounts_session
where person_id = %s and expire_date > now() order by seen desc, made desc limit 100
"""
# The zone of a clock is kept of those alone whose nights are quiet.
_SEEN = f"""
update accounts_session s set seen = date_trunc('hour', now()), zone = case when {QUIET.format(p="p")} then %s else '' end
from accounts_person p where s.session_key = %s and s.seen < date_trunc('hour', now()) and p.id = s.person_id
"""  # noqa: S608 (our own words)
_ZONE = f"""
update accounts_session s set zone = case when {QUIET.format(p="p")} then %s else '' end
from accounts_person p where s.session_key = %s and p.id = s.person_id
"""  # noqa: S608 (our own words)
ACTIVE_DAYS = 30
_ACTIVE = """
select count(distinct s.person_id) from accounts_session s join accounts_person p on p.id = s.person_id
where s.seen > now() - %(days)s::interval and p.code_accepted is not null
"""
_END = "delete from accounts_session where person_id = %s and session_key = any(%s::text[])"


@dataclass(frozen=True)
class SignIn:
    """One sign-in; `id` names it without being its key, `seen` is true to the hour."""

    id: str
    browser: str
    system: str
    made: datetime
    seen: datetime
    here: bool

    @property
    def lately(self) -> bool:
        """Seen in this hour or the one before it: more is not known."""
        return datetime.now(UTC) - self.seen < timedelta(hours=2)


def public_id(key: str) -> str:
    """A name for a session that is of no use to whoever reads it."""
    return salted_hmac("redbridge.accounts.signins", key, algorithm="sha256").hexdigest()[:24]


def _rows(person_id: int) -> list[tuple[str, str, datetime, datetime]]:
    with connection.cursor() as cursor:
        cursor.execute(_LIST, [person_id])
        rows = cursor.fetchall()
    live = valid_sessions(row[0] for row in rows)
    return [row for row in rows if row[0] in live]


def signins(person_id: int, own_key: str) -> list[SignIn]:
    """The person's living sessions, this one first, then those last in use."""
    found = [
        SignIn(public_id(key), *_halves(device), made, seen, constant_time_compare(key, own_key))
        for key, device, made, seen in _rows(person_id)
    ]
    return sorted(found, key=lambda one: not one.here)


def _halves(device: str) -> tuple[str, str]:
    browser, _, system = device.partition("|")
    return browser, system


@transaction.atomic
def end_one(person_id: int, id_: str) -> bool:
    """End the session of this name; False where the person has none such."""
    keys = [key for key, *_ in _rows(person_id) if constant_time_compare(public_id(key), id_)]
    return _end(person_id, keys)


@transaction.atomic
def end_others(person_id: int, own_key: str) -> bool:
    """End every session of the person but this one; False where there was no other."""
    with connection.cursor() as cursor:
        cursor.execute("select session_key from accounts_session where person_id = %s", [person_id])
        keys = [key for (key,) in cursor.fetchall() if not constant_time_compare(key, own_key)]
    return _end(person_id, keys)


def _end(person_id: int, keys: list[str]) -> bool:
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_END, [person_id, keys])
        audit.record(person_id, "end session", "person", person_id)
    return bool(keys)


def note_seen(key: str, zone: str = "") -> None:
    """Write down that a session is in use, once an hour, and in which zone, where that decides when it is night."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, [zone if is_zone(zone) else "", key])


def note_zone(key: str, zone: str) -> None:
    """Write down the zone of a session at once, since whether it is needed has just changed; or forget it."""
    with connection.cursor() as cursor:
        cursor.execute(_ZONE, [zone if is_zone(zone) else "", key])


def count_active() -> int:
    """How many people signed in, or read while signed in, within ACTIVE_DAYS, by sign-ins that have not been ended since."""
    return int(rows(_ACTIVE, {"days": f"{ACTIVE_DAYS} days"})[0][0])
