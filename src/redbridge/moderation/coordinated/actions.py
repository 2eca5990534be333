"""Seeing a wave: what is published leaves a trace, and where several traces are alike there is a case for a person to look at.
Nothing else follows of itself."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.utils import timezone

from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.coordinated import rules
from redbridge.moderation.coordinated.models import Trace
from redbridge.moderation.models import Case
from redbridge.policy import site

RULE, CATEGORY, SEVERITY = "coordination", "coordination", 3
"""And what a case is of where the site's packs have no such rule."""

# Words that everybody may read, and whom they are said to.
_SAID = {
    "note": """
select n.author_id, n.published, concat_ws(E'\\n', n.title, n.words, n.body), null::bigint, null
from notes_note n join accounts_person p on p.id = n.author_id and p.state = 'active' and not p.private
where n.id = %(id)s and n.deleted is null and n.visibility = 'everyone'
""",
    "comment": """
select c.author_id, c.published, c.body, n.id, p.handle
from notes_comment c join notes_note n on n.id = c.note_id and n.deleted is null and n.visibility = 'everyone'
join accounts_person p on p.id = n.author_id and not p.private
where c.id = %(id)s and c.deleted is null and c.author_id <> n.author_id
""",
}
_ALIKE = """
select id, author_id, at, kind, subject_id, sketch, case_id from moderation_trace
where sketch && %(sketch)s::bigint[] and aims && %(aims)s::varchar[] and at between %(since)s and %(until)s
order by id limit %(most)s
"""
_CANDIDATES = 2_000


class Said(NamedTuple):
    """Words, whose and when; a comment's note, and the handle of that note's author."""

    author_id: int
    at: datetime
    words: str
    note_id: int | None
    handle: str | None

    @property
    def aims(self) -> list[str]:
        """What it points at."""
        return rules.aims(self.words, [f"/notes/{self.note_id}", f"@{self.handle}"] if self.note_id else [])


class Member(NamedTuple):
    """One of a wave."""

    id: int
    author_id: int
    at: datetime
    kind: str
    subject_id: int
    sketch: list[int]
    case_id: int | None


@transaction.atomic
def look(kind: str, subject_id: int) -> None:
    """Leave a trace of what was published or edited; with it a wave may be seen. Twice is as good as once."""
    said = _said(kind, subject_id)
    sketch, aims = (rules.sketch(said.words), said.aims) if said else ([], [])
    if said is None or not sketch or not aims:
        Trace.objects.filter(kind=kind, subject_id=subject_id, case=None).delete()
        return
    values = {"author_id": said.author_id, "at": said.at, "sketch": sketch, "aims": aims}
    Trace.objects.update_or_create(kind=kind, subject_id=subject_id, defaults=values)
    wave = [one for one in _candidates(said.at, sketch, aims) if rules.alike(sketch, one.sketch) >= rules.ALIKE]
    if len({one.author_id for one in wave}) >= rules.SEVERAL:
        _keep(wave)


def _said(kind: str, subject_id: int) -> Said | None:
    with connection.cursor() as cursor:
        cursor.execute(_SAID[kind], {"id": subject_id})
        row = cursor.fetchone()
    return Said(*row) if row else None


def _candidates(at: datetime, sketch: list[int], aims: list[str]) -> list[Member]:
    since, until = at - rules.MINUTES, at + rules.MINUTES
    values: dict[str, Any] = {"sketch": sketch, "aims": aims, "since": since, "until": until, "most": _CANDIDATES}
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, values)
        return [Member(*row) for row in cursor.fetchall()]


def _keep(wave: list[Member]) -> None:
    """One case for all of a wave: the one that some of it has, else one about its first."""
    known = [one.case_id for one in wave if one.case_id]
    case_id = min(known) if known else _open(wave[0])
    if case_id:
        Trace.objects.filter(pk__in=[one.id for one in wave[: rules.MEMBERS_MOST]], case=None).update(case_id=case_id)
        _note_down(case_id)


def _open(first: Member) -> int:
    rule, whose = site.rule(RULE), owner(first.kind, first.subject_id)
    if whose is None:
        return 0
    category, severity = (rule.category, rule.severity) if rule else (CATEGORY, SEVERITY)
    return open_case(first.kind, first.subject_id, author_id=first.author_id, language=whose.language, category=category,
                     severity=severity, source="coordinated")


def _note_down(case_id: int) -> None:
    """Keep who, what, when and at what with the case: traces go after two days, a case stays."""
    case = Case.objects.select_for_update().only("facts").get(pk=case_id)
    members = Trace.objects.filter(case_id=case_id).order_by("at", "pk")[: rules.MEMBERS_MOST]
    case.facts["wave"] = [{"kind": one.kind, "id": one.subject_id, "author": one.author_id, "at": one.at.isoformat(),
                           "aims": one.aims} for one in members]
    case.save(update_fields=["facts"])


def forget_old() -> None:
    """Drop traces that are too old to be alike with anything."""
    Trace.objects.filter(at__lt=timezone.now() - rules.KEPT).delete()
