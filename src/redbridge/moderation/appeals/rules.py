"""Who may appeal what, until when, and what a reporter is told. Plain Python."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from redbridge.moderation.rules import APPEAL_WINDOW, UNDECIDED

AGAINST = ("label", "limit", "hold", "withhold", "remove", "warn", "pause", "suspend", "refuse")
"""What the one it concerns may appeal: everything that takes something from them, a warning too."""
REPORTED = ("no_action",)
"""What those who reported may appeal."""
CLAIM = timedelta(minutes=30)
"""How long an appeal is kept for the one who reads it."""
PANELS = ("moderators", "administrator", "nobody")
"""Who is left to read an appeal: moderators and leads who had no part in the decision; an administrator, where there are
none; nobody, until the host appoints somebody."""


def until(made: datetime) -> datetime:
    """The end of the time to appeal a decision of this moment."""
    return made + APPEAL_WINDOW


def may_appeal(kind: str, concerned: bool, reported: bool) -> bool:
    """Whether a decision of this kind can be appealed by somebody it concerns, or who reported the case."""
    return (concerned and kind in AGAINST) or (reported and not concerned and kind in REPORTED)


def panel(others: Collection[str]) -> str:
    """Which of PANELS: `others` are the roles of all who may decide and had no part in the decision."""
    if {"moderator", "lead"} & set(others):
        return "moderators"
    return "administrator" if "administrator" in others else "nobody"


def outcome(state: str, stands: Sequence[str], undone: bool) -> str:
    """What a reporter is told of a case, in general words that say no more of anybody than everyone can see:

    waiting | again (a second look) | nothing | gone | labelled | regions | acted | back.
    `stands` are the kinds of the decisions that stand, oldest first; `undone`: whether one was taken back.
    """
    if not stands:
        return "back" if undone and state not in UNDECIDED else "again" if undone else "waiting"
    if state in UNDECIDED:
        return "again"
    last = {"no_action": "nothing", "restore": "back"}.get(stands[-1])
    said = {"remove": "gone", "label": "labelled", "withhold": "regions"}
    return last or next((said[kind] for kind in said if kind in stands), "acted")
