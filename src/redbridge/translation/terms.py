"""The entries that a site's members wrote, as the glossary asks for them."""

import threading
import time

import structlog
from django.db import DatabaseError

from redbridge.translation import glossary
from redbridge.translation.models import Term
from redbridge.translation.queries import newest_term

log = structlog.get_logger(__name__)
LOOK_EVERY = 30.0
"""Seconds until a process sees what was approved in another."""
MOST = 5_000


class Approved:
    """Asked for at each text, so it looks at the database rarely, and reads it all only where something was decided."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entries: tuple[glossary.Entry, ...] = ()
        self._newest = ""
        self._look_at = 0.0

    def __call__(self) -> tuple[glossary.Entry, ...]:
        """The approved entries; the same tuple as long as nothing changed."""
        if time.monotonic() >= self._look_at and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._entries

    def again(self) -> None:
        """Look at the next call: something was decided here."""
        self._look_at = 0.0

    def _look(self) -> None:
        self._look_at = time.monotonic() + LOOK_EVERY
        try:
            newest = newest_term()
            if newest != self._newest:
                self._entries, self._newest = _read(), newest
        except DatabaseError as error:
            # Before the first migration, or in a transaction that is lost anyway: what was known is known.
            log.warning("glossary.unread", why=str(error).strip()[:200])


def _read() -> tuple[glossary.Entry, ...]:
    rows = Term.objects.filter(state=Term.State.APPROVED).order_by("id").values_list("entry", "language")[:MOST]
    return tuple(glossary.made(entry, language) for entry, language in rows)


approved = Approved()
