"""What is said of two topics: that they are one, by whom, and whether that stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

_PAIRS = """
select p.id, a.key, a.name, b.key, b.name, p.state, coalesce(p.by = %(viewer)s, false), p.by is null, coalesce(x.handle, '')
from notes_topicpair p
join notes_topic a on a.id = p.one_id join notes_topic b on b.id = p.other_id
left join accounts_person x on x.id = p.by and x.state = 'active'
where (p.one_id = any(%(ids)s::bigint[]) or p.other_id = any(%(ids)s::bigint[])) and p.state <> 'apart'
order by p.state, p.id limit 50
"""


@dataclass(frozen=True)
class Pair:
    """Two topics by key and name; `mine`: the viewer proposed it, `known`: the memory did; `by` is the proposer's handle."""

    id: int
    one_key: str
    one: str
    other_key: str
    other: str
    state: str
    mine: bool
    known: bool
    by: str

    @property
    def joined(self) -> bool:
        """Whether it stands."""
        return self.state == "joined"


def pairs(viewer_id: int, topic_ids: Sequence[int]) -> list[Pair]:
    """Pairs with any of these topics in them, joined ones and proposals."""
    with connection.cursor() as cursor:
        cursor.execute(_PAIRS, {"viewer": viewer_id, "ids": list(topic_ids)})
        return [Pair(*row) for row in cursor.fetchall()]
