"""The memory: what has been translated once is served wherever the same text stands."""

from django.db import models
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.kernel.fields import TimeId
from redbridge.translation.options import WHY_SIZE

models.BinaryField.register_lookup(Length)

MAX_TEXT = 40_000
MAX_NAME = 60
MAX_TERM = 60
MAX_REASON = 300
MAX_ENTRY = 12_000
"""Of an entry as JSON, where a character may take six."""


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


class Term(models.Model):
    """An entry of the glossary that a member wrote: a new one, or a better one for a term that is explained already."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        APPROVED = "approved"
        DECLINED = "declined"
        REPLACED = "replaced"
        """Approved once; another entry for the same term stands in its place."""
        WITHDRAWN = "withdrawn"

    id = TimeId()
    language = models.CharField(max_length=10)
    term = models.CharField(max_length=MAX_TERM)
    folded = models.CharField(max_length=MAX_TERM)
    """As two spellings are compared."""
    entry = models.JSONField()
    """As an item of a data file, `term` included."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposer_id = models.BigIntegerField(null=True)
    decider_id = models.BigIntegerField(null=True)
    """People, by number only: rooms above know them. None once their account has ended."""
    reason = models.CharField(max_length=MAX_REASON, blank=True)
    proposed = models.DateTimeField(db_default=Now())
    decided = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded"], condition=models.Q(state="approved"), name="term_explained_once"
            ),
            models.CheckConstraint(
                name="term_state", condition=models.Q(state__in=("proposed", "approved", "declined", "replaced", "withdrawn"))
            ),
            models.CheckConstraint(name="term_language", condition=models.Q(language__in=("zh-Hans", "en"))),
            models.CheckConstraint(
                name="term_entry_most",
                condition=LessThanOrEqual(Length(Cast("entry", models.TextField())), MAX_ENTRY),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "language", "id"], name="term_by_state"),
            models.Index(fields=["proposer_id", "-id"], name="term_by_proposer"),
        ]
