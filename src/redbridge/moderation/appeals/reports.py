"""What somebody reported and what became of it, in general words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from redbridge.guidelines.queries import remarks_of
from redbridge.kernel import cursors
from redbridge.kernel.reads import rows
from redbridge.moderation.appeals import rules
from redbridge.moderation.appeals.queries import Appealable, of_decisions
from redbridge.notes.queries import LAST_ID, Card, cards
from redbridge.notes.rules import first_line

PAGE = 20
_REPORTS = """
select r.id, r.kind, r.subject_id, r.category, r.words, r.at, coalesce(c.number, ''), coalesce(c.state, 'open'),
       coalesce(d.stands, '{}'), coalesce(d.undone, false), d.last, d.nothing
from moderation_report r left join moderation_case c on c.id = r.case_id
left join lateral (
    select array_agg(d.kind order by d.id) filter (where d.undone is null) as stands, bool_or(d.undone is not null) as undone,
           max(d.made) as last, max(d.id) filter (where d.kind = 'no_action') as nothing
    from moderation_decision d where d.case_id = c.id and d.kind <> 'refuse'
) d on true
where r.reporter_id = %(person)s::bigint and r.id < %(before)s::bigint order by r.id desc limit %(limit)s::int
"""
_WHOSE = """
select p.id, p.name, p.handle from accounts_person p where p.id = any(%(ids)s::bigint[]) and p.state = 'active'
  and not exists (select 1 from accounts_apart x where x.person_id = %(viewer)s::bigint and x.other_id = p.id)
"""
_COMMENTS = "select id, note_id from notes_comment where id = any(%(ids)s::bigint[])"


@dataclass(frozen=True)
class Made:
    """A report of one's own. `name` is what the subject is called while one may see it, `url` where it stands."""

    id: int
    kind: str
    subject_id: int
    category: str
    words: str
    at: datetime
    case: str
    outcome: str
    """See rules.outcome."""
    told: datetime | None
    """When it was decided last."""
    name: str
    lang: str
    url: str
    asked: Appealable | None
    """The newest "no action", with one's appeal."""


@dataclass(frozen=True)
class Reported:
    """A page of them; `next` is the address of the next one, or empty."""

    made: list[Made]
    next: str


def page(person_id: int, reads: Sequence[str], after: str = "") -> Reported:
    """Newest first. A handful of statements, however many reports."""
    before = int(cursors.unpack(after, "i")[0]) if after else LAST_ID
    found = rows(_REPORTS, {"person": person_id, "before": before, "limit": PAGE})
    asked = of_decisions(person_id, [row[11] for row in found if row[11]], reads)
    names = _names(person_id, reads, found)
    made = [_made(row, names.get((row[1], row[2]), ("", "", "")), asked.get(row[11])) for row in found]
    following = f"/settings/reports?after={cursors.pack(made[-1].id)}" if len(made) == PAGE else ""
    return Reported(made, following)


def _made(row: tuple[Any, ...], name: tuple[str, str, str], asked: Appealable | None) -> Made:
    outcome = rules.outcome(row[7], row[8], row[9])
    return Made(*(*row[:7], outcome, row[10], *name, asked))


Names = dict[tuple[str, int], tuple[str, str, str]]


def _names(viewer: int, reads: Sequence[str], found: Sequence[tuple[Any, ...]]) -> Names:
    """By kind and id: name, its language and address, of what the reporter may still see."""
    ids = {kind: [row[2] for row in found if row[1] == kind] for kind in ("note", "comment", "person", "remark")}
    under: dict[int, int] = dict(rows(_COMMENTS, {"ids": ids["comment"]})) if ids["comment"] else {}
    seen = {card.id: card for card in cards(viewer, reads, [*ids["note"], *under.values()])}
    names: Names = {("note", id_): (*_heading(card), card.url)
                    for id_, card in seen.items() if id_ in ids["note"]}
    for id_, note in under.items():
        if note in seen:
            names["comment", id_] = ("", "", f"/notes/{note}?comment={id_}#comment-{id_}")
    for said in remarks_of(ids["remark"], viewer, reads) if ids["remark"] else ():
        names["remark", said.id] = (first_line(said.said.text), said.said.lang, said.url)
    whose = rows(_WHOSE, {"ids": ids["person"], "viewer": viewer}) if ids["person"] else []
    return names | {("person", id_): (name, "", f"/@{handle}") for id_, name, handle in whose}


def _heading(card: Card) -> tuple[str, str]:
    return first_line(card.title or card.words or card.excerpt), card.title_lang if card.title else card.words_lang
