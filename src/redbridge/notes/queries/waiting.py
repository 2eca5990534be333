"""What waits to be translated."""

from collections.abc import Sequence

from django.db import connection

_WAITING = """
select row_id from notes_waiting
where kind = %s and row_id = any(%s::bigint[]) and (target = %s or (target = '' and %s))
"""


def are_waiting(kind: str, ids: Sequence[int], target: str, of_the_site: bool) -> set[int]:
    """Those of the rows that wait for this language; `of_the_site`: waiting for the site's languages is that too."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, [kind, list(ids), target, of_the_site])
        return {row_id for (row_id,) in cursor.fetchall()}


def is_any_due() -> bool:
    """Whether something waits that nobody works on."""
    with connection.cursor() as cursor:
        cursor.execute("select exists (select 1 from notes_waiting where after <= statement_timestamp())")
        return bool((cursor.fetchone() or (False,))[0])
