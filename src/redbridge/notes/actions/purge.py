"""Deleting for good what could be restored for thirty days, and was not."""

from django.db import transaction

from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.notes.models import Comment, Note


@transaction.atomic
def purge_notes(ids: list[int]) -> None:
    """Delete these notes, with all that hangs on them: comments, likes, notices, versions, pictures."""
    comments = list(Comment.objects.filter(note_id__in=ids).values_list("pk", flat=True))
    media.forget("comment", comments)
    media.forget("note", ids)
    Note.objects.filter(pk__in=ids).delete()
    for id_ in ids:
        audit.record(None, "purge", "note", id_)
        events.emit("note.purged", note_id=id_)


@transaction.atomic
def purge_comments(ids: list[int]) -> None:
    """Delete these comments and the replies under them."""
    replies = Comment.objects.filter(parent_id__in=ids).values_list("pk", flat=True)
    media.forget("comment", [*ids, *replies])
    Comment.objects.filter(pk__in=ids).delete()
