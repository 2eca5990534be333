"""Where notes are collected."""

from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.notes.models.ceilings import BOARD_CEILING
from redbridge.notes.models.note import Note


class Board(models.Model):
    """A collection of notes: public, private, or shared with the people in BoardMember, who add to it too."""

    id = TimeId()
    owner = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="boards")
    name = models.CharField(max_length=BOARD_CEILING)
    public = models.BooleanField(default=True)
    changed = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    """What lay on it is unsorted meanwhile, and for good where it is not brought back."""


class BoardMember(models.Model):
    """Somebody a board is shared with; invited until `accepted`."""

    pk = models.CompositePrimaryKey("board_id", "person_id")
    board = models.ForeignKey(Board, on_delete=models.CASCADE, related_name="members", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    accepted = models.BooleanField(default=False)


class Collected(models.Model):
    """One person collected one note, once; `board` is where it lies, none for the unsorted."""

    pk = models.CompositePrimaryKey("person_id", "note_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="+")
    board = models.ForeignKey(Board, null=True, on_delete=models.SET_NULL, related_name="collected", db_index=False)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-note"], name="notes_collected_by"),
            models.Index(fields=["board", "-at", "-note"], name="notes_collected_on"),
        ]
