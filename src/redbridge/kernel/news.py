"""News between processes: ids only, sent after the commit, heard by the hub.

NOTIFY takes a lock for the whole cluster at commit, so one inside a busy transaction costs four fifths of the
throughput; a statement of its own after the commit does not.
"""

import json
from collections.abc import Iterable

from django.db import connection, transaction

CHANNEL = "redbridge_news"
MOST = 200
"""People a payload: 8,000 bytes is PostgreSQL's limit."""


def tell(people: Iterable[int], kind: str) -> None:
    """Wake the open streams of these people once the current transaction has committed."""
    ids = sorted(set(people))
    transaction.on_commit(lambda: _send(ids, kind))


def _send(ids: list[int], kind: str) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(ids), MOST):
            payload = json.dumps({"people": ids[start : start + MOST], "kind": kind})
            cursor.execute("select pg_notify(%s::text, %s::text)", [CHANNEL, payload])
