"""What stays of somebody whose account has ended: the words that were accepted, without a name."""

from django.db import transaction

from redbridge.corrections.actions.spread import forget_names
from redbridge.corrections.models import Reach, Suggestion
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


def _hand_over(one: Suggestion) -> None:
    for reach in Reach.objects.filter(suggestion=one, live=True).order_by("pk")[:200]:
        if owner := _author(reach.kind, reach.subject_id, but=one.author_id):
            one.kind, one.subject_id, one.field, one.author_id = reach.kind, reach.subject_id, reach.field, owner
            return one.save()
    one.delete()
    return None


def _author(kind: str, id_: int, but: int) -> int | None:
    rows = (Note if kind == "note" else Comment).objects.filter(pk=id_, deleted=None)
    return rows.exclude(author_id=but).values_list("author_id", flat=True).first()
