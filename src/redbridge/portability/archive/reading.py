"""What the house holds of one person, a few rows at a time. `%(person)s` is they, and nothing is read that they may not see."""

import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from redbridge.notes.queries.visible import visible

CHUNK = 100
LAST = 2**63 - 1
Row = dict[str, Any]

# One's own is seen whatever state the account is in; visible() asks for an active author.
# Nobody knows where an export will be read, so of what is withheld anywhere it holds no words but their author's own.
_SEEN = f"(a.id = %(person)s and n.deleted is null or ({visible('n', 'a', '%(person)s')}))"
_SAID = "(a.id = %(person)s or cardinality(n.withheld) = 0)"

NOTES = """
select n.id, n.kind, n.card, n.words, n.title, n.body, n.language, n.translations, n.visibility, n.replies, n.sensitive,
  n.place, n.edited, n.published, n.deleted, n.cover,
  array(select t.name from notes_notetopic nt join notes_topic t on t.id = nt.topic_id where nt.note_id = n.id order by 1)
    as topics
from notes_note n where n.author_id = %(person)s and n.deleted is null and n.id {past} %(mark)s order by n.id {way}
limit %(chunk)s
"""
DELETED = NOTES.replace("n.deleted is null", "n.deleted is not null")
COMMENTS = f"""
select c.id, c.body, c.language, c.translations, c.published, c.picture, {_SEEN} as seen,
  case when {_SEEN} then n.id end as note_id, case when {_SEEN} then c.parent_id end as parent_id,
  case when {_SEEN} and {_SAID} then n.title end as about, case when {_SEEN} then a.handle end as of
from notes_comment c join notes_note n on n.id = c.note_id join accounts_person a on a.id = n.author_id
where c.author_id = %(person)s and c.deleted is null and c.id {{past}} %(mark)s order by c.id {{way}} limit %(chunk)s
"""  # noqa: S608 (our own words)
_NOTE_OF_OTHERS = f"""
n.id, case when {_SAID} then n.title else '' end as title, case when {_SAID} then n.words else '' end as words,
  case when {_SAID} then left(n.body, 200) else '' end as body, n.language, a.handle as of"""
LIKES = f"""
select {_NOTE_OF_OTHERS}, l.at from notes_like l
join notes_note n on n.id = l.note_id join accounts_person a on a.id = n.author_id
where l.person_id = %(person)s and {_SEEN} and n.id {{past}} %(mark)s order by n.id {{way}} limit %(chunk)s
"""  # noqa: S608 (our own words)
COLLECTED = f"""
select {_NOTE_OF_OTHERS}, k.at, k.board_id from notes_collected k
join notes_note n on n.id = k.note_id join accounts_person a on a.id = n.author_id
where k.person_id = %(person)s and {_SEEN} and n.id {{past}} %(mark)s order by n.id {{way}} limit %(chunk)s
"""  # noqa: S608 (our own words)
BOARDS = """
select b.id, b.name, b.public, b.changed, o.handle as owner, b.owner_id = %(person)s as mine
from notes_board b join accounts_person o on o.id = b.owner_id
where b.deleted is null and (b.owner_id = %(person)s or (o.state = 'active' and exists
  (select 1 from notes_boardmember m where m.board_id = b.id and m.person_id = %(person)s and m.accepted)))
  and b.id {past} %(mark)s order by b.id {way} limit %(chunk)s
"""
_PEOPLE = """
select p.id, p.handle, f.at from accounts_follow f join accounts_person p on p.id = f.{other} and p.state = 'active'
where f.{me} = %(person)s and p.id {{past}} %(mark)s order by p.id {{way}} limit %(chunk)s
"""
FOLLOWING = _PEOPLE.format(me="follower_id", other="followed_id")
FOLLOWERS = _PEOPLE.format(me="followed_id", other="follower_id")
_REQUESTS = _PEOPLE.replace("accounts_follow", "accounts_followrequest")
REQUESTS_MADE = _REQUESTS.format(me="follower_id", other="followed_id")
REQUESTS_HELD = _REQUESTS.format(me="followed_id", other="follower_id")
BLOCKED = """
select p.id, p.handle, x.at from accounts_apart x join accounts_person p on p.id = x.other_id
where x.person_id = %(person)s and x.mine and p.id {past} %(mark)s order by p.id {way} limit %(chunk)s
"""
MUTED = """
select m.id, m.kind, m.word, p.handle from accounts_mute m left join accounts_person p on p.id = m.other_id
where m.person_id = %(person)s and m.id {past} %(mark)s order by m.id {way} limit %(chunk)s
"""
DRAFTS = """
select c.id, c.fields, c.due, c.changed from notes_composition c
where c.author_id = %(person)s and c.id {past} %(mark)s order by c.id {way} limit %(chunk)s
"""
VERSIONS = """
select v.id, v.note_id, v.title, v.words, v.body, v.language, v.translations, v.at
from notes_version v join notes_note n on n.id = v.note_id
where n.author_id = %(person)s and v.id {past} %(mark)s order by v.id {way} limit %(chunk)s
"""
SESSIONS = """
select extract(epoch from s.made)::bigint as id, s.device, s.made, s.seen, s.expire_date from accounts_session s
where s.person_id = %(person)s and s.expire_date > now()
  and extract(epoch from s.made)::bigint {past} %(mark)s order by 1 {way} limit %(chunk)s
"""
EMAILS = """
select e.id, e.email, e.verified, e."primary" from account_emailaddress e
where e.user_id = %(person)s and e.id {past} %(mark)s order by e.id {way} limit %(chunk)s
"""
# What is kept as evidence is handed to nobody, its owner either.
PICTURES = """
select m.id, m.kind, m.subject_id, m.position, m.alt, m.alt_language, m.width, m.height, m.widths from media_picture m
where m.owner_id = %(person)s and m.state = 'ready' and cardinality(m.widths) > 0 and not m.kept
  and m.id {past} %(mark)s order by m.id {way} limit %(chunk)s
"""
_OF_NOTES = """
select m.id, m.subject_id, m.alt, m.alt_language, m.width, m.height from media_picture m
where m.owner_id = %(person)s and m.kind = %(kind)s and m.subject_id = any(%(ids)s::bigint[]) and m.state = 'ready'
  and cardinality(m.widths) > 0 and not m.kept order by m.subject_id, m.position, m.id
"""


