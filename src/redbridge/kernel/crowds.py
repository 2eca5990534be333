"""How many different people did one thing in one slice of time: counted by the rows of `limits`, two a thing and person."""

import time

from django.db import connection

# Who comes again is counted once.
_SQL = """
with mine as (
    insert into kernel_hit (key, slice, times) values (%(mine)s, %(slice)s, 1)
    on conflict (key, slice) do update set times = kernel_hit.times + 1 returning times
), all_ as (
    insert into kernel_hit (key, slice, times) select %(all)s, %(slice)s, 1 from mine where times = 1
    on conflict (key, slice) do update set times = kernel_hit.times + 1 returning times
)
select coalesce((select times from all_), (select times from kernel_hit where key = %(all)s and slice = %(slice)s), 1)
"""


def join(thing: str, person_id: int, seconds: int) -> int:
    """Count this person as one of those who did `thing` in this slice of `seconds` (a day at most); how many there are now."""
    slice_ = int(time.time() // seconds)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, {"mine": f"{thing}:{person_id}"[:160], "all": thing[:160], "slice": slice_})
        return int((cursor.fetchone() or (1,))[0])
