"""What moderation gives when others ask."""

from collections.abc import Iterator
from typing import Any

from redbridge.kernel.takeaway import chapter
from redbridge.moderation.appeals import handlers as _heard_by_appeals  # noqa: F401 (their listeners and jobs)
from redbridge.moderation.appeals import jobs as _jobs_of_appeals  # noqa: F401
from redbridge.moderation.coordinated import jobs as _coordinated  # noqa: F401
from redbridge.moderation.decisions import dsa, handlers, jobs  # noqa: F401 (their listeners and jobs)
from redbridge.moderation.decisions.rules import HIDDEN_KINDS
from redbridge.moderation.desk import handlers as desk_handlers  # noqa: F401
from redbridge.moderation.desk import jobs as desk_jobs  # noqa: F401
from redbridge.moderation.models import Appeal, Decision, Report
from redbridge.moderation.pictures import handlers as _heard_by_pictures  # noqa: F401
from redbridge.moderation.pictures import jobs as _pictures  # noqa: F401
from redbridge.moderation.screened import handlers as _screened  # noqa: F401


@chapter("reports")
def reports_made(person_id: int) -> Iterator[dict[str, Any]]:
    """What a person reported, in their own words, and not what became of it."""
    made = Report.objects.filter(reporter_id=person_id).order_by("pk")
    for row in made.values("kind", "subject_id", "category", "words", "language", "at").iterator(100):
        yield dict(row)


@chapter("decisions")
def decisions_about(person_id: int) -> Iterator[dict[str, Any]]:
    """What was decided about a person, as their standing shows it: not what it rests on, which may be somebody else's."""
    made = Decision.objects.filter(person_id=person_id).exclude(kind__in=HIDDEN_KINDS).select_related("case").order_by("pk")
    for row in made.iterator(100):
        said = {name: row.statement.get(name) for name in dsa.SCHEMA if name != "decision_facts"}
        yield {"id": row.pk, "case": row.case.number, "about": row.case.kind, "kind": row.kind, "rule": row.rule,
               "made": row.made, "until": row.until, "ended": row.ended, "undone": row.undone, "receipt": row.receipt,
               "statement": said,
               "words": row.statement.get("words", ""), "said": row.statement.get("said", {}).get("words", "")}


@chapter("appeals")
def appeals_made(person_id: int) -> Iterator[dict[str, Any]]:
    """What a person said against decisions, and what came of it."""
    made = Appeal.objects.filter(person_id=person_id).order_by("pk")
    for row in made.values("decision_id", "words", "language", "state", "filed", "decided", "answer").iterator(100):
        yield dict(row)
