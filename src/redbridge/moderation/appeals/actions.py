"""Appealing: filing, taking back, accepting; each behind the lock of the case, so that of two at once one waits and sees."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.moderation import moves
from redbridge.moderation.appeals.queries import Appealable, of_decisions
from redbridge.moderation.decisions.rules import REPLACED
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.translation.rules import language_of

State = Appeal.State


def file(person_id: int, asked: Appealable, words: str) -> int:
    """Appeal a decision, once; the appeal's id. Raises Refusal with what happened meanwhile, and then nothing is changed."""
    with transaction.atomic():
        case = moves.locked(asked.case_id)
        check_may_file(of_decisions(person_id, [asked.id]).get(asked.id), case)
        spoken = Person.objects.values_list("languages", flat=True).get(pk=person_id)
        appeal = Appeal.objects.create(
            decision_id=asked.id, person_id=person_id, words=words, language=language_of(words, spoken))
        _settle(case)
        audit.record(person_id, "appeal", "decision", asked.id)
        events.emit("appeal.filed", appeal_id=appeal.pk)
        return int(appeal.pk)


def check_may_file(asked: Appealable | None, case: Case) -> None:
    """Raises Refusal with the one reason why this cannot be appealed now. A case closes behind its lock, so that who began in
    time and waited for it finds it closed."""
    if asked is None:
        raise Refusal("words", _("This decision is not one you can appeal."))
    if asked.appeal:
        raise Refusal("words", _("You appealed this on %(day)s already. What you sent then stands.")
                      % {"day": _day(asked.appeal.filed)})
    if asked.undone:
        raise Refusal("words", _("This decision was taken back meanwhile. There is nothing left to appeal."))
    if not asked.in_time or case.state == Case.State.CLOSED:
        raise Refusal("words", _("The time to appeal this ended on %(day)s.") % {"day": _day(asked.until)})


@transaction.atomic
def withdraw(person_id: int, asked: Appealable) -> bool:
    """Take an appeal back, for good; False where it was answered meanwhile."""
    case = moves.locked(asked.case_id)
    mine = Appeal.objects.filter(decision_id=asked.id, person_id=person_id, state=State.FILED)
    if not mine.update(state=State.WITHDRAWN, decided=Now()):
        return False
    _settle(case)
    audit.record(person_id, "withdraw appeal", "decision", asked.id)
    return True


@transaction.atomic
def accept(person_id: int, asked: Appealable) -> None:
    """Say that one accepts a decision. It takes nothing away: the time to appeal runs on."""
    if Decision.objects.filter(pk=asked.id, accepted=None).update(accepted=timezone.now()):
        audit.record(person_id, "accept decision", "decision", asked.id)


@transaction.atomic
def overtake(decision_id: int) -> None:
    """Nobody needs to read any more what was said against this decision, taken back otherwise, or against what a machine did
    before it, in whose place a person's decision stands."""
    case = moves.locked(Decision.objects.values_list("case_id", flat=True).get(pk=decision_id))
    waiting = Appeal.objects.filter(decision__case=case, state=State.FILED)
    replaced = Q(decision__by=None, decision__kind__in=REPLACED, decision__ended__isnull=False)
    over = waiting.filter(~Q(decision__undone=None) | replaced)
    for appeal_id in list(over.values_list("pk", flat=True)):
        Appeal.objects.filter(pk=appeal_id).update(state=State.OVERTAKEN, decided=Now())
        audit.record(None, "overtake appeal", "case", case.pk)
        events.emit("appeal.answered", appeal_id=appeal_id)
    _settle(case)


def _settle(case: Case) -> None:
    """A case that was opened again meanwhile is decided, or not, by the desk: an appeal against what was decided before
    waits beside it."""
    if case.state in (Case.State.DECIDED, Case.State.APPEALED):
        moves.settle(case)


def _day(moment: datetime) -> str:
    return str(date_format(timezone.localtime(moment), _("j M Y")))
