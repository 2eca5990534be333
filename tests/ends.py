"""An account whose time to come back is over."""

from datetime import timedelta

from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.portability import actions
from redbridge.portability.jobs import end_accounts
from tests.jobs import run_jobs


def overdue(person: Person) -> None:
    """They asked to leave, and the two weeks have passed; nothing is erased yet."""
    actions.leave(person.pk, "")
    Person.objects.filter(pk=person.pk).update(leaving=timezone.now() - timedelta(minutes=1))


def over(person: Person) -> None:
    """And the job has come by."""
    overdue(person)
    end_accounts.func(timestamp=0)
    run_jobs(but=())
