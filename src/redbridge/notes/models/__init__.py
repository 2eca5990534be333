"""Notes, comments, topics, likes."""

from redbridge.notes.models.boards import Board, BoardMember, Collected
from redbridge.notes.models.ceilings import (
    BOARD_CEILING,
    BODY_CEILING,
    COMMENT_CEILING,
    LABEL_LONGEST,
    PLACE_CEILING,
    PLACES_CEILING,
    REGIONS_MOST,
    TITLE_CEILING,
    VERDICT_CEILING,
    WORDS_CEILING,
    at_most,
)
from redbridge.notes.models.comments import Comment, CommentLike, Like, is_under_a_note
from redbridge.notes.models.composition import Composition
from redbridge.notes.models.note import Note, Screening, Standing, Tally, Version
from redbridge.notes.models.topics import NoteTopic, Topic, TopicPair
from redbridge.notes.models.waiting import Waiting, Walk

__all__ = [
    "BOARD_CEILING",
    "BODY_CEILING",
    "COMMENT_CEILING",
    "LABEL_LONGEST",
    "PLACES_CEILING",
    "PLACE_CEILING",
    "REGIONS_MOST",
    "TITLE_CEILING",
    "VERDICT_CEILING",
    "WORDS_CEILING",
    "Board",
    "BoardMember",
    "Collected",
    "Comment",
    "CommentLike",
    "Composition",
    "Like",
    "Note",
    "NoteTopic",
    "Screening",
    "Standing",
    "Tally",
    "Topic",
    "TopicPair",
    "Version",
    "Waiting",
    "Walk",
    "at_most",
    "is_under_a_note",
]
