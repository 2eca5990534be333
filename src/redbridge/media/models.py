"""One picture of something: a note now, whatever comes later. It knows its subject as (kind, id) only."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.kernel.fields import TimeId, same_text
from redbridge.media.colour import CLASSES
from redbridge.media.rules import (
    LONGEST_ALT,
    LONGEST_NAME,
    LONGEST_SAID,
    LONGEST_TOLD,
    MOST_BYTES,
    MOST_PICTURES,
    MOST_PIECES,
)

GREY = 13
DRAFT = "draft"
"""The kind of a picture whose note is not published yet: its owner alone may see it."""


def _always(name: str, **condition: object) -> models.CheckConstraint:
    return models.CheckConstraint(condition=models.Q(**condition), name=f"media_picture_{name}")

class Picture(models.Model):
    """A picture from upload to renditions. What was sent lies under `spool` until it is re-made."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READY = "ready"
        FAILED = "failed"

    id = TimeId()
    owner_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    position = models.SmallIntegerField()
    alt = models.CharField(max_length=LONGEST_ALT, blank=True)
    alt_language = models.CharField(max_length=35, default="und")
    said = models.CharField(max_length=LONGEST_SAID, blank=True, default="", db_default="")
    """The text in the picture, as a machine read it."""
    said_language = models.CharField(max_length=35, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    """Language to `alt` and `said` in it, `by` and `engine`."""
    width = models.IntegerField()
    height = models.IntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    hidden = models.BooleanField(default=False)
    away = models.BooleanField(default=False, db_default=False)
    """Its owner is: not served, whatever its subject says."""
    guarded = models.BooleanField(default=False, db_default=False)
    """Not for everyone: who asks for it is asked who they are."""
    kept = models.BooleanField(default=False, db_default=False)
    """As evidence: nobody erases it, neither its owner nor the end of their account, until it is let go."""
    dc = models.SmallIntegerField(default=GREY)
    widths = ArrayField(models.SmallIntegerField(), default=list)
    """Ready in every format, ascending."""
    spool = models.CharField(max_length=64, blank=True)
    crop = ArrayField(models.FloatField(), size=4, null=True)
    """What is kept of the upright picture, as fractions: x, y, width, height."""
    created = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [
            models.Index(fields=["kind", "subject_id", "position"], name="media_picture_subject"),
            models.Index(fields=["created"], condition=~models.Q(spool=""), name="media_picture_spooled"),
            same_text("alt", "media_same_alt"),
            same_text("said", "media_same_said"),
        ]
        constraints = [
            _always("position", position__range=(0, MOST_PICTURES - 1)),
            _always("dc", dc__range=(0, len(CLASSES) - 1)),
            _always("state", state__in=["waiting", "ready", "failed"]),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length(Cast("translations", models.TextField())), LONGEST_TOLD),
                name="media_picture_told",
            ),
            _always("size", width__gte=1, height__gte=1),
            models.CheckConstraint(condition=models.Q(crop=None) | models.Q(crop__len=4), name="media_picture_crop"),
        ]


class Upload(models.Model):
    """A picture on its way in, piece by piece. It stays a day after it is whole, so that a repeated piece is no error."""

    id = TimeId()
    owner_id = models.BigIntegerField()
    client_key = models.UUIDField()
    kind = models.CharField(max_length=20)
    subject_id = models.BigIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    length = models.IntegerField()
    received = models.IntegerField(default=0)
    parts = ArrayField(models.CharField(max_length=64), default=list)
    """Keys in the spool, in order."""
    picture_id = models.BigIntegerField(null=True)
    begun = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner_id", "client_key"], name="media_uploaded_once"),
            models.CheckConstraint(
                condition=models.Q(length__range=(1, MOST_BYTES), received__gte=0, received__lte=models.F("length")),
                name="media_upload_length",
            ),
            models.CheckConstraint(condition=models.Q(parts__len__lte=MOST_PIECES), name="media_upload_pieces"),
        ]
        indexes = [models.Index(fields=["begun"], name="media_upload_begun")]
