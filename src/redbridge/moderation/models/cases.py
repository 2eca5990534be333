"""Reports, and the cases they join."""

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.models.ceilings import WORDS_CEILING, json_at_most

UNDECIDED = Q(state__in=["open", "claimed", "second"])


class Case(models.Model):
    """All that is said about one subject until it is decided: (kind, subject_id) is a note, a comment, a person.

    A subject has at most one case that is not closed.
    """

    class State(models.TextChoices):
        OPEN = "open"
        CLAIMED = "claimed"
        SECOND = "second"
        """Waits for another pair of eyes: four eyes for a suspension, or a second reviewer of the language."""
        DECIDED = "decided"
        APPEALED = "appealed"
        CLOSED = "closed"

    class Source(models.TextChoices):
        REPORT = "report"
        RULES = "rules"
        SURGE = "surge"
        FLOOD = "flood"
        PICTURES = "pictures"
        COORDINATED = "coordinated"
        JUDGE = "judge"
        LADDER = "ladder"
        DESK = "desk"

    id = TimeId()
    number = models.CharField(max_length=20, unique=True)
    """As people say it: 2026-1187."""
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=20)
    """Of the subject's words."""
    category = models.CharField(max_length=20)
    severity = models.SmallIntegerField(default=1, db_default=1)
    """1 to 5, the gravest that anybody or any rule said."""
    source = models.CharField(max_length=12, choices=Source.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN, db_default="open")
    reports = models.IntegerField(default=0, db_default=0)
    categories = models.JSONField(default=dict, db_default={})
    """Category to how many of the reports chose it: counted with them, so that no page counts thousands."""
    claimed_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    claimed_until = models.DateTimeField(null=True)
    second_language = models.CharField(max_length=20, blank=True, default="", db_default="")
    """The language a second reviewer is asked for."""
    sealed = models.BooleanField(default=False, db_default=False)
    """Imagery of abuse of minors: only leads and administrators, translated for nobody, given back by two of them alone."""
    facts = models.JSONField(default=dict, db_default={})
    """What machines found, with spans: never shown as a decision."""
    opened = models.DateTimeField(db_default=Now())
    moved = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], condition=~Q(state="closed"), name="moderation_one_open_case"),
            models.CheckConstraint(condition=Q(severity__gte=1, severity__lte=5), name="moderation_severity"),
            json_at_most("facts", "moderation_facts_ceiling"),
            json_at_most("categories", "moderation_categories_ceiling"),
        ]
        indexes = [
            # Turned round, so that no planner takes the primary key for the order and walks through all that is of another
            # language or severity.
            models.Index("language", "severity", F("id") * Value(-1), condition=UNDECIDED, name="moderation_queues"),
            models.Index("severity", F("id") * Value(-1), condition=UNDECIDED, name="moderation_queues_of_all"),
            models.Index(fields=["author", "-id"], name="moderation_history"),
            # Few among many: without an index of their own a list of them would walk through all that waits.
            models.Index(fields=["-severity", "id"], condition=Q(state="second"), name="moderation_second_eyes"),
            models.Index(fields=["-severity", "id"], condition=Q(sealed=True), name="moderation_sealed"),
            models.Index(fields=["claimed_by", "id"], condition=Q(state="claimed"), name="moderation_claims"),
        ]


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
    words_language = models.CharField(max_length=20, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    """Language to `words`, `by` and `engine`: for the desk."""
    at = models.DateTimeField(db_default=Now())
    case = models.ForeignKey(Case, null=True, on_delete=models.SET_NULL, related_name="said")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reporter", "kind", "subject_id"], name="moderation_reported_once"),
            json_at_most("translations", "moderation_report_translations_ceiling"),
        ]
        indexes = [
            models.Index(fields=["kind", "subject_id"], name="moderation_of_subject"),
            # Of thousands about one thing few say something in words, and the desk shows the newest of these.
            models.Index(fields=["case", "-id"], condition=~Q(words=""), name="moderation_worded"),
        ]
