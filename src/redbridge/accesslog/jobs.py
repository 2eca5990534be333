"""What happens by the clock."""

from redbridge.accesslog import actions
from redbridge.kernel.jobs import job


@job(periodic="29 * * * *")
def tell_of_delayed(timestamp: int) -> None:
    """Tell people of looks that an order kept from them until now."""
    actions.tell_of_delayed()
