"""Two at the same moment, in transactions of their own: of each pair one clear outcome, whichever comes first."""

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff
from redbridge.accounts.staff import staff as staff_of
from redbridge.kernel.errors import Refusal
from redbridge.moderation.appeals import actions, answering, closing
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.appeals.queries import Appealable
from redbridge.moderation.decisions import actions as decisions
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.moderation.rules import APPEAL_WINDOW
from redbridge.notes.models import Note
from tests.cast import arrive, client, write
from tests.jobs import run_jobs
from tests.moderation.deciding import case_of, decided, staff
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.usefixtures("committed")
ROUNDS = 6
"""Of each race, so that either comes first now and then."""


class Scene:
    """A note of lin's that m07 removed, and two others who may read appeals."""

    def __init__(self) -> None:
        self.lin, self.m07 = arrive("lin", "zh-Hans"), staff("m07")
        self.others = [self.hands(staff(name)) for name in ("m12", "m20")]

    @staticmethod
    def hands(person: Person) -> Staff:
        found = staff_of(person.pk)
        assert found
        return found

    def removed(self) -> Appealable:
        decision = decided("remove", "note", write(self.lin), self.lin, self.m07)
        return access_appealable(self.lin.pk, decision.pk)

    def filed(self) -> tuple[int, Appealable]:
        asked = self.removed()
        return actions.file(self.lin.pk, asked, "I warned of it."), asked


@pytest.fixture
def scene(committed: None) -> Scene:
    return Scene()


def tried(act: Callable[..., Any], *said: Any) -> Callable[[], str]:
    """What came of it: nothing, or the sentence it was refused with."""

    def run() -> str:
        try:
            act(*said)
        except Refusal as refusal:
            return refusal.message
        return ""

    return run


def test_an_appeal_filed_twice_at_once_is_filed_once(scene: Scene) -> None:
    for _ in range(ROUNDS):
        asked = scene.removed()
        said = at_once(*[tried(actions.file, scene.lin.pk, asked, words) for words in ("one", "two")])
        assert sorted(map(bool, said)) == [False, True] and "already" in "".join(said)
        assert Appeal.objects.filter(decision_id=asked.id).count() == 1


def test_sent_twice_at_once_by_two_tabs_what_was_typed_into_the_second_stays(scene: Scene) -> None:
    asked = scene.removed()
    tabs = [client(scene.lin), client(scene.lin)]
    answers = at_once(*[lambda tab=tab, n=n: tab.post(f"/settings/appeals/{asked.id}", {"words": f"tab {n}"})
                        for n, tab in enumerate(tabs)])
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    (n, late), = [(n, answer) for n, answer in enumerate(answers) if answer.status_code == 422]
    assert Page(late).value("words") == f"tab {n}" and Appeal.objects.get().words == f"tab {1 - n}"


@pytest.mark.parametrize(("one", "other"), [("grant", "grant"), ("grant", "refuse"), ("refuse", "refuse")])
def test_two_reviewers_at_once_give_one_answer(scene: Scene, one: str, other: str) -> None:
    for _ in range(ROUNDS):
        appeal, asked = scene.filed()
        said = at_once(*[tried(getattr(answering, name), by, appeal, "So.")
                         for name, by in zip((one, other), scene.others, strict=True)])
        assert sorted(map(bool, said)) == [False, True]
        first = said.index("")
        kept = Appeal.objects.get(pk=appeal)
        assert kept.state == {"grant": "granted", "refuse": "refused"}[(one, other)[first]]
        assert kept.decided_by_id == scene.others[first].person_id and scene.others[first].name in said[1 - first]
        stands = kept.state == "refused"
        assert (Decision.objects.get(pk=asked.id).undone is None) == stands
        assert Note.objects.get(pk=Case.objects.get(pk=asked.case_id).subject_id).standing == ("removed" if stands else "")
        assert Case.objects.get(pk=asked.case_id).state == "decided"


def test_two_claim_it_at_once_and_one_has_it(scene: Scene) -> None:
    for _ in range(ROUNDS):
        appeal, _asked = scene.filed()
        said = at_once(*[tried(answering.claim, by, appeal) for by in scene.others])
        assert sorted(map(bool, said)) == [False, True]
        first = said.index("")
        assert Appeal.objects.get(pk=appeal).claimed_by_id == scene.others[first].person_id
        assert scene.others[first].name in said[1 - first]


def test_withdrawn_and_answered_at_once_it_is_one_of_both(scene: Scene) -> None:
    outcomes = set()
    for _ in range(ROUNDS * 2):
        appeal, asked = scene.filed()
        said = at_once(tried(answering.refuse, scene.others[0], appeal, "No."), partial(actions.withdraw, scene.lin.pk, asked))
        kept = Appeal.objects.get(pk=appeal)
        assert (kept.state, said[1], bool(said[0])) in [("refused", False, False), ("withdrawn", True, True)]
        assert Case.objects.get(pk=asked.case_id).state == "decided"
        outcomes.add(kept.state)
    assert outcomes <= {"refused", "withdrawn"}


