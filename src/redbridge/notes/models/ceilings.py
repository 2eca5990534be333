"""Ceilings of the columns, and the constraint that keeps them.

Columns hold code points; a grapheme may take several. The forms count graphemes, the database keeps the ceiling.
"""

from django.db import models
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

TITLE_CEILING = 320
WORDS_CEILING = 720
BODY_CEILING = 80_000
COMMENT_CEILING = 12_000
PLACE_CEILING = 320
PLACES_CEILING = 20_000
BOARD_CEILING = 240
LABEL_LONGEST = 60
VERDICT_CEILING = 200_000
REGIONS_MOST = 250


def at_most(field: str | Cast, most: int, name: str) -> models.CheckConstraint:
    """A ceiling in the database for a text column."""
    return models.CheckConstraint(condition=LessThanOrEqual(Length(field), most), name=name)
