"""Who somebody is, for the one who looks."""

from dataclasses import dataclass
from typing import Any

from django.db import connection

from redbridge.accounts import rules


@dataclass(frozen=True)
class Profile:
    """What anyone may see of a person. Counts are numbers of people and notes."""

    id: int
    handle: str
    name: str
    bio: str
    languages: tuple[str, ...]
    followers: int
    following: int
    followed: bool


_PROFILE = """
select p.id, p.handle, p.name, p.bio, p.languages,
       (select count(*) from accounts_follow f where f.followed_id = p.id),
       (select count(*) from accounts_follow f where f.follower_id = p.id),
       exists (select 1 from accounts_follow f where f.follower_id = %(viewer)s and f.followed_id = p.id)
from accounts_person p where p.handle = %(handle)s and p.state = 'active'
  and not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s and x.other_id = p.id)
"""


def profile(handle: str, viewer_id: int | None) -> Profile | None:
    """The person of this handle as `viewer_id` sees them; None where there is nobody to see."""
    if not rules.is_handle(handle.lower()):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_PROFILE, {"viewer": viewer_id or 0, "handle": handle.lower()})
        row: tuple[Any, ...] | None = cursor.fetchone()
    if row is None:
        return None
    values: tuple[Any, ...] = (*row[:4], tuple(row[4]), *row[5:])
    return Profile(*values)
