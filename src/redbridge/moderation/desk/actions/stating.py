"""What was sealed before sealing wrote statements: whoever it concerns gets theirs, and what is evidence is kept. Run again it
does nothing."""

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from redbridge.accounts.actions import FACES
from redbridge.kernel.errors import Refusal
from redbridge.media.models import Picture
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.cases.queries import owner
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import MINORS, SEALS, Wanted
from redbridge.moderation.desk.actions.sealing import PICTURES, keep_evidence
from redbridge.moderation.desk.models import Sealing, SecondLook
from redbridge.moderation.models import Case, Decision
from redbridge.moderation.moves import locked, move
from redbridge.moderation.rules import EVIDENCE, UNDECIDED

log = structlog.get_logger("redbridge.moderation")


def unstated() -> "QuerySet[Case]":
    """Sealed cases about something of which no statement says that it was taken under the rule of seals."""
    said = Decision.objects.filter(case__kind=OuterRef("kind"), case__subject_id=OuterRef("subject_id"), kind=SEALS, rule=MINORS)
    return Case.objects.filter(sealed=True).exclude(Exists(said)).order_by("pk")


def state_all() -> int:
    """Write what is missing, each in a transaction of its own; how many statements were written."""
    since = timezone.now() - EVIDENCE
    young = Q(sealing__at__gt=since) | Q(sealing__reported__gt=since)
    for case in Case.objects.filter(young, sealed=True).iterator(100):
        keep_evidence(case)
    return sum(_state(case_id) for case_id in list(unstated().values_list("pk", flat=True)))


@transaction.atomic
def _state(case_id: int) -> bool:
    case, sealing = locked(case_id), Sealing.objects.filter(case_id=case_id).first()
    if sealing is None or not unstated().filter(pk=case_id).exists() or not (up_to := _hidden(case)):
        return False
    wanted = Wanted(SEALS, rule=MINORS, facts=sealing.why, machine=sealing.by_id is None, since=sealing.at,
                    found="" if sealing.by_id else PICTURES, up_to=up_to if case.kind == "person" else 0)
    try:
        with transaction.atomic():
            decide(_undecided(case, sealing), sealing.by_id, wanted)
    except Refusal as refused:
        log.warning("seal.unstated", case=case.number, why=refused.message)
        return False
    return True


def _hidden(case: Case) -> int:
    """Of a person's page the newest picture that the seal hides; of all else whether it is there. 0: nothing is to be stated."""
    if case.kind != "person":
        return int(owner(case.kind, case.subject_id) is not None)
    hidden = Picture.objects.filter(kind__in=FACES, subject_id=case.subject_id, hidden=True)
    return int(hidden.order_by("-pk").values_list("pk", flat=True).first() or 0)


def _undecided(case: Case, sealing: Sealing) -> int:
    """The case, such that it can be decided; where it was closed, another one, sealed as that was."""
    if case.state == Case.State.CLOSED:
        case = locked(open_case(case.kind, case.subject_id, author_id=case.author_id, language=case.language, category=MINORS,
                                severity=5, source=case.source))
        Case.objects.filter(pk=case.pk).update(sealed=True)
        Sealing.objects.get_or_create(case=case, defaults={"by_id": sealing.by_id, "why": sealing.why, "at": sealing.at})
    if case.state not in UNDECIDED or case.state == Case.State.SECOND or case.claimed_by_id:
        SecondLook.objects.filter(case=case).delete()
        move(case, Case.State.OPEN, claimed_by_id=None, claimed_until=None, second_language="")
    return int(case.pk)
