"""Deciding, and taking a decision back. One transaction each: the decision with its statement of reasons, what it does,
the mark it leaves, the case, the public record, the audit, the news."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.models import Person
from redbridge.accounts.ruled import spare
from redbridge.accounts.staff import name_of
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal
from redbridge.moderation import moves
from redbridge.moderation.decisions import checks, effects, ladder, rules
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.decisions.statements import statement
from redbridge.moderation.decisions.subjects import About, about
from redbridge.moderation.models import Case, Decision, Report
from redbridge.moderation.rules import UNDECIDED
from redbridge.policy import site
from redbridge.record.actions import append
from redbridge.record.rules import Kept


@transaction.atomic
def decide(case_id: int, by_id: int | None, wanted: Wanted) -> int:
    """Decide a case and return the decision's id; `by_id` None is a machine, or the host. Raises Refusal with a sentence.

    Of two who decide at once the second finds the case decided: its row is held from here on.
    """
    case = moves.locked(case_id)
    subject = about(case.kind, case.subject_id)
    checks.check(case, subject, by_id, wanted)
    author = _hold(subject.author_id if subject else case.author_id)
    if wanted.kind == "restore":
        _take_back_all(case, by_id, wanted.words)
    made = _keep(case, subject, author, by_id, wanted)
    if by_person(by_id, wanted):
        _replace_machines(case, made, by_id)
    effects.apply(wanted.kind, case.kind, case.subject_id, author, by_id)
    _move(case, by_id, wanted)
    ladder.climb(made, case, decide)
    return int(made.pk)


def _hold(author_id: int | None) -> int | None:
    """The author, whose marks nobody else counts meanwhile; None for one who is gone."""
    found = Person.objects.select_for_update(no_key=True).filter(pk=author_id or 0).exclude(state=Person.State.GONE).first()
    return found.pk if found else None


def _keep(case: Case, subject: About | None, author: int | None, by_id: int | None, wanted: Wanted) -> Decision:
    """The decision's row, its line in the public record, and the news of it."""
    now = timezone.now()
    said = statement(case, subject, by_id, wanted, now)
    made = Decision.objects.create(
        case=case, kind=wanted.kind, person_id=author, by_id=by_id, second_id=wanted.second_id, rule=wanted.rule,
        pack=site.version(), regions=sorted(wanted.regions), until=wanted.until, wave=wanted.wave, statement=said,
    )
    _record(made, case, said, now, by_person(by_id, wanted))
    audit.record(by_id, f"decide {wanted.kind}", case.kind, case.subject_id)
    events.emit("decision.made", decision_id=made.pk)
    return made


def by_person(by_id: int | None, wanted: Wanted) -> bool:
    """Whether a person decides, be it one at the machine's own shell."""
    return by_id is not None or wanted.host


def _record(made: Decision, case: Case, said: dict[str, Any], now: datetime, person: bool) -> None:
    hands = ("both" if said["automated_detection"] == "Yes" else "person") if person else "machine"
    made.receipt = append(Kept(
        kind=made.kind, rule=made.rule, language=case.language, by=hands, surface=case.kind, region=",".join(made.regions),
        seconds=max(0, int((now - case.opened).total_seconds())),
    )).receipt
    made.save(update_fields=["receipt"])


def _replace_machines(case: Case, made: Decision, by_id: int | None) -> None:
    """A person's decision takes the place of what machines did: a hold has done its work; where nothing is wrong, all goes."""
    theirs = case.decisions.filter(statement__who__by="machine", undone=None, ended=None).exclude(pk=made.pk)
    theirs = theirs.exclude(case__sealed=True, kind=rules.SEALS).exclude(kind=rules.REFUSED)
    if made.kind in ("no_action", "warn"):
        for wrong in list(theirs.select_for_update()):
            _undo(wrong, case, by_id, "")
    elif theirs.filter(kind__in=rules.REPLACED).update(ended=timezone.now()):
        effects.settle(case.kind, case.subject_id, by_id)


def _move(case: Case, by_id: int | None, wanted: Wanted) -> None:
    """A machine's hold or removal waits for a person, and what people are looking at, or were asked to by readers, is not decided
    by a machine's label; all else decides the case."""
    machine = not by_person(by_id, wanted)
    waits = machine and (wanted.kind in rules.REPLACED or case.state != Case.State.OPEN or _is_reported(case))
    if case.state in UNDECIDED and not (waits or wanted.ladder):
        moves.move(case, Case.State.DECIDED, claimed_by=None, claimed_until=None)


def _is_reported(case: Case) -> bool:
    """Whether readers said something that no person has decided on yet."""
    last = case.decisions.exclude(by=None).order_by("-pk").values_list("made", flat=True).first()
    said = Report.objects.filter(case=case)
    return (said.filter(at__gt=last) if last else said).exists()


@transaction.atomic
def undo(decision_id: int, by_id: int | None, why: str, kept: str = "undone") -> None:
    """Take a decision back with all it did, and say so in the record as `kept`; `by_id` None is the host. Raises Refusal where
    it was already."""
    found = Decision.objects.only("case_id", "person_id").get(pk=decision_id)
    case = moves.locked(found.case_id)
    _hold(found.person_id)
    made = Decision.objects.select_for_update(of=("self",)).get(pk=decision_id)
    if case.sealed and made.kind == rules.SEALS and not _is_removed_besides(made):
        raise Refusal("", _("This is sealed: two people who had no part in it lift the seal together, on its page."))
    if made.undone:
        raise Refusal("", _("This decision was taken back already."))
    _undo(made, case, by_id, why, kept)


def _is_removed_besides(made: Decision) -> bool:
    """Whether another removal of the same case keeps away what is sealed there."""
    others = Decision.objects.filter(case_id=made.case_id, kind=rules.SEALS, undone=None, ended=None).exclude(pk=made.pk)
    return others.exists()


def _undo(made: Decision, case: Case, by_id: int | None, why: str, kept: str = "undone") -> None:
    made.undone, made.undone_by_id = timezone.now(), by_id
    made.statement |= {"undone": {"why": why[: rules.WORDS_CEILING], "how": kept, "by": name_of(by_id)}}
    made.save(update_fields=["undone", "undone_by", "statement"])
    effects.apply(made.kind, case.kind, case.subject_id, made.person_id, by_id)
    if made.kind == rules.REFUSED:
        spare(made.statement["words"])
    ladder.step_down(made, lambda other: _undo(other, other.case, by_id, why))
    append(Kept(
        kind=kept, rule=made.rule, language=case.language, by="person", surface=case.kind,
        seconds=max(0, int((made.undone - made.made).total_seconds())), region=",".join(made.regions),
        reversed_of=made.receipt, appealed=kept == "appeal_granted",
    ))
    audit.record(by_id, f"undo {made.kind}", case.kind, case.subject_id)
    events.emit("decision.undone", decision_id=made.pk)


def _take_back_all(case: Case, by_id: int | None, why: str) -> None:
    """Whatever stands of this subject's decisions, the newest first."""
    standing = Decision.objects.select_for_update().filter(
        case__kind=case.kind, case__subject_id=case.subject_id, undone=None, ended=None)
    standing = standing.exclude(kind__in=("no_action", "restore", rules.REFUSED)).exclude(case__sealed=True, kind=rules.SEALS)
    for made in list(standing.order_by("-pk")):
        _undo(made, made.case, by_id, why)


def restore(case_id: int, by_id: int, words: str, language: str) -> int:
    """Give back what decisions took from this case's subject: a decision of its own, with a statement."""
    return decide(case_id, by_id, Wanted("restore", words=words, language=language))
