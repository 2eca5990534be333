"""Marks, and what they lead to. Whoever calls holds the person's row, so no two count at once."""

from collections.abc import Callable

from django.db.models import QuerySet
from django.utils import timezone

from redbridge.moderation import moves
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions import rules
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Case, Decision, Strike


def live(person_id: int) -> "QuerySet[Strike]":
    """The marks that count now."""
    return Strike.objects.filter(person_id=person_id, taken_back=None, fades__gt=timezone.now())


def climb(made: Decision, case: Case, decide: Callable[[int, int | None, Wanted], int]) -> None:
    """Leave the mark of this decision, and do what so many marks lead to; a pause is one more to `decide`. A statement that comes
    late leaves none."""
    by_person = made.statement["who"]["by"] != "machine"
    if not made.person_id or made.statement.get("late") or not rules.leaves_mark(made.kind, by_person, made.statement["ladder"]):
        return
    Strike.objects.create(decision=made, person_id=made.person_id, fades=timezone.now() + rules.FADES)
    marks = live(made.person_id).count()
    step = rules.leads_to(marks)
    if step == "pause":
        decide(case.pk, made.by_id, _pause(made, marks))
    elif step == "propose":
        _propose(made, made.person_id)


def _pause(made: Decision, marks: int) -> Wanted:
    """Follows from a person's decision, by the same person's name, with a statement of its own."""
    return Wanted("pause", made.rule, until=timezone.now() + rules.PAUSE, ladder=marks, machine=False, wave=made.wave,
                  host=made.statement["who"]["by"] == "host", facts=f"{marks} marks within {rules.FADES.days} days.")


def _propose(made: Decision, person_id: int) -> None:
    """A case about the person: whether the account is suspended, two people say."""
    open_case("person", person_id, author_id=person_id, language=made.case.language, category=made.case.category,
              severity=5, source=Case.Source.LADDER)


def step_down(undone: Decision, undo: Callable[[Decision], None]) -> None:
    """Take the mark of an undone decision back, and what it led to where too few are left."""
    taken = Strike.objects.filter(decision=undone, taken_back=None).update(taken_back=undone.undone)
    if not taken or not undone.person_id:
        return
    marks = live(undone.person_id).count()
    pauses = Decision.objects.filter(person_id=undone.person_id, kind="pause", undone=None, ended=None,
                                     statement__ladder__gt=marks)
    for pause in list(pauses.select_for_update()):
        undo(pause)
    if marks < rules.LADDER[-1].marks:
        _withdraw(undone.person_id)


def _withdraw(person_id: int) -> None:
    """Nobody need look any more at a suspension that marks proposed. What was decided in the same case before can still be
    appealed, so that it is decided and not closed."""
    proposed = Case.objects.select_for_update().filter(
        kind="person", subject_id=person_id, source=Case.Source.LADDER, state=Case.State.OPEN, reports=0)
    for case in proposed:
        if case.decisions.exists():
            moves.settle(case)
        else:
            moves.move(case, Case.State.CLOSED)
