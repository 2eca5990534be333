"""What the morning brings."""

from redbridge.kernel.jobs import job
from redbridge.notifications import actions


@job(periodic="*/5 * * * *")
def wake_rested(timestamp: int) -> None:
    """Notices of the night count in the badge, and open pages hear of them: zones begin their hours at whole quarters."""
    actions.wake_rested()
