"""Opening a case, and joining it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from redbridge.kernel import audit
from redbridge.moderation.models import Case
from redbridge.moderation.moves import locked, move

_FOUND = """
select c.id, c.severity, c.state, c.moved,
       exists (select 1 from moderation_decision d where d.case_id = c.id and d.by_id is not null and d.undone is null)
from moderation_case c where c.kind = %(kind)s and c.subject_id = %(subject)s and not c.state = 'closed'
"""
# The number is drawn only here, where no case was found: thousands of reports of one thing draw one.
_OPENED = """
insert into moderation_case (kind, subject_id, author_id, language, category, severity, source, number)
values (%(kind)s, %(subject)s, %(author)s, %(language)s, %(category)s, %(severity)s, %(source)s,
        to_char(now() at time zone 'UTC', 'YYYY') || '-' || nextval('moderation_case_number'))
on conflict (kind, subject_id) where not (state = 'closed') do nothing returning id
"""
_GRAVER = """
update moderation_case set severity = %(severity)s, category = %(category)s where id = %(case)s and severity < %(severity)s
"""
# `was` is what the same person said before, counted no more.
_COUNTED = """
update moderation_case set reports = reports + %(more)s::int, categories = categories
  || case when %(was)s::text = '' then '{}' else
       jsonb_build_object(%(was)s::text, (categories ->> %(was)s::text)::int - 1) end
  || jsonb_build_object(%(category)s::text, coalesce((categories ->> %(category)s::text)::int, 0) + 1)
where id = %(case)s returning reports
"""


@dataclass(frozen=True)
class _Found:
    id: int
    severity: int
    state: str
    moved: datetime
    by_person: bool
    """Whether a person decided it."""


@transaction.atomic
def open_case(kind: str, subject_id: int, *, author_id: int | None, language: str, category: str, severity: int,
              source: str, since: datetime | None = None) -> int:
    """The id of the one case of this subject that is not closed, made where there is none; it takes on what is gravest.

    A decided case opens again where something new is said: graver, by a machine, of words that changed (`since`) after the
    decision, or where no person has looked yet.
    """
    values = {"kind": kind, "subject": subject_id, "author": author_id, "language": language, "category": category,
              "severity": severity, "source": source}
    found = _found(values)
    while found is None:
        # Two at once: one inserts, the other waits for it, gets no row, and finds the first one's.
        opened = _rows(_OPENED, values)
        if opened:
            audit.record(None, "open case", kind, subject_id)
            return int(opened[0][0])
        found = _found(values)
    _join(found, values, since)
    return found.id


def _found(values: dict[str, Any]) -> _Found | None:
    rows = _rows(_FOUND, values)
    return _Found(*rows[0]) if rows else None


def _join(case: _Found, values: dict[str, Any], since: datetime | None) -> None:
    graver = values["severity"] > case.severity
    if graver:
        with connection.cursor() as cursor:
            cursor.execute(_GRAVER, values | {"case": case.id})
    changed = since is not None and since > case.moved
    if case.state == Case.State.DECIDED and (graver or changed or values["source"] != "report" or not case.by_person):
        _reopen(case.id)


def _reopen(case_id: int) -> None:
    case = locked(case_id)
    if case.state == Case.State.DECIDED:
        move(case, Case.State.OPEN, claimed_by_id=None, claimed_until=None)


def count_report(case_id: int, category: str, was: str = "") -> int:
    """One report more, or one that said `was` until now; how many there are. The end of its transaction: thousands wait for
    this row, each only for a commit."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"case": case_id, "category": category, "was": was, "more": 0 if was else 1})
        counted = cursor.fetchone()
    return int(counted[0]) if counted else 0


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