def walk(sql: str, person_id: int, newest: bool = False) -> Iterator[Row]:
    """Every row of a statement above, oldest first or `newest`, a chunk in memory at a time."""
    mark, statement = (LAST, sql.format(past="<", way="desc")) if newest else (-1, sql.format(past=">", way="asc"))
    while True:
        found = _rows(statement, person=person_id, mark=mark, chunk=CHUNK)
        yield from found
        if len(found) < CHUNK:
            return
        mark = found[-1]["id"]


def chunked(rows: Iterator[Row]) -> Iterator[list[Row]]:
    """Rows in chunks."""
    chunk: list[Row] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def with_pictures(rows: Iterator[Row], person_id: int, kind: str = "note") -> Iterator[Row]:
    """Each row with its `pictures`, which were made."""
    for chunk in chunked(rows):
        of: dict[int, list[Row]] = {}
        for picture in _rows(_OF_NOTES, person=person_id, kind=kind, ids=[row["id"] for row in chunk]):
            of.setdefault(picture["subject_id"], []).append(picture)
        yield from (row | {"pictures": of.get(row["id"], [])} for row in chunk)


_COUNTS = """
select (select count(*) from notes_note where author_id = %(person)s and deleted is null) as notes,
  (select count(*) from notes_comment where author_id = %(person)s and deleted is null) as comments,
  (select count(*) from media_picture where owner_id = %(person)s and state = 'ready' and not kept) as pictures,
  (select count(*) from notes_like where person_id = %(person)s) as likes,
  (select count(*) from notes_collected where person_id = %(person)s) as collected,
  (select count(*) from accounts_follow where followed_id = %(person)s) as followers,
  (select count(*) from notes_composition where author_id = %(person)s) as drafts
"""


def counts(person_id: int) -> dict[str, int]:
    """How much of what there is."""
    return _rows(_COUNTS, person=person_id)[0]


def _rows(sql: str, **values: Any) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column.name for column in cursor.description or ()]
        return [_parsed(dict(zip(names, row, strict=True))) for row in cursor.fetchall()]


def _parsed(row: Row) -> Row:
    """JSON comes from a named statement as it is kept."""
    return row | {name: json.loads(row[name]) for name in ("translations", "fields") if isinstance(row.get(name), str)}
