"""Who is asking, and who someone is: named SQL into frozen dataclasses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.crypto import constant_time_compare, salted_hmac

from redbridge.accounts import rules
from redbridge.kernel import reads

_SESSION = """
select p.id, p.handle, p.name, p.languages, p.interface, p.theme, p.state, p.password, s.auth_hash, s.session_key,
       s.seen < now() - interval '1 hour', exists (select 1 from accounts_mute m where m.person_id = p.id)
from accounts_session s join accounts_person p on p.id = s.person_id
where s.session_key = any(%(keys)s::text[]) and s.expire_date > now()
"""
# The salt of AbstractBaseUser.get_session_auth_hash: a changed password ends every session made before it.
_SALT = "django.contrib.auth.models.AbstractBaseUser.get_session_auth_hash"


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

    @property
    def suspended(self) -> bool:
        """May read, may not write."""
        return self.state == "suspended"


def _people(keys: Sequence[str]) -> dict[str, PersonInSession]:
    return {
        row[9]: PersonInSession(row[0], row[1], row[2], tuple(row[3]), *row[4:7], *row[10:12])
        for row in reads.rows(_SESSION, {"keys": list(keys)})
        if _belong_together(row[7], row[8])
    }


@lru_cache(maxsize=4096)
def _belong_together(password: str, session: str) -> bool:
    """Whether a session's hash was made of this password's hash, both as they stand in their rows."""
    return constant_time_compare(salted_hmac(_SALT, password, algorithm="sha256").hexdigest(), session)


def session_person(session_key: str) -> PersonInSession | None:
    """The person of a live session; None for none, an expired one, or one older than the person's password."""
    return _people([session_key]).get(session_key) if rules.is_session_key(session_key) else None


def live_sessions(session_keys: Iterable[str]) -> set[str]:
    """Those of the sessions that may keep a stream open: alive, and the person neither suspended nor leaving."""
    return {key for key, person in _people(list(session_keys)).items() if person.state == "active"}


def valid_sessions(session_keys: Iterable[str]) -> set[str]:
    """Those of the sessions that still are somebody's: alive and not older than the password."""
    return set(_people(list(session_keys)))
