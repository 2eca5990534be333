"""The author of a note puts one comment before all others."""

from django.db import transaction

from redbridge.kernel import audit
from redbridge.notes.models import Note


@transaction.atomic
def pin(person_id: int, note_id: int, comment_id: int | None) -> None:
    """Pin this comment in the place of another; None pins none."""
    Note.objects.filter(pk=note_id).update(pinned_comment=comment_id)
    audit.record(person_id, "pin" if comment_id else "unpin", "note", note_id)
