"""People by handle, name and what they say of themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from redbridge.accounts.queries.bios import bio
from redbridge.kernel.reading import Read
from redbridge.search.queries.pages import Page, ask, page, place
from redbridge.search.rules import Asked

CANDIDATES = 500


@dataclass(frozen=True)
class PersonFound:
    """One row of the list; `followed` by the viewer, or `requested`; `avatar` is a picture of media's."""

    id: int
    handle: str
    name: str
    bio: Read
    followed: bool
    private: bool
    avatar: int | None
    requested: bool


# Whose handle it is comes first, then those the viewer follows, then those whom many follow. Neither side of a block
# finds the other.
_PEOPLE = f"""
select p.id, p.handle, p.name, p.bio, p.bio_language, p.bio_translations, p.followed, p.private, p.avatar,
       exists (select 1 from accounts_followrequest x where x.follower_id = %(viewer)s and x.followed_id = p.id),
       p.score, p.id from (
    select p.id, p.handle, p.name, p.bio, p.bio_language, p.bio_translations, p.private, p.avatar,
           f.follower_id is not null as followed,
           case when p.handle = %(handle)s then 100 when starts_with(p.handle, %(handle)s) then 4 else 0 end
           + case when f.follower_id is not null then 6 else 0 end
           + ln(1 + h.followers) + 8 * ts_rank(h.tsv, %(names)s::tsquery)::float8 as score
    from (select person_id, tsv, followers from search_person where tsv @@ %(names)s::tsquery limit {CANDIDATES}) h
    join accounts_person p on p.id = h.person_id and p.state = 'active'
    left join accounts_follow f on f.follower_id = %(viewer)s and f.followed_id = p.id
    where not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s and x.other_id = p.id)
) p
where (p.score, p.id) < (%(score)s::float8, %(before)s::bigint)
order by p.score desc, p.id desc limit %(limit)s
"""  # noqa: S608 (our own number)


def find_people(
    viewer_id: int | None, reads: Sequence[str], asked: Asked, cursor: str, limit: int, *, by_name: bool = False
) -> Page[PersonFound]:
    """People with all the words, the last one perhaps only begun; `by_name` leaves out what they say of themselves."""
    score, before = place(cursor)
    rows = ask(
        _PEOPLE,
        {
            "names": heavy(asked.names) if by_name else asked.names,
            "handle": asked.handle,
            "viewer": viewer_id or 0,
            "score": float(score),
            "before": before,
            "limit": limit + 1,
        },
    )
    kept, after = page(rows, limit)
    found: list[tuple[Any, ...]] = [(*row[:3], bio(row[3:6], reads), *row[6:10]) for row in kept]
    return Page([PersonFound(*row) for row in found], after)


def heavy(query: str) -> str:
    """A tsquery that looks at names alone."""
    parts = query.split("'")
    # Every other part stands between quotes; what follows a lexeme takes the weight.
    return "'".join(
        part if at % 2 else (part.replace(":*", ":*A", 1) if part.startswith(":*") else (":A" * bool(at) + part))
        for at, part in enumerate(parts)
    )
