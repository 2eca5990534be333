"""What decisions do, and what remains when one of them is taken back: what is left of a thing is always told anew from all
decisions that stand, so that taking one back never brings in what another one keeps out."""

from datetime import datetime

from django.db.models import QuerySet

from redbridge.accounts import actions as accounts
from redbridge.guidelines.actions import restrict_remark
from redbridge.moderation.decisions import rules
from redbridge.moderation.decisions.rules import Live
from redbridge.moderation.models import Decision
from redbridge.notes.actions.moderate import restrict_comment, restrict_note


def apply(kind: str, subject_kind: str, subject_id: int, person_id: int | None, by_id: int | None) -> None:
    """Bring what a decision of `kind` touches to what the decisions that stand say."""
    if kind in rules.OF_NOTES:
        settle(subject_kind, subject_id, by_id)
    elif kind == "pause" and person_id:
        accounts.pause_posting(person_id, _longest(person_id, kind)[1], by_id)
    elif kind == "suspend" and person_id:
        _settle_suspension(person_id, by_id)


def settle(kind: str, subject_id: int, by_id: int | None) -> None:
    """Write what is left of a note, comment or remark on its row, and of a person's pictures."""
    found = Decision.objects.filter(case__kind=kind, case__subject_id=subject_id, undone=None, ended=None).order_by("pk")
    left = rules.left_by(Live(kind, rule, tuple(regions)) for kind, rule, regions in found.values_list("kind", "rule", "regions"))
    if kind == "note":
        restrict_note(subject_id, by_id, standing=left.standing, limited=left.limited, label=left.label,
                      withheld=left.withheld, rule=left.rule)
    elif kind == "comment":
        restrict_comment(subject_id, by_id, standing=left.standing, label=left.label, withheld=left.withheld, rule=left.rule)
    elif kind == "remark":
        restrict_remark(subject_id, by_id, standing=left.standing)
    elif kind == "person":
        accounts.hide_faces(subject_id, _last_removed(found), by_id)


def _last_removed(found: "QuerySet[Decision]") -> int:
    """What somebody shows after a removal was not removed: ids are in the order of time, whatever they are of. A statement that
    was written later than the removal names the last picture."""
    removed = found.filter(kind="remove").values_list("pk", "statement__up_to")
    return max((int(up_to or pk) for pk, up_to in removed), default=0)


def _settle_suspension(person_id: int, by_id: int | None) -> None:
    any_, until = _longest(person_id, "suspend")
    if any_:
        accounts.suspend(person_id, until, by_id)
    else:
        accounts.reinstate(person_id, by_id)


def _longest(person_id: int, kind: str) -> tuple[bool, datetime | None]:
    """Whether any of a person's decisions of this kind stands, and when the longest ends; None: not by itself."""
    found = Decision.objects.filter(person_id=person_id, kind=kind, undone=None, ended=None)
    ends = list(found.values_list("until", flat=True))
    return bool(ends), None if None in ends else max((end for end in ends if end), default=None)
