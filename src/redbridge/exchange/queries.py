"""Payments, first notes that wait for a word, and who may be invited to what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from redbridge.exchange import rules
from redbridge.kernel import reads
from redbridge.kernel.ids import first_at
from redbridge.kernel.kept import Kept
from redbridge.notes.queries.visible import answerable, findable, offered, stands, visible

# Each topic's newest of those that count, then the newest of all: a page costs the same however many have paid.
_PAYMENTS = f"""
select distinct x.note_id from notes_topic t cross join lateral (
    select nt.note_id from notes_notetopic nt
    join notes_note n on n.id = nt.note_id and n.picture_count > 0
    join accounts_person p on p.id = n.author_id
    where nt.topic_id = t.id and nt.note_id < %(before)s and {findable()}
    order by nt.note_id desc limit %(limit)s) x
where t.key = any(%(keys)s::text[]) order by x.note_id desc limit %(limit)s
"""  # noqa: S608 (our own words)
_PAID = f"""
select count(distinct n.id) filter (where n.language like 'zh%%'), count(distinct n.id) filter (where n.language not like 'zh%%')
from notes_topic t join notes_notetopic nt on nt.topic_id = t.id
join notes_note n on n.id = nt.note_id and n.picture_count > 0
join accounts_person p on p.id = n.author_id
where t.key = any(%(keys)s::text[]) and {offered()}
"""  # noqa: S608 (our own words)
_UNANSWERED = f"""
select n.id from exchange_newcomer w
join notes_note n on n.id = w.note_id
join accounts_person p on p.id = n.author_id
where w.comment_id is null and w.note_id > %(since)s and n.author_id <> %(viewer)s and {findable()} and {answerable()}
order by w.note_id desc limit %(limit)s
"""  # noqa: S608 (our own words)
_WELCOMED = f"""
select w.note_id, b.id, b.handle, b.name from exchange_newcomer w
join notes_note n on n.id = w.note_id
join accounts_person p on p.id = n.author_id
join notes_comment c on c.id = w.comment_id and {stands()}
join accounts_person b on b.id = w.by_id and b.state = 'active'
where w.note_id = any(%(ids)s::bigint[]) and {visible()}
"""  # noqa: S608 (our own words)
_TAX = """
select distinct nt.note_id from notes_notetopic nt join notes_topic t on t.id = nt.topic_id
where nt.note_id = any(%(ids)s::bigint[]) and t.key = any(%(keys)s::text[])
"""
_INVITED = """
select not exists (select 1 from notes_note where author_id = %(person)s::bigint and deleted is null)
   and not exists (select 1 from exchange_newcomer where person_id = %(person)s::bigint and dismissed is not null)
"""
_NOTES = "select count(*) from (select 1 from notes_note where author_id = %(person)s and deleted is null limit %(limit)s) n"


@dataclass(frozen=True)
class Paid:
    """How many notes everyone may see paid the cat tax."""

    chinese: int
    others: int

    @property
    def all(self) -> int:
        """In every language."""
        return self.chinese + self.others


def payments(viewer_id: int | None, before: int, limit: int) -> list[int]:
    """Ids of the notes that paid, newest first, in every spelling of the topic; those the viewer may see."""
    rows = _rows(_PAYMENTS, keys=list(rules.TAX_KEYS), viewer=viewer_id or 0, before=before, limit=limit)
    return [row[0] for row in rows]


def _count() -> Paid:
    return Paid(*_rows(_PAID, keys=list(rules.TAX_KEYS))[0])


paid = Kept(_count, 60)


def unanswered(viewer_id: int, limit: int) -> list[int]:
    """Ids of first notes that nobody else has said a word under, newest first, where this person may."""
    since = first_at(timezone.now() - timedelta(days=rules.NEW_DAYS))
    return [row[0] for row in _rows(_UNANSWERED, viewer=viewer_id, since=since, limit=limit)]


def payments_among(ids: Sequence[int]) -> set[int]:
    """Those of these notes that pay the cat tax."""
    return {row[0] for row in _rows(_TAX, ids=list(ids), keys=list(rules.TAX_KEYS))}


@dataclass(frozen=True)
class Welcomer:
    """Who said the first word."""

    id: int
    handle: str
    name: str


def welcomed(viewer_id: int | None, ids: Sequence[int]) -> dict[int, Welcomer]:
    """Of these notes, the first notes that were welcomed, and by whom."""
    return {row[0]: Welcomer(*row[1:]) for row in _rows(_WELCOMED, ids=list(ids), viewer=viewer_id or 0)}


def is_invited(person_id: int) -> bool:
    """Whether to invite somebody to their first note: new, without one, and not tired of hearing it."""
    return any(reads.rows(*ask) == [(True,)] for ask in ask_invited(person_id))


def ask_invited(person_id: int) -> list[reads.Ask]:
    """The statement of `is_invited`, to be asked with others; none for most people, who are not new."""
    return [reads.Ask(_INVITED, {"person": person_id})] if rules.is_new(person_id, timezone.now()) else []


def is_regular(person_id: int) -> bool:
    """Whether somebody is at home here; their notes are counted only where their days do not tell."""
    now = timezone.now()
    if rules.is_regular(person_id, 0, now):
        return True
    return rules.is_regular(person_id, _rows(_NOTES, person=person_id, limit=rules.REGULAR_NOTES)[0][0], now)


def waiting_for(person_id: int) -> int:
    """How many first notes wait for a word of theirs, counted to a page of them; 0 for who is not yet at home here."""
    return len(unanswered(person_id, rules.WAITING)) if is_regular(person_id) else 0


def _rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
