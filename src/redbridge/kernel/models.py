"""Tables of the house itself; none of the domain."""

from django.db import models
from django.db.models.functions import Now

from redbridge.kernel.fields import TimeId


class Audit(models.Model):
    """Who did what to which row, written in the same transaction as the deed."""

    id = TimeId()
    actor_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    subject_id = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"])]


class Hit(models.Model):
    """How often a limited thing was done in one slice of time (see limits.py)."""

    key = models.CharField(max_length=160)
    slice = models.BigIntegerField()
    times = models.IntegerField()
    made = models.DateTimeField(db_default=Now(), db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "slice"], name="kernel_hit_once")]
