"""What may be decided, said in one sentence where it may not."""

from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.kernel.errors import Refusal
from redbridge.moderation.decisions import rules
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.decisions.subjects import About
from redbridge.moderation.models import RULE_LONGEST, Case, Decision
from redbridge.moderation.rules import UNDECIDED
from redbridge.policy import site

State = Case.State


def check(case: Case, subject: About | None, by_id: int | None, wanted: Wanted) -> None:
    """Raises Refusal: the case is decided, the subject gone, the wish not one that can be granted."""
    _check_case(case, by_id, wanted)
    _check_kind(case, subject, by_id, wanted)
    _check_eyes(by_id, wanted)
    _check_rule(wanted)
    _check_until(wanted)


def _check_case(case: Case, by_id: int | None, wanted: Wanted) -> None:
    if wanted.kind == "restore":
        if case.sealed:
            raise Refusal("kind", _("This is sealed: two people who had no part in it lift the seal together, on its page."))
        if not _stands(case):
            raise Refusal("kind", _("Nothing stands against this any more: there is nothing to bring back."))
    elif wanted.ladder:
        return
    elif case.state not in UNDECIDED and not _is_machines_while_appealed(case, by_id, wanted):
        raise Refusal("", _("This case was decided meanwhile. Nothing was changed."))
    elif case.state == State.SECOND and by_id and not wanted.second_id:
        raise Refusal("", _("This case waits for a second pair of eyes."))
    elif _is_claimed_by_another(case, by_id, wanted):
        raise Refusal("", _("Somebody else is looking at this case now. Nothing was changed."))


def _stands(case: Case) -> bool:
    found = Decision.objects.filter(case__kind=case.kind, case__subject_id=case.subject_id, undone=None, ended=None)
    return found.exclude(kind__in=("no_action", "restore", rules.REFUSED)).exclude(case__sealed=True, kind=rules.SEALS).exists()


def _is_machines_while_appealed(case: Case, by_id: int | None, wanted: Wanted) -> bool:
    """What is written while an appeal waits is screened like all else, and whatever that takes away has its statement."""
    return case.state == State.APPEALED and by_id is None and not wanted.host


def _is_claimed_by_another(case: Case, by_id: int | None, wanted: Wanted) -> bool:
    if by_id is None or case.state != State.CLAIMED or case.claimed_by_id in (None, by_id, wanted.second_id):
        return False
    return case.claimed_until is None or case.claimed_until > timezone.now()


def _check_kind(case: Case, subject: About | None, by_id: int | None, wanted: Wanted) -> None:
    if wanted.kind in ("no_action", "restore"):
        return
    if wanted.kind not in rules.ABOUT[case.kind] and not (case.sealed and wanted.kind == rules.SEALS):
        raise Refusal("kind", _not_for(case.kind))
    if subject is None:
        raise Refusal("kind", _("What this case is about has been erased meanwhile. Close the case."))
    if wanted.kind in ("hold", rules.REFUSED) and (by_id or wanted.host):
        raise Refusal("kind", _("Only machines hold something back until a person looks. Decide what becomes of it."))
    if wanted.kind == "withhold" and not wanted.regions:
        raise Refusal("regions", _("Say in which regions it is withheld."))


def _not_for(kind: str) -> str:
    if kind == "comment":
        return _("A comment can be labelled, withheld in regions, held or removed, and its author warned, paused or suspended.")
    if kind == "remark":
        return _("A remark can be removed, and its author warned, paused or suspended.")
    return _("A person can be warned, paused or suspended.")


def _check_eyes(by_id: int | None, wanted: Wanted) -> None:
    """A machine suspends, pauses and warns nobody; a suspension takes two people, but for the host's own hand."""
    if by_id is None and not wanted.host and wanted.kind in rules.OF_PEOPLE:
        raise Refusal("kind", _("No machine decides about a person."))
    if wanted.kind == "suspend" and not wanted.host and wanted.second_id in (None, by_id):
        raise Refusal("second", _("A suspension takes a second pair of eyes."))


def _check_rule(wanted: Wanted) -> None:
    if wanted.kind in ("no_action", "restore") and not wanted.rule:
        return
    if len(wanted.rule) > RULE_LONGEST or site.rule(wanted.rule) is None:
        raise Refusal("rule", _("Choose the rule that this is decided under."))
    if len(wanted.words) > rules.WORDS_CEILING:
        raise Refusal("words", _("That is too long. Say it in fewer words."))


def _check_until(wanted: Wanted) -> None:
    now = timezone.now()
    if wanted.until and not now < wanted.until < now + rules.UNTIL_LONGEST:
        raise Refusal("until", _("Choose a day in the future, within ten years."))
    if wanted.kind == "pause" and wanted.until is None:
        raise Refusal("until", _("Say until when posting is paused."))
