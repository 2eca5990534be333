"""Claiming a case, so that two people do not decide one thing, and giving it back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.staff import Staff, name_of
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.kernel.languages import language_name
from redbridge.moderation.models import Case
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import CLAIM

State = Case.State


@transaction.atomic
def claim(case_id: int, who: Staff) -> None:
    """Have a case for half an hour; who has it already has it for longer. Raises Refusal: of two at once the second is told
    who was first."""
    case = locked(case_id)
    check_may_decide(case, who)
    if case.state not in (State.OPEN, State.CLAIMED):
        raise Refusal("", why_not(case))
    if is_anothers(case, who.person_id):
        raise Refusal("", _("%(name)s has this case now.") % {"name": name_of(case.claimed_by_id)})
    move(case, State.CLAIMED, claimed_by_id=who.person_id, claimed_until=timezone.now() + CLAIM)
    audit.record(who.person_id, "claim case", case.kind, case.subject_id)


@transaction.atomic
def release(case_id: int, who: Staff) -> None:
    """Give a case back to all; a lead gives back what anybody has. Raises Refusal."""
    case = locked(case_id)
    if case.state != State.CLAIMED or (case.claimed_by_id != who.person_id and not who.lead):
        raise Refusal("", _("You do not have this case."))
    move(case, State.OPEN, claimed_by_id=None, claimed_until=None)
    audit.record(who.person_id, "release case", case.kind, case.subject_id)


def is_anothers(case: Case, person_id: int) -> bool:
    """Whether somebody else's claim still holds."""
    if case.state != State.CLAIMED or case.claimed_by_id in (None, person_id):
        return False
    return case.claimed_until is None or case.claimed_until > timezone.now()


def check_may_decide(case: Case, who: Staff) -> None:
    """Raises Refusal for a language one was not appointed for."""
    if case.language != "und" and not who.decides_in(case.language):
        language = language_name(case.language)
        raise Refusal("", _("This is in %(language)s, which somebody else decides in.") % {"language": language})


def why_not(case: Case) -> str:
    """Why nobody can claim it."""
    if case.state == State.SECOND:
        return _("This case waits for a second pair of eyes.")
    if case.state == State.APPEALED:
        return _("An appeal is being looked at in this case.")
    return _("This case was decided meanwhile. Nothing was changed.")
