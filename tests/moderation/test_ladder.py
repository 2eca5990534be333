"""Marks: which decisions leave one, when it fades, what so many lead to, and that all of it goes with what was wrong."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.moderation.appeals import actions as appeals
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.decisions import ladder, rules
from redbridge.moderation.decisions.actions import decide, undo
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Case, Decision, Strike
from tests.cast import LANGUAGES, arrive, client, write
from tests.moderation.deciding import decided, staff
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def mod(db: None) -> Person:
    return staff()


def mark(author: Person, by: Person, n: int = 1) -> list[Decision]:
    """As many decisions that leave a mark, each about a note of its own."""
    return [decided("remove", "note", write(author, f"Spam {n}"), author, by) for n in range(n)]


def test_three_marks_pause_posting_for_a_week_with_a_statement_of_its_own(lin: Person, mod: Person) -> None:
    mark(lin, mod, 2)
    lin.refresh_from_db()
    assert lin.paused_until is None
    mark(lin, mod)
    lin.refresh_from_db()
    pause = Decision.objects.get(kind="pause")
    assert pause.until and lin.paused_until == pause.until
    assert timedelta(days=6, hours=23) < pause.until - timezone.now() <= rules.PAUSE
    assert pause.by == mod and pause.statement["ladder"] == 3 and pause.receipt
    assert pause.statement["automated_decision"] == "AUTOMATED_DECISION_PARTIALLY"
    assert pause.statement["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
    assert ladder.live(lin.pk).count() == 3, "what marks led to leaves none"
    refused = client(lin).post("/notes/new", {"kind": "card", "words": "x"})
    assert refused.status_code == 403 and client(lin).get("/settings/standing").status_code == 200


def test_a_mark_taken_back_takes_back_the_pause_it_led_to(lin: Person, mod: Person) -> None:
    first, *_others = mark(lin, mod, 3)
    undo(first.pk, mod.pk, "")
    lin.refresh_from_db()
    pause = Decision.objects.get(kind="pause")
    assert lin.paused_until is None and pause.undone and ladder.live(lin.pk).count() == 2


def test_a_pause_that_a_person_decided_stands_by_itself(lin: Person, mod: Person) -> None:
    first, *_others = mark(lin, mod, 2)
    pause = decided("pause", "person", lin.pk, lin, mod, until=timezone.now() + timedelta(days=30))
    undo(first.pk, mod.pk, "")
    lin.refresh_from_db()
    assert lin.paused_until == pause.until, "the longest that stands"


def test_marks_fade_after_ninety_days(lin: Person, mod: Person) -> None:
    mark(lin, mod, 2)
    assert {round((strike.fades - timezone.now()) / timedelta(days=1)) for strike in Strike.objects.all()} == {90}
    Strike.objects.update(fades=timezone.now() - timedelta(seconds=1))
    mark(lin, mod)
    lin.refresh_from_db()
    assert lin.paused_until is None and ladder.live(lin.pk).count() == 1


def test_five_propose_a_suspension_to_two_people_and_suspend_nobody(lin: Person, mod: Person) -> None:
    made = mark(lin, mod, 5)
    lin.refresh_from_db()
    case = Case.objects.get(kind="person")
    assert (case.subject_id, case.source, case.state, case.severity, lin.state) == (lin.pk, "ladder", "open", 5, "active")
    undo(made[0].pk, mod.pk, "")
    case.refresh_from_db()
    assert case.state == "closed", "with four there is nothing left to look at"


def test_where_a_proposal_goes_what_was_decided_in_it_before_can_still_be_appealed(lin: Person, mod: Person) -> None:
    made = mark(lin, mod, 5)
    case = Case.objects.get(kind="person")
    warned = decide(case.pk, mod.pk, Wanted("warn", made[0].rule))
    undo(made[0].pk, mod.pk, "")
    mark(lin, mod)
    case.refresh_from_db()
    assert case.state == "open", "proposed anew"
    undo(made[1].pk, mod.pk, "")
    case.refresh_from_db()
    assert case.state == "decided"
    assert appeals.file(lin.pk, access_appealable(lin.pk, warned), "Nobody asked me.")


@pytest.mark.parametrize("kind", ["label", "limit", "hold", "withhold"])
def test_what_a_machine_does_alone_leaves_no_mark(lin: Person, kind: str) -> None:
    decided(kind, "note", write(lin, "Spam"), lin, None)
    assert not Strike.objects.exists()


@pytest.mark.usefixtures("committed")
def test_two_decisions_at_once_are_two_marks() -> None:
    author, mods = arrive("ann", "en"), [staff("m1"), staff("m2")]
    mark(author, mods[0])
    notes = [write(author, f"Spam {n}") for n in range(2)]
    at_once(*(lambda at=at: decided("remove", "note", notes[at], author, mods[at]).pk for at in range(2)))
    assert ladder.live(author.pk).count() == 3 and Decision.objects.filter(kind="pause").count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_table_is_published(lang: str) -> None:
    page = client(None).get(f"/guidelines/ladder?lang={lang}").content.decode()
    assert all(f">{step.marks}</th>" in page for step in rules.LADDER) and str(rules.FADES.days) in page
