"""Which topics people write about."""

from django.db import connection
from msgspec import Struct

from redbridge.notes.queries.visible import visible

RECENT = 4000
"""Newest uses of topics that are looked at: a bounded walk of an index on a site of any size."""

_POPULAR = f"""
select t.key, t.name, mode() within group (order by n.language)
from (select topic_id, note_id from notes_notetopic order by note_id desc limit {RECENT}) r
join notes_topic t on t.id = r.topic_id
join notes_note n on n.id = r.note_id
join accounts_person p on p.id = n.author_id
where {visible()}
group by t.key, t.name order by count(distinct n.author_id) desc, max(r.note_id) desc limit %(limit)s
"""  # noqa: S608 (our own words)


class TopicName(Struct, frozen=True):
    """A topic: `key` in addresses, `name` as it was first written, `language` that of most notes under it."""

    key: str
    name: str
    language: str


def popular_topics(limit: int) -> tuple[TopicName, ...]:
    """What most people wrote about lately, of the notes everyone may see."""
    with connection.cursor() as cursor:
        cursor.execute(_POPULAR, {"viewer": 0, "limit": limit})
        return tuple(TopicName(*row) for row in cursor.fetchall())
