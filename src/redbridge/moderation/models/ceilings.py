"""Ceilings that several models share."""

from django.db import models
from django.db.models.functions import Cast, Length
from django.db.models.lookups import LessThanOrEqual

WORDS_CEILING = 8_000
RULE_LONGEST = 60
REGIONS_MOST = 250
JSON_CEILING = 400_000


def json_at_most(field: str, name: str) -> models.CheckConstraint:
    """A ceiling in the database for a column of JSON."""
    return models.CheckConstraint(
        condition=LessThanOrEqual(Length(Cast(field, models.TextField())), JSON_CEILING), name=name
    )
