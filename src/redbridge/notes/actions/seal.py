"""Taking words out of every translation for good: nobody and no machine is to read them again."""

from django.db import transaction

from redbridge.notes.actions.crossing import words_of
from redbridge.notes.models import Comment, Note
from redbridge.notes.models.waiting import Waiting
from redbridge.translation import actions as translation
from redbridge.translation.rules import UNKNOWN


@transaction.atomic
def seal_words(kind: str, id_: int) -> None:
    """Drop the translations of a note or comment; in a language that nobody knows it waits for none. Anything else: nothing."""
    if kind not in ("note", "comment"):
        return
    rows = Note.objects if kind == "note" else Comment.objects
    row: Note | Comment | None = rows.select_for_update().filter(pk=id_).first()
    if row is None:
        return
    translation.forget(words_of(row).values())
    row.translations, row.language, row.language_chosen = {}, UNKNOWN, True
    row.save(update_fields=["translations", "language", "language_chosen"])
    Waiting.objects.filter(kind=kind, row_id=id_).delete()
