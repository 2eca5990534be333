"""By the clock: cases end."""

from redbridge.kernel.jobs import job
from redbridge.moderation.appeals import closing


@job(periodic="23 * * * *")
def close_cases(timestamp: int) -> None:
    """Close what has come to its end; a backlog takes several turns in one run."""
    while closing.close_ended() >= closing.MOST:
        pass
