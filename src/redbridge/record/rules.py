"""What a line of the public record may say. Plain Python."""

import hashlib
import re
import secrets
from dataclasses import dataclass

DECIDED = ("label", "limit", "hold", "withhold", "remove", "warn", "pause", "suspend", "no_action", "restore",
           "refuse")
APPEALED = ("appeal_granted", "appeal_refused")
OUTSIDE = ("order_act", "order_inform", "order_done", "dispute_upheld", "dispute_reversed", "dispute_partly", "dispute_ended",
           "dispute_done")
"""Orders of authorities and disputes out of court; what ends with `done` answers another line."""
KINDS = (*DECIDED, *APPEALED, "undone", "delayed_notice", *OUTSIDE)
BY = ("person", "machine", "both")
RULE_LONGEST = 60
LANGUAGE_LONGEST = 35
REGION_LONGEST = 800
SURFACE_LONGEST = 20
SECONDS_MOST = 2**31 - 1
PACES = (60, 600, 3_600, 6 * 3_600, 86_400, 3 * 86_400, 7 * 86_400)
"""Ends of the classes of how long a decision took, in seconds; the last class has no end."""
_PLAIN = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(frozen=True)
class Kept:
    """One decision as everybody may read it. Never a name, a number of a person or of what they wrote.

    `by` is person, machine or both; `seconds` from the report or the publishing to the decision; `region` "" for everywhere,
    else codes with commas between; `surface` note, comment, person, look, order, dispute; `reversed_of` the receipt of the
    decision that this one takes back or answers; `appealed` whether an appeal led here.
    """

    kind: str
    rule: str
    language: str
    by: str
    seconds: int
    region: str = ""
    surface: str = ""
    reversed_of: str | None = None
    appealed: bool = False


def check(kept: Kept) -> None:
    """Raises ValueError for a line that could not stand in the record."""
    if kept.kind not in KINDS or kept.by not in BY:
        raise ValueError(f"no such line: {kept.kind} by {kept.by}")
    bounds = {"rule": RULE_LONGEST, "language": LANGUAGE_LONGEST, "region": REGION_LONGEST, "surface": SURFACE_LONGEST}
    for name, most in bounds.items():
        words = getattr(kept, name)
        if len(words) > most or not _PLAIN.fullmatch(words):
            raise ValueError(f"not a {name}: {words[:80]!r}")


def rounded(seconds: float) -> int:
    """Two digits that count: enough for the charts, too little to find one decision among others by its second."""
    whole = max(0, min(int(seconds), SECONDS_MOST))
    step = int(10 ** max(0, len(str(whole)) - 2))
    return whole // step * step


def pace(seconds: int) -> int:
    """The class of PACES that a time falls in; len(PACES) past the last."""
    return next((place for place, end in enumerate(PACES) if seconds < end), len(PACES))


def token() -> str:
    """A receipt: whoever holds it finds the line, nobody else can tell whose it is."""
    return secrets.token_urlsafe(24)


def mark_of(receipt: str) -> str:
    """What the line shows of a receipt: half of its SHA-256, so that its holder finds the line and needs no server for it."""
    return hashlib.sha256(receipt.encode()).hexdigest()[:32]
