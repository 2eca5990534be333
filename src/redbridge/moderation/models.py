"""Reports, the cases they join, what was decided and why, what was said against it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Cast, Length, Now
from django.db.models.lookups import LessThanOrEqual

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId

WORDS_CEILING = 8_000
RULE_LONGEST = 60
REGIONS_MOST = 250
JSON_CEILING = 400_000
UNDECIDED = Q(state__in=["open", "claimed", "second"])


def json_at_most(field: str, name: str) -> models.CheckConstraint:
    """A ceiling in the database for a column of JSON."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(Cast(field, models.TextField())), JSON_CEILING), name=name
    )


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
    """Imagery of abuse of minors: only leads and administrators, never restored, never translated."""
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

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "person"], name="moderation_appealed_once"),
            models.CheckConstraint(condition=~Q(state="refused", answer=""), name="moderation_refused_with_reason"),
            json_at_most("translations", "moderation_appeal_translations_ceiling"),
            json_at_most("answer_translations", "moderation_answer_translations_ceiling"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(state="filed"), name="moderation_appeals_open")]


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

# And what it keeps of pictures and of waves, and what the desk alone keeps; Django finds the models of a room here.
import redbridge.moderation.coordinated.models  # noqa: E402
import redbridge.moderation.desk.models  # noqa: E402
import redbridge.moderation.pictures.models  # noqa: E402, F401
