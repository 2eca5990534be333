"""A second pair of eyes: for every suspension, and on request in a language."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from redbridge.accounts.staff import Staff, staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.desk.actions.claims import is_anothers, why_not
from redbridge.moderation.desk.models import SecondLook
from redbridge.moderation.models import Case
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import CLAIM

State = Case.State
FIELDS = ("kind", "rule", "words", "facts", "regions", "until", "language", "spans")


@transaction.atomic
def propose(case_id: int, who: Staff, wanted: Wanted) -> None:
    """Lay a suspension before another person. Raises Refusal."""
    _ask(case_id, who, SecondLook(wanted=kept(wanted), words=wanted.facts), "")


@transaction.atomic
def ask_look(case_id: int, who: Staff, language: str, words: str) -> None:
    """Ask somebody of this language to look too; their answer gives the case back to who asked. Raises Refusal."""
    _ask(case_id, who, SecondLook(language=language, words=words), language)


def _ask(case_id: int, who: Staff, look: SecondLook, language: str) -> None:
    case = locked(case_id)
    if case.state not in (State.OPEN, State.CLAIMED):
        raise Refusal("", why_not(case))
    if is_anothers(case, who.person_id):
        raise Refusal("", _("Somebody else is looking at this case now. Nothing was changed."))
    look.case, look.asked_by_id, look.language = case, who.person_id, look.language or case.language
    look.save(force_insert=True)
    move(case, State.SECOND, claimed_by_id=None, claimed_until=None, second_language=language)
    audit.record(who.person_id, "ask second", case.kind, case.subject_id)


@transaction.atomic
def confirm(case_id: int, who: Staff) -> int:
    """Do what was proposed, as the other person, and return the decision's id. Raises Refusal."""
    case, look = _look(case_id, who)
    if look.wanted is None:
        raise Refusal("", _("Nothing was proposed here."))
    asker = staff(look.asked_by_id)
    if asker is None:
        raise Refusal("", _("Who proposed this looks after the house no more. Decline it, and decide anew."))
    _end(case, look, who, "confirm second")
    return decide(case.pk, asker.person_id, replace(wanted_of(look.wanted), second_id=who.person_id))


@transaction.atomic
def decline(case_id: int, who: Staff, words: str) -> None:
    """Say no to what was proposed: the case is open again. Raises Refusal."""
    case, look = _look(case_id, who)
    _keep(case, who, words, "declined")
    move(case, State.OPEN, second_language="")
    _end(case, look, who, "decline second")


@transaction.atomic
def answer(case_id: int, who: Staff, words: str) -> None:
    """Say how one reads it; the case is its asker's again. Raises Refusal."""
    case, look = _look(case_id, who)
    if not who.decides_in(look.language):
        raise Refusal("", _("Somebody of that language was asked."))
    _keep(case, who, words, "looked")
    move(case, State.CLAIMED, claimed_by_id=look.asked_by_id, claimed_until=timezone.now() + CLAIM, second_language="")
    _end(case, look, who, "answer second")


@transaction.atomic
def take_back(case_id: int, who: Staff) -> None:
    """Who asked asks no more, and has the case again. Raises Refusal."""
    case = locked(case_id)
    look = SecondLook.objects.filter(case=case, asked_by_id=who.person_id).first()
    if case.state != State.SECOND or look is None:
        raise Refusal("", _("This was answered meanwhile."))
    move(case, State.CLAIMED, claimed_by_id=who.person_id, claimed_until=timezone.now() + CLAIM, second_language="")
    _end(case, look, who, "take back second")


def _look(case_id: int, who: Staff) -> tuple[Case, SecondLook]:
    case = locked(case_id)
    look = SecondLook.objects.filter(case=case).first()
    if case.state != State.SECOND or look is None:
        raise Refusal("", _("This was answered meanwhile."))
    if look.asked_by_id == who.person_id:
        raise Refusal("", _("A second pair of eyes is another person's."))
    return case, look


def _keep(case: Case, who: Staff, words: str, how: str) -> None:
    said = {"by": who.name, "how": how, "words": words, "at": timezone.now().isoformat(timespec="minutes")}
    case.facts = case.facts | {"looks": [*case.facts.get("looks", []), said][-20:]}
    case.save(update_fields=["facts"])


def _end(case: Case, look: SecondLook, who: Staff, verb: str) -> None:
    look.delete()
    audit.record(who.person_id, verb, case.kind, case.subject_id)


def kept(wanted: Wanted) -> dict[str, Any]:
    """A wish as JSON."""
    said = {name: getattr(wanted, name) for name in FIELDS}
    return said | {"regions": list(wanted.regions), "spans": [list(span) for span in wanted.spans],
                   "until": wanted.until.isoformat() if wanted.until else None}


def wanted_of(said: dict[str, Any]) -> Wanted:
    """And back."""
    spans = tuple((int(start), int(end)) for start, end in said["spans"])
    until = parse_datetime(said["until"]) if said["until"] else None
    return Wanted(**said | {"regions": tuple(said["regions"]), "spans": spans, "until": until})
