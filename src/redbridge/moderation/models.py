"""Reports: what somebody wants to be looked at."""

from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId

WORDS_CEILING = 8_000


class Report(models.Model):
    """One person reports one thing, named by (kind, subject_id): a note, a comment, a person."""

    class Category(models.TextChoices):
        SPAM = "spam"
        SCAM = "scam"
        HARASSMENT = "harassment"
        HATE = "hate"
        SEXUAL = "sexual"
        VIOLENCE = "violence"
        PRIVATE = "private"
        MINORS = "minors"
        ILLEGAL = "illegal"
        IMPERSONATION = "impersonation"
        OTHER = "other"

    id = TimeId()
    reporter = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    category = models.CharField(max_length=15, choices=Category.choices)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    language = models.CharField(max_length=20)
    """Of the reporter's pages."""
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reporter", "kind", "subject_id"], name="moderation_reported_once")
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="moderation_of_subject")]
