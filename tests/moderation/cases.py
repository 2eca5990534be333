"""Cases and decisions for tests, as rows: what the verbs of the desk would leave."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.moderation.cases.actions import count_report
from redbridge.moderation.models import Case, Decision, Report

_numbers = count(1)
STATEMENT = {"told": ["made", "undone"], "said": {}, "who": {"by": "person"}}
"""As much of one as jobs look at: its author was told."""


def case_of(author: Person, subject_id: int, kind: str = "note", **more: Any) -> Case:
    """An open case about something of this person's."""
    values = {"language": "zh-Hans", "category": "scam", "source": "report"} | more
    return Case.objects.create(number=f"2026-t{next(_numbers)}", kind=kind, subject_id=subject_id, author=author, **values)


def report_of(reporter: Person, case: Case, **more: Any) -> Report:
    """A report that joined the case, and is counted there."""
    values = {"category": "scam", "words": "", "language": "en"} | more
    count_report(case.pk, values["category"])
    return Report.objects.create(reporter=reporter, kind=case.kind, subject_id=case.subject_id, case=case, **values)


def decided(case: Case, by: Person | None, kind: str = "remove", ago: timedelta = timedelta(0), **more: Any) -> Decision:
    """A decision as a row, without its effect, so long ago; the case is decided."""
    author = case.author if kind != "no_action" else None
    values = {"rule": "scams", "pack": "baseline-1", "statement": STATEMENT, "person": author} | more
    values = {"made": timezone.now() - ago} | values
    Case.objects.filter(pk=case.pk).update(state="decided")
    case.refresh_from_db()
    return Decision.objects.create(case=case, kind=kind, by=by, **values)
