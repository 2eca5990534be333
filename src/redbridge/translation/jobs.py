"""What happens by the clock: the memory of machines grows old."""

from django.db import connection

from redbridge.kernel.jobs import job
from redbridge.translation.actions.machine import GLOSSARY

BATCH = 10_000
# After half a year engines have become better. What another version of the glossary helped with is kept for a week, for
# the processes of an older release. Rows of engines in the other table are from before there was this one.
_OLD = """
delete from translation_rendered where ctid = any(array(
    select ctid from translation_rendered
    where created < now() - interval '180 days' or (glossary <> %s and created < now() - interval '7 days') limit %s))
"""
_OLDER = """
delete from translation_memory where ctid = any(array(
    select ctid from translation_memory where by = 'engine' and created < now() - interval '30 days' limit %s))
"""


@job(queue="default", periodic="23 4 * * *")
def forget_old(timestamp: int) -> None:
    """Drop machine renderings that nobody should be served any more, a batch at a time. What people made stays."""
    with connection.cursor() as cursor:
        for statement, values in ((_OLD, [GLOSSARY, BATCH]), (_OLDER, [BATCH])):
            cursor.execute(statement, values)
            while cursor.rowcount == BATCH:
                cursor.execute(statement, values)
