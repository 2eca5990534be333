"""Reads of notes: hot ones are named SQL returning frozen dataclasses, each in the reader's languages."""

from redbridge.notes.queries.cards import Card, cards
from redbridge.notes.queries.comments import COMMENTS_PAGE, CommentView, comment, comments, is_answerable
from redbridge.notes.queries.lists import ids_by_author, ids_by_topic, ids_liked, note_count, published_as, topic
from redbridge.notes.queries.note import NoteView, note
from redbridge.notes.queries.reading import LAST_ID, words_of
from redbridge.notes.queries.topics import TopicName, popular_topics

__all__ = [
    "COMMENTS_PAGE",
    "LAST_ID",
    "Card",
    "CommentView",
    "NoteView",
    "TopicName",
    "cards",
    "comment",
    "comments",
    "ids_by_author",
    "ids_by_topic",
    "ids_liked",
    "is_answerable",
    "note",
    "note_count",
    "popular_topics",
    "published_as",
    "topic",
    "words_of",
]
