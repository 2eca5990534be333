"""Reporting."""

from django.db import transaction
from django.utils import timezone

from redbridge.kernel import audit, events
from redbridge.moderation.models import Report


@transaction.atomic
def report(reporter_id: int, kind: str, subject_id: int, category: str, words: str, language: str) -> int:
    """Keep what somebody says is wrong and return its id. One report a person and subject: said again, it says the new."""
    said = {"category": category, "words": words, "language": language, "at": timezone.now()}
    kept, _made = Report.objects.update_or_create(
        reporter_id=reporter_id, kind=kind, subject_id=subject_id, defaults=said
    )
    audit.record(reporter_id, "report", kind, subject_id)
    events.emit("thing.reported", report_id=kept.pk)
    return int(kept.pk)
