"""Which notes stand next in a feed: ids first, the cards are joined after."""

from dataclasses import dataclass
from functools import partial

from redbridge.feeds import rules
from redbridge.kernel import cursors, reads
from redbridge.kernel.kept import Kept
from redbridge.notes import queries as notes

FIRST = (float("1e308"), 2**62)
"""Before the first row, in either feed."""

_EXPLORE = """
select note_id, score from feeds_explore where (score, note_id) < (%(score)s::float8, %(before)s::bigint)
order by score desc, note_id desc limit %(limit)s
"""

# What Explore holds, newest first, whatever the response: the key of the table is the order.
_BY_TIME = "select note_id from feeds_explore where note_id < %(before)s::bigint order by note_id desc limit %(limit)s"

# Ordinary authors were copied in when they wrote; those with many followers are merged here, newest few of each, by their
# index alone. What the reader may not see falls out with the cards, from either part.
_FOLLOWING = """
select note_id from (
    (select note_id from home_feed where person_id = %(viewer)s and note_id < %(before)s order by note_id desc limit %(limit)s)
    union all
    (select x.id from accounts_follow f
        join feeds_widely w on w.author_id = f.followed_id
        cross join lateral (
            select n.id from notes_note n where n.author_id = f.followed_id and n.deleted is null and n.id < %(before)s
            order by n.id desc limit %(limit)s) x
     where f.follower_id = %(viewer)s)
) all_ group by note_id order by note_id desc limit %(limit)s
"""


@dataclass(frozen=True)
class Page:
    """Ids of one page and the cursor of the next; empty at the end."""

    ids: list[int]
    after: str


def explore(cursor: str) -> Page:
    """A page of Explore after `cursor` ("" for the first); raises BadCursor."""
    score, note_id = cursors.unpack(cursor, "fi") if cursor else FIRST
    rows = reads.rows(_EXPLORE, {"score": score, "before": note_id, "limit": rules.PAGE})
    return Page(
        [row[0] for row in rows], cursors.pack(float(rows[-1][1]), rows[-1][0]) if len(rows) == rules.PAGE else ""
    )


def by_time(cursor: str) -> Page:
    """A page of the notes of Explore strictly by time; raises BadCursor."""
    before = cursors.unpack(cursor, "i")[0] if cursor else FIRST[1]
    return _page([row[0] for row in reads.rows(_BY_TIME, {"before": before, "limit": rules.PAGE})])


def following(person_id: int, cursor: str) -> Page:
    """A page of what the people this person follows wrote, strictly by time; raises BadCursor."""
    before = cursors.unpack(cursor, "i")[0] if cursor else FIRST[1]
    found = reads.rows(_FOLLOWING, {"viewer": person_id, "before": before, "limit": rules.PAGE})
    return _page([row[0] for row in found])


def _page(ids: list[int]) -> Page:
    return Page(ids, cursors.pack(ids[-1]) if len(ids) == rules.PAGE else "")


popular_topics = Kept(partial(notes.popular_topics, rules.CHIPS * 4), 60)
"""The chips over Explore: one statement a minute and process, none a page."""
