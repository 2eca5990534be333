"""Reporting."""

from django.db import transaction
from django.utils import timezone

from redbridge.kernel import audit, events
from redbridge.moderation.cases.actions import count_report, open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.models import Report
from redbridge.moderation.rules import SEVERITY
from redbridge.translation.rules import UNKNOWN


@transaction.atomic
def report(reporter_id: int, kind: str, subject_id: int, category: str, words: str, language: str) -> int:
    """Keep what somebody says is wrong and return its id. One report a person and subject: said again, it says the new.
    It joins the case of its subject, and is counted there once."""
    said = {"category": category, "words": words, "language": language, "at": timezone.now(), "translations": {}}
    kept, _made = Report.objects.update_or_create(
        reporter_id=reporter_id, kind=kind, subject_id=subject_id, defaults=said
    )
    audit.record(reporter_id, "report", kind, subject_id)
    events.emit("thing.reported", report_id=kept.pk)
    _join(kept)
    return int(kept.pk)


def _join(report: Report) -> None:
    found = owner(report.kind, report.subject_id)
    case_id = open_case(
        report.kind, report.subject_id, author_id=found.author_id if found else None,
        language=found.language if found else UNKNOWN, category=report.category, severity=SEVERITY[report.category],
        source="report", since=found.since if found else None,
    )
    if report.case_id != case_id:
        Report.objects.filter(pk=report.pk).update(case_id=case_id)
        count_report(case_id)
