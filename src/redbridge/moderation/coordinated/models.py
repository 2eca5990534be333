"""What was said lately, as far as it can be told alike: sketches, no words."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from redbridge.accounts.models import Person
from redbridge.kernel.fields import TimeId
from redbridge.moderation.coordinated.rules import AIM_LONGEST, AIMS_MOST, SKETCH


class Trace(models.Model):
    """A note or comment of the last two days that points at something; the wave it is part of, where it is part of one."""

    id = TimeId()
    kind = models.CharField(max_length=10)
    subject_id = models.BigIntegerField()
    author = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(db_index=True)
    sketch = ArrayField(models.BigIntegerField(), size=SKETCH)
    aims = ArrayField(models.CharField(max_length=AIM_LONGEST), size=AIMS_MOST)
    case = models.ForeignKey("moderation.Case", null=True, on_delete=models.SET_NULL, related_name="wave")

    class Meta:
        app_label = "moderation"
        indexes = [GinIndex(fields=["sketch"], name="moderation_trace_sketch")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject_id"], name="moderation_traced_once"),
            models.CheckConstraint(condition=models.Q(sketch__len__lte=SKETCH), name="moderation_sketch_most"),
            models.CheckConstraint(condition=models.Q(aims__len__lte=AIMS_MOST), name="moderation_aims_most"),
        ]
