"""A case and an appeal move as the rules say, in the verbs and in the database."""

from itertools import product

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.moderation import moves
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.moderation.rules import MOVES
from tests.cast import arrive
from tests.moderation.cases import case_of, decided

pytestmark = pytest.mark.django_db
STATES = tuple(Case.State.values)


@pytest.mark.parametrize(("old", "new"), list(product(STATES, STATES)))
def test_the_verb_and_the_database_allow_the_same_moves(lin: Person, old: str, new: str) -> None:
    case = case_of(lin, 1, state=old)
    allowed = old == new or new in MOVES[old]
    try:
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(state=new)
        stored = True
    except IntegrityError:
        stored = False
    assert stored == allowed
    Case.objects.filter(pk=case.pk).delete()
    case = case_of(lin, 1, state=old)
    if allowed:
        moves.move(moves.locked(case.pk), new)
    else:
        with pytest.raises(moves.IllegalMove):
            moves.move(moves.locked(case.pk), new)
    assert Case.objects.get(pk=case.pk).state == (new if allowed else old)


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(STATES) and set().union(*MOVES.values()) <= set(STATES)


@pytest.fixture
def appeal(lin: Person) -> Appeal:
    """Filed against a decision of m07's that m12 looked at too."""
    by, second = arrive("m07", "zh-Hans"), arrive("m12", "zh-Hans")
    decision = decided(case_of(lin, 1), by, second=second)
    return Appeal.objects.create(decision=decision, person=lin, words="x", language="en")


def _change(appeal: Appeal, **values: object) -> None:
    with transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(decided=timezone.now(), **values)


@pytest.mark.parametrize("state", ["granted", "refused"])
@pytest.mark.parametrize("who", ["m07", "m12", "lin", ""])
def test_no_database_takes_an_answer_by_a_machine_by_who_decided_or_by_who_appeals(appeal: Appeal, state: str, who: str) -> None:
    by = Person.objects.get(handle=who) if who else None
    with pytest.raises(IntegrityError):
        _change(appeal, state=state, answer="No.", decided_by=by)
    _change(appeal, state=state, answer="No.", decided_by=arrive("m20", "en"))


@pytest.mark.parametrize(("first", "then"), [(a, b) for a in Appeal.State.values for b in Appeal.State.values
                                            if a != b and a != "filed"])
def test_what_became_of_an_appeal_stays(appeal: Appeal, first: str, then: str) -> None:
    other = arrive("m20", "en")
    _change(appeal, state=first, answer="No.", decided_by=other)
    with pytest.raises(IntegrityError):
        _change(appeal, state=then, answer="No.", decided_by=other)


def test_a_refusal_without_a_reason_is_not_stored(appeal: Appeal) -> None:
    with pytest.raises(IntegrityError):
        _change(appeal, state="refused", answer="", decided_by=arrive("m20", "en"))


def test_a_case_does_not_close_over_an_appeal(appeal: Appeal) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Case.objects.update(state="closed")
    _change(appeal, state="withdrawn")
    Case.objects.update(state="closed")


def test_a_machine_suspends_nobody_and_a_person_who_did_can_be_erased(lin: Person) -> None:
    case, by = case_of(lin, 1), arrive("m07", "en")
    with pytest.raises(IntegrityError), transaction.atomic():
        decided(case, None, "suspend")
    decision = decided(case, by, "suspend")
    Decision.objects.filter(pk=decision.pk).update(by=None)


def test_settled_a_case_is_appealed_while_an_appeal_waits(appeal: Appeal) -> None:
    case = moves.locked(appeal.decision.case_id)
    moves.settle(case)
    assert case.state == "appealed"
    _change(appeal, state="withdrawn")
    moves.settle(case)
    assert Case.objects.get().state == "decided"
    # Opened again by a new report, with an appeal against the first decision still unread.
    moves.move(case, "open")
    Appeal.objects.create(decision=appeal.decision, person=arrive("other", "en"), words="x", language="en")
    moves.settle(case)
    assert Case.objects.get().state == "appealed"
