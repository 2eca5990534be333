"""The author says in which language they wrote. Translations made from the wrong one are dropped and made anew."""

from django.db import transaction

from redbridge.kernel import audit, events
from redbridge.notes.models import Comment, Note
from redbridge.notes.rules import OWN


@transaction.atomic
def relabel_note(person_id: int, note: Note, language: str) -> None:
    """Set a note's language; a person's translations stay, a machine's go."""
    _relabel(note, language)
    audit.record(person_id, "relabel", "note", note.pk)
    events.emit("note.relabelled", note_id=note.pk)
    if note.place or note.picture_count:
        events.emit("note.described", note_id=note.pk)


@transaction.atomic
def relabel_comment(person_id: int, comment: Comment, language: str) -> None:
    """Set a comment's language; a person's translations stay, a machine's go."""
    _relabel(comment, language)
    audit.record(person_id, "relabel", "comment", comment.pk)
    events.emit("comment.relabelled", comment_id=comment.pk)
    if comment.picture:
        events.emit("comment.described", comment_id=comment.pk)


def _relabel(row: Note | Comment, language: str) -> None:
    row.language, row.language_chosen = language, True
    row.translations = {
        code: said for code, said in row.translations.items() if said.get("by") in ("human", OWN) and code != language
    }
    row.save(update_fields=["language", "language_chosen", "translations"])
