"""What the record does by the clock."""

from redbridge.kernel.jobs import job
from redbridge.record import actions, heads


@job(periodic="* * * * *")
def chain(timestamp: int) -> None:
    """Chain what was decided in the last minute."""
    while actions.chain():
        pass


@job(periodic="3 * * * *")
def sign(timestamp: int) -> None:
    """Sign today's head, once a day; asked each hour, so that a site that sleeps at night signs when it wakes."""
    heads.sign()
