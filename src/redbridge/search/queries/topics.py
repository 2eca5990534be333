"""Topics by name, in words, and by what they are called in other languages."""

from dataclasses import dataclass
from urllib.parse import quote

from redbridge.notes.queries.visible import findable
from redbridge.search.queries.pages import Page, ask, page, place
from redbridge.search.queries.people import heavy
from redbridge.search.rules import Asked

CANDIDATES = 300
LOOKED_AT = 60
"""Of a topic's newest notes: where none of them may be seen, neither may the topic's name."""


@dataclass(frozen=True)
class TopicFound:
    """A topic with at least one note that the viewer may see."""

    id: int
    name: str
    others: tuple[str, ...] = ()
    """Names of the topics that are one with it."""

    @property
    def url(self) -> str:
        """The topic's page."""
        return f"/topics/{quote(self.name)}"


_TOPICS = f"""
select t.id, t.name, array(select y.name from notes_topic y where y.joined = t.joined and y.id <> t.id order by y.id),
       t.joined, r.score, r.id from (
    select t.id, t.name,
           case when t.key = %(key)s then 100 else 0 end + ln(1 + h.notes)
           + 8 * ts_rank(h.tsv, %(names)s::tsquery)::float8 as score
    from (select topic_id, tsv, notes from search_topic where tsv @@ %(names)s::tsquery limit {CANDIDATES}) h
    join notes_topic t on t.id = h.topic_id
    offset 0
) r
join notes_topic t on t.id = r.id
where (r.score, r.id) < (%(score)s::float8, %(before)s::bigint)
  and exists (
    select 1 from (select y.id from notes_topic y where y.id = r.id or y.joined = t.joined) y
    cross join lateral (select note_id from notes_notetopic where topic_id = y.id order by note_id desc limit {LOOKED_AT}) nt
    join notes_note n on n.id = nt.note_id join accounts_person p on p.id = n.author_id
    where {findable()})
order by r.score desc, r.id desc limit %(limit)s
"""  # noqa: S608 (our own numbers)


def find_topics(
    viewer_id: int | None, asked: Asked, cursor: str, limit: int, *, by_name: bool = False
) -> Page[TopicFound]:
    """Topics with all the words, the last one perhaps only begun; `by_name` leaves out translations."""
    score, before = place(cursor)
    names = f"({asked.names}) | '{asked.joined}':*" if asked.joined else asked.names
    rows = ask(
        _TOPICS,
        {
            "names": heavy(names) if by_name else names,
            "key": asked.topic,
            "viewer": viewer_id or 0,
            "score": float(score),
            "before": before,
            "limit": limit + 1,
        },
    )
    kept, after = page(rows, limit)
    # Of topics that are one the best match stands for all.
    first = {row[3] or row[0]: row for row in reversed(kept)}
    return Page([TopicFound(row[0], row[1], tuple(row[2])) for row in kept if first[row[3] or row[0]] is row], after)
