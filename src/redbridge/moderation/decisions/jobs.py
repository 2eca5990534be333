"""By the clock: what was decided until a day ends, and what was removed goes for good once nothing can bring it back."""

from collections.abc import Callable, Mapping

from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redbridge.guidelines.actions import purge_remarks
from redbridge.guidelines.models import Remark
from redbridge.kernel import audit
from redbridge.kernel.jobs import job
from redbridge.moderation import moves
from redbridge.moderation.decisions import effects
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.moderation.rules import APPEAL_WINDOW, EVIDENCE
from redbridge.notes.actions import purge_comments, purge_notes
from redbridge.notes.models import Comment, Note, Standing

BATCH = 100
TAKEN = ("remove", "hold")
KINDS: Mapping[str, tuple[type[models.Model], Callable[[list[int]], object]]] = {
    "note": (Note, purge_notes), "comment": (Comment, purge_comments), "remark": (Remark, purge_remarks),
}
"""What can be removed, and how it goes for good. Pictures of a person's page stay hidden as long as they are there."""


@job(queue="default", periodic="* * * * * 50")
def end_due(timestamp: int) -> None:
    """End decisions whose time has run out: the statement stays, what it took comes back."""
    due = Decision.objects.filter(undone=None, ended=None, until__lte=timezone.now()).order_by("until")
    for decision_id in list(due.values_list("pk", flat=True)[:BATCH]):
        _end(decision_id)


@transaction.atomic
def _end(decision_id: int) -> None:
    case = moves.locked(Decision.objects.values_list("case_id", flat=True).get(pk=decision_id))
    made = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    if made.undone or made.ended:
        return
    made.ended = timezone.now()
    made.save(update_fields=["ended"])
    effects.apply(made.kind, case.kind, case.subject_id, made.person_id, None)
    audit.record(None, f"end {made.kind}", case.kind, case.subject_id)


@job(queue="default", periodic="11 4 * * *")
def let_go(timestamp: int) -> None:
    """Delete for good what was removed, and what its author deleted while it was held, once the time to appeal and every
    appeal have ended."""
    last = 0
    while ids := list(over().filter(pk__gt=last).values_list("pk", flat=True)[:BATCH]):
        for last in ids:
            _let_go(last)


def over() -> "QuerySet[Decision]":
    """Removals and holds that nothing can take back any more, but for what is sealed and kept as evidence."""
    waits = Appeal.objects.filter(decision__case=OuterRef("case"), state=Appeal.State.FILED)
    found = Decision.objects.filter(
        kind__in=TAKEN, undone=None, ended=None, made__lt=timezone.now() - APPEAL_WINDOW, case__kind__in=KINDS)
    since = timezone.now() - EVIDENCE
    evidence = Q(case__sealing__at__gt=since) | Q(case__sealing__reported__gt=since)
    found = found.exclude(Q(case__sealed=True) & evidence)
    return found.filter(case__state__in=(Case.State.DECIDED, Case.State.CLOSED)).exclude(Exists(waits)).order_by("pk")


@transaction.atomic
def _let_go(decision_id: int) -> None:
    case = moves.locked(Decision.objects.values_list("case_id", flat=True).get(pk=decision_id))
    found = over().filter(pk=decision_id).first()
    later = Decision.objects.filter(pk__gt=decision_id, kind__in=TAKEN, undone=None, ended=None)
    if found is None or later.filter(case__kind=case.kind, case__subject_id=case.subject_id).exists():
        return
    model, purge = KINDS[case.kind]
    rows = model._default_manager.filter(pk=case.subject_id)
    gone = rows.filter(Q(standing=Standing.REMOVED) | (Q(standing=Standing.HELD) & ~Q(deleted=None)))
    if ids := list(gone.values_list("pk", flat=True)):
        purge(ids)
    elif rows.exists():
        return
    Decision.objects.filter(pk=decision_id).update(ended=timezone.now())
    audit.record(None, "let go", case.kind, case.subject_id)
