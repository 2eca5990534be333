"""Reads of corrections: named SQL returning frozen dataclasses. What one may not see is in none of them."""

from redbridge.corrections.queries.around import Around, around
from redbridge.corrections.queries.doubts import CalledWrong, Doubted, called_wrong, doubted
from redbridge.corrections.queries.log import changes, is_seen
from redbridge.corrections.queries.rows import SuggestionView
from redbridge.corrections.queries.waiting import PairView, for_author, for_trusted, pairs, sent

__all__ = [
    "Around",
    "CalledWrong",
    "Doubted",
    "PairView",
    "SuggestionView",
    "around",
    "called_wrong",
    "changes",
    "doubted",
    "for_author",
    "for_trusted",
    "is_seen",
    "pairs",
    "sent",
]
