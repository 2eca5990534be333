"""A note, and the narrow rows beside it. Its translations stand on its own row, so a page of cards is one statement."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Cast, Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId, same_text
from redbridge.notes.models.ceilings import (
    BODY_CEILING,
    LABEL_LONGEST,
    PLACE_CEILING,
    PLACES_CEILING,
    REGIONS_MOST,
    TITLE_CEILING,
    VERDICT_CEILING,
    WORDS_CEILING,
    at_most,
)


class Standing(models.TextChoices):
    """What moderation left of a note or comment."""

    HELD = "held"
    """Only its author sees it, until a person has looked."""
    REMOVED = "removed"
    """Nobody sees it; its author finds why among their decisions. The row stays until no appeal can bring it back."""


class There(models.Manager["Note"]):
    """Notes that somebody wrote, deleted ones too; none of which an ended account left but the place they stood on."""

    def get_queryset(self) -> "models.QuerySet[Note]":
        """All but the emptied."""
        return super().get_queryset().exclude(kind=Note.Kind.EMPTIED)


class Note(models.Model):
    """Pictures or a text card, a title, a body. Deleted notes keep their row: what was removed can be restored."""

    class Kind(models.TextChoices):
        PICTURES = "pictures"
        CARD = "card"
        EMPTIED = "emptied"
        """Its author's account has ended: nothing of theirs is left, and what others wrote under it still hangs on the row.
        It counts as deleted; `visibility` is everyone where everybody could read it, else me."""

    class Audience(models.TextChoices):
        """Who may read, and who may comment; the author always may."""

        EVERYONE = "everyone"
        FOLLOWERS = "followers"
        MUTUALS = "mutuals"
        ME = "me"

    id = TimeId()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notes", db_index=False)
    client_key = models.UUIDField()
    kind = models.CharField(max_length=10, choices=Kind.choices)
    card = models.CharField(max_length=10, blank=True)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    title = models.CharField(max_length=TITLE_CEILING, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    language_chosen = models.BooleanField(default=False)
    translations = models.JSONField(default=dict)
    cover = models.BigIntegerField(null=True)
    picture_count = models.SmallIntegerField(default=0, db_default=0)
    visibility = models.CharField(max_length=10, choices=Audience.choices, default="everyone", db_default="everyone")
    replies = models.CharField(max_length=10, choices=Audience.choices, default="everyone", db_default="everyone")
    """Who may comment, of those who may read."""
    sensitive = models.BooleanField(default=False, db_default=False)
    """Pictures are blurred until asked for."""
    place = models.CharField(max_length=PLACE_CEILING, blank=True, default="", db_default="")
    """What the author typed; never looked up. `places`: language to `place`, `by` and `engine`."""
    place_language = models.CharField(max_length=20, default="und", db_default="und")
    places = models.JSONField(default=dict, db_default={})
    pinned_comment = models.BigIntegerField(null=True)
    edited = models.DateTimeField(null=True)
    published = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    standing = models.CharField(max_length=8, choices=Standing.choices, default="", blank=True, db_default="")
    """What moderation left of it; everybody's where empty."""
    rule = models.CharField(max_length=LABEL_LONGEST, blank=True, default="", db_default="")
    """The rule for which it is held, removed or limited."""
    label = models.CharField(max_length=LABEL_LONGEST, blank=True, default="", db_default="")
    """The rule for which a label stands over it."""
    limited = models.BooleanField(default=False, db_default=False)
    """Absent from Explore, search, topics and suggestions; followers read it as ever."""
    withheld = ArrayField(models.CharField(max_length=2), size=REGIONS_MOST, default=list, db_default=[])
    """Regions, ISO 3166-1 alpha-2, in which it is not shown."""
    withheld_rules = ArrayField(models.CharField(max_length=LABEL_LONGEST), size=REGIONS_MOST, default=list, db_default=[])
    """And the rule of each, in the same order."""
    objects = There()
    rows: "models.Manager[Note]" = models.Manager()
    """All there are, the emptied too."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_published_once"),
            models.CheckConstraint(condition=models.Q(withheld__len__lte=REGIONS_MOST), name="notes_withheld_most"),
            models.CheckConstraint(
                condition=models.Q(withheld_rules__len__lte=REGIONS_MOST), name="notes_withheld_rules_most"
            ),
            at_most("body", BODY_CEILING, "notes_body_ceiling"),
            at_most(Cast("places", models.TextField()), PLACES_CEILING, "notes_places_ceiling"),
        ]
        indexes = [
            models.Index(fields=["author", "-id"], condition=models.Q(deleted=None), name="notes_by_author"),
            models.Index(fields=["author", "deleted"], condition=~models.Q(deleted=None), name="notes_deleted"),
            same_text("title", "notes_same_title"),
            same_text("words", "notes_same_words"),
            same_text("body", "notes_same_body"),
            same_text("place", "notes_same_place"),
        ]


class Tally(models.Model):
    """Counts of a note, on a narrow row of their own: a like then rewrites 40 bytes, not the note."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, primary_key=True)
    likes = models.IntegerField(default=0)
    comments = models.IntegerField(default=0)
    collects = models.IntegerField(default=0, db_default=0)


class Version(models.Model):
    """How a note stood before an edit; anyone who may read the note may read these."""

    id = TimeId()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="versions")
    title = models.CharField(max_length=TITLE_CEILING, blank=True)
    words = models.CharField(max_length=WORDS_CEILING, blank=True)
    body = models.TextField(blank=True)
    language = models.CharField(max_length=20)
    translations = models.JSONField(default=dict, db_default={})
    """Those that the author wrote themselves."""
    at = models.DateTimeField()
    """When these words came to stand."""

    class Meta:
        constraints = [at_most("body", BODY_CEILING, "notes_version_ceiling")]


class Screening(models.Model):
    """What the rules found in a note or comment when it was written or edited; gone once moderation has taken it up."""

    id = TimeId()
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    verdict = models.JSONField()
    """As `policy.verdicts.Verdict.as_json` gives it, with `why`: rules, surge or flood."""
    at = models.DateTimeField(db_default=Now())

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="notes_screening_of")]
        constraints = [at_most(Cast("verdict", models.TextField()), VERDICT_CEILING, "notes_verdict_ceiling")]
