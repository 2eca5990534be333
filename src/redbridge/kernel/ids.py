"""64-bit ids in order of time: 41 bits of milliseconds since 2025-01-13, 10 of a logical shard, 12 of a sequence."""

from datetime import UTC, datetime

EPOCH_MS = 1736726400000
"""2025-01-13T00:00Z, the day the visitors came."""

TIME_SHIFT = 22


def time_of(id_: int) -> datetime:
    """When the row of this id was made, to the millisecond, in UTC."""
    return datetime.fromtimestamp(((id_ >> TIME_SHIFT) + EPOCH_MS) / 1000, tz=UTC)


def first_at(moment: datetime) -> int:
    """The smallest id a row made at `moment` can have."""
    return (int(moment.timestamp() * 1000) - EPOCH_MS) << TIME_SHIFT
