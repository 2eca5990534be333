"""Comments, and who liked what."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId, same_text
from redbridge.notes.models.ceilings import COMMENT_CEILING, LABEL_LONGEST, REGIONS_MOST, at_most
from redbridge.notes.models.note import Note, Standing

_TOP = models.Q(parent=None, deleted=None)


class Comment(models.Model):
    """Two levels: `parent` is a comment on the note itself, never a reply."""

    id = TimeId()
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="comments", db_index=False)
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="replies", db_index=False)
    client_key = models.UUIDField()
    body = models.TextField()
    language = models.CharField(max_length=20)
    language_chosen = models.BooleanField(default=False)
    translations = models.JSONField(default=dict)
    published = models.DateTimeField(db_default=Now())
    deleted = models.DateTimeField(null=True)
    deleted_by = models.BigIntegerField(null=True)
    """Who took it away, its author or the note's, and may bring it back."""
    picture = models.BigIntegerField(null=True)
    """A picture of kind "comment" in media."""
    likes = models.IntegerField(default=0, db_default=0)
    standing = models.CharField(max_length=8, choices=Standing.choices, default="", blank=True, db_default="")
    """What moderation left of it; everybody's where empty."""
    rule = models.CharField(max_length=LABEL_LONGEST, blank=True, default="", db_default="")
    """The rule for which it is held or removed."""
    label = models.CharField(max_length=LABEL_LONGEST, blank=True, default="", db_default="")
    """The rule for which a label stands over it."""
    withheld = ArrayField(models.CharField(max_length=2), size=REGIONS_MOST, default=list, db_default=[])
    """Regions, ISO 3166-1 alpha-2, in which its words are not shown; its replies are."""
    withheld_rules = ArrayField(models.CharField(max_length=LABEL_LONGEST), size=REGIONS_MOST, default=list, db_default=[])
    """And the rule of each, in the same order."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "client_key"], name="notes_commented_once"),
            models.CheckConstraint(condition=models.Q(withheld__len__lte=REGIONS_MOST), name="notes_comment_withheld_most"),
            models.CheckConstraint(
                condition=models.Q(withheld_rules__len__lte=REGIONS_MOST), name="notes_comment_withheld_rules_most"
            ),
            at_most("body", COMMENT_CEILING, "notes_comment_ceiling"),
        ]
        indexes = [
            models.Index(fields=["note", "id"], name="notes_comments_of_note"),
            models.Index(fields=["note", "-id"], condition=_TOP, name="notes_comments_newest"),
            models.Index(fields=["note", "-likes", "-id"], condition=_TOP, name="notes_comments_best"),
            models.Index(fields=["parent", "id"], name="notes_replies"),
            same_text("body", "notes_same_comment"),
        ]


def is_under_a_note() -> models.Q:
    """Comments under a note that nobody deleted, or that went with its author's account."""
    return models.Q(note__deleted=None) | models.Q(note__kind=Note.Kind.EMPTIED)


class Like(models.Model):
    """One person, one note, once."""

    pk = models.CompositePrimaryKey("person_id", "note_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="likes", db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="likes")
    at = models.DateTimeField(db_default=Now())


class CommentLike(models.Model):
    """One person, one comment, once."""

    pk = models.CompositePrimaryKey("person_id", "comment_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", db_index=False)
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_default=Now())
