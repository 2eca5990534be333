"""Topics: what stands under one that has several names, which ones people write about."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from msgspec import Struct, structs

from redbridge.kernel.reading import languages_of, told_of
from redbridge.notes.queries.visible import findable
from redbridge.translation.rules.scripts import SISTERS

RECENT = 4000
"""Newest uses of topics that are looked at: a bounded walk of an index on a site of any size."""

_TOPIC = """
select t.id, t.key, t.name, t.language from notes_topic x join notes_topic t on t.id = x.id where x.key = %(key)s
union
select t.id, t.key, t.name, t.language from notes_topic x join notes_topic t on t.joined = x.joined where x.key = %(key)s
"""


@dataclass(frozen=True)
class Named:
    """One of a topic's names."""

    id: int
    key: str
    name: str
    language: str


@dataclass(frozen=True)
class TopicView:
    """A topic under all its names, the one that was asked for first."""

    names: list[Named]

    @property
    def ids(self) -> list[int]:
        """Of all that are one with it."""
        return [one.id for one in self.names]

    def read(self, reads: Sequence[str]) -> list[Named]:
        """Its names, that in the reader's language first."""
        return sorted(self.names, key=lambda one: _place(one.language, reads))


def topic(key: str) -> TopicView | None:
    """A topic by the key of any of its names."""
    with connection.cursor() as cursor:
        cursor.execute(_TOPIC, {"key": key})
        found = [Named(*row) for row in cursor.fetchall()]
    return TopicView(sorted(found, key=lambda one: (one.key != key, one.id))) if found else None


_UNDER = f"""
select distinct x.note_id from unnest(%(of)s::bigint[]) t(id) cross join lateral (
    select nt.note_id from notes_notetopic nt
    join notes_note n on n.id = nt.note_id join accounts_person p on p.id = n.author_id
    where nt.topic_id = t.id and nt.note_id < %(before)s and {findable()} order by nt.note_id desc limit %(limit)s) x
order by x.note_id desc limit %(limit)s
"""  # noqa: S608 (our own words)


def ids_by_topic(viewer_id: int | None, topic_ids: Sequence[int], before: int, limit: int) -> list[int]:
    """Notes under any of these topics that the viewer may see, newest first."""
    values: dict[str, Any] = {"viewer": viewer_id or 0, "of": list(topic_ids), "before": before, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_UNDER, values)
        return [row[0] for row in cursor.fetchall()]


def _place(language: str, reads: Sequence[str]) -> int:
    """Where a language stands among those that somebody reads; either script of Chinese is as good as the other."""
    for place, code in enumerate(languages_of(reads)):
        if language in (code, SISTERS.get(code)):
            return place
    return len(reads)


class TopicName(Struct, frozen=True):
    """A topic: `key` in addresses, `name` as it was first written, `language` that of most notes under it.

    `others` are its names in other languages: language, key in addresses, name. `original` is the name of a topic that
    has none in the reader's language but a translation, which is shown then.
    """

    key: str
    name: str
    language: str
    others: tuple[tuple[str, str, str], ...] = ()
    original: str = ""

    def read_in(self, reads: tuple[str, ...]) -> "TopicName":
        """The topic by its best name for this reader."""
        best = min(self.others, key=lambda one: _place(one[0], reads), default=None)
        if best is None or _place(best[0], reads) >= _place(self.language, reads):
            return self
        language, key, name = best
        return structs.replace(self, key=key, name=name, language=language, original=self.name if key == self.key else "")


_POPULAR = f"""
select coalesce(t.joined, t.id), mode() within group (order by t.id), mode() within group (order by n.language)
from (select topic_id, note_id from notes_notetopic order by note_id desc limit {RECENT}) r
join notes_topic t on t.id = r.topic_id
join notes_note n on n.id = r.note_id
join accounts_person p on p.id = n.author_id
where {findable()}
group by 1 order by count(distinct n.author_id) desc, max(r.note_id) desc limit %(limit)s
"""  # noqa: S608 (our own words)
_NAMES = """
select id, id, key, name, language, translations from notes_topic where id = any(%(all)s::bigint[]) and joined is null
union all
select joined, id, key, name, language, translations from notes_topic where joined = any(%(all)s::bigint[])
"""


def popular_topics(limit: int) -> tuple[TopicName, ...]:
    """What most people wrote about lately, of the notes everyone may see, with the names it has in other languages."""
    with connection.cursor() as cursor:
        cursor.execute(_POPULAR, {"viewer": 0, "limit": limit})
        found = cursor.fetchall()
        cursor.execute(_NAMES, {"all": [row[0] for row in found]})
        names: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for group, *named in cursor.fetchall():
            names[group].append(tuple(named))
    return tuple(_named(names[group], topic_id, language) for group, topic_id, language in found)


def _named(names: list[tuple[Any, ...]], topic_id: int, language: str) -> TopicName:
    """The topic most used of those that are one; names that people gave go before a machine's."""
    ((_, key, name, own, told),) = [row for row in names if row[0] == topic_id]
    people = {row[3]: (row[3], row[1], row[2]) for row in names if row[0] != topic_id}
    machine = {code: (code, key, said["name"]) for code, said in told_of(told).items() if "name" in said}
    return TopicName(key, name, own if own != "und" else language, tuple((machine | people).values()))
