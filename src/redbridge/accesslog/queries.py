"""Who looked at somebody's data, as that person reads it."""

from dataclasses import dataclass
from datetime import datetime

from redbridge.kernel.reads import rows

_LOOKS = """
select id, name, role, what, subject_id, reason, words, language, under, at, delayed_until from accesslog_look
where person_id = %(person)s and (delayed_until is null or delayed_until <= now()) and id < %(before)s
order by id desc limit %(most)s
"""
NEWEST = 2**63 - 1


@dataclass(frozen=True)
class LookView:
    """One look. `delayed_until`: until then an order kept it from the person."""

    id: int
    name: str
    role: str
    what: str
    subject_id: int | None
    reason: str
    words: str
    language: str
    under: str
    at: datetime
    delayed_until: datetime | None


def looks(person_id: int, before: int = NEWEST, most: int = 50) -> list[LookView]:
    """The newest first, from before one of them on; what an order keeps back is not there yet."""
    return [LookView(*row) for row in rows(_LOOKS, {"person": person_id, "before": before, "most": most})]


def latest(person_id: int, most: int = 3) -> list[LookView]:
    """For a corner of another page."""
    return looks(person_id, most=most)
