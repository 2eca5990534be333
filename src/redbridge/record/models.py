"""The record: what waits for its number, the chain, its signed heads, and the sums that charts are drawn from."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.kernel.fields import TimeId
from redbridge.record import rules

HEX = 64
SIGNATURE = 128


class Said(models.Model):
    """What a line says. Nothing here is about one person, not even as a hash: `receipt` marks a random token."""

    day = models.DateField()
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=rules.RULE_LONGEST, blank=True)
    language = models.CharField(max_length=rules.LANGUAGE_LONGEST, blank=True)
    by = models.CharField(max_length=7)
    seconds = models.IntegerField()
    region = models.CharField(max_length=rules.REGION_LONGEST, blank=True)
    surface = models.CharField(max_length=rules.SURFACE_LONGEST, blank=True)
    appealed = models.BooleanField()
    receipt = models.CharField(max_length=32, unique=True)

    class Meta:
        abstract = True


class Waiting(Said):
    """Written with the decision, in its transaction, and waiting for a number: a minute at most."""

    id = TimeId()
    reverses = models.CharField(max_length=32, blank=True)
    """The mark of the receipt of the line it takes back."""


class Entry(Said):
    """A line of the chain. The database refuses to change or delete one (migration 0001)."""

    number = models.BigIntegerField(primary_key=True)
    reverses = models.BigIntegerField(null=True)
    previous = models.CharField(max_length=HEX)
    hash = models.CharField(max_length=HEX)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="record_numbered_from_one")]
        # Few among many: the report of a year reads these and nothing else.
        indexes = [
            models.Index(fields=["day"], condition=Q(kind__in=rules.OUTSIDE), name="record_from_outside"),
            models.Index(fields=["reverses"], condition=~Q(reverses=None), name="record_answers"),
        ]


class Key(models.Model):
    """The public half of a key that signs heads. `handover`: the key before it signed this one."""

    id = TimeId()
    public = models.CharField(max_length=HEX, unique=True)
    day = models.DateField()
    handover = models.CharField(max_length=SIGNATURE, blank=True)


class Head(models.Model):
    """On this day the record ended with this line: signed, so that whoever kept it sees what is cut off or rewritten."""

    day = models.DateField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.CharField(max_length=HEX)
    key = models.CharField(max_length=HEX)
    signature = models.CharField(max_length=SIGNATURE)


class Tally(models.Model):
    """How many lines of one kind a month has: pages of charts cost the same for the first line and the millionth."""

    id = TimeId()
    month = models.DateField()
    kind = models.CharField(max_length=20)
    rule = models.CharField(max_length=rules.RULE_LONGEST, blank=True)
    language = models.CharField(max_length=rules.LANGUAGE_LONGEST, blank=True)
    by = models.CharField(max_length=7)
    pace = models.SmallIntegerField()
    """See rules.PACES."""
    appealed = models.BooleanField()
    surface = models.CharField(max_length=rules.SURFACE_LONGEST, blank=True, default="", db_default="")
    times = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month", "kind", "rule", "language", "by", "pace", "appealed", "surface"], name="record_tallied"
            )
        ]


class Published(models.Model):
    """How many notes of a language a month brought, so that decisions can be told in a thousand."""

    id = TimeId()
    month = models.DateField()
    language = models.CharField(max_length=rules.LANGUAGE_LONGEST)
    times = models.IntegerField()
    counted = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "language"], name="record_published_once")]
