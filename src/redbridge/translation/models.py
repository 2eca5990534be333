"""The memory: what has been translated once is served wherever the same text stands."""

from django.db import models
from django.db.models.functions import Length, Now

from redbridge.translation.options import WHY_SIZE

models.BinaryField.register_lookup(Length)

MAX_TEXT = 40_000
MAX_NAME = 60


class Memory(models.Model):
    """What a person made of a whole text, for one pair. Only of public text; rows of engines are from older versions."""

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


class Rendered(models.Model):
    """What an engine made of one piece, as it was sent: a line with placeholders. Only of public text.

    `text` empty: nothing that can be shown, so it is not asked again for a day.
    """

    pk = models.CompositePrimaryKey("hash", "source", "target", "engine", "glossary")
    hash = models.BinaryField(max_length=32)
    source = models.CharField(max_length=35)
    target = models.CharField(max_length=35)
    engine = models.CharField(max_length=MAX_NAME)
    """The engine's key; `name` is how readers know it."""
    glossary = models.IntegerField()
    """The version of the glossary that helped."""
    text = models.CharField(max_length=MAX_TEXT, blank=True)
    name = models.CharField(max_length=MAX_NAME)
    created = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="rendered_hash_is_sha256", condition=models.Q(hash__length=32)),
        ]
        indexes = [models.Index(fields=["created"], name="rendered_by_age")]


class Spending(models.Model):
    """What one engine was given on one day (UTC). A row of its own for each, so that a budget is one comparison."""

    pk = models.CompositePrimaryKey("day", "engine")
    day = models.DateField()
    engine = models.CharField(max_length=MAX_NAME)
    characters = models.BigIntegerField(db_default=0)
    requests = models.BigIntegerField(db_default=0)
    failures = models.BigIntegerField(db_default=0)
    milliseconds = models.BigIntegerField(db_default=0)
    """Of the requests that were answered."""

    class Meta:
        constraints = [models.CheckConstraint(name="spending_not_less", condition=models.Q(characters__gte=0))]


class Health(models.Model):
    """How an engine does, as all processes know it. No row: nothing ever went wrong."""

    engine = models.CharField(max_length=MAX_NAME, primary_key=True)
    failures = models.IntegerField(db_default=0)
    """In a row."""
    shut_until = models.DateTimeField(null=True)
    """Nobody asks before; whoever asks then holds the others off by setting it anew."""
    why = models.CharField(max_length=WHY_SIZE, db_default="")
    seen = models.DateTimeField(db_default=Now())
