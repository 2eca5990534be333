"""Lifting a seal: two people who had no part in it say that this is not what it was sealed for, one after the other. Then the
match is on the list of what the bank was wrong about, and all comes back by the undoing that brings everything back."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff
from redbridge.kernel import audit
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.moderation import moves
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.decisions.rules import MINORS, SEALS
from redbridge.moderation.desk.models import Sealing
from redbridge.moderation.models import Case
from redbridge.moderation.pictures import keepers
from redbridge.moderation.pictures.clearing import clear, matches
from redbridge.moderation.pictures.queries import Near
from redbridge.moderation.rules import PICTURED, UNDECIDED
from redbridge.notes.actions.seal import give_back_words


def apart(case: Case) -> set[int]:
    """Who may not lift its seal: who sealed it, who looked at it for them, whose it is."""
    hands = case.decisions.filter(kind=SEALS, rule=MINORS, undone=None).values_list("by_id", "second_id")
    sealed_by = Sealing.objects.filter(case=case).values_list("by_id", "case__author_id")
    return {id_ for pair in (*hands, *sealed_by) for id_ in pair if id_}


@transaction.atomic
def propose(case_id: int, who: Staff, words: str) -> None:
    """Say that it is not that, and why; another person is to agree. Raises Refusal."""
    case, sealing = _held(case_id, who)
    if sealing.proposed_by_id:
        raise Refusal("words", _("This is proposed already. Another person has to agree."))
    if _is_to_be_asked(case, sealing):
        raise Refusal("words", _("Nobody here may look at such pictures, so ask the keeper of the list first."))
    _keep(sealing, who.person_id, words)
    audit.record(who.person_id, "propose lifting", case.kind, case.subject_id)


def _is_to_be_asked(case: Case, sealing: Sealing) -> bool:
    return not (may_look() or sealing.asked) and bool(_keepers(case))


def may_look() -> bool:
    """Whether the host lets leads look at what is sealed; where the law forbids it nobody may."""
    return bool(settings.REDBRIDGE_SEALED_PICTURES == "leads")


@transaction.atomic
def take_back(case_id: int, who: Staff) -> None:
    """Who proposed it does so no more. Raises Refusal."""
    case, sealing = _held(case_id, who)
    if sealing.proposed_by_id != who.person_id:
        raise Refusal("", _("This was answered meanwhile."))
    _keep(sealing, None, "")
    audit.record(who.person_id, "take back lifting", case.kind, case.subject_id)


def drop_proposal(case_id: int) -> None:
    """An appeal against it was refused: it stays, and what was proposed is answered."""
    Sealing.objects.filter(case_id=case_id).update(proposed_by=None, proposed=None, proposal="")


@transaction.atomic
def decline(case_id: int, who: Staff, words: str) -> None:
    """The other says that it stays sealed, and why; it can be proposed anew. Raises Refusal."""
    case, sealing = _proposed(case_id, who)
    _keep(sealing, None, "")
    said = {"by": who.name, "how": "declined", "words": words, "at": timezone.now().isoformat(timespec="minutes")}
    case.facts = case.facts | {"looks": [*case.facts.get("looks", []), said][-20:]}
    case.save(update_fields=["facts"])
    audit.record(who.person_id, "decline lifting", case.kind, case.subject_id)


@transaction.atomic
def lift(case_id: int, who: Staff, words: str, kept: str = "undone") -> None:
    """Agree, as the other person: the seal is gone, and what it took is back, by a statement and a line in the record (`kept`).
    Raises Refusal."""
    case, sealing = _proposed(case_id, who)
    sealing.lifted, sealing.lifted_by_id = timezone.now(), who.person_id
    was = sealing.words or {"language": case.language}
    sealing.words = {}
    sealing.save(update_fields=["lifted", "lifted_by", "words"])
    case.sealed, case.category, case.severity = False, "other", 1
    case.save(update_fields=["sealed", "category", "severity"])
    clear(case, MINORS, sealing.proposed_by_id, who.person_id)
    give_back_words(case.kind, case.subject_id, was)
    for decision_id in case.decisions.filter(kind=SEALS, rule=MINORS, undone=None).values_list("pk", flat=True):
        undo(decision_id, who.person_id, words, kept)
    let_go(case)
    _settle(case)
    audit.record(who.person_id, "lift seal", case.kind, case.subject_id)


def let_go(case: Case) -> None:
    """Nothing is kept as evidence any more: what its owner changed or took away meanwhile goes, as they wished."""
    for kind in PICTURED.get(case.kind, ()):
        media.let_go(kind, case.subject_id, _used(case, kind))


def _used(case: Case, kind: str) -> list[int] | None:
    if case.kind != "person":
        return None if owner(case.kind, case.subject_id) else []
    shown = Person.objects.filter(pk=case.subject_id).values_list(kind, flat=True).first()
    return [shown] if shown else []


def _settle(case: Case) -> None:
    """Two people have looked: it is decided, unless a machine took something else that nobody looked at."""
    fresh = moves.locked(case.pk)
    if fresh.state in UNDECIDED and fresh.state != Case.State.SECOND and not moves.unseen(fresh).exists():
        moves.move(fresh, Case.State.DECIDED, claimed_by_id=None, claimed_until=None)


@transaction.atomic
def ask_keepers(case_id: int, who: Staff) -> None:
    """Write to whoever keeps the lists that met it, with nothing but their own lines and how far off they are. Raises Refusal."""
    case, sealing = _held(case_id, who)
    to = _keepers(case)
    if not to:
        raise Refusal("", _("No list that met this names a keeper in its file, so there is nobody to write to."))
    if sealing.asked:
        raise Refusal("", _("The keeper was asked already."))
    for address, lines in to.items():
        keepers.write(address, "asked", case.number, lines)
    sealing.asked = timezone.now()
    sealing.save(update_fields=["asked"])
    audit.record(who.person_id, "ask keeper", case.kind, case.subject_id)


def _keepers(case: Case) -> dict[str, list[Near]]:
    found = dict[str, list[Near]]()
    for match in matches(case, MINORS):
        if to := keepers.keeper_of(match.near.bank):
            found.setdefault(to, []).append(match.near)
    return found


def _held(case_id: int, who: Staff) -> tuple[Case, Sealing]:
    case = moves.locked(case_id)
    if not case.sealed:
        raise Refusal("", _("This is not sealed any more."))
    if not who.lead or who.person_id in apart(case):
        raise Refusal("", _("You had a part in sealing this, so two others look into it."))
    return case, Sealing.objects.select_for_update(of=("self",)).get(case=case)


def _proposed(case_id: int, who: Staff) -> tuple[Case, Sealing]:
    case, sealing = _held(case_id, who)
    if sealing.proposed_by_id is None:
        raise Refusal("", _("Nobody proposes to lift this seal any more."))
    if sealing.proposed_by_id == who.person_id:
        raise Refusal("", _("You proposed this, so another person has to agree."))
    return case, sealing


def _keep(sealing: Sealing, by_id: int | None, words: str) -> None:
    sealing.proposed_by_id, sealing.proposal = by_id, words
    sealing.proposed = timezone.now() if by_id else None
    sealing.save(update_fields=["proposed_by", "proposed", "proposal"])
