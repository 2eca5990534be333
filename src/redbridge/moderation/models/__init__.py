"""Reports, the cases they join, what was decided and why, what was said against it.

And what the room keeps of pictures and of waves, and what the desk alone keeps: Django finds the models of a room here.
"""

from redbridge.moderation.models.appeals import Appeal
from redbridge.moderation.models.cases import UNDECIDED, Case, Report
from redbridge.moderation.models.ceilings import JSON_CEILING, REGIONS_MOST, RULE_LONGEST, WORDS_CEILING, json_at_most
from redbridge.moderation.models.decisions import Decision, Strike
from redbridge.moderation.models.drafts import Draft

import redbridge.moderation.coordinated.models  # isort: skip
import redbridge.moderation.desk.models  # isort: skip
import redbridge.moderation.pictures.models  # isort: skip  # noqa: F401

__all__ = [
    "JSON_CEILING",
    "REGIONS_MOST",
    "RULE_LONGEST",
    "UNDECIDED",
    "WORDS_CEILING",
    "Appeal",
    "Case",
    "Decision",
    "Draft",
    "Report",
    "Strike",
    "json_at_most",
]
