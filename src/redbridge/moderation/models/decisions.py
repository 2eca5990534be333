"""What was decided and why, and the marks it left."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.cases import Case
from redbridge.moderation.models.ceilings import REGIONS_MOST, RULE_LONGEST, json_at_most


class Decision(models.Model):
    """What was done and the statement of reasons for it, in the fields of the Digital Services Act. Never changed but for
    `undone`, and kept when its subject is gone."""

    class Kind(models.TextChoices):
        LABEL = "label"
        LIMIT = "limit"
        HOLD = "hold"
        WITHHOLD = "withhold"
        REMOVE = "remove"
        WARN = "warn"
        PAUSE = "pause"
        SUSPEND = "suspend"
        NO_ACTION = "no_action"
        RESTORE = "restore"
        REFUSE = "refuse"
        """A short text was not let through, and its writer asked for a person."""

    id = TimeId()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="decisions")
    """Whom it concerns: the author."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: a machine decided."""
    second = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """The other pair of eyes."""
    rule = models.CharField(max_length=RULE_LONGEST)
    pack = models.CharField(max_length=80)
    """The version of the guidelines it was decided under."""
    regions = ArrayField(models.CharField(max_length=2), size=REGIONS_MOST, default=list, db_default=[])
    until = models.DateTimeField(null=True)
    made = models.DateTimeField(db_default=Now())
    statement = models.JSONField()
    """As decisions/statements.py writes it; empty of the person's words once their account has been erased."""
    receipt = models.CharField(max_length=40, blank=True)
    """Of its line in the public record."""
    seen = models.DateTimeField(null=True)
    """When the person first opened the statement."""
    ended = models.DateTimeField(null=True)
    """When its time ran out, or a person's decision took the place of a machine's. Until then, or `undone`, it stands."""
    undone = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    wave = models.BigIntegerField(null=True, db_index=True)
    """The bulk action it was part of, and is undone with."""
    accepted = models.DateTimeField(null=True)
    """When the person said that they accept it; they may still appeal."""

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="moderation_standing"),
            models.Index(fields=["until"], condition=Q(undone=None, ended=None) & ~Q(until=None), name="moderation_ends"),
            models.Index(
                fields=["id"], condition=Q(kind__in=("remove", "hold"), undone=None, ended=None), name="moderation_let_go"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(regions__len__lte=REGIONS_MOST), name="moderation_regions_most"),
            json_at_most("statement", "moderation_statement_ceiling"),
            # That a machine never suspends anybody is held by a trigger (migration 0003): who decided may be erased later.
        ]


class Strike(models.Model):
    """A mark that a decision left; it fades, and an undone decision takes it back."""

    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, primary_key=True, related_name="strike")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="strikes")
    fades = models.DateTimeField()
    taken_back = models.DateTimeField(null=True)
