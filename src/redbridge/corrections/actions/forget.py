"""What stays of who and what is gone: the words that were accepted, without a name, where others' rows show them."""

from django.db import transaction
from django.db.models import Exists, OuterRef

from redbridge.accounts.models import Person
from redbridge.corrections.actions.spread import forget_names
from redbridge.corrections.models import Doubt, Reach, Suggestion
from redbridge.notes.models import Comment, Note


@transaction.atomic
def forget_person(person_id: int) -> None:
    """Drop what waited and the name on what was accepted; what was said of texts that are gone goes with them.

    A change that still stands on others' rows stays in the log and can be undone: it is about one of those from now on.
    """
    mine = Suggestion.objects.filter(proposer_id=person_id)
    forget_names(list(mine.filter(state="accepted").values_list("pk", flat=True)))
    mine.exclude(state__in=("accepted", "undone")).delete()
    mine.update(proposer_id=None)
    Suggestion.objects.filter(decided_by=person_id).update(decided_by=None)
    Suggestion.objects.filter(undone_by=person_id).update(undone_by=None)
    for one in Suggestion.objects.filter(author_id=person_id):
        _hand_over(one)


@transaction.atomic
def forget_vanished() -> None:
    """Rows that were deleted for good are in none of our tables; a change that others' rows show is about one of those."""
    for kind, rows in (("note", Note), ("comment", Comment)):
        there = Exists(rows.objects.filter(pk=OuterRef("subject_id")))
        Reach.objects.filter(~there, kind=kind).delete()
        Doubt.objects.filter(~there, kind=kind).delete()
        for one in Suggestion.objects.filter(~there, kind=kind):
            _hand_over(one)


def _hand_over(one: Suggestion) -> None:
    for reach in Reach.objects.filter(suggestion=one, live=True).order_by("pk")[:200]:
        if owner := _author(reach.kind, reach.subject_id, but=one.author_id):
            one.kind, one.subject_id, one.field, one.author_id = reach.kind, reach.subject_id, reach.field, owner
            return one.save()
    one.delete()
    return None


def _author(kind: str, id_: int, but: int) -> int | None:
    if kind == "person":
        return id_ if id_ != but and Person.objects.filter(pk=id_, state=Person.State.ACTIVE).exists() else None
    rows = (Note if kind == "note" else Comment).objects.filter(pk=id_, deleted=None)
    return rows.exclude(author_id=but).values_list("author_id", flat=True).first()
