"""What is found by which words. Rows here can always be made anew from notes, people and topics (`redbridge reindex`).

A `tsv` holds lexemes of our own cutting (rules/words.py), so the database's text search settings do not matter. No
foreign keys: a row without its note is found by nobody, since every question joins the note.
"""

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class NoteIndex(models.Model):
    """A note in all the languages it is in. Who may see it is asked of the note, never of this row."""

    note_id = models.BigIntegerField(primary_key=True)
    tsv = SearchVectorField()
    version = models.SmallIntegerField()
    """`rules.VERSION` that made it."""

    class Meta:
        db_table = "search_note"


class PersonIndex(models.Model):
    """A person by handle, name and what they say of themselves."""

    person_id = models.BigIntegerField(primary_key=True)
    tsv = SearchVectorField()
    followers = models.IntegerField(default=0, db_default=0)
    """To rank by, counted anew every hour."""
    version = models.SmallIntegerField()

    class Meta:
        db_table = "search_person"


class TopicIndex(models.Model):
    """A topic by its name, in words and whole, and by what it is called in other languages."""

    topic_id = models.BigIntegerField(primary_key=True)
    tsv = SearchVectorField()
    notes = models.IntegerField(default=0, db_default=0)
    """To rank by, counted anew every hour and never shown: hidden notes are among them."""
    version = models.SmallIntegerField()

    class Meta:
        db_table = "search_topic"
