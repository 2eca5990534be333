"""How a case moves: the one place that writes its state."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.moderation.rules import MOVES

State = Case.State


class IllegalMove(Exception):
    """The case has moved meanwhile, or this never could be: a verb answers with what happened instead."""


def locked(case_id: int) -> Case:
    """The case, and nobody else's until the transaction ends: every verb about a case, its decisions or its appeals takes
    this lock first, so that of two one waits and then sees what the other did. Raises Case.DoesNotExist."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case_id)


def move(case: Case, to: str, **also: Any) -> None:
    """Move a locked case, with other columns that change by it; raises IllegalMove. To where it is already: nothing."""
    if case.state != to and to not in MOVES[case.state]:
        raise IllegalMove(f"{case.number}: {case.state} to {to}")
    moved: dict[str, Any] = {"state": to, **also}
    if case.state != to:
        moved["moved"] = timezone.now()
    for name, value in moved.items():
        setattr(case, name, value)
    case.save(update_fields=list(moved))


def settle(case: Case) -> None:
    """A locked case after a decision, an appeal or the end of one: appealed while an appeal waits, decided without; open where
    a machine took something away meanwhile and no person has looked at that."""
    waits = Appeal.objects.filter(decision__case_id=case.pk, state=Appeal.State.FILED).exists()
    if waits and case.state not in (State.DECIDED, State.APPEALED):
        move(case, State.DECIDED)
    was_appealed = case.state == State.APPEALED
    move(case, State.APPEALED if waits else State.DECIDED)
    if was_appealed and not waits and unseen(case).exists():
        move(case, State.OPEN, claimed_by_id=None, claimed_until=None)


def unseen(case: Case) -> "QuerySet[Decision]":
    """What a machine took away, where no person has said that it stays."""
    theirs = case.decisions.filter(kind__in=("hold", "remove"), by=None, statement__who__by="machine", undone=None, ended=None)
    return theirs.exclude(appeals__state=Appeal.State.REFUSED)
