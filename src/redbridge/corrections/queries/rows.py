"""A suggestion as lists show it, and who may see the text it is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from redbridge.corrections.surfaces import SURFACES
from redbridge.kernel.region import here
from redbridge.notes.queries.visible import together

PAGE = 20


@dataclass(frozen=True)
class SuggestionView:
    """One suggestion, with its three texts. `proposer` is None where the account has ended or a block stands between.

    `yes` and `no` are the voices that count; `mine` is the viewer's own, None for none.
    """

    id: int
    kind: str
    subject_id: int
    field: str
    source: str
    target: str
    original: str
    shown: str
    text: str
    state: str
    spread: bool
    reason: str
    made: datetime
    decided: datetime | None
    undone: datetime | None
    author_id: int
    proposer_id: int | None
    proposer_handle: str | None
    proposer_name: str | None
    proposer_avatar: int | None
    decider: str | None
    undoer: str | None
    note_id: int | None
    yes: int
    no: int
    mine: bool | None
    counted: bool | None
    reached: int

    @property
    def url(self) -> str:
        """Where its text stands."""
        if self.kind == "comment" and self.note_id:
            return f"/notes/{self.note_id}?comment={self.subject_id}#comment-{self.subject_id}"
        if self.kind in ("note", "place"):
            return f"/notes/{self.subject_id}"
        return f"/notes/{self.note_id}" if self.note_id else f"/corrections/by/{self.subject_id}"


_SEEN_ONE = " or ".join(
    f"({{kind}} = '{surface.kind}' and exists (select 1 from {surface.table} t {surface.joins} "  # noqa: S608 (our own words)
    f"where t.id = {{id}} and {surface.seen}))"
    for surface in SURFACES.values()
)
SEEN = f"({_SEEN_ONE.format(kind='s.kind', id='s.subject_id')})"
"""The condition that the viewer may see the row that suggestion `s` is about."""
SEEN_ANYWHERE = f"""
({SEEN} or (s.spread or s.state = 'undone') and exists (
    select 1 from (select * from corrections_reach where suggestion_id = s.id order by id limit 100) r
    where {_SEEN_ONE.format(kind="r.kind", id="r.subject_id")}))
"""  # noqa: S608 (our own words)
"""The same, or one of the rows that it reached: a change of everyone's text hides behind no deleted note."""
APART = together("pp").replace("pp.id", "s.proposer_id")
_COLUMNS = f"""
select s.id, s.kind, s.subject_id, s.field, s.source, s.target, s.original, s.shown, s.text, s.state, s.spread, s.reason,
       s.made, s.decided, s.undone, s.author_id, pp.id, pp.handle, pp.name, pp.avatar, pd.name, pu.name,
       case when s.kind = 'comment' then (select c.note_id from notes_comment c where c.id = s.subject_id)
            when s.kind in ('alt', 'said') then (
                select case m.kind when 'note' then m.subject_id else
                    (select c.note_id from notes_comment c where c.id = m.subject_id) end
                from media_picture m where m.id = s.subject_id) end,
       (select count(*) from corrections_voice v where v.suggestion_id = s.id and v.yes and v.counted),
       (select count(*) from corrections_voice v where v.suggestion_id = s.id and not v.yes), m.yes, m.counted,
       case when s.state = 'waiting' then 0 else
           (select count(*) from (select 1 from corrections_reach r where r.suggestion_id = s.id limit 1000) x) end
from corrections_suggestion s
left join accounts_person pp on pp.id = s.proposer_id and pp.state = 'active' and {together("pp")}
left join accounts_person pd on pd.id = s.decided_by and pd.state = 'active' and {together("pd")}
left join accounts_person pu on pu.id = s.undone_by and pu.state = 'active' and {together("pu")}
left join corrections_voice m on m.suggestion_id = s.id and m.person_id = %(viewer)s
"""  # noqa: S608 (our own words)


def found(where: str, order: str, viewer_id: int, **values: Any) -> list[SuggestionView]:
    """A page of suggestions under a condition of ours."""
    sql = f"{_COLUMNS} where {where} order by {order} limit {PAGE}"
    return [SuggestionView(*row) for row in rows(sql, viewer=viewer_id, **values)]


def rows(sql: str, **values: Any) -> list[tuple[Any, ...]]:
    """What a statement gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values | {"region": here()})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
