"""Deleting for good what could be restored for thirty days, and was not."""

from collections.abc import Iterable

from django.db import transaction

from redbridge.accounts.models import Person
from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.notes.models import Comment, Note


@transaction.atomic
def purge_notes(ids: list[int]) -> None:
    """Delete these notes, with all that hangs on them: comments, likes, notices, versions, pictures."""
    comments = list(Comment.objects.filter(note_id__in=ids).values_list("pk", flat=True))
    media.forget("comment", comments)
    media.forget("note", ids)
    Note.rows.filter(pk__in=ids).delete()
    for id_ in ids:
        audit.record(None, "purge", "note", id_)
        events.emit("note.purged", note_id=id_)


@transaction.atomic
def purge_comments(ids: list[int]) -> None:
    """Delete these comments and the replies under them."""
    replies = Comment.objects.filter(parent_id__in=ids).values_list("pk", flat=True)
    media.forget("comment", [*ids, *replies])
    notes = list(Comment.objects.filter(pk__in=ids).values_list("note_id", flat=True).distinct())
    Comment.objects.filter(pk__in=ids).delete()
    drop_emptied(notes)


@transaction.atomic
def drop_emptied(ids: Iterable[int]) -> None:
    """Delete those of these notes that went with their author's account and under which nobody's words are left.

    They are held, emptied or not: of two transactions that each take the last but one comment away, or of one that takes it
    away while another empties the note, the second sees what the first did.
    """
    held = list(Note.rows.select_for_update(no_key=True).filter(pk__in=list(ids)).order_by("pk").values_list("pk", flat=True))
    worded = Comment.objects.filter(note_id__in=held).exclude(author__state=Person.State.GONE, body="", picture=None)
    left = Note.rows.filter(pk__in=held, kind=Note.Kind.EMPTIED).exclude(pk__in=worded.values("note_id"))
    purge_notes(list(left.values_list("pk", flat=True)))
