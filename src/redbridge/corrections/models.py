"""What people suggest, who agreed, and every row that an accepted suggestion reached."""

from django.db import models
from django.db.models.functions import Length, Now

from redbridge.accounts.models import Person
from redbridge.corrections import rules
from redbridge.kernel.fields import TimeId
from redbridge.translation.models import MAX_TEXT

models.BinaryField.register_lookup(Length)
REASON_CEILING = rules.REASON_LONGEST * 12


class Suggestion(models.Model):
    """A better translation of one field of one row, named by (kind, subject_id, field).

    Accepted, it is a change: `spread` where it serves every row with the same text, `before` what the memory had from
    people until then. People stand by number and not by key: what was accepted outlives an account, its name does not.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        UNDONE = "undone"

    id = TimeId()
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=10)
    author_id = models.BigIntegerField()
    """Whose text it is."""
    proposer_id = models.BigIntegerField(null=True)
    hash = models.BinaryField(max_length=32)
    source = models.CharField(max_length=35)
    target = models.CharField(max_length=35)
    original = models.CharField(max_length=MAX_TEXT * 2)
    shown = models.CharField(max_length=MAX_TEXT * 2, blank=True)
    """What readers saw when it was suggested."""
    text = models.CharField(max_length=MAX_TEXT)
    public = models.BooleanField(default=True)
    """Whether it may serve other rows: what is kept from somebody never leaves its own."""
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    spread = models.BooleanField(default=False)
    credited = models.BooleanField(default=False)
    """Whether it counts for its proposer's standing."""
    reason = models.CharField(max_length=REASON_CEILING, blank=True)
    before = models.CharField(max_length=MAX_TEXT, null=True)
    before_name = models.CharField(max_length=60, blank=True)
    made = models.DateTimeField(db_default=Now())
    decided = models.DateTimeField(null=True)
    decided_by = models.BigIntegerField(null=True)
    undone = models.DateTimeField(null=True)
    undone_by = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposer_id", "kind", "subject_id", "field", "target"],
                condition=models.Q(state="waiting"),
                name="corrections_suggested_once",
            ),
            models.CheckConstraint(name="corrections_hash_is_sha256", condition=models.Q(hash__length=32)),
        ]
        indexes = [
            models.Index(fields=["author_id", "-id"], condition=models.Q(state="waiting"), name="corrections_for_author"),
            models.Index(fields=["source", "target", "-id"], condition=models.Q(spread=False), name="corrections_open"),
            models.Index(fields=["proposer_id", "-id"], name="corrections_by_proposer"),
            models.Index(fields=["hash", "source"], condition=models.Q(spread=True), name="corrections_spread"),
            models.Index(fields=["-decided"], condition=~models.Q(decided=None), name="corrections_log"),
            models.Index(fields=["kind", "subject_id"], name="corrections_of_row"),
        ]


class Voice(models.Model):
    """One person's yes or no to one suggestion; `counted` unless the two are a pair that spent its day."""

    pk = models.CompositePrimaryKey("suggestion_id", "person_id")
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="voices", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    yes = models.BooleanField()
    counted = models.BooleanField()
    at = models.DateTimeField(db_default=Now())


class Reach(models.Model):
    """A row that shows an accepted suggestion, and what the field said before: null where there was nothing."""

    id = TimeId()
    suggestion = models.ForeignKey(Suggestion, on_delete=models.CASCADE, related_name="reached", db_index=False)
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    field = models.CharField(max_length=10)
    before = models.CharField(max_length=MAX_TEXT * 2, null=True)
    live = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["suggestion", "kind", "subject_id", "field"], name="corrections_reached_once"
            )
        ]
        indexes = [models.Index(fields=["kind", "subject_id"], name="corrections_reaching")]


class Doubt(models.Model):
    """One person says that a row's translation is wrong; `hash` is of the words they read it of."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    source = models.CharField(max_length=35)
    target = models.CharField(max_length=35)
    hash = models.BinaryField(max_length=32)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind", "subject_id", "target"], name="corrections_doubted_once")
        ]
        indexes = [models.Index(fields=["kind", "subject_id", "target"], name="corrections_doubts")]
