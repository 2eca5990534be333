"""What is forgotten when its time is over."""

from django.db import connection

from redbridge.accounts import actions, backlinks
from redbridge.kernel.jobs import job


@job(periodic="11 * * * *")
def forget_sessions(timestamp: int) -> None:
    """Sessions past their end, and those of nobody whose challenge was never answered."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_session where expire_date < now()")


@job(periodic="23 4 * * *")
def forget_old_handles(timestamp: int) -> None:
    """Handles given up 90 days ago lead nowhere, and anybody may take them."""
    with connection.cursor() as cursor:
        cursor.execute("delete from accounts_oldhandle where until < now()")


@job(queue="default", periodic="* * * * * */15")
def end_restraints(timestamp: int) -> None:
    """Pauses and suspensions end when they are due; a request takes them for over already."""
    actions.end_what_is_due()


@job(queue="default", priority=-5)
def check_link(check_id: int) -> None:
    """Ask one page whether it links back."""
    backlinks.check(check_id)


@job(periodic="53 * * * *")
def check_links_again(timestamp: int) -> None:
    """A page may say something else by now; so many an hour that a week is enough for 30,000."""
    for check_id in backlinks.stale(200):
        check_link.defer(check_id=check_id)
