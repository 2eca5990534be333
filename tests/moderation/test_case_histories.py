"""Illegal moves of a case are impossible: whatever people, machines and clocks do in any order, the tables say what a small
model says (histories.py), and what the model refuses is refused, by the verbs and by the database."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from redbridge.accounts.models import Person
from redbridge.accounts.staff import staff as staff_of
from redbridge.kernel.errors import Refusal
from redbridge.moderation import actions as moderation
from redbridge.moderation import moves
from redbridge.moderation.appeals import actions, answering, closing
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.decisions import actions as decisions
from redbridge.moderation.decisions.jobs import let_go
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.moderation.rules import APPEAL_WINDOW, MOVES
from redbridge.notes.actions import purge_notes
from redbridge.notes.models import Note
from redbridge.portability.actions import erase
from tests.cast import arrive, write
from tests.jobs import run_jobs
from tests.moderation.deciding import case_of, staff
from tests.moderation.deciding import rule as any_rule
from tests.moderation.histories import UNDECIDED, Kept, Model, Told

pytestmark = pytest.mark.django_db
ROUNDS = int(os.environ.get("REDBRIDGE_TEST_HISTORIES", "8"))
NOTES, MODS, REPORTERS = ("a", "b"), ("m1", "m2", "m3"), ("r1", "r2")
NOTE, MOD, REPORTER = st.sampled_from(NOTES), st.sampled_from(MODS), st.sampled_from(REPORTERS)
KINDS = ("remove", "remove", "limit", "label", "warn", "no_action", "no_action", "suspend")


class Histories(RuleBasedStateMachine):
    """Two notes, their author, two who report, three who decide, machines, and the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.sand = transaction.atomic()
        self.sand.__enter__()
        self.model = Model()
        self.people: dict[str, Person] = {who: arrive(who, "en") for who in ("author", *REPORTERS)}
        self.people |= {who: staff(who) for who in MODS}
        self.notes = {name: write(self.people["author"], name) for name in NOTES}

    def id(self, who: str) -> int:
        return int(self.people[who].pk)

    def rows(self) -> list[tuple[Told, Kept, Decision]]:
        """Each decision of the model with its row: both are in the order they were made."""
        found = []
        for note in NOTES:
            cases = list(Case.objects.filter(kind="note", subject_id=self.notes[note]).order_by("pk"))
            for told, case in zip([one for one in self.model.cases if one.note == note], cases, strict=True):
                made = case.decisions.order_by("pk")
                found += [(told, kept, row) for kept, row in zip(told.decisions, made, strict=True)]
        return found

    def same(self, may: bool, act: Callable[[], Any]) -> None:
        """What the model allows is done, what it refuses is refused and changes nothing."""
        try:
            with transaction.atomic():
                done = act() is not False
        except (Refusal, Http404, moves.IllegalMove):
            done = False
        assert done == may
        run_jobs()

    def case(self, note: str) -> int:
        """The case that is not closed, or the last, or none."""
        found = Case.objects.filter(kind="note", subject_id=self.notes[note])
        row = found.exclude(state="closed").first() or found.order_by("-pk").first()
        return row.pk if row else 0

    @rule(who=REPORTER, note=NOTE)
    def report(self, who: str, note: str) -> None:
        if who in self.model.erased or note in self.model.gone:
            return
        self.model.report(who, note)
        self.same(True, lambda: moderation.report(self.id(who), "note", self.notes[note], "spam", "", "en"))

    @rule(note=NOTE)
    def machine_holds(self, note: str) -> None:
        if note in self.model.gone:
            return
        self.model.join(note, "rules")
        case = case_of("note", self.notes[note], self.people["author"], "rules")
        self.same(self.model.decide(note, "hold", ""), lambda: decisions.decide(case, None, Wanted("hold", any_rule())))

    @precondition(lambda self: self.model.cases)
    @rule(note=NOTE, to=st.sampled_from(["claimed", "claimed", "open", "second"]), who=MOD)
    def desk_moves(self, note: str, to: str, who: str) -> None:
        case, told = self.case(note), self.model.live(note)
        if not case or told is None or told.state == to or told.state not in UNDECIDED:
            return
        claimer = who if to == "claimed" else ""
        self.same(self.model.move(note, to, claimer),
                  lambda: moves.move(moves.locked(case), to, claimed_by=self.people[claimer] if claimer else None))

    @precondition(lambda self: self.model.cases)
    @rule(note=NOTE, kind=st.sampled_from(KINDS), by=MOD, second=st.sampled_from(("", *MODS)))
    def decide(self, note: str, kind: str, by: str, second: str) -> None:
        case = self.case(note)
        if not case or {by, second} & self.model.erased:
            return
        second = second if kind == "suspend" else ""
        wanted = Wanted(kind, any_rule(), second_id=self.id(second) if second else None)
        self.same(self.model.decide(note, kind, by, second), lambda: decisions.decide(case, self.id(by), wanted))

    @precondition(lambda self: any(self.model.all()))
    @rule(data=st.data(), who=st.sampled_from(("author", "author", *REPORTERS)))
    def appeal(self, data: st.DataObject, who: str) -> None:
        told, kept, row = data.draw(st.sampled_from(self.rows()))
        if who in self.model.erased:
            return
        self.same(self.model.file(who, told, kept),
                  lambda: actions.file(self.id(who), access_appealable(self.id(who), row.pk), "words"))

    @precondition(lambda self: any(one.appeals for _case, one in self.model.all()))
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        _told, kept, row, who = self.appealed(data)
        self.same(self.model.withdraw(who, kept),
                  lambda: actions.withdraw(self.id(who), access_appealable(self.id(who), row.pk)))

    @precondition(lambda self: any(one.appeals for _case, one in self.model.all()))
    @rule(data=st.data(), by=MOD, grant=st.booleans(), words=st.sampled_from(["Because.", "Because.", " "]))
    def answer(self, data: st.DataObject, by: str, grant: bool, words: str) -> None:
        told, kept, row, who = self.appealed(data)
        hands, appeal = staff_of(self.id(by)), Appeal.objects.get(decision=row, person_id=self.id(who)).pk
        if hands is None:
            return
        act = answering.grant if grant else answering.refuse
        self.same(self.model.answer(by, told, kept, who, grant, words), lambda: act(hands, appeal, words))

    def appealed(self, data: st.DataObject) -> tuple[Told, Kept, Decision, str]:
        found = [(told, kept, row, who) for told, kept, row in self.rows() for who in kept.appeals]
        return data.draw(st.sampled_from(found))

    @precondition(lambda self: any(self.model.all()))
    @rule(data=st.data(), by=MOD)
    def undo(self, data: st.DataObject, by: str) -> None:
        _told, kept, row = data.draw(st.sampled_from(self.rows()))
        if by not in self.model.erased:
            self.same(self.model.undo(kept), lambda: decisions.undo(row.pk, self.id(by), "A mistake."))

    @precondition(lambda self: self.model.cases)
    @rule(note=NOTE, by=MOD)
    def restore(self, note: str, by: str) -> None:
        case = self.case(note)
        if case and by not in self.model.erased:
            self.same(self.model.restore(note, by), lambda: decisions.restore(case, self.id(by), "", "en"))

    @precondition(lambda self: len(self.model.cases) > 1)
    @rule(note=NOTE)
    def purge(self, note: str) -> None:
        """Deleted by its author, thirty days ago."""
        purge_notes([self.notes[note]])
        self.model.gone.add(note)
        self.clock()

    @precondition(lambda self: len(self.model.cases) > 1)
    @rule(who=st.sampled_from(("r2", "m3", "author")), sure=st.integers(0, 2))
    def erase(self, who: str, sure: int) -> None:
        """An account ends for good."""
        if sure or who in self.model.erased:
            return
        Person.objects.filter(pk=self.id(who)).update(leaving=timezone.now())
        erase(self.id(who))
        self.model.erase(who)
        self.clock()

    @precondition(lambda self: self.model.cases)
    @rule(note=NOTE)
    def half_a_year_passes(self, note: str) -> None:
        """For this note: all that was decided of it is that much older."""
        ago = APPEAL_WINDOW + timedelta(days=1)
        cases = Case.objects.filter(kind="note", subject_id=self.notes[note])
        Decision.objects.filter(case__in=cases).update(made=F("made") - ago)
        cases.update(opened=F("opened") - ago)
        for _case, one in self.model.all(note):
            one.over = True
        self.clock()

    @rule()
    def clock(self) -> None:
        closing.close_ended()
        let_go(0)
        run_jobs()
        closing.close_ended()
        self.model.clock()

    @precondition(lambda self: self.model.cases)
    @rule(note=NOTE, to=st.sampled_from(Case.State.values))
    def nobody_goes_round_the_rules(self, note: str, to: str) -> None:
        """Neither by the verb nor by a statement of one's own."""
        case = self.case(note)
        row = Case.objects.filter(pk=case).first()
        if row is None or row.state == to or to in MOVES[row.state]:
            return
        self.same(False, lambda: moves.move(moves.locked(case), to))
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case).update(state=to)

    @invariant()
    def the_tables_say_what_the_model_says(self) -> None:
        for note in NOTES:
            states = [case.state for case in self.model.cases if case.note == note]
            cases = Case.objects.filter(kind="note", subject_id=self.notes[note]).order_by("pk")
            assert list(cases.values_list("state", flat=True)) == states
            assert len([state for state in states if state != "closed"]) <= 1
            row = Note.objects.filter(pk=self.notes[note]).first()
            assert (row is None) == (note in self.model.gone)
            assert row is None or row.standing == self.model.standing(note)
        for told, kept, made in self.rows():
            assert (made.kind, bool(made.undone), bool(made.ended)) == (kept.kind, kept.undone, kept.ended)
            appeals = {appeal.person.handle: appeal for appeal in made.appeals.select_related("person")}
            assert {who: appeal.state for who, appeal in appeals.items()} == kept.appeals
            assert told.state != "closed" or not kept.waits
            for appeal in appeals.values():
                if appeal.state in ("granted", "refused") and appeal.decided_by_id:
                    assert appeal.decided_by_id not in (made.by_id, made.second_id, appeal.person_id)
        author = self.people["author"].pk
        assert Strike.objects.filter(person_id=author, taken_back=None).count() == self.model.marks()

    def teardown(self) -> None:
        self.sand.__exit__(RuntimeError, RuntimeError("only sand"), None)


def test_no_history_leads_where_none_may_go() -> None:
    run_state_machine_as_test(Histories, settings=settings(
        max_examples=ROUNDS, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)))
