"""What a report may be, and how a case moves. Plain Python."""

from collections.abc import Mapping
from datetime import timedelta

WORDS_LONGEST = 1000
"""Graphemes."""
KINDS = ("note", "comment", "person")

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
