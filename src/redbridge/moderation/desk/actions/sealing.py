"""What may be imagery of abuse of minors: hidden at once from everybody, translated for nobody, kept as evidence, told to the
law."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.actions import FACES
from redbridge.accounts.staff import Staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import MINORS, SEALS, Wanted
from redbridge.moderation.desk.models import Sealing, SecondLook
from redbridge.moderation.models import Case
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import PICTURED
from redbridge.notes.actions.seal import seal_words

PICTURES = "pictures"
"""What finds it, where no person did."""


@transaction.atomic
def seal(case_id: int, who: Staff | None, why: str) -> None:
    """Seal a case, by a person, or by a machine that knew a picture again (None). Raises Refusal."""
    case = locked(case_id)
    if case.sealed:
        raise Refusal("", _("This case is sealed already."))
    if case.state == Case.State.CLOSED:
        raise Refusal("", _("This case is closed. Open another for what it is about."))
    by_id = who.person_id if who else None
    fresh = {"by_id": by_id, "why": why, "at": timezone.now(), "reported": None, "reported_by": None, "reported_to": "",
             "asked": None, "proposed_by": None, "proposed": None, "proposal": "", "lifted": None, "lifted_by": None}
    Sealing.objects.update_or_create(case=case, defaults=fresh)
    case.sealed, case.severity, case.category = True, 5, MINORS
    case.save(update_fields=["sealed", "severity", "category"])
    hide(case, by_id, Wanted(SEALS, rule=MINORS, facts=why, machine=who is None, found="" if who else PICTURES))
    keep_evidence(case)
    if was := seal_words(case.kind, case.subject_id):
        Sealing.objects.filter(case=case).update(words=was)
    audit.record(by_id, "seal case", case.kind, case.subject_id)


@transaction.atomic
def hide_more(case_id: int, why: str) -> None:
    """A machine knew another picture of what is sealed, one that was shown since: it goes too, by a statement of its own."""
    case = locked(case_id)
    hide(case, None, Wanted(SEALS, rule=MINORS, facts=why, machine=True, found=PICTURES))
    keep_evidence(case)


def hide(case: Case, by_id: int | None, wanted: Wanted) -> None:
    """By a decision with a statement, in which the author reads the rule and what is gone; its facts are not shown to them."""
    if not _is_seen(case):
        return
    if case.state != Case.State.OPEN:
        SecondLook.objects.filter(case=case).delete()
        move(case, Case.State.OPEN, claimed_by_id=None, claimed_until=None, second_language="")
    decide(case.pk, by_id, wanted)


def keep_evidence(case: Case) -> None:
    """The pictures stay, whatever their owner does, until `lifting.let_go`."""
    for kind in PICTURED.get(case.kind, ()):
        media.keep(kind, case.subject_id)


def _is_seen(case: Case) -> bool:
    """Whether there is something to hide: pictures of a person's page that are shown; of a note or comment whatever no decision
    under this rule has removed. One that another rule removed has a statement of that rule alone."""
    if case.kind == "person":
        return Picture.objects.filter(kind__in=FACES, subject_id=case.subject_id, hidden=False).exists()
    return not case.decisions.filter(kind=SEALS, rule=MINORS, undone=None, ended=None).exists()


@transaction.atomic
def mark_reported(case_id: int, who: Staff, to: str) -> None:
    """Write down that an authority was told, once. Raises Refusal."""
    sealing = Sealing.objects.select_for_update().get(case_id=case_id)
    if sealing.reported:
        raise Refusal("", _("This was reported already."))
    sealing.reported, sealing.reported_by_id, sealing.reported_to = timezone.now(), who.person_id, to
    sealing.save(update_fields=["reported", "reported_by", "reported_to"])
    audit.record(who.person_id, "report to authority", "case", case_id)
