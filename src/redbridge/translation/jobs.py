"""What happens by the clock: the memory of machines grows old."""

from django.db import connection

from redbridge.kernel.jobs import job

BATCH = 10_000
# After half a year engines have become better. Rows of engines in the other table are from before there was this one.
_OLD = """
delete from translation_rendered where ctid = any(array(
    select ctid from translation_rendered where created < now() - interval '180 days' limit %s))
"""
_OLDER = """
delete from translation_memory where ctid = any(array(
    select ctid from translation_memory where by = 'engine' and created < now() - interval '30 days' limit %s))
"""


@job(queue="default", periodic="23 4 * * *")
def forget_old(timestamp: int) -> None:
    """Drop machine renderings that nobody should be served any more, a batch at a time. What people made stays."""
    with connection.cursor() as cursor:
        for statement in (_OLD, _OLDER):
            cursor.execute(statement, [BATCH])
            while cursor.rowcount == BATCH:
                cursor.execute(statement, [BATCH])
