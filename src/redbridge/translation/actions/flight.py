"""One text is on its way to an engine once: whoever comes meanwhile waits for the answer instead of asking too.

Locks of the database, so that all threads of all processes count; they end with their session, whatever is killed.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from redbridge.translation.engines import Unavailable

AGAIN = 2.0
_TRY = "select k from unnest(%s::bigint[]) k where pg_try_advisory_lock(k)"
_TAKE = "select pg_advisory_lock(%s::bigint)"
_GIVE = "select pg_advisory_unlock(k) from unnest(%s::bigint[]) k"


@contextmanager
def alone(hashes: Iterable[bytes], until: float) -> Iterator[None]:
    """Hold these texts until the block ends. `until` is an instant of `time.monotonic()`; raises `Unavailable` past it."""
    keys = sorted({int.from_bytes(hash_[:8], signed=True) for hash_ in hashes})
    held = _free(keys)
    try:
        if len(held) < len(keys):
            _give(held)
            held.clear()
            # One after another in one order, so that two that want the same texts cannot wait for each other.
            for key in keys:
                _take(key, until)
                held.append(key)
        yield
    finally:
        _give(held)


def _free(keys: list[int]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_TRY, [keys])
        return [key for (key,) in cursor.fetchall()]


def _take(key: int, until: float) -> None:
    patience = max(1, int((until - time.monotonic()) * 1000))
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("select set_config('lock_timeout', %s, true)", [str(patience)])
            cursor.execute(_TAKE, [key])
            cursor.execute("select set_config('lock_timeout', '0', true)")
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != "55P03":
            raise
        raise Unavailable(AGAIN, "somebody else has asked and waits still") from None


def _give(keys: list[int]) -> None:
    if keys:
        with connection.cursor() as cursor:
            cursor.execute(_GIVE, [keys])
