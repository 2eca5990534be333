"""Which notes stand next in a feed, with what tells whether their cards are known already."""

from dataclasses import dataclass
from functools import partial

from redbridge.feeds import rules
from redbridge.kernel import cursors, reads
from redbridge.kernel.kept import Kept
from redbridge.notes import queries as notes

CHIPS_KEPT = 4.0
"""Seconds: the name of a topic is words of somebody's, and gone five seconds after them."""
FIRST = (float("1e308"), 2**62)
"""Before the first row, in either feed."""

# The number of rows is written out: a limit that is not known makes the server plan anew at each call.
_EXPLORE = notes.listed(f"""
select note_id as id, score from feeds_explore where (score, note_id) < (%(score)s::float8, %(before)s::bigint)
order by score desc, note_id desc limit {rules.PAGE}
""", "score desc, id desc")  # noqa: S608 (our own number)

# What Explore holds, newest first, whatever the response: the key of the table is the order.
_BY_TIME = notes.listed(f"""
select note_id as id, null::float8 as score from feeds_explore where note_id < %(before)s::bigint
order by note_id desc limit {rules.PAGE}
""", "id desc")  # noqa: S608 (our own number)

# Ordinary authors were copied in when they wrote; those with many followers are merged here, newest few of each, by their
# index alone. What the reader may not see comes without a card, from either part.
_FOLLOWING = notes.listed(f"""
select note_id as id, null::float8 as score from (
    (select note_id from home_feed where person_id = %(viewer)s::bigint and note_id < %(before)s::bigint
     order by note_id desc limit {rules.PAGE})
    union all
    (select x.id from accounts_follow f
        join feeds_widely w on w.author_id = f.followed_id
        cross join lateral (
            select n.id from notes_note n where n.author_id = f.followed_id and n.deleted is null and n.id < %(before)s::bigint
            order by n.id desc limit {rules.PAGE}) x
     where f.follower_id = %(viewer)s::bigint)
) all_ group by note_id order by note_id desc limit {rules.PAGE}
""", "id desc")  # noqa: S608 (our own number)


@dataclass(frozen=True)
class Page:
    """The notes of one page, of which `notes.queries.shown` makes cards, and the cursor of the next; empty at the end."""

    rows: list[reads.Row]
    after: str

    @property
    def ids(self) -> list[int]:
        """Of all of them, those too that the reader may not see."""
        return [int(row[0]) for row in self.rows]


def explore(cursor: str, viewer_id: int | None = None) -> Page:
    """A page of Explore after `cursor` ("" for the first); raises BadCursor."""
    return page(reads.raw(*ask_explore(cursor, viewer_id)))


def by_time(cursor: str, viewer_id: int | None = None) -> Page:
    """A page of the notes of Explore strictly by time; raises BadCursor."""
    return page(reads.raw(_BY_TIME, {"before": _before(cursor), "viewer": viewer_id or 0}))


def following(person_id: int, cursor: str) -> Page:
    """A page of what the people this person follows wrote, strictly by time; raises BadCursor."""
    return page(reads.raw(*ask_following(cursor, person_id)))


def ask_explore(cursor: str, viewer_id: int | None) -> reads.Ask:
    """The statement of `explore`, to be asked with others."""
    score, note_id = cursors.unpack(cursor, "fi") if cursor else FIRST
    return reads.Ask(_EXPLORE, {"score": score, "before": note_id, "viewer": viewer_id or 0})


def ask_following(cursor: str, viewer_id: int | None) -> reads.Ask:
    """The statement of `following`, to be asked with others."""
    return reads.Ask(_FOLLOWING, {"viewer": viewer_id or 0, "before": _before(cursor)})


def _before(cursor: str) -> int:
    return int(cursors.unpack(cursor, "i")[0]) if cursor else FIRST[1]


def page(rows: list[reads.Row]) -> Page:
    """The page that the rows of one of these statements are; a full one has another after it."""
    if len(rows) < rules.PAGE:
        return Page(rows, "")
    id_, score = int(rows[-1][0]), rows[-1][1]
    return Page(rows, cursors.pack(id_) if score is None else cursors.pack(float(score), id_))


popular_topics = Kept(partial(notes.popular_topics, rules.CHIPS * 4), CHIPS_KEPT)
"""The chips over Explore: one statement now and then in a process, none a page."""
