"""Lists of people as one viewer sees them: followers, follows, those who ask, those blocked; and what is muted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection

from redbridge.accounts.queries.bios import BIO, bio
from redbridge.kernel.reading import Read

PAGE = 30
_SINCE = datetime(1970, 1, 1, tzinfo=UTC)
FIRST = (2**52, 2**62)
"""Before the first of a list: microseconds since 1970, a person."""


@dataclass(frozen=True)
class PersonLine:
    """One person in a list, and how the viewer stands to them. `at` is when they came into it, `place` a cursor's values."""

    id: int
    handle: str
    name: str
    bio: Read
    avatar: int | None
    private: bool
    followed: bool
    requested: bool
    at: datetime

    @property
    def place(self) -> tuple[int, int]:
        """Where the next page begins."""
        return (self.at - _SINCE) // timedelta(microseconds=1), self.id


_LINE = """
select p.id, p.handle, p.name, {bio}, p.avatar, p.private,
       exists (select 1 from accounts_follow x where x.follower_id = %(viewer)s and x.followed_id = p.id),
       exists (select 1 from accounts_followrequest x where x.follower_id = %(viewer)s and x.followed_id = p.id), l.at
from {table} l join accounts_person p on p.id = l.{shown} and p.state = 'active'
where l.{of} = %(of)s and (l.at, l.{shown}) < (%(at)s::timestamptz, %(id)s::bigint) {more}
order by l.at desc, l.{shown} desc limit %(limit)s
"""
_TOGETHER = "and not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s and x.other_id = p.id)"
_LISTS = {
    "followers": _LINE.format(bio=BIO, table="accounts_follow", shown="follower_id", of="followed_id", more=_TOGETHER),
    "following": _LINE.format(bio=BIO, table="accounts_follow", shown="followed_id", of="follower_id", more=_TOGETHER),
    "requests": _LINE.format(bio=BIO, table="accounts_followrequest", shown="follower_id", of="followed_id", more=_TOGETHER),
    "blocked": _LINE.format(bio=BIO, table="accounts_apart", shown="other_id", of="person_id", more="and l.mine"),
}


def circle(
    which: str, of: int, viewer_id: int | None, reads: Sequence[str], before: Sequence[int] = FIRST, limit: int = PAGE
) -> list[PersonLine]:
    """A page of "followers", "following", "requests" or "blocked" of a person, newest first; one statement.

    The caller has asked whether the viewer may see that list.
    """
    at = _SINCE + timedelta(microseconds=min(before[0], FIRST[0]))
    values: dict[str, Any] = {"viewer": viewer_id or 0, "of": of, "at": at, "id": before[1], "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_LISTS[which], values)
        rows: list[tuple[Any, ...]] = [(*row[:3], bio(row[3:6], reads), *row[6:]) for row in cursor.fetchall()]
    return [PersonLine(*row) for row in rows]


@dataclass(frozen=True)
class MuteLine:
    """One thing that is muted; `word` is a word or a topic's key, the rest a person's."""

    id: int
    kind: str
    word: str
    person_id: int | None
    handle: str
    name: str
    avatar: int | None


_MUTES = """
select m.id, m.kind, m.word, p.id, coalesce(p.handle, ''), coalesce(p.name, ''), p.avatar
from accounts_mute m left join accounts_person p on p.id = m.other_id
where m.person_id = %s and (m.other_id is null or p.state <> 'leaving') order by m.id desc
"""


def mutes(person_id: int) -> list[MuteLine]:
    """Everything a person has muted, newest first; `rules.MUTES_MOST` bounds it."""
    rows: list[tuple[Any, ...]]
    with connection.cursor() as cursor:
        cursor.execute(_MUTES, [person_id])
        rows = cursor.fetchall()
    return [MuteLine(*row) for row in rows]
