"""What waits for a translation."""

from django.db import models
from django.db.models.functions import Now


class Waiting(models.Model):
    """A note or comment that waits for its translation into `target`, "" for all languages of the site."""

    pk = models.CompositePrimaryKey("kind", "row_id", "target")
    kind = models.CharField(max_length=8)
    row_id = models.BigIntegerField()
    target = models.CharField(max_length=35, blank=True)
    note_id = models.BigIntegerField()
    """Whose popularity counts: the note itself, or the one it answers."""
    turn = models.DateTimeField()
    """The earliest comes first; popular and asked for, it is earlier than it came."""
    after = models.DateTimeField(db_default=Now())
    """Not before this: somebody works on it, or an engine was down."""
    tries = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=("note", "comment")), name="notes_waiting_kind")]
        indexes = [models.Index(fields=["turn"], name="notes_waiting_turn")]


class Walk(models.Model):
    """How far a round through all rows of a kind has come: a job goes on where the one before it stopped."""

    kind = models.CharField(max_length=8, primary_key=True)
    at = models.BigIntegerField()
    """The id it goes on below; 0 at the end of a round."""
    begun = models.DateTimeField()
    setting = models.CharField(max_length=32)
    """Under which engines and languages, as a hash."""
