"""Keeping what is found true to what is written. Every verb can run twice, and all of it can be made anew."""

from redbridge.search.actions.counting import recount
from redbridge.search.actions.keeping import forget_note, index_notes, index_people, index_topics
from redbridge.search.actions.reindexing import reindex

__all__ = ["forget_note", "index_notes", "index_people", "index_topics", "recount", "reindex"]
