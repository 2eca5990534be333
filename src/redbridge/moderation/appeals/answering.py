"""Reading appeals: who may, keeping one for oneself, granting and refusing; behind the lock of the case, as all that moves it."""

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.staff import Staff, name_of
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.moderation import moves
from redbridge.moderation.appeals import queries, rules
from redbridge.moderation.decisions import actions as decisions
from redbridge.moderation.desk.actions import lifting
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.record.actions import append
from redbridge.record.rules import Kept
from redbridge.translation.rules import language_of

State = Appeal.State


@transaction.atomic
def claim(by: Staff, appeal_id: int) -> None:
    """Keep an appeal for oneself for a while; raises Refusal where another has it. Of two at once one gets it."""
    check_may_answer(by, _locked(appeal_id))
    mine = Q(claimed_by=None) | Q(claimed_by_id=by.person_id) | Q(claimed_until__lt=Now())
    free = Appeal.objects.filter(mine, pk=appeal_id, state=State.FILED)
    if not free.update(claimed_by_id=by.person_id, claimed_until=timezone.now() + rules.CLAIM):
        raise Refusal("", _why_not(Appeal.objects.get(pk=appeal_id)))
    audit.record(by.person_id, "claim appeal", "appeal", appeal_id)


@transaction.atomic
def release(by: Staff, appeal_id: int) -> None:
    """Give a claim back; nothing where it is not one's own."""
    Appeal.objects.filter(pk=appeal_id, claimed_by_id=by.person_id, state=State.FILED).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def grant(by: Staff, appeal_id: int, words: str) -> None:
    """The appeal is right: the decision is taken back with all it did. Raises Refusal with what happened meanwhile.

    A "no action" that a reporter was right about goes back to the desk, for somebody to decide anew. What is sealed comes back by
    two: another must have proposed it.
    """
    appeal = _locked(appeal_id)
    check_may_answer(by, appeal)
    _answer(appeal, State.GRANTED, by, words)
    if takes_two(appeal):
        lifting.lift(appeal.decision.case_id, by, words, kept="appeal_granted")
    else:
        decisions.undo(appeal.decision_id, by.person_id, words, kept="appeal_granted")
    _overtake_others(appeal)
    case = Case.objects.get(pk=appeal.decision.case_id)
    _settle(case)
    if appeal.decision.kind == Decision.Kind.NO_ACTION and case.state == Case.State.DECIDED:
        moves.move(case, Case.State.OPEN)


def takes_two(appeal: Appeal) -> bool:
    """Whether it is against a seal: one person says that it is right, another one agrees."""
    return queries.leads_of(appeal) > 1


@transaction.atomic
def propose(by: Staff, appeal_id: int, words: str) -> None:
    """The appeal is right about a seal, says the first of two; it waits for the other. Raises Refusal."""
    appeal = _locked(appeal_id)
    check_may_answer(by, appeal)
    lifting.propose(appeal.decision.case_id, by, words)
    Appeal.objects.filter(pk=appeal_id).update(claimed_by=None, claimed_until=None)


@transaction.atomic
def refuse(by: Staff, appeal_id: int, words: str) -> None:
    """The decision stands, and this is why. Raises Refusal with what happened meanwhile, or where no reason is given."""
    appeal = _locked(appeal_id)
    check_may_answer(by, appeal)
    if not words.strip():
        raise Refusal("words", _("Say why the decision stands. The person reads it in their language."))
    _answer(appeal, State.REFUSED, by, words)
    if takes_two(appeal):
        lifting.drop_proposal(appeal.decision.case_id)
    _record_refusal(appeal)
    _settle(Case.objects.get(pk=appeal.decision.case_id))


def check_may_answer(by: Staff, appeal: Appeal) -> None:
    """Raises Refusal where this person may not answer it, or not any more."""
    if by.person_id in queries.apart(appeal):
        raise Refusal("", _("You had a part in this decision, so somebody else has to read the appeal."))
    if appeal.state != State.FILED or held_by(appeal) not in (None, by.person_id) or appeal.decision.undone:
        raise Refusal("", _why_not(appeal))


def held_by(appeal: Appeal) -> int | None:
    """Who keeps it for themselves now."""
    return appeal.claimed_by_id if appeal.claimed_until and appeal.claimed_until > timezone.now() else None


def _why_not(appeal: Appeal) -> str:
    if appeal.state == State.WITHDRAWN:
        return _("The appeal was taken back.")
    if appeal.state in (State.GRANTED, State.REFUSED):
        return _("%(name)s has answered this appeal meanwhile.") % {"name": name_of(appeal.decided_by_id) or _("Somebody")}
    if appeal.state == State.OVERTAKEN or appeal.decision.undone:
        return _("The decision was taken back meanwhile.")
    return _("%(name)s is reading this appeal.") % {"name": name_of(appeal.claimed_by_id) or _("Somebody")}


def _locked(appeal_id: int) -> Appeal:
    """The appeal, its case locked first."""
    moves.locked(Appeal.objects.values_list("decision__case_id", flat=True).get(pk=appeal_id))
    return Appeal.objects.select_related("decision__case").get(pk=appeal_id)


def _answer(appeal: Appeal, state: str, by: Staff, words: str) -> None:
    appeal.state, appeal.decided_by_id, appeal.decided, appeal.answer = state, by.person_id, timezone.now(), words
    appeal.answer_language = language_of(words, by.languages) if words.strip() else "und"
    appeal.save(update_fields=["state", "decided_by", "decided", "answer", "answer_language"])
    audit.record(by.person_id, f"{state} appeal", "decision", appeal.decision_id)
    events.emit("appeal.answered", appeal_id=appeal.pk)


def _record_refusal(appeal: Appeal) -> None:
    """Granting writes its line with the undoing."""
    decision, case, now = appeal.decision, appeal.decision.case, timezone.now()
    append(Kept(kind="appeal_refused", rule=decision.rule, language=case.language, by="person", surface=case.kind,
                seconds=max(0, int((now - appeal.filed).total_seconds())), reversed_of=decision.receipt or None,
                region=",".join(decision.regions), appealed=True))


def _overtake_others(appeal: Appeal) -> None:
    """Whoever else appealed the same decision got what they asked for."""
    others = Appeal.objects.filter(decision_id=appeal.decision_id, state=State.FILED)
    for other in list(others):
        others.filter(pk=other.pk).update(state=State.OVERTAKEN, decided=Now())
        events.emit("appeal.answered", appeal_id=other.pk)


def _settle(case: Case) -> None:
    if case.state in (Case.State.DECIDED, Case.State.APPEALED):
        moves.settle(case)
