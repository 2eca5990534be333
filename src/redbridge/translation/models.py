"""The memory: what has been translated once is served wherever the same text stands."""

from django.db import models
from django.db.models.functions import Length, Now

models.BinaryField.register_lookup(Length)

MAX_TEXT = 40_000
MAX_NAME = 60


class Memory(models.Model):
    """One text's translation for one pair. Only public text ever gets here."""

    pk = models.CompositePrimaryKey("hash", "source", "target")
    hash = models.BinaryField(max_length=32)
    source = models.CharField(max_length=35)
    target = models.CharField(max_length=35)
    text = models.CharField(max_length=MAX_TEXT)
    by = models.CharField(max_length=10)
    engine = models.CharField(max_length=MAX_NAME)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="memory_hash_is_sha256", condition=models.Q(hash__length=32)),
            models.CheckConstraint(name="memory_by", condition=models.Q(by__in=("human", "engine"))),
        ]
