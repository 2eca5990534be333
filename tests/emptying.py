"""Emptying tables between tests, the public record among them, which the database lets nobody empty: as its superuser, with
triggers at rest. No role that an application is given may do that (`session_replication_role`)."""

from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.operations import DatabaseOperations

RESTING = "set local session_replication_role = replica"


def past_triggers() -> None:
    """Let Django's own emptying between tests go past them."""
    plainly = DatabaseOperations.sql_flush

    def sql_flush(self: Any, style: Any, tables: Any, **how: Any) -> list[str]:
        found: list[str] = plainly(self, style, tables, **how)
        return [RESTING, *found] if found else found

    DatabaseOperations.sql_flush = sql_flush  # type: ignore[method-assign]


@transaction.atomic
def as_superuser(sql: str, values: Any = None) -> None:
    """One statement with the triggers at rest: what somebody does who owns the whole database."""
    with connection.cursor() as cursor:
        cursor.execute(RESTING)
        cursor.execute(sql, values)
        cursor.execute("set local session_replication_role = origin")
