"""Periodic work."""

from redbridge.kernel.jobs import job
from redbridge.sharing import shelf


@job(periodic="23 4 * * *")
def sweep_pictures(timestamp: int) -> None:
    """Forget pictures that were made long ago; whoever asks for one gets a new one."""
    shelf.sweep()
