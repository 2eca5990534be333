"""Deleting, and taking it back. A deleted row stays, hidden on every surface at once, since they all ask for it by join.

What moderation removed stays removed, whatever its author deletes or brings back.
"""

from django.db import connection, transaction
from django.utils import timezone

from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.notes.models import Comment, Note, Standing


@transaction.atomic
def remove_note(person_id: int, note: Note) -> None:
    """Hide the note, its pictures and those of its comments; `restore_note` brings all back."""
    if Note.objects.filter(pk=note.pk, deleted=None).update(deleted=timezone.now()):
        settle_all_pictures(note.pk)
        audit.record(person_id, "delete", "note", note.pk)
        events.emit("note.deleted", note_id=note.pk)


@transaction.atomic
def restore_note(person_id: int, note: Note) -> None:
    """Bring a deleted note back to where it stood, with its likes and comments."""
    if Note.objects.filter(pk=note.pk).exclude(deleted=None).update(deleted=None):
        settle_all_pictures(note.pk)
        audit.record(person_id, "restore", "note", note.pk)
        events.emit("note.restored", note_id=note.pk)


_UNCOUNT = """
update notes_tally set comments = (select count(*) from notes_comment c left join notes_comment p on p.id = c.parent_id
    where c.note_id = %(note)s and c.deleted is null and c.standing = '' and p.deleted is null
      and coalesce(p.standing, '') = '') where note_id = %(note)s
"""


@transaction.atomic
def remove_comment(person_id: int, comment: Comment) -> None:
    """Hide a comment and the replies under it, pictures too; `restore_comment` by the same person brings them back."""
    if Comment.objects.filter(pk=comment.pk, deleted=None).update(deleted=timezone.now(), deleted_by=person_id):
        settle_pictures(comment.note_id)
        count_again(comment.note_id)
        audit.record(person_id, "delete", "comment", comment.pk)
        events.emit("comment.deleted", comment_id=comment.pk)


@transaction.atomic
def restore_comment(person_id: int, comment: Comment) -> None:
    """Bring a deleted comment back, and the replies that went with it."""
    if Comment.objects.filter(pk=comment.pk).exclude(deleted=None).update(deleted=None, deleted_by=None):
        settle_pictures(comment.note_id)
        count_again(comment.note_id)
        audit.record(person_id, "restore", "comment", comment.pk)
        events.emit("comment.restored", comment_id=comment.pk)


def settle_all_pictures(note_id: int) -> None:
    """Serve a note's pictures and those of its comments to whom they are for now, or to nobody."""
    note = Note.objects.select_for_update(no_key=True).get(pk=note_id)
    (media.hide if is_gone(note) else media.show)("note", note_id)
    media.reguard("note", [note_id])
    settle_pictures(note_id)


def settle_pictures(note_id: int) -> None:
    """Serve the pictures of those comments on a note that stand, hide those of the others.

    The note is held, so that of two deeds about it the second sees what the first did.
    """
    note = Note.rows.select_for_update(no_key=True).get(pk=note_id)
    pictured = list(Comment.objects.select_related("parent").filter(note_id=note_id).exclude(picture=None))
    away = is_gone(note) and note.kind != Note.Kind.EMPTIED
    standing = [] if away else [one.pk for one in pictured if not any(map(is_gone, (one, one.parent)))]
    media.show("comment", *standing)
    media.hide("comment", *{one.pk for one in pictured} - set(standing))
    media.reguard("comment", standing)


def is_gone(row: Note | Comment | None) -> bool:
    """Whether it is there for nobody, its author included."""
    return row is not None and (row.deleted is not None or row.standing == Standing.REMOVED)


def count_again(note_id: int) -> None:
    """Count the comments that are there for everyone."""
    with connection.cursor() as cursor:
        cursor.execute(_UNCOUNT, {"note": note_id})
