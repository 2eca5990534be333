"""Versions of the packs, kept for ever; drafts of changes, and what members say of them."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.accounts.models import Person
from redbridge.guidelines import rules
from redbridge.kernel.fields import TimeId

SOURCE_CEILING = 4_000_000
"""Code points of a pack, as policy takes them."""
TRANSLATIONS_CEILING = 200_000


def at_most(field: str, most: int, name: str) -> models.CheckConstraint:
    """A ceiling in the database, in code points."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(Cast(field, models.TextField())), most), name=name)


class Version(models.Model):
    """A pack as it came into force, with its whole YAML. An empty one: the pack left."""

    id = TimeId()
    pack = models.CharField(max_length=40)
    number = models.IntegerField()
    digest = models.CharField(max_length=64)
    source = models.TextField(blank=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["pack", "-id"], name="guidelines_versions")]
        constraints = [at_most("source", SOURCE_CEILING, "guidelines_source_most")]


class Draft(models.Model):
    """A change that is spoken about before it comes into force."""

    class State(models.TextChoices):
        OPEN = "open"
        ADOPTED = "adopted"
        CHANGED = "changed"
        """Adopted otherwise than it was proposed."""
        DROPPED = "dropped"

    id = TimeId()
    pack = models.CharField(max_length=40)
    number = models.IntegerField()
    source = models.TextField()
    base = models.ForeignKey(Version, null=True, on_delete=models.PROTECT, related_name="+")
    """What was in force when it was proposed; None for a new pack."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=rules.WHY_LONGEST * 8, blank=True)
    language = models.CharField(max_length=20, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    opened = models.DateTimeField(db_default=Now())
    closes = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN, db_default="open")
    decided = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=rules.WHY_LONGEST * 8, blank=True)
    """Why, in words; `outcome_language` and `outcome_translations` as above."""
    outcome_language = models.CharField(max_length=20, default="und", db_default="und")
    outcome_translations = models.JSONField(default=dict, db_default={})
    became = models.TextField(blank=True)
    """The YAML that was adopted, where it is another."""

    class Meta:
        constraints = [
            at_most("source", SOURCE_CEILING, "guidelines_draft_most"),
            at_most("became", SOURCE_CEILING, "guidelines_became_most"),
            at_most("translations", TRANSLATIONS_CEILING, "guidelines_why_most"),
            at_most("outcome_translations", TRANSLATIONS_CEILING, "guidelines_outcome_most"),
            models.UniqueConstraint(fields=["pack"], condition=Q(state="open"), name="guidelines_one_draft_a_pack"),
        ]


class Remark(models.Model):
    """What a member says of a draft, in any language."""

    id = TimeId()
    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="remarks", db_index=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    client_key = models.UUIDField()
    body = models.CharField(max_length=rules.REMARK_LONGEST * 8)
    language = models.CharField(max_length=20, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    at = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    standing = models.CharField(max_length=8, blank=True, default="", db_default="")
    """"removed" while a decision keeps it from everybody."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="guidelines_said_once"),
            at_most("translations", TRANSLATIONS_CEILING, "guidelines_remark_most"),
        ]
        indexes = [models.Index(fields=["draft", "id"], name="guidelines_remarks")]
