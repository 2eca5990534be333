"""What can be decided, about what, and what each leads to. Plain Python."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

OF_NOTES = ("label", "limit", "hold", "withhold", "remove")
OF_COMMENTS = ("label", "hold", "withhold", "remove")
OF_REMARKS = ("remove",)
OF_PEOPLE = ("warn", "pause", "suspend")
ABOUT = {
    "note": (*OF_NOTES, *OF_PEOPLE), "comment": (*OF_COMMENTS, *OF_PEOPLE), "person": (*OF_PEOPLE, "refuse"),
    "remark": (*OF_REMARKS, *OF_PEOPLE),
}
"""What can be done about each kind of subject, beside `no_action` and `restore`; what is of people meets the author."""
REFUSED = "refuse"
"""A short text (a name, a bio) that a machine did not let through: written down when its writer asks for a person, not before."""
SEALS = "remove"
"""What sealing does, to a person too: of them it takes the pictures of their page. It goes with the seal alone."""
MINORS = "minors"
"""The rule that things are sealed under."""
REPLACED = ("hold", "remove")
"""What a machine did to the standing of a thing, and a person's decision takes the place of."""

FADES = timedelta(days=90)
"""A mark counts for so long."""
MARKED = ("limit", "remove", "pause", "suspend")
"""A person's decision of these kinds leaves a mark. A label, a warning, and what a law withholds leave none."""
PAUSE = timedelta(days=7)


class Step(NamedTuple):
    """A line of the ladder: with so many marks that count, this follows."""

    marks: int
    leads_to: str


LADDER = (Step(3, "pause"), Step(5, "propose"))
"""`pause`: posting stops for PAUSE. `propose`: two people look at whether the account is suspended; no machine does that."""

WORDS_CEILING = 8_000
UNTIL_LONGEST = timedelta(days=3660)
HIDDEN_KINDS = ("no_action",)
"""Of no concern to the author: nothing was done."""


@dataclass(frozen=True)
class Wanted:
    """A decision as somebody wants it. `words` are to the author, in `language`; `facts` what it rests on, in short.

    `machine`: whether a machine found it; None: as the case's source tells. `found`: by which, where another opened the case.
    `second_id` is the other pair of eyes, `host` a decision at the shell of the machine the site runs on, `wave` the bulk action,
    `ladder` what marks led to, `text` what was refused. `since` and `up_to` are of a statement that was written later than what
    it tells of: when that took effect, and the newest picture it took.
    """

    kind: str
    rule: str = ""
    words: str = ""
    facts: str = ""
    regions: tuple[str, ...] = ()
    until: datetime | None = None
    machine: bool | None = None
    found: str = ""
    text: str = ""
    language: str = ""
    spans: tuple[tuple[int, int], ...] = ()
    second_id: int | None = None
    wave: int | None = None
    host: bool = False
    ladder: int = 0
    since: datetime | None = None
    up_to: int = 0


def leads_to(marks: int) -> str:
    """What follows now that so many marks count; empty for nothing."""
    return next((step.leads_to for step in LADDER if step.marks == marks), "")


def leaves_mark(kind: str, by_person: bool, ladder: int) -> bool:
    """Whether a decision leaves a mark: never a machine's, and never one that marks led to."""
    return by_person and not ladder and kind in MARKED


class Live(NamedTuple):
    """A decision that stands, as far as it shapes what is left of a note or comment."""

    kind: str
    rule: str
    regions: tuple[str, ...]


class Left(NamedTuple):
    """What decisions leave of a note or comment, as its columns say it."""

    standing: str
    limited: bool
    label: str
    withheld: dict[str, str]
    """Region to rule."""
    rule: str


def left_by(decisions: Iterable[Live]) -> Left:
    """What all decisions that stand, oldest first, leave together: the strongest standing, the newest label."""
    standing, limited, label, rule = "", "", "", ""
    removed, withheld = "", dict[str, str]()
    for kind, named, regions in decisions:
        if kind == "remove":
            removed = named
        elif kind == "hold":
            standing, rule = "held", named
        elif kind == "limit":
            limited = named
        elif kind == "label":
            label = named
        elif kind == "withhold":
            withheld |= dict.fromkeys(regions, named)
    if removed:
        standing, rule = "removed", removed
    return Left(standing, bool(limited), label, withheld, rule or limited)
