"""One decision for many cases: chosen, shown, done as one, undone as one. What was shown is what is done, and nothing else."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.staff import Staff, staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.actions import undo as undo_decision
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.desk.actions.seconds import kept, wanted_of
from redbridge.moderation.desk.models import Wave
from redbridge.moderation.desk.queries.wave import Member, members
from redbridge.moderation.models import Case, Decision
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import APPEAL_WINDOW, UNDECIDED
from redbridge.translation.rules import UNKNOWN

AT_ONCE = 20
"""Up to so many cases are decided in the request; more are a job's."""
FORGOTTEN = timedelta(days=1)
KINDS = ("no_action", "label", "limit", "remove", "warn")


@transaction.atomic
def choose(who: Staff, basis: str, case_ids: list[int]) -> int:
    """Keep what was chosen, to be looked at, and return the wave's id; nothing is done yet."""
    Wave.objects.filter(by_id=who.person_id, begun=None, made__lt=timezone.now() - FORGOTTEN).delete()
    return int(Wave.objects.create(by_id=who.person_id, basis=basis, cases=case_ids).pk)


def why_out(one: Member, who: Staff) -> str:
    """In a word why nothing is done to a case; empty where something is."""
    if one.state not in UNDECIDED:
        return "decided"
    if one.author_id == who.person_id:
        return "own"
    if one.sealed:
        return "sealed"
    if one.state == "second":
        return "second"
    if one.anothers:
        return "claimed"
    if one.gone:
        return "gone"
    return "" if one.language == UNKNOWN or who.decides_in(one.language) else "language"


@transaction.atomic
def begin(wave_id: int, who: Staff, wanted: Wanted, out: set[int]) -> bool:
    """Let it begin, without the cases in `out`; whether it is for a job. Raises Refusal: a wave begins once."""
    wave = Wave.objects.select_for_update().get(pk=wave_id)
    if wave.begun:
        raise Refusal("", _("This wave was begun already."))
    if wanted.kind not in KINDS:
        raise Refusal("kind", _("This is decided one case at a time."))
    wave.wanted, wave.begun = kept(wanted), timezone.now()
    wave.cases = [id_ for id_ in wave.cases if id_ not in out]
    wave.save(update_fields=["wanted", "begun", "cases"])
    audit.record(who.person_id, "begin wave", "wave", wave.pk)
    return len(wave.cases) > AT_ONCE


def run(wave_id: int) -> None:
    """Decide what is not decided yet, a transaction each; run again, it goes on where it stopped."""
    wave = Wave.objects.get(pk=wave_id)
    who = staff(wave.by_id) if wave.by_id else None
    if who is None or wave.done or wave.wanted is None:
        return
    wanted = replace(wanted_of(wave.wanted), wave=wave.pk)
    done = set(Decision.objects.filter(wave=wave.pk).values_list("case_id", flat=True))
    left = dict(wave.left_out)
    for one in members([id_ for id_ in wave.cases if id_ not in done], who.person_id):
        if why := why_out(one, who) or _decide(one, who, wanted):
            left[one.number] = why
    Wave.objects.filter(pk=wave.pk).update(done=timezone.now(), left_out=left)


def _decide(one: Member, who: Staff, wanted: Wanted) -> str:
    try:
        decide(one.id, who.person_id, wanted)
    except (Refusal, Case.DoesNotExist):
        return "refused"
    return ""


@transaction.atomic
def check_undo(wave_id: int, who: Staff) -> int:
    """How many decisions undoing takes back. Raises Refusal: not theirs, not done, undone, or too late."""
    wave = Wave.objects.select_for_update().get(pk=wave_id)
    if wave.by_id != who.person_id and not who.lead:
        raise Refusal("", _("Only who did a wave, or a lead, undoes it."))
    if not wave.done or wave.undone:
        raise Refusal("", _("There is nothing to undo here."))
    if wave.done < timezone.now() - APPEAL_WINDOW:
        raise Refusal("", _("The time to appeal has ended, so this stays as it is."))
    wave.undone, wave.undone_by_id = timezone.now(), who.person_id
    wave.save(update_fields=["undone", "undone_by"])
    audit.record(who.person_id, "undo wave", "wave", wave.pk)
    return Decision.objects.filter(wave=wave.pk, undone=None).count()


def run_undo(wave_id: int) -> None:
    """Take back what stands, a transaction each; the cases are open again."""
    wave = Wave.objects.get(pk=wave_id)
    for decision_id, case_id in list(Decision.objects.filter(wave=wave.pk, undone=None).values_list("pk", "case_id")):
        _undo(decision_id, case_id, wave.undone_by_id)


@transaction.atomic
def _undo(decision_id: int, case_id: int, by_id: int | None) -> None:
    try:
        with transaction.atomic():
            undo_decision(decision_id, by_id, _("The whole wave was undone."))
    except Refusal:
        return
    case = locked(case_id)
    if case.state == Case.State.DECIDED:
        move(case, Case.State.OPEN, claimed_by_id=None, claimed_until=None)
