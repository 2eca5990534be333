"""What verbs between two people share."""

from typing import Any

from django.db import connection


def hold(one: int, other: int) -> None:
    """Let nobody else change what is between these two until the caller's transaction ends: a follow that crosses a block
    would outlive it.
    """
    run("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{min(one, other)} {max(one, other)}"])


def run(sql: str, values: Any) -> bool:
    """Whether the statement changed a row."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return bool(cursor.rowcount > 0)
