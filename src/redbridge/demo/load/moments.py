"""Ids of rows that were made in the past, as `redbridge_next_id()` would have made them then."""

from datetime import UTC, datetime

from redbridge.kernel.ids import EPOCH_MS, TIME_SHIFT

DAYS = 600
MINUTE = 60_000
DAY = 24 * 60 * MINUTE
SEQUENCE = 4095


def now_ms() -> int:
    """Milliseconds since the house's epoch."""
    return int(datetime.now(UTC).timestamp() * 1000) - EPOCH_MS


def spread(many: int, now: int, days: int = DAYS) -> list[int]:
    """Moments in ascending order, evenly spread over the days before `now`, each a millisecond of its own."""
    step = days * DAY / many
    return [now - MINUTE - int(step * (many - number)) for number in range(many)]


def rising(moments: list[int]) -> list[int]:
    """Ascending moments made strictly ascending, so that each can be an id."""
    last, found = -1, []
    for moment in moments:
        last = max(last + 1, moment)
        found.append(last)
    return found


def id_at(moment: int, sequence: int = 0) -> int:
    """The id of a row made at this moment."""
    return moment << TIME_SHIFT | sequence & SEQUENCE


def moment_of(id_: int) -> int:
    """When the row of this id was made."""
    return id_ >> TIME_SHIFT


def stamp(moment: int) -> str:
    """The moment as PostgreSQL reads it."""
    return datetime.fromtimestamp((moment + EPOCH_MS) / 1000, tz=UTC).isoformat(timespec="milliseconds")
