"""What was said against decisions."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.ceilings import WORDS_CEILING, json_at_most
from redbridge.moderation.models.decisions import Decision


class Appeal(models.Model):
    """What somebody says against a decision: the one it concerns, or a reporter against "no action". Once a person."""

    class State(models.TextChoices):
        FILED = "filed"
        GRANTED = "granted"
        REFUSED = "refused"
        WITHDRAWN = "withdrawn"
        OVERTAKEN = "overtaken"
        """The decision was taken back before anybody read the appeal."""

    id = TimeId()
    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="appeals")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="appeals")
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    language = models.CharField(max_length=20)
    translations = models.JSONField(default=dict, db_default={})
    """Language to `words`, `by` and `engine`."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.FILED, db_default="filed")
    filed = models.DateTimeField(db_default=Now())
    claimed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    decided = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    answer = models.CharField(max_length=WORDS_CEILING, blank=True)
    """Why it was refused; never empty where it was."""
    answer_language = models.CharField(max_length=20, default="und", db_default="und")
    answer_translations = models.JSONField(default=dict, db_default={})
    told = models.DateTimeField(null=True)
    """When the person was told what became of it."""
    asked = models.DateTimeField(null=True)
    """When administrators were asked to read it, or to appoint somebody who may."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="moderation_appealed_once"),
            models.CheckConstraint(condition=~Q(state="refused", answer=""), name="moderation_refused_with_reason"),
            json_at_most("translations", "moderation_appeal_translations_ceiling"),
            json_at_most("answer_translations", "moderation_answer_translations_ceiling"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state="filed"), name="moderation_appeals_open")]
