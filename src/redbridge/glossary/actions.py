"""Proposing an entry, deciding on it, taking it back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from redbridge.accounts.trust import count_accepted
from redbridge.kernel import audit, events
from redbridge.translation import glossary
from redbridge.translation.models import Term
from redbridge.translation.terms import approved

State = Term.State


@transaction.atomic
def propose(person_id: int, language: str, entry: Mapping[str, Any]) -> int:
    """Keep what somebody would say of a term; the number of the proposal."""
    row = Term.objects.create(
        language=language, term=entry["term"], folded=glossary.fold(entry["term"]), entry=dict(entry), proposer_id=person_id
    )
    audit.record(person_id, "propose", "term", row.pk)
    return int(row.pk)


@transaction.atomic
def approve(term_id: int, decider_id: int) -> bool:
    """Explain the term so from now on, in place of what the site said before. False where it was decided meanwhile."""
    row = _waiting(term_id)
    if row is None:
        return False
    same = Term.objects.filter(language=row.language, folded=row.folded, state=State.APPROVED)
    same.update(state=State.REPLACED, decided=timezone.now())
    _decide(row, State.APPROVED, decider_id, "")
    count_accepted(row.proposer_id or 0, 1)
    return True


@transaction.atomic
def decline(term_id: int, decider_id: int, reason: str) -> bool:
    """Not so, and why. False where it was decided meanwhile."""
    row = _waiting(term_id)
    if row:
        _decide(row, State.DECLINED, decider_id, reason)
    return row is not None


@transaction.atomic
def withdraw(term_id: int, person_id: int) -> bool:
    """Take one's own proposal back. False where it was decided meanwhile."""
    row = _waiting(term_id)
    if row:
        row.state, row.decided = State.WITHDRAWN, timezone.now()
        row.save(update_fields=["state", "decided"])
        audit.record(person_id, "withdraw", "term", row.pk)
    return row is not None


@transaction.atomic
def take_out(term_id: int, decider_id: int, reason: str) -> bool:
    """An approved entry leaves again; where the house has one, that one is back. False where it left meanwhile."""
    row = Term.objects.select_for_update().filter(pk=term_id, state=State.APPROVED).first()
    if row:
        _decide(row, State.DECLINED, decider_id, reason)
        count_accepted(row.proposer_id or 0, -1)
    return row is not None


def _waiting(term_id: int) -> Term | None:
    # Locked: of two who decide at one moment the second finds it decided.
    return Term.objects.select_for_update().filter(pk=term_id, state=State.PROPOSED).first()


def _decide(row: Term, state: Term.State, decider_id: int, reason: str) -> None:
    row.state, row.decider_id, row.decided, row.reason = state, decider_id, timezone.now(), reason
    row.save(update_fields=["state", "decider_id", "decided", "reason"])
    audit.record(decider_id, str(state), "term", row.pk)
    events.emit("term.decided", term_id=row.pk)
    transaction.on_commit(approved.again)