def test_taken_back_while_somebody_appeals_or_answers(scene: Scene) -> None:
    """Undone by who decided, granted by another: one undoing, one mark taken back, and an appeal that says which."""
    for _ in range(ROUNDS):
        appeal, asked = scene.filed()
        said = at_once(tried(decisions.undo, asked.id, scene.m07.pk, "A mistake."),
                       tried(answering.grant, scene.others[0], appeal, "Yes."))
        assert sorted(map(bool, said)) == [False, True], said
        run_jobs()
        kept = Appeal.objects.get(pk=appeal)
        assert kept.state == ("granted" if said[0] else "overtaken")
        made = Decision.objects.get(pk=asked.id)
        assert made.undone_by_id == (scene.others[0].person_id if said[0] else scene.m07.pk)
        assert Case.objects.get(pk=asked.case_id).state == "decided"
        assert Strike.objects.get(decision_id=asked.id).taken_back
    for _ in range(ROUNDS):
        asked = scene.removed()
        said = at_once(tried(decisions.undo, asked.id, scene.m07.pk, "A mistake."),
                       tried(actions.file, scene.lin.pk, asked, "x"))
        assert said[0] == ""
        run_jobs()
        states = list(Appeal.objects.filter(decision_id=asked.id).values_list("state", flat=True))
        assert states == ([] if said[1] else ["overtaken"])
        assert Case.objects.get(pk=asked.case_id).state == "decided"


def test_two_decide_at_once_and_the_second_is_told(scene: Scene) -> None:
    for _ in range(ROUNDS):
        note = write(scene.lin)
        case = case_of("note", note, scene.lin)
        people = [Person.objects.get(pk=one.person_id) for one in scene.others]
        said = at_once(*[tried(decided, kind, "note", note, scene.lin, by)
                         for kind, by in zip(("remove", "no_action"), people, strict=True)])
        assert sorted(map(bool, said)) == [False, True]
        assert Decision.objects.filter(case_id=case).exclude(kind="pause").count() == 1


def ending(asked: Appealable, left: timedelta) -> None:
    """Let the time to appeal end in `left` from now, by the database's own clock."""
    with connection.cursor() as cursor:
        cursor.execute("update moderation_decision set made = clock_timestamp() - %s::interval + %s::interval where id = %s",
                       [f"{APPEAL_WINDOW.days} days", f"{left.total_seconds()} s", asked.id])
        cursor.execute("update moderation_case set opened = opened - interval '400 days' where id = %s", [asked.case_id])


def test_in_the_last_seconds_it_is_in_time_and_then_it_is_not(scene: Scene) -> None:
    asked = scene.removed()
    ending(asked, timedelta(seconds=20))
    assert tried(actions.file, scene.lin.pk, asked, "in time")() == ""
    asked = scene.removed()
    ending(asked, timedelta(milliseconds=200))
    time.sleep(0.25)
    assert "ended on" in tried(actions.file, scene.lin.pk, asked, "too late")()
    assert Appeal.objects.get().words == "in time"


def test_a_request_that_began_in_time_is_in_time(scene: Scene) -> None:
    asked = scene.removed()
    ending(asked, timedelta(seconds=5))
    with transaction.atomic():
        # The clock of a transaction is that of its first statement.
        Person.objects.get(pk=scene.lin.pk)
        time.sleep(5.1)
        assert tried(actions.file, scene.lin.pk, asked, "in time")() == ""


def test_appealed_at_the_very_end_while_the_case_closes(scene: Scene) -> None:
    """Either the appeal is there first and the case stays, or the case is closed and the appeal too late. Never both."""
    seen = set()
    for n in range(ROUNDS * 2):
        Strike.objects.all().delete()  # several marks are a pause besides, whose own time to appeal holds the case open
        asked = scene.removed()
        ending(asked, timedelta(milliseconds=(0, 4, 8, 15)[n % 4]))

        def close() -> str:
            until = time.monotonic() + 0.1
            while time.monotonic() < until:
                closing.close_ended()
            return ""

        said = at_once(tried(actions.file, scene.lin.pk, asked, "x"), close)
        closing.close_ended()  # on a busy machine the window may end after the last of those
        state = Case.objects.get(pk=asked.case_id).state
        waits = Appeal.objects.filter(decision_id=asked.id, state="filed").exists()
        assert (state, waits, bool(said[0])) in [("appealed", True, False), ("closed", False, True)], (state, waits, said)
        seen.add(state)
    assert seen <= {"appealed", "closed"}


def test_who_waited_for_a_case_that_closed_is_too_late(scene: Scene) -> None:
    asked = scene.removed()
    ending(asked, timedelta(milliseconds=100))
    closed, waits = threading.Event(), threading.Event()

    def close() -> str:
        waits.wait(60)
        time.sleep(0.15)
        closing.close_ended()
        closed.set()
        return ""

    def appeal() -> str:
        with transaction.atomic():
            Person.objects.get(pk=scene.lin.pk)  # the transaction, and with it its clock, begins in time
            waits.set()
            closed.wait(60)
            return tried(actions.file, scene.lin.pk, asked, "x")()

    assert "ended on" in at_once(close, appeal)[1]
    assert Case.objects.get(pk=asked.case_id).state == "closed" and not Appeal.objects.exists()


def test_a_report_and_an_appeal_at_once_leave_one_case(scene: Scene) -> None:
    joss = arrive("joss", "en")
    for _ in range(ROUNDS):
        asked = access_appealable(scene.lin.pk, decided("limit", "note", write(scene.lin), scene.lin, scene.m07).pk)
        note = Case.objects.get(pk=asked.case_id).subject_id
        at_once(partial(client(joss).post, f"/report/note/{note}", {"category": "minors"}),
                tried(actions.file, scene.lin.pk, asked, "x"))
        case = Case.objects.get(kind="note", subject_id=note)
        assert case.state in ("open", "appealed") and case.reports == 1
        assert Appeal.objects.get(decision_id=asked.id).state == "filed"


def test_the_window_is_half_a_year_and_a_day(scene: Scene) -> None:
    asked = scene.removed()
    assert abs(asked.until - timezone.now() - timedelta(days=183)) < timedelta(minutes=1)
