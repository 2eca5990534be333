"""Slow work of search."""

from redbridge.kernel.jobs import job
from redbridge.search import actions


@job(periodic="23 * * * *")
def recount(timestamp: int) -> None:
    """Every hour: what people and topics are ranked by."""
    actions.recount()
