"""Slow work of feeds."""

from redbridge.feeds import actions
from redbridge.kernel.jobs import job

BATCH = 1000


@job(periodic="*/10 * * * * *")
def place_stale(timestamp: int) -> None:
    """Every ten seconds: new places for the notes whose response changed."""
    while actions.place_stale(BATCH) == BATCH:
        pass
