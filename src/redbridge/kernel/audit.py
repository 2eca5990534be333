"""A line for each deed, in the deed's own transaction."""

from django.db import connection

_SQL = "insert into kernel_audit (actor_id, verb, kind, subject_id) values (%s, %s, %s, %s)"


def record(actor_id: int | None, verb: str, kind: str, subject_id: int) -> None:
    """Write down that `actor_id` (None: the house itself) did `verb` to the row `(kind, subject_id)`."""
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [actor_id, verb, kind, subject_id])
