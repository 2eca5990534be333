"""Each look of staff at a person's private data, and the orders that keep some of them from the person for a while."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from redbridge.accesslog import rules
from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId


class Order(models.Model):
    """A lawful order that looks at one person's data are told to them later, recorded by an administrator."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    reference = models.CharField(max_length=rules.UNDER_LONGEST)
    """Of the court or authority, as it stands on the paper."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(db_default=Now())
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reference"], name="accesslog_ordered_once"),
            models.CheckConstraint(condition=~Q(reference=""), name="accesslog_order_has_a_reference"),
        ]


class Look(models.Model):
    """Somebody of the staff looked. It belongs to `person`, and ends with their account."""

    id = TimeId()
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="looks", db_index=False)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    name = models.CharField(max_length=12)
    """As members know them: M-07."""
    role = models.CharField(max_length=15)
    what = models.CharField(max_length=20)
    subject_id = models.BigIntegerField(null=True)
    reason = models.CharField(max_length=10)
    """One of rules.REASONS, or "words"."""
    words = models.CharField(max_length=rules.WORDS_CEILING, blank=True)
    language = models.CharField(max_length=20, blank=True)
    """Of the words."""
    under = models.CharField(max_length=rules.UNDER_LONGEST, blank=True)
    """A case, as people say it, or the reference of an order."""
    at = models.DateTimeField(db_default=Now())
    delayed_until = models.DateTimeField(null=True)
    """Until then the person is not told: see Order."""
    told = models.DateTimeField(null=True)
    """When they had a notice of it."""

    class Meta:
        indexes = [
            models.Index(fields=["person", "-id"], name="accesslog_of_person"),
            models.Index(fields=["delayed_until"], condition=Q(told=None, delayed_until__isnull=False), name="accesslog_delayed"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="accesslog_look_has_a_reason")]
