"""What notes are about."""

from django.db import models
from django.db.models.functions import Cast, Now

from redbridge.kernel.fields import TimeId
from redbridge.notes import rules
from redbridge.notes.models.ceilings import PLACES_CEILING, at_most
from redbridge.notes.models.note import Note


class Topic(models.Model):
    """A `#name` in any script; `key` joins its spellings, `name` is the first one written."""

    id = TimeId()
    key = models.CharField(max_length=rules.TOPIC_LONGEST, unique=True)
    name = models.CharField(max_length=rules.TOPIC_LONGEST)
    language = models.CharField(max_length=20, default="und", db_default="und")
    translations = models.JSONField(default=dict, db_default={})
    joined = models.BigIntegerField(null=True)
    """The same number on all topics that are one thing: what TopicPair says, kept where it is read."""

    class Meta:
        constraints = [at_most(Cast("translations", models.TextField()), PLACES_CEILING, "notes_topic_ceiling")]
        indexes = [models.Index(fields=["joined"], condition=~models.Q(joined=None), name="notes_topics_joined")]


class TopicPair(models.Model):
    """Two topics that are said to be one thing; proposed `by` nobody where the memory knew. Once apart it joins them no more."""

    PROPOSED, JOINED, APART = STATES = ("proposed", "joined", "apart")
    id = TimeId()
    one = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=[(name, name.title()) for name in STATES])
    by = models.BigIntegerField(null=True)
    decided_by = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="notes_paired_once"),
                       models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="notes_pair_in_order")]


class NoteTopic(models.Model):
    """A note stands under a topic; ids sort by time, so the key lists a topic newest first."""

    pk = models.CompositePrimaryKey("topic_id", "note_id")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE)
