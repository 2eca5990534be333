"""What is forgotten when its time is over."""

from django.db import connection

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
