"""Hashes of the site's pictures, those that the host looks for, and what these were wrong about."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.cases import Case
from redbridge.moderation.pictures.rules import PARTS, RULE_LONGEST, WORD_LONGEST

BANK_LONGEST = 120


class PictureHash(models.Model):
    """A picture of the site; `keys` are the four parts of its bits by which near ones are found.

    Without bits: it was looked at, and there is nothing to tell it by.
    """

    picture_id = models.BigIntegerField(primary_key=True)
    bits = models.BigIntegerField(null=True)
    keys = ArrayField(models.IntegerField(), size=PARTS)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        app_label = "moderation"
        indexes = [GinIndex(fields=["keys"], fastupdate=False, name="moderation_picture_keys")]
        constraints = [models.CheckConstraint(condition=models.Q(keys__len__lte=PARTS), name="moderation_picture_parts")]


class BankedHash(models.Model):
    """A picture that the host looks for, from the file `bank`."""

    bank = models.CharField(max_length=BANK_LONGEST)
    bits = models.BigIntegerField()
    keys = ArrayField(models.IntegerField(), size=PARTS)
    rule = models.CharField(max_length=RULE_LONGEST)
    word = models.CharField(max_length=WORD_LONGEST, blank=True)

    class Meta:
        app_label = "moderation"
        indexes = [GinIndex(fields=["keys"], fastupdate=False, name="moderation_banked_keys")]
        constraints = [
            models.UniqueConstraint(fields=["bank", "bits", "rule"], name="moderation_banked_once"),
            models.CheckConstraint(condition=models.Q(keys__len=PARTS), name="moderation_banked_parts"),
        ]


class Cleared(models.Model):
    """A line of a bank (`line`, `rule`) was wrong about a picture (`bits`), as two people said: it meets that picture no more.
    Every other picture it meets as before, and every other line this one."""

    id = TimeId()
    bits = models.BigIntegerField()
    line = models.BigIntegerField()
    rule = models.CharField(max_length=RULE_LONGEST)
    bank = models.CharField(max_length=BANK_LONGEST)
    word = models.CharField(max_length=WORD_LONGEST, blank=True)
    apart = models.SmallIntegerField()
    """In how many of 64 places they differ."""
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="cleared")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    second = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(db_default=Now())
    told = models.DateTimeField(null=True)
    """When the keeper of the bank was told."""

    class Meta:
        app_label = "moderation"
        constraints = [models.UniqueConstraint(fields=["bits", "line", "rule"], name="moderation_cleared_once")]
        indexes = [models.Index(fields=["line", "rule"], name="moderation_cleared_lines")]
