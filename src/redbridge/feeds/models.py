"""What stands where in a feed. Rows here can always be made anew from notes and follows."""

from django.db import models

from redbridge.accounts.models import Person
from redbridge.notes.models import Note


class Explore(models.Model):
    """A note's place in Explore: `log(response) + published/τ` (rules.score), stored, so that reading only walks an index."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, primary_key=True)
    score = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["-score", "-note"], name="feeds_explore_order")]


class Stale(models.Model):
    """Notes whose response changed since their score was made."""

    note = models.OneToOneField(Note, on_delete=models.CASCADE, primary_key=True)


class Home(models.Model):
    """One note in one person's Following feed, written when the note is published."""

    pk = models.CompositePrimaryKey("person_id", "note_id")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, db_index=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE)

    class Meta:
        db_table = "home_feed"


class Widely(models.Model):
    """Authors with many followers: their notes are merged in when Following is read, not copied when they are written."""

    author = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True)
