"""Verbs on feeds. All of them can run twice, and all of them could be run again from notes and follows alone."""

from django.db import connection, transaction

from redbridge.feeds import rules
from redbridge.notes.queries.visible import offered, visible

CHUNK = 2000
"""Followers a statement; one statement for all of them would hold its locks for seconds."""

_SCORE = f"""
insert into feeds_explore (note_id, score)
select n.id, log(1 + t.likes + {rules.COMMENT_WEIGHT} * t.comments) + extract(epoch from n.published) / {rules.TAU_HOURS * 3600}
from notes_note n join notes_tally t on t.note_id = n.id join accounts_person p on p.id = n.author_id
where n.id = any(%s::bigint[]) and {offered()}
order by n.id
on conflict (note_id) do update set score = excluded.score
"""  # noqa: S608 (our own numbers)
_UNPLACE = f"""
delete from feeds_explore e using notes_note n, accounts_person p
where e.note_id = any(%s::bigint[]) and n.id = e.note_id and p.id = n.author_id and not ({offered()})
"""  # noqa: S608 (our own words)
_STALE = "insert into feeds_stale (note_id) select id from notes_note where id = %s on conflict do nothing"
_TAKE_STALE = """
delete from feeds_stale where note_id in (select note_id from feeds_stale limit %s for update skip locked) returning note_id
"""


def place(note_ids: list[int]) -> None:
    """Put notes where they belong in Explore, which holds only what everyone may see."""
    _run(_UNPLACE, [note_ids])
    _run(_SCORE, [note_ids])


_OF_AUTHOR = "select id from notes_note where author_id = %s and deleted is null and id < %s order by id desc limit %s"


def place_all(author_id: int) -> None:
    """Put all of an author's notes where they belong in Explore, or take them out: they are private, or no more."""
    before, ids = 2**62, [0]
    while ids:
        with connection.cursor() as cursor:
            cursor.execute(_OF_AUTHOR, [author_id, before, CHUNK])
            ids = [row[0] for row in cursor.fetchall()]
        place(ids)
        before = min(ids, default=0)


def mark_stale(note_id: int) -> None:
    """The response to a note changed: its place is made anew with the next batch."""
    _run(_STALE, [note_id])


def mark_stale_by_comment(comment_id: int) -> None:
    """A comment came: the place of the note under it is made anew with the next batch."""
    _run(_STALE.replace("where id = %s", "where id = (select note_id from notes_comment where id = %s)"), [comment_id])


@transaction.atomic
def place_stale(most: int) -> int:
    """Place up to `most` notes whose response changed; returns how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE_STALE, [most])
        ids = sorted(row[0] for row in cursor.fetchall())
    if ids:
        place(ids)
    return len(ids)


def take_out(note_id: int) -> None:
    """Take a note out of every feed."""
    _run("delete from feeds_explore where note_id = %s", [note_id])
    _run("delete from home_feed where note_id = %s", [note_id])


_AUTHOR = """
select author_id, (select count(*) from accounts_follow where followed_id = author_id)
from notes_note where id = %s and deleted is null and standing = '' and visibility <> 'me'
"""
_FAN_OUT = f"""
with next as (
    select follower_id from accounts_follow where followed_id = %(author)s and follower_id > %(after)s
    order by follower_id limit %(chunk)s
), put as (
    insert into home_feed (person_id, note_id)
    select follower_id, n.id from next join notes_note n on n.id = %(note)s join accounts_person p on p.id = n.author_id
    where {visible(viewer="next.follower_id")} order by follower_id on conflict do nothing
)
select max(follower_id), count(*) from next
"""  # noqa: S608 (our own words)


def fan_out(note_id: int) -> None:
    """Write a note into the Following of those followers who may see it; authors with many are merged on reading."""
    author_id, followers = _one(_AUTHOR, [note_id]) or (None, 0)
    if author_id is None:
        return
    if followers > rules.MANY_FOLLOWERS:
        _run("insert into feeds_widely (author_id) values (%s) on conflict do nothing", [author_id])
        return
    after, found = 0, CHUNK
    while found == CHUNK:
        after, found = _one(_FAN_OUT, {"author": author_id, "after": after, "chunk": CHUNK, "note": note_id}) or (0, 0)


_FOLLOWED = "exists (select 1 from accounts_follow where follower_id = %(viewer)s and followed_id = %(author)s)"
_COPY = f"""
insert into home_feed (person_id, note_id)
select %(viewer)s, n.id from notes_note n join accounts_person p on p.id = n.author_id
where n.author_id = %(author)s and {visible()} and {_FOLLOWED}
order by n.id desc limit {rules.KEPT} on conflict do nothing
"""  # noqa: S608 (our own words)
_UNCOPY = f"""
delete from home_feed h using notes_note n, accounts_person p
where h.person_id = %(viewer)s and n.id = h.note_id and n.author_id = %(author)s and p.id = n.author_id
  and not ({_FOLLOWED} and {visible()})
"""  # noqa: S608 (our own words)


def bring_in(person_id: int, author_id: int) -> None:
    """Someone began to follow: what they may see of what the author wrote so far comes into their Following."""
    _run(_COPY, {"viewer": person_id, "author": author_id})


def clear_out(person_id: int, author_id: int) -> None:
    """Someone stopped following, or may see less: those notes leave their Following."""
    _run(_UNCOPY, {"viewer": person_id, "author": author_id})


def _run(sql: str, values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]


def _one(sql: str, values: object) -> tuple[int, int] | None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)  # type: ignore[arg-type]
        row = cursor.fetchone()
    return (row[0], row[1]) if row else None
