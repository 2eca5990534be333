"""Reporting."""

from typing import Any

from django.db import connection, transaction

from redbridge.kernel import audit, events
from redbridge.moderation.cases.actions import count_report, open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.rules import SEVERITY, is_milestone
from redbridge.translation.rules import UNKNOWN

# One person's reports wait for each other from the start: two clicks that lock case and report in another order would wait
# for ever.
_ALONE = "select pg_advisory_xact_lock(hashtext('redbridge.report'), hashint8(%(reporter)s))"
_BEFORE = """
select id, case_id, category from moderation_report
where reporter_id = %(reporter)s and kind = %(kind)s and subject_id = %(subject)s
"""
_SAY = """
insert into moderation_report (reporter_id, kind, subject_id, category, words, language, case_id)
values (%(reporter)s, %(kind)s, %(subject)s, %(category)s, %(words)s, %(language)s, %(case)s) returning id
"""
_SAY_ANEW = """
update moderation_report set category = %(category)s, words = %(words)s, language = %(language)s, case_id = %(case)s,
  at = now(), words_language = default, translations = default where id = %(id)s returning id
"""


@transaction.atomic
def report(reporter_id: int, kind: str, subject_id: int, category: str, words: str, language: str) -> int:
    """Keep what somebody says is wrong and return its id. One report a person and subject: said again, it says the new.
    It joins the case of its subject, and is counted there once. Thousands at once cost each other only the counting."""
    said: dict[str, Any] = {"reporter": reporter_id, "kind": kind, "subject": subject_id, "category": category, "words": words,
                            "language": language}
    _rows(_ALONE, said)
    said["case"] = case_id = _case(kind, subject_id, category)
    report_id, joins, was = _say(said)
    audit.record(reporter_id, "report", kind, subject_id)
    if words:
        events.emit("report.worded", report_id=report_id)
    if joins or was != category:
        many = count_report(case_id, category, "" if joins else was)
        if joins and is_milestone(many):
            events.emit("thing.reported", report_id=report_id)
    return report_id


def _case(kind: str, subject_id: int, category: str) -> int:
    found = owner(kind, subject_id)
    return open_case(
        kind, subject_id, author_id=found.author_id if found else None, language=found.language if found else UNKNOWN,
        category=category, severity=SEVERITY[category], source="report", since=found.since if found else None,
    )


def _say(said: dict[str, Any]) -> tuple[int, bool, str]:
    """The report's id, whether it is new to its case, and the category it named before."""
    if not (before := _rows(_BEFORE, said)):
        return int(_rows(_SAY, said)[0][0]), True, ""
    ((id_, case_id, was),) = before
    _rows(_SAY_ANEW, said | {"id": id_})
    return int(id_), case_id != said["case"], was


def _rows(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found
