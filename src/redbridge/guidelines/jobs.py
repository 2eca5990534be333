"""What came into force is kept."""

from redbridge.guidelines import actions
from redbridge.kernel.jobs import job


@job(periodic="* * * * *")
def keep_versions(timestamp: int) -> None:
    """A version for each pack that changed."""
    actions.keep_versions()
