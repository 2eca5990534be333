"""Django's cache in a table, one statement a write: Django's own counts the whole table first, and takes a savepoint."""

import base64
import pickle
from datetime import UTC, datetime
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from redbridge.kernel.jobs import job

_SET = """
insert into kernel_cache (cache_key, value, expires) values (%s, %s, %s)
on conflict (cache_key) do update set value = excluded.value, expires = excluded.expires
"""
_SQL = {
    "set": _SET,
    "add": _SET + " where kernel_cache.expires < now()",
    "touch": "update kernel_cache set expires = %s where cache_key = %s and expires >= now()",
}
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class TableCache(DatabaseCache):
    """Keeps allauth's counts and used codes. What has expired goes in a job."""

    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        until = self.get_backend_timeout(timeout)
        expires = NEVER if until is None else datetime.fromtimestamp(until, UTC)
        packed = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode()
        with connection.cursor() as cursor:
            cursor.execute(_SQL[mode], [expires, key] if mode == "touch" else [key, packed, expires])
            return bool(cursor.rowcount)


@job(periodic="37 * * * *")
def forget_cached(timestamp: int) -> None:
    """Drop what has expired."""
    with connection.cursor() as cursor:
        cursor.execute("delete from kernel_cache where expires < now()")
