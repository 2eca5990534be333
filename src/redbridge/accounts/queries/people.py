"""Who is asking, and who someone is: named SQL into frozen dataclasses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.crypto import constant_time_compare, salted_hmac

from redbridge.accounts import rules
from redbridge.kernel import reads

_SESSION = """
select p.id, p.handle, p.name, p.languages, p.interface, p.theme, {state}, p.password, s.auth_hash, s.session_key,
       s.seen < now() - interval '1 hour', exists (select 1 from accounts_mute m where m.person_id = p.id),
       p.untranslated || p.notes_untranslated::text[], coalesce(extract(epoch from {until}), 0)::bigint,
       exists (select 1 from accounts_appointment o where o.person_id = p.id and o.role <> 'trusted')
from accounts_session s join accounts_person p on p.id = s.person_id
where s.session_key = {which} and s.expire_date > now()
"""
# What is over is over, whether a job has ended it yet or not.
_STATE = """
case when p.state = 'suspended' and p.suspended_until <= now() then case when p.leaving is null then 'active' else 'leaving' end
     else p.state end"""
_UNTIL = """
case when p.state = 'suspended' and p.suspended_until > now() then p.suspended_until
     when p.state <> 'suspended' and p.paused_until > now() then p.paused_until end"""
# With one key the server keeps its plan: what an array holds it does not know, so it plans anew each time, three times the work.
_ONE = _SESSION.format(which="%(key)s::text", state=_STATE, until=_UNTIL)
_SOME = _SESSION.format(which="any(%(keys)s::text[])", state=_STATE, until=_UNTIL)
# The salt of AbstractBaseUser.get_session_auth_hash: a changed password ends every session made before it.
_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"

KEPT = 4096
"""People a process knows again by the bytes of their row, some 1 kB each."""


@dataclass(frozen=True)
class PersonInSession:
    """The person behind a request, by one prepared statement."""

    id: int
    handle: str
    name: str
    languages: tuple[str, ...]
    interface: str
    theme: str
    state: str
    unseen: bool = False
    """An hour has passed since it was last written down that this session is in use."""
    mutes: bool = False
    """Whether anything at all is muted: most people never pay for asking what."""
    untouched: tuple[str, ...] = ()
    """Languages and ids of notes that are never translated for this person."""
    until: int = 0
    """When a suspension or a pause ends, in seconds since 1970; 0 for neither, or one without an end."""
    staff: bool = False
    """Appointed to look after the house: their pages lead to the desk."""

    @property
    def suspended(self) -> bool:
        """May read, may not write, and is hidden."""
        return self.state == "suspended"

    @property
    def paused(self) -> bool:
        """May read, may not write; what they wrote stands."""
        return not self.suspended and self.until > 0


@lru_cache(maxsize=4096)
def _belong_together(password: str, session: str) -> bool:
    """Whether a session's hash was made of this password's hash, both as they stand in their rows."""
    return constant_time_compare(salted_hmac(_SALT, password, algorithm="sha256").hexdigest(), session)


def _found(row: reads.Row) -> "tuple[str, PersonInSession | None]":
    """A row's session key and its person; None where the session is older than the person's password."""
    (id_, handle, name, languages, interface, theme, state, _password, _hash, _key, unseen, mutes, untouched, until, staff) = row
    shown = (id_, handle, name, tuple(languages), interface, theme, state)
    person = PersonInSession(*shown, unseen, mutes, tuple(untouched), until, staff)
    return row[9], person if _belong_together(row[7], row[8]) else None


_one, _some = reads.Made(_ONE, _found, KEPT), reads.Made(_SOME, _found, KEPT)
_last: "dict[str, PersonInSession]" = {}


def session_person(session_key: str) -> PersonInSession | None:
    """The person of a live session; None for none, an expired one, or one older than the person's password."""
    if not rules.is_session_key(session_key):
        return None
    person = dict(_one({"key": session_key})).get(session_key)
    if person:
        if len(_last) > KEPT:
            _last.clear()
        _last[session_key] = person
    return person


def guessed_person(session_key: str) -> PersonInSession | None:
    """Who came with this session the last time; whether it still is so, `ask_session` tells."""
    return _last.get(session_key)


def ask_session(session_key: str) -> reads.Ask:
    """The statement of `session_person`, to be asked with others; `is_still` takes its answer."""
    return reads.Ask(_ONE, {"key": session_key})


def is_still(person: PersonInSession, rows: Sequence[reads.Row]) -> bool:
    """Whether the session is this very person's now, nothing about them being another; False for what is not known yet."""
    return [found and found[1] for found in _one.known(rows)] == [person]


def live_sessions(session_keys: Iterable[str]) -> set[str]:
    """Those of the sessions that may keep a stream open: alive, and the person neither suspended nor leaving."""
    return {key for key, person in _among(session_keys) if person and person.state == "active"}


def valid_sessions(session_keys: Iterable[str]) -> set[str]:
    """Those of the sessions that still are somebody's: alive and not older than the password."""
    return {key for key, person in _among(session_keys) if person}


def _among(session_keys: Iterable[str]) -> "list[tuple[str, PersonInSession | None]]":
    return _some({"keys": list(session_keys)})
