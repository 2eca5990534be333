"""What the morning brings, and what everybody is told."""

from datetime import UTC, datetime

from redbridge.kernel.jobs import job
from redbridge.notifications import actions
from redbridge.notifications.models import Notice


@job(periodic="*/5 * * * *")
def wake_rested(timestamp: int) -> None:
    """Notices of the night count in the badge, and open pages hear of them: zones begin their hours at whole quarters."""
    actions.wake_rested()


@job(priority=-5)
def tell_everybody(kind: str, at: int, after: int) -> None:
    """A chunk of everybody hears what happened at this second, and then the next."""
    last = actions.tell_everybody(Notice.Kind(kind), datetime.fromtimestamp(at, UTC), after)
    if last:
        tell_everybody.defer(kind=kind, at=at, after=last)
