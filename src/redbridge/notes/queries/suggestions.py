"""Whom one might follow: a bounded look at who is near, who likes the same, who writes now."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.accounts.queries.bios import BIO, bio
from redbridge.accounts.young import SUGGESTED
from redbridge.kernel.reading import Read
from redbridge.notes.queries.visible import offered, together

NEAR = 100
"""Of those one follows, the latest looked at; of each as many of theirs."""
RECENT = 600
"""Newest notes whose authors are looked at."""
ALIKE = 200


@dataclass(frozen=True)
class Suggestion:
    """A person, and why: `near` of those one follows follow them, `shared` is a topic both like, `language` what they write
    in that one does not read.
    """

    id: int
    handle: str
    name: str
    bio: Read
    avatar: int | None
    near: int
    shared: str
    language: str
    private: bool = False
    followed: bool = False
    requested: bool = False


_SUGGESTED = f"""
with me as (select languages, interests from accounts_person where id = %(viewer)s),
near as (
    select f.followed_id as id, count(*) as near from
        (select followed_id from accounts_follow where follower_id = %(viewer)s order by at desc limit {NEAR}) mine
        cross join lateral (select followed_id from accounts_follow where follower_id = mine.followed_id limit {NEAR}) f
    group by 1 order by 2 desc limit {ALIKE}),
alike as (
    select p.id from accounts_person p, me where p.interests && me.interests and cardinality(me.interests) > 0 limit {ALIKE}),
recent as (
    select n.author_id as id, mode() within group (order by n.language) as language, sum(coalesce(t.likes, 0)) as likes
    from (select n.* from notes_note n join accounts_person p on p.id = n.author_id
          where {offered()} order by n.id desc limit {RECENT}) n
    left join notes_tally t on t.note_id = n.id group by 1)
select p.id, p.handle, p.name, {BIO}, p.avatar, coalesce(near.near, 0),
       coalesce((select i from unnest(p.interests) i where i = any(me.interests) limit 1), ''),
       case when not recent.language = any(me.languages) and recent.language <> 'und' then recent.language else '' end
from (select id from near union select id from alike union select id from recent) found
join accounts_person p on p.id = found.id and p.state = 'active' and not p.private and p.id <> %(viewer)s
     and {SUGGESTED.format(p="p")}
cross join me left join near on near.id = p.id left join recent on recent.id = p.id left join alike on alike.id = p.id
where {together()}
  and not exists (select 1 from accounts_follow x where x.follower_id = %(viewer)s and x.followed_id = p.id)
  and not exists (select 1 from accounts_followrequest x where x.follower_id = %(viewer)s and x.followed_id = p.id)
  and not exists (select 1 from accounts_mute x where x.person_id = %(viewer)s and x.kind = 'person' and x.other_id = p.id)
order by 2 * ln(1 + coalesce(near.near, 0)) + case when alike.id is not null then 2 else 0 end
       + ln(1 + coalesce(recent.likes, 0)) / 2
       + case when recent.language is null then 0 when recent.language = any(me.languages) then 0.5 else 1 end desc, p.id desc
limit %(limit)s
"""  # noqa: S608 (our own words)


def suggestions(viewer_id: int, reads: Sequence[str], limit: int) -> list[Suggestion]:
    """People this person might follow, best first; one statement, bounded on a site of any size."""
    with connection.cursor() as cursor:
        cursor.execute(_SUGGESTED, {"viewer": viewer_id, "limit": limit})
        rows: list[tuple[Any, ...]] = [(*row[:3], bio(row[3:6], reads), *row[6:]) for row in cursor.fetchall()]
    return [Suggestion(*row) for row in rows]
