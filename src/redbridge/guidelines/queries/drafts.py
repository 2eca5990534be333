"""Drafts and remarks as somebody reads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from redbridge.guidelines.models import Draft
from redbridge.guidelines.rules import REMARKS_PAGE
from redbridge.kernel.reading import Read, told_of
from redbridge.notes.queries.visible import together
from redbridge.translation.rules import scripts

_DRAFT = """
select d.id, d.pack, d.number, d.state, d.opened, d.closes, d.decided, d.why, d.language, d.translations,
       d.outcome, d.outcome_language, d.outcome_translations,
       (select count(*) from guidelines_remark r join accounts_person p on p.id = r.author_id and p.state = 'active'
        where r.draft_id = d.id and r.deleted is null and r.standing = '')
from guidelines_draft d where {which} order by d.id desc limit 100
"""
_REMARKS = f"""
select r.id, r.at, p.id, p.handle, p.name, p.avatar, r.body, r.language, r.translations, p.id = %(viewer)s, r.draft_id
from guidelines_remark r join accounts_person p on p.id = r.author_id and p.state = 'active'
where {{which}} and r.deleted is null and r.standing = '' and {together()}
order by r.id limit %(most)s
"""  # noqa: S608 (our own words)


@dataclass(frozen=True)
class DraftView:
    """A draft without its rules. `open`: remarks are taken; `waits`: its time is over and nobody has settled it yet."""

    id: int
    pack: str
    number: int
    state: str
    opened: datetime
    closes: datetime
    decided: datetime | None
    why: Read
    outcome: Read
    remarks: int

    @property
    def open(self) -> bool:
        """Whether members may speak about it."""
        return self.state == Draft.State.OPEN and timezone.now() < self.closes

    @property
    def waits(self) -> bool:
        """Whether it is to be settled."""
        return self.state == Draft.State.OPEN and not self.open


@dataclass(frozen=True)
class RemarkView:
    """What somebody said of a draft; `mine`: by the one who reads it."""

    id: int
    at: datetime
    author_id: int
    handle: str
    name: str
    avatar: int | None
    said: Read
    mine: bool
    draft_id: int = 0

    @property
    def url(self) -> str:
        """Where it stands, on whatever page of its draft."""
        return f"/guidelines/drafts/{self.draft_id}?after={self.id - 1}#remark-{self.id}"


def drafts(reads: Sequence[str]) -> list[DraftView]:
    """All of them, newest first."""
    return _drafts("true", [], reads)


def draft(draft_id: int, reads: Sequence[str]) -> DraftView | None:
    """One of them."""
    return next(iter(_drafts("d.id = %s", [draft_id], reads)), None)


def unsettled(reads: Sequence[str]) -> list[DraftView]:
    """Those whose time is over and that nobody has settled yet."""
    return _drafts("d.state = 'open' and d.closes <= now()", [], reads)


def _drafts(which: str, values: list[int], reads: Sequence[str]) -> list[DraftView]:
    with connection.cursor() as cursor:
        cursor.execute(_DRAFT.format(which=which), values)
        rows: list[Any] = cursor.fetchall()
    return [DraftView(*(*row[:7], _read(row[7:10], "why", reads), _read(row[10:13], "outcome", reads), row[13])) for row in rows]


def _read(columns: Sequence[object], part: str, reads: Sequence[str]) -> Read:
    text, language, told = columns
    return scripts.read(str(text), str(language), told_of(told), part, reads)


def remarks(draft_id: int, viewer: int | None, reads: Sequence[str], after: int = 0) -> list[RemarkView]:
    """A page of them, oldest first, without those of people whom a block keeps apart from the viewer."""
    return _remarks("r.draft_id = %(draft)s and r.id > %(after)s", viewer, reads, draft=draft_id, after=after)


def remarks_of(ids: Sequence[int], viewer: int | None, reads: Sequence[str]) -> list[RemarkView]:
    """Those of these that the viewer may read."""
    return _remarks("r.id = any(%(ids)s::bigint[])", viewer, reads, ids=list(ids))


def _remarks(which: str, viewer: int | None, reads: Sequence[str], **values: Any) -> list[RemarkView]:
    with connection.cursor() as cursor:
        cursor.execute(_REMARKS.format(which=which), {"viewer": viewer or 0, "most": REMARKS_PAGE, **values})
        rows: list[Any] = cursor.fetchall()
    return [RemarkView(*(*row[:6], _read(row[6:9], "body", reads), *row[9:])) for row in rows]
