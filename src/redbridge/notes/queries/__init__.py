"""Reads of notes: hot ones are named SQL returning frozen dataclasses, each in the reader's languages."""

from redbridge.notes.queries.alike import said_by_others
from redbridge.notes.queries.boards import BoardView, are_apart, board, boards_of, choices, invitations, sharers
from redbridge.notes.queries.cards import Card, cards, listed, shown
from redbridge.notes.queries.collected import last_board, lies_on, on_board, unsorted
from redbridge.notes.queries.comments import (
    COMMENTS_PAGE,
    CommentView,
    comment,
    comments,
    is_answerable,
    muted_comments,
    own_comments,
    replies,
)
from redbridge.notes.queries.completing import people_like, topics_like
from redbridge.notes.queries.drafts import (
    DraftView,
    Gone,
    VersionView,
    deleted,
    drafts,
    due_compositions,
    own_words,
    picture_ids,
    versions,
)
from redbridge.notes.queries.left import Left, left
from redbridge.notes.queries.lists import (
    has_said,
    ids_by_author,
    ids_liked,
    is_first_like,
    note_count,
    published_as,
)
from redbridge.notes.queries.muted import unmuted
from redbridge.notes.queries.note import NoteView, note
from redbridge.notes.queries.reading import LAST_ID, said_of, words_of
from redbridge.notes.queries.suggestions import Suggestion, suggestions
from redbridge.notes.queries.topics import TopicName, TopicView, ids_by_topic, popular_topics, topic
from redbridge.notes.queries.waiting import are_waiting, is_any_due

__all__ = [
    "COMMENTS_PAGE",
    "LAST_ID",
    "BoardView",
    "Card",
    "CommentView",
    "DraftView",
    "Gone",
    "Left",
    "NoteView",
    "Suggestion",
    "TopicName",
    "TopicView",
    "VersionView",
    "are_apart",
    "are_waiting",
    "board",
    "boards_of",
    "cards",
    "choices",
    "comment",
    "comments",
    "deleted",
    "drafts",
    "due_compositions",
    "has_said",
    "ids_by_author",
    "ids_by_topic",
    "ids_liked",
    "invitations",
    "is_answerable",
    "is_any_due",
    "is_first_like",
    "last_board",
    "left",
    "lies_on",
    "listed",
    "muted_comments",
    "note",
    "note_count",
    "on_board",
    "own_comments",
    "own_words",
    "people_like",
    "picture_ids",
    "popular_topics",
    "published_as",
    "replies",
    "said_by_others",
    "said_of",
    "sharers",
    "shown",
    "suggestions",
    "topic",
    "topics_like",
    "unmuted",
    "unsorted",
    "versions",
    "words_of",
]
