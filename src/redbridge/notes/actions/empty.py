"""What an ended account leaves of a note under which others' words stand: the place they stood on, and nothing of the note."""

from collections.abc import Collection, Iterable
from typing import Any

from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.notes.actions.remove import settle_pictures
from redbridge.notes.models import Comment, Note, Screening, Tally, Waiting

_NOTHING: dict[str, Any] = {
    "kind": Note.Kind.EMPTIED, "card": "", "words": "", "title": "", "body": "", "language": "und", "language_chosen": False,
    "translations": {}, "cover": None, "picture_count": 0, "visibility": Note.Audience.ME, "replies": Note.Audience.ME,
    "sensitive": False, "place": "", "place_language": "und", "places": {}, "pinned_comment": None, "edited": None,
    "standing": "", "rule": "", "label": "", "limited": False, "withheld": [], "withheld_rules": [],
}
KEPT = (Comment, Tally)
"""What stays on the row: others' words, and how many they are."""


def empty_notes(ids: Collection[int]) -> set[int]:
    """Empty those of these notes under which words of others stand, in the caller's transaction; which they are.

    Those that their author had deleted are not among them. The notes are held: whoever takes a comment away meanwhile
    finds them emptied, see `drop_emptied`.
    """
    held = Note.objects.select_for_update(no_key=True).filter(pk__in=list(ids), deleted=None).order_by("pk")
    there = set(held.values_list("pk", flat=True))
    said = Comment.objects.filter(note_id__in=there, deleted=None).exclude(author__state=Person.State.GONE)
    kept = set(said.exclude(author_id=models.F("note__author_id")).values_list("note_id", flat=True))
    _clear(kept)
    _take_off(kept)
    for id_ in kept:
        settle_pictures(id_)
    return kept


def _clear(ids: Collection[int]) -> None:
    """Every column, but for the number, whose it was and whether everybody could read it."""
    now, rows = timezone.now(), Note.rows.filter(pk__in=ids)
    whole = rows.filter(visibility=Note.Audience.EVERYONE, standing="", withheld=[], author__private=False)
    was_open = list(whole.values_list("pk", flat=True))
    rows.update(**_NOTHING, client_key=RandomUUID(), published=now, deleted=now)
    rows.filter(pk__in=was_open).update(visibility=Note.Audience.EVERYONE)
    Tally.objects.filter(pk__in=ids).update(likes=0, collects=0)


def _take_off(ids: Collection[int]) -> None:
    """What hangs on them in any room; a row that names a comment too is about that."""
    for relation in _relations():
        model: Any = relation.related_model
        rows = model._base_manager.filter(**{f"{relation.field.name}__in": ids})
        if any(field.name == "comment" for field in model._meta.fields):
            rows = rows.filter(comment=None)
        if relation.on_delete is models.SET_NULL:
            rows.update(**{relation.field.name: None})
        else:
            rows.delete()
    Screening.objects.filter(kind="note", subject_id__in=ids).delete()
    Waiting.objects.filter(kind="note", row_id__in=ids).delete()


def _relations() -> Iterable[Any]:
    """Every column of any room that points at a note, the nameless too: a table of next year is among them."""
    fields: Iterable[Any] = Note._meta.get_fields(include_hidden=True)
    return [field for field in fields if field.auto_created and not field.concrete and field.related_model not in KEPT]
