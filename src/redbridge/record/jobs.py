"""What the record does by the clock."""

from datetime import UTC, datetime

from redbridge.kernel.jobs import job
from redbridge.record import actions, heads, published


@job(periodic="* * * * *")
def chain(timestamp: int) -> None:
    """Chain what was decided in the last minute."""
    while actions.chain():
        pass


@job(periodic="3 * * * *")
def sign(timestamp: int) -> None:
    """Sign today's head, once a day; asked each hour, so that a site that sleeps at night signs when it wakes."""
    heads.sign()


@job(periodic="41 3 * * *")
def count_published(timestamp: int) -> None:
    """Count what was published this month."""
    published.recount(datetime.now(UTC).date())
