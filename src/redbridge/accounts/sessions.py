"""Sessions in our own table, where the person stands beside the data."""

from datetime import UTC, datetime
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.base import CreateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from redbridge.accounts.models import Session
from redbridge.kernel.errors import Busy


class SessionStore(DatabaseStore):
    """Django's database store, with the columns of `accounts.Session` filled."""

    def create(self) -> None:
        """As Django's, but not for ever: a person who is gone by now breaks the row's reference at each try."""
        for _try in range(8):
            self._session_key = self._get_new_session_key()  # type: ignore[attr-defined]
            try:
                self.save(must_create=True)
            except CreateError:
                continue
            self.modified = True
            return
        raise Busy

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        row: Any = super().create_model_instance(data)
        row.person_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        row.auth_hash = data.get(HASH_SESSION_KEY, "")
        row.device, now = data.get("device", ""), datetime.now(UTC)
        # Django writes the whole row each time, and a default of the database would make it new again.
        row.made = datetime.fromtimestamp(data["began"], UTC) if "began" in data else now
        row.seen = now.replace(minute=0, second=0, microsecond=0)
        return row
