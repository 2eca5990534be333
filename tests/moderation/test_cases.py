"""One case a subject: joined by every report, as grave as the gravest, moved only as the table says."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.moderation import actions
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.models import Case, Decision, Report
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import SEVERITY
from redbridge.notes.models import Note
from tests.cast import arrive, write
from tests.threads import at_once


def opened(note: int, author: Person, severity: int = 1, source: str = "rules", **more: object) -> Case:
    """The case of a note, opened or joined."""
    id_ = open_case("note", note, author_id=author.pk, language="zh-Hans", category="spam", severity=severity, source=source,
                    **more)  # type: ignore[arg-type]
    return Case.objects.get(pk=id_)


def decided(case: Case, by: Person | None) -> Case:
    """As after a decision."""
    Decision.objects.create(case=case, kind="no_action", person=case.author, by=by, rule="", pack="baseline-1", statement={})
    with transaction.atomic():
        move(locked(case.pk), "decided")
    case.refresh_from_db()
    return case


@pytest.mark.django_db
def test_reports_of_one_note_join_one_case_which_is_as_grave_as_the_gravest(lin: Person, joss: Person) -> None:
    note = write(lin, "题目")
    for category in ("spam", "minors", "other"):
        actions.report(arrive(f"said-{category}"[:9], "en").pk, "note", note, category, "", "en")
    case = Case.objects.get()
    assert (case.reports, case.severity, case.category) == (3, SEVERITY["minors"], "minors")
    assert (case.author, case.language, case.source, case.state) == (lin, Note.objects.get().language, "report", "open")
    assert Report.objects.filter(case=case).count() == 3
    assert case.number.startswith(f"{timezone.now().year}-") and case.number.partition("-")[2].isdigit()


@pytest.mark.django_db
def test_saying_it_again_counts_once_and_may_be_graver(lin: Person, joss: Person) -> None:
    note = write(lin, "题目")
    for category in ("spam", "hate"):
        actions.report(joss.pk, "note", note, category, "", "en")
    case = Case.objects.get()
    assert (case.reports, case.category, case.severity) == (1, "hate", SEVERITY["hate"])


@pytest.mark.django_db
def test_a_closed_case_is_followed_by_a_new_one(lin: Person, joss: Person) -> None:
    note = write(lin, "题目")
    actions.report(joss.pk, "note", note, "spam", "", "en")
    with transaction.atomic():
        move(locked(Case.objects.get().pk), "closed")
    actions.report(joss.pk, "note", note, "spam", "", "en")
    assert [(case.state, case.reports) for case in Case.objects.order_by("pk")] == [("closed", 1), ("open", 1)]


@pytest.mark.django_db
def test_a_decided_case_opens_again_only_where_something_is_new(lin: Person, mei: Person) -> None:
    note = write(lin, "题目")
    case = decided(opened(note, lin, 3), mei)
    assert opened(note, lin, 3, "report").state == opened(note, lin, 1, "report").state == "decided"
    assert opened(note, lin, 3, "report", since=timezone.now() + timedelta(seconds=1)).state == "open", "the words changed"
    assert opened(note, lin, 1, "rules").pk == decided(case, mei).pk
    assert opened(note, lin, 1, "rules").state == "open", "a machine found something"
    decided(case, mei)
    assert opened(note, lin, 5, "report").state == "open", "it is graver"


@pytest.mark.django_db
def test_what_a_machine_alone_decided_is_looked_at_when_somebody_reports_it(lin: Person) -> None:
    note = write(lin, "题目")
    decided(opened(note, lin, 3), None)
    assert opened(note, lin, 1, "report").state == "open"


def test_eight_people_at_once_open_one_case(committed: None) -> None:
    lin = arrive("lin", "zh-Hans")
    note, people = write(lin, "题目"), [arrive(f"p{n}", "en") for n in range(8)]
    at_once(*(partial(actions.report, person.pk, "note", note, "spam", "", "en") for person in people))
    assert [(case.reports, case.said.count()) for case in Case.objects.all()] == [(8, 8)]
