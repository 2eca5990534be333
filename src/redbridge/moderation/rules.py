"""What a report may be, and how a case moves. Plain Python."""

from collections.abc import Mapping
from datetime import timedelta

WORDS_LONGEST = 1000
"""Graphemes."""
KINDS = ("note", "comment", "person", "remark")
PICTURED = {"note": ("note",), "comment": ("comment",), "person": ("avatar", "banner")}
"""Kinds of pictures, as media knows them, by kind of what they stand on."""
SEVERITY = {
    "minors": 5, "violence": 4, "hate": 4, "illegal": 4, "sexual": 3, "scam": 3, "private": 3, "harassment": 3,
    "impersonation": 2, "spam": 1, "other": 1,
}
"""Of each category of a report, 1 to 5: what is looked at first."""
CLAIM = timedelta(minutes=30)
"""How long a claim holds; whoever still works on it after that claims again."""

MOVES: Mapping[str, frozenset[str]] = {
    "open": frozenset({"claimed", "second", "decided", "closed"}),
    "claimed": frozenset({"open", "second", "decided", "closed"}),
    "second": frozenset({"open", "claimed", "decided", "closed"}),
    # A new report, or a "no action" that an appeal took back, opens it again.
    "decided": frozenset({"open", "appealed", "closed"}),
    "appealed": frozenset({"open", "decided", "closed"}),
    "closed": frozenset(),
}
"""From each state of a case to those it may become. The database refuses every other move (migration 0003)."""
UNDECIDED = ("open", "claimed", "second")

APPEAL_WINDOW = timedelta(days=183)
"""From the decision on: as long as it can be appealed, and as long as what was removed can come back."""


EVIDENCE = timedelta(days=365)
"""How long what is sealed is kept from the sealing, and from the day an authority was told, whoever would erase it."""


def is_milestone(reports: int) -> bool:
    """Whether a case's first, second, fourth, eighth … report: what is done for all of them together is done at these."""
    return reports > 0 and reports & (reports - 1) == 0
