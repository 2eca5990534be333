"""The list of what waits to be translated: who is next, who works on it, who comes again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from redbridge.notes.actions.pace import Pace

BATCH = 32
"""Rows taken at a time: what a fast engine does well in one call. A slow one is given fewer."""
TRIES = 12
"""With growing pauses, an hour and a half. What waited longer is found by the sweep."""
ASKED_FOR = 3600
"""Seconds by which somebody who waits for it brings a row forward, and an old row found by the sweep is put back."""

# A minute forward for each doubling of who cares: followers of the author when it comes, hearts and answers when it is
# taken, so that a note that is liked while it waits moves up. Whoever came before is overtaken, never forgotten.
_WANT = """
insert into notes_waiting (kind, row_id, target, note_id, turn)
select %(kind)s, r.id, %(target)s, r.note_id,
       statement_timestamp() - make_interval(secs => 60 * log(2.0, 1 + f.many) + %(forward)s)
from {rows} r cross join lateral (
    select count(*) as many from (select 1 from accounts_follow where followed_id = r.author_id limit 1000) x) f
where r.id = any(%(ids)s::bigint[])
on conflict (kind, row_id, target) do update
set turn = least(notes_waiting.turn, excluded.turn), after = statement_timestamp(), tries = 0
"""
_ROWS = {
    "note": "(select id, id as note_id, author_id from notes_note)",
    "comment": "(select id, note_id, author_id from notes_comment)",
}
_TAKE = """
with head as (
    select * from notes_waiting where after <= statement_timestamp() order by turn limit 1000
), next as (
    select h.kind, h.row_id, h.target from head h left join notes_tally t on t.note_id = h.note_id
    order by h.turn - make_interval(secs => 60 * log(2.0, 1 + 10 * greatest(0, coalesce(t.likes, 0) + coalesce(t.comments, 0)
        + coalesce(t.collects, 0)))), h.row_id limit %s
)
update notes_waiting w set after = statement_timestamp() + interval '120 seconds', tries = w.tries + 1 from next
where (w.kind, w.row_id, w.target) = (next.kind, next.row_id, next.target)
returning w.kind, w.row_id, w.target, w.tries
"""
_DONE = """
delete from notes_waiting w using unnest(%s::text[], %s::bigint[], %s::text[], %s::int[]) d(kind, row_id, target, tries)
where (w.kind, w.row_id, w.target, w.tries) = (d.kind, d.row_id, d.target, d.tries)
"""
_LATER = """
update notes_waiting w set after = statement_timestamp() + make_interval(secs => d.seconds)
from unnest(%s::text[], %s::bigint[], %s::text[], %s::float[]) d(kind, row_id, target, seconds)
where (w.kind, w.row_id, w.target) = (d.kind, d.row_id, d.target)
"""


@dataclass(frozen=True)
class Wanted:
    """A row taken from the list; `tries` counts this time too."""

    kind: str
    row_id: int
    target: str
    tries: int


def want(kind: str, ids: Sequence[int], target: str = "", forward: float = 0.0) -> None:
    """Put rows on the list, or bring them forward on it; `forward` in seconds."""
    _run(_WANT.format(rows=_ROWS[kind]), {"kind": kind, "ids": list(ids), "target": target, "forward": forward})


pace = Pace(BATCH)


@transaction.atomic
def take() -> list[Wanted]:
    """The next BATCH or fewer, which nobody else then takes for two minutes."""
    with connection.cursor() as cursor:
        # One after another: two that took at once would wait for each other's rows and then find them taken.
        cursor.execute("select pg_advisory_xact_lock(hashtext('notes_waiting'))")
        cursor.execute(_TAKE, [min(BATCH, pace.size)])
        return [Wanted(*row) for row in cursor.fetchall()]


def done(wanted: Sequence[Wanted]) -> None:
    """Take rows off the list, but for those that came on it anew meanwhile."""
    columns = [[getattr(one, name) for one in wanted] for name in ("kind", "row_id", "target", "tries")]
    if wanted:
        _run(_DONE, columns)


def later(wanted: Mapping[Wanted, float]) -> None:
    """Let rows wait these seconds at least, longer each time; those that were tried too often leave the list."""
    again = [one for one in wanted if one.tries < TRIES]
    done([one for one in wanted if one.tries >= TRIES])
    pauses = [max(wanted[one], min(5.0 * 2 ** (one.tries - 1), 900.0)) for one in again]
    if again:
        columns = [[getattr(one, name) for one in again] for name in ("kind", "row_id", "target")]
        _run(_LATER, [*columns, pauses])


def _run(sql: str, values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
