"""What moderation gives when others ask."""

from collections.abc import Iterator
from typing import Any

from redbridge.kernel.takeaway import chapter
from redbridge.moderation.appeals import handlers as _heard_by_appeals  # noqa: F401 (their listeners and jobs)
from redbridge.moderation.appeals import jobs as _jobs_of_appeals  # noqa: F401
from redbridge.moderation.coordinated import jobs as _coordinated  # noqa: F401
from redbridge.moderation.decisions import handlers, jobs  # noqa: F401 (their listeners and jobs)
from redbridge.moderation.desk import handlers as desk_handlers  # noqa: F401
from redbridge.moderation.desk import jobs as desk_jobs  # noqa: F401
from redbridge.moderation.models import Appeal, Report
from redbridge.moderation.pictures import handlers as _heard_by_pictures  # noqa: F401
from redbridge.moderation.pictures import jobs as _pictures  # noqa: F401
from redbridge.moderation.screened import handlers as _screened  # noqa: F401


@chapter("reports")
def reports_made(person_id: int) -> Iterator[dict[str, Any]]:
    """What a person reported, in their own words, and not what became of it."""
    made = Report.objects.filter(reporter_id=person_id).order_by("pk")
    for row in made.values("kind", "subject_id", "category", "words", "language", "at").iterator(100):
        yield dict(row)


@chapter("appeals")
def appeals_made(person_id: int) -> Iterator[dict[str, Any]]:
    """What a person said against decisions, and what came of it."""
    made = Appeal.objects.filter(person_id=person_id).order_by("pk")
    for row in made.values("decision_id", "words", "language", "state", "filed", "decided", "answer").iterator(100):
        yield dict(row)
