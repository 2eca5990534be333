"""What may be imagery of abuse of minors: hidden at once from everybody, out of restoring and translating, told to the law."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.actions import FACES
from redbridge.accounts.staff import Staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.media.models import Picture
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import SEALS, Wanted
from redbridge.moderation.desk.models import Sealing, SecondLook
from redbridge.moderation.models import Case
from redbridge.moderation.moves import locked, move
from redbridge.notes.actions.seal import seal_words

RULE = "minors"


@transaction.atomic
def seal(case_id: int, who: Staff | None, why: str) -> None:
    """Seal a case, by a person, or by a machine that knew a picture again (None). Raises Refusal."""
    case = locked(case_id)
    if case.sealed:
        raise Refusal("", _("This case is sealed already."))
    Sealing.objects.create(case=case, by_id=who.person_id if who else None, why=why)
    case.sealed, case.severity, case.category = True, 5, RULE
    case.save(update_fields=["sealed", "severity", "category"])
    _hide(case, who, why)
    seal_words(case.kind, case.subject_id)
    audit.record(who.person_id if who else None, "seal case", case.kind, case.subject_id)


def _hide(case: Case, who: Staff | None, why: str) -> None:
    """By a decision with a statement, in which the author reads the rule and what is gone; `why` is not shown to them."""
    if not _is_seen(case):
        return
    if case.state != Case.State.OPEN:
        SecondLook.objects.filter(case=case).delete()
        move(case, Case.State.OPEN, claimed_by_id=None, claimed_until=None, second_language="")
    decide(case.pk, who.person_id if who else None, Wanted(SEALS, rule=RULE, facts=why, machine=who is None))


def _is_seen(case: Case) -> bool:
    """Whether there is something to hide: the pictures of a person's page, a note or comment that was not removed."""
    if case.kind == "person":
        return Picture.objects.filter(kind__in=FACES, subject_id=case.subject_id, hidden=False).exists()
    return not case.decisions.filter(kind=SEALS, undone=None, ended=None).exists()


@transaction.atomic
def mark_reported(case_id: int, who: Staff, to: str) -> None:
    """Write down that an authority was told, once. Raises Refusal."""
    sealing = Sealing.objects.select_for_update().get(case_id=case_id)
    if sealing.reported:
        raise Refusal("", _("This was reported already."))
    sealing.reported, sealing.reported_by_id, sealing.reported_to = timezone.now(), who.person_id, to
    sealing.save(update_fields=["reported", "reported_by", "reported_to"])
    audit.record(who.person_id, "report to authority", "case", case_id)
