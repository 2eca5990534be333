"""Sessions in our own table, where the person stands beside the data. One statement a write, and no look before it."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import VALID_KEY_CHARS, CreateError, UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db import IntegrityError, connection
from django.utils.crypto import get_random_string

from redbridge.accounts.models import Session
from redbridge.kernel.errors import Busy

_INSERT = """
insert into accounts_session (session_key, session_data, expire_date, person_id, auth_hash, device, made, seen, zone)
values (%(key)s, %(data)s, %(expires)s, %(person)s, %(hash)s, %(device)s, %(made)s, %(seen)s, %(zone)s)
on conflict (session_key) do nothing
"""
_UPDATE = """
update accounts_session set session_data = %(data)s, expire_date = %(expires)s, person_id = %(person)s,
  auth_hash = %(hash)s, device = %(device)s, made = %(made)s, seen = %(seen)s, zone = coalesce(nullif(%(zone)s, ''), zone)
where session_key = %(key)s
"""


class SessionStore(DatabaseStore):
    """Django's database store, with the columns of `accounts.Session` filled."""

    def create(self) -> None:
        """As Django's, but not for ever: a person who is gone by now breaks the row's reference at each try."""
        for _try in range(8):
            self._session_key = self._get_new_session_key()
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return
        raise Busy

    def save(self, must_create: bool = False) -> None:
        """Write the whole row. Raises CreateError where the key is taken, UpdateError where the session has ended."""
        if self.session_key is None:
            self.create()
            return
        data: dict[str, Any] = self._get_session(no_load=must_create)  # type: ignore[attr-defined]
        try:
            with connection.cursor() as cursor:
                cursor.execute(_INSERT if must_create else _UPDATE, self._row(data))
                done = cursor.rowcount
        except IntegrityError as gone:
            raise (CreateError if must_create else UpdateError) from gone
        if not done:
            raise CreateError if must_create else UpdateError

    def _row(self, data: dict[str, Any]) -> dict[str, Any]:
        now = datetime.now(UTC)
        return {
            "key": self.session_key,
            "data": self.encode(data),
            "expires": self.get_expiry_date(),
            "person": int(data[SESSION_KEY]) if SESSION_KEY in data else None,
            "hash": data.get(HASH_SESSION_KEY, ""),
            "device": data.get("device", ""),
            "zone": data.get("zone", ""),
            "made": datetime.fromtimestamp(data["began"], UTC) if "began" in data else now,
            "seen": now.replace(minute=0, second=0, microsecond=0),
        }

    def _get_new_session_key(self) -> str:
        """160 random bits, which `create` finds out about where they are taken; Django asks the database each time."""
        return get_random_string(32, VALID_KEY_CHARS)

    @classmethod
    def get_model_class(cls) -> Any:
        return Session
