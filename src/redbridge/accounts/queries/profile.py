"""Who somebody is, for the one who looks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.accounts import rules
from redbridge.accounts.queries.bios import BIO, bio
from redbridge.kernel.reading import Read


@dataclass(frozen=True)
class Profile:
    """What one viewer may see of a person. Counts are numbers of people; `avatar` and `banner` are pictures of media's.

    `readable` is whether a private person's notes, followers and follows are for this viewer; faces and bio always are.
    """

    id: int
    handle: str
    name: str
    bio: Read
    languages: tuple[str, ...]
    followers: int
    following: int
    followed: bool
    requested: bool
    follows_me: bool
    muted: bool
    private: bool
    avatar: int | None
    banner: int | None
    links: tuple[str, ...]
    interests: tuple[str, ...]
    hides: tuple[str, ...]
    readable: bool
    verified: tuple[str, ...]
    """Those of the links whose page links back."""

    @property
    def tabs(self) -> list[str]:
        """The tabs others may open, the first one shown."""
        return [tab for tab in rules.TABS if tab not in self.hides]


_PROFILE = f"""
select p.id, p.handle, p.name, {BIO}, p.languages,
       (select count(*) from accounts_follow f where f.followed_id = p.id),
       (select count(*) from accounts_follow f where f.follower_id = p.id),
       f.follower_id is not null,
       exists (select 1 from accounts_followrequest r where r.follower_id = %(viewer)s and r.followed_id = p.id),
       exists (select 1 from accounts_follow b where b.follower_id = p.id and b.followed_id = %(viewer)s),
       exists (select 1 from accounts_mute m where m.person_id = %(viewer)s and m.kind = 'person' and m.other_id = p.id),
       p.private, p.avatar, p.banner, p.links, p.interests, p.hides,
       not p.private or f.follower_id is not null or p.id = %(viewer)s,
       array(select k.url from accounts_linkcheck k where k.person_id = p.id and k.verified)
from accounts_person p left join accounts_follow f on f.follower_id = %(viewer)s and f.followed_id = p.id
where p.handle = %(handle)s and p.state = 'active'
  and not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s and x.other_id = p.id)
"""  # noqa: S608 (our own words)


def profile(handle: str, viewer_id: int | None, reads: Sequence[str] = ()) -> Profile | None:
    """The person of this handle as `viewer_id` sees them, their bio in one of `reads`; None where there is nobody to see."""
    if not rules.is_handle(handle.lower()):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_PROFILE, {"viewer": viewer_id or 0, "handle": handle.lower()})
        row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        return None
    rest = [tuple(value) if isinstance(value, list) else value for value in row[6:]]
    values: tuple[Any, ...] = (*row[:3], bio(row[3:6], reads), *rest)
    return Profile(*values)
