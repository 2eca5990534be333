"""What is being written."""

from django.db import models
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId


class Composition(models.Model):
    """A note not published yet: a draft, or scheduled where `due` is set. Its pictures are of kind "draft" in media."""

    id = TimeId()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    client_key = models.UUIDField()
    fields = models.JSONField(default=dict)
    """The form as it was typed."""
    due = models.DateTimeField(null=True)
    changed = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_composed_once"),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("fields", models.TextField())), 400_000),
                name="notes_composition_ceiling",
            ),
        ]
        indexes = [models.Index(fields=["due"], condition=~models.Q(due=None), name="notes_compositions_due")]
