"""What the desk alone keeps: a second pair of eyes asked for, what is sealed, waves."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.cases import Case
from redbridge.moderation.models.ceilings import WORDS_CEILING, json_at_most

WAVE_MOST = 2_000
"""Cases of one bulk action."""


class SecondLook(models.Model):
    """A case waits for another person: to confirm a suspension (`wanted`), or to look at it in a language."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="look")
    asked_by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=20)
    wanted = models.JSONField(null=True)
    """The decision proposed, in the fields of `decisions.rules.Wanted`."""
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    """To the other."""
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [json_at_most("wanted", "moderation_wanted_ceiling")]


class Sealing(models.Model):
    """Why a case is sealed, when the authorities were told of it, and who lifted it: two people who had no part in it."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="sealing")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: a picture hash matched."""
    why = models.CharField(max_length=WORDS_CEILING, blank=True)
    at = models.DateTimeField(db_default=Now())
    reported = models.DateTimeField(null=True)
    reported_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    reported_to = models.CharField(max_length=200, blank=True)
    """Which authority, and its number for the report."""
    words = models.JSONField(default=dict, db_default={})
    """The subject's language and translations, as notes.actions.seal gives them: read by nobody, given back whole."""
    asked = models.DateTimeField(null=True)
    """When the keepers of the banks were asked."""
    proposed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who says that it is to be lifted, and waits for another."""
    proposed = models.DateTimeField(null=True)
    proposal = models.CharField(max_length=WORDS_CEILING, blank=True, default="", db_default="")
    lifted = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [json_at_most("words", "moderation_sealed_words_ceiling")]


class Wave(models.Model):
    """One decision for many cases at once, done and undone as one."""

    id = TimeId()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    basis = models.CharField(max_length=80)
    """By what they were chosen, and from which case: "words 2026-1187"."""
    wanted = models.JSONField(null=True)
    """None: chosen and shown, and nothing done."""
    begun = models.DateTimeField(null=True)
    cases = ArrayField(models.BigIntegerField(), size=WAVE_MOST)
    """As they were shown in the preview; each is looked at again when its turn comes."""
    left_out = models.JSONField(default=dict, db_default={})
    """Number of a case, and in a word why nothing was done to it."""
    made = models.DateTimeField(db_default=Now())
    done = models.DateTimeField(null=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cases__len__lte=WAVE_MOST), name="moderation_wave_most"),
            json_at_most("wanted", "moderation_wave_wanted_ceiling"),
            json_at_most("left_out", "moderation_wave_left_out_ceiling"),
        ]
