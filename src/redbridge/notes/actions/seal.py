"""Taking words out of every translation, so that nobody and no machine reads them again; and giving them back, where those who
looked say that it was a mistake."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from redbridge.notes.actions.crossing import words_of
from redbridge.notes.models import Comment, Note
from redbridge.notes.models.waiting import Waiting
from redbridge.translation import actions as translation
from redbridge.translation.rules import UNKNOWN


@transaction.atomic
def seal_words(kind: str, id_: int) -> dict[str, Any]:
    """Drop the translations of a note or comment; in a language that nobody knows it waits for none. What was there, for
    `give_back_words`; {} for anything else."""
    row = _row(kind, id_)
    if row is None:
        return {}
    was = {"translations": row.translations, "language": row.language, "language_chosen": row.language_chosen}
    translation.forget(words_of(row).values())
    row.translations, row.language, row.language_chosen = {}, UNKNOWN, True
    row.save(update_fields=["translations", "language", "language_chosen"])
    Waiting.objects.filter(kind=kind, row_id=id_).delete()
    return was


@transaction.atomic
def give_back_words(kind: str, id_: int, was: Mapping[str, Any]) -> None:
    """Let the words be in the language they were in, with their author's and others' translations; nothing where they are."""
    row = _row(kind, id_)
    if row is None or row.language != UNKNOWN or not was:
        return
    row.translations, row.language = was.get("translations", {}), was.get("language", UNKNOWN)
    row.language_chosen = was.get("language_chosen", False)
    row.save(update_fields=["translations", "language", "language_chosen"])


def _row(kind: str, id_: int) -> Note | Comment | None:
    if kind not in ("note", "comment"):
        return None
    rows = Note.objects if kind == "note" else Comment.objects
    row: Note | Comment | None = rows.select_for_update().filter(pk=id_).first()
    return row
