"""What machines would decide."""

from django.db import models
from django.db.models.functions import Now

from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.cases import Case
from redbridge.moderation.models.ceilings import RULE_LONGEST, WORDS_CEILING
from redbridge.moderation.models.decisions import Decision


class Draft(models.Model):
    """What a machine would decide, for a person to take or leave: never shown to anybody but the desk."""

    id = TimeId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    source = models.CharField(max_length=20)
    """judge, pictures, rules."""
    kind = models.CharField(max_length=10, choices=Decision.Kind.choices)
    rule = models.CharField(max_length=RULE_LONGEST)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    """Why, as the machine said it."""
    at = models.DateTimeField(db_default=Now())
