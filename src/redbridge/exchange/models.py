"""Who came, with which note, and who said the first word to them."""

from django.db import models

from redbridge.accounts.models import Person
from redbridge.notes.models import Comment, Note


class Newcomer(models.Model):
    """A person's first note and the comment that welcomed it; or that they want no invitation to write one."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    note = models.OneToOneField(Note, null=True, on_delete=models.SET_NULL, related_name="+")
    comment = models.OneToOneField(Comment, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    """Who wrote the welcome."""
    dismissed = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-note"], condition=models.Q(comment=None), name="exchange_unanswered"),
        ]
