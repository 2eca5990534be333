"""What people asked to take along."""

from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId


class Export(models.Model):
    """One archive of one person, at `key` in the site's storage once it is ready, until `until`."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"
        GONE = "gone"

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    key = models.CharField(max_length=64)
    language = models.CharField(max_length=10)
    """Of its pages."""
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    """Pieces packed, of how many."""
    size = models.BigIntegerField(default=0)
    asked = models.DateTimeField(db_default=Now())
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="waiting"), name="portability_one_at_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "-id"], name="portability_exports_of"),
            models.Index(fields=["until"], condition=models.Q(state="ready"), name="portability_exports_end"),
        ]
