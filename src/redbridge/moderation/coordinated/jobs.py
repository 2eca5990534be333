"""By the clock: what was said two days ago leaves no trace."""

from redbridge.kernel.jobs import job
from redbridge.moderation.coordinated import actions


@job(periodic="37 * * * *")
def forget_traces(timestamp: int) -> None:
    """Drop what is too old to be alike with anything."""
    actions.forget_old()
