"""Surge mode on and off, by somebody or by itself."""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from redbridge.accounts import rules, surge
from redbridge.accounts.models import Person, Surge
from redbridge.kernel import audit
from redbridge.kernel.kept import Kept

_ALONE = "select pg_advisory_xact_lock(hashtext('accounts surge'))"


@transaction.atomic
def begin_surge(by_id: int | None = None, hours: int = rules.SURGE_HOURS) -> None:
    """Switch it on, or let the one that is on end so many hours from now. `by_id` None: on the command line."""
    _alone()
    now = timezone.now()
    running = Surge.objects.filter(until__gt=now).first() or Surge(began=now, by_id=by_id, by_itself=False)
    running.until = now + timedelta(hours=hours)
    _keep(running, by_id, "begin surge")


@transaction.atomic
def end_surge(by_id: int | None = None) -> bool:
    """Switch it off, for an hour at least; False where none is on."""
    _alone()
    now = timezone.now()
    running = Surge.objects.filter(until__gt=now).first()
    if running is None:
        return False
    running.until = running.stopped = now
    _keep(running, by_id, "end surge")
    return True


@transaction.atomic
def surge_by_itself() -> None:
    """Begin one because so many sign up, or let it last while they do; not where somebody has just switched it off."""
    _alone()
    now = timezone.now()
    until = now + timedelta(hours=rules.SURGE_HOURS_BY_ITSELF)
    if Surge.objects.filter(stopped__gt=now - timedelta(hours=rules.SURGE_REST_HOURS)).exists():
        return
    running = Surge.objects.filter(until__gt=now).first()
    if running is None:
        first = now - timedelta(minutes=rules.SURGE_MINUTES)
        _keep(Surge(began=first, until=until, by_itself=True), None, "begin surge")
    elif running.until < until - timedelta(minutes=10):
        running.until = until
        _keep(running, None, "prolong surge")


def _watch() -> None:
    if surge.too_many():
        surge_by_itself()


watch_sign_ups = Kept(_watch, surge.SECONDS)
"""Begin a surge where too many sign up. Asked once in some seconds by a process, however many do."""


def let_through(person_id: int) -> None:
    """Somebody looked at what a newcomer wrote and found it well: nothing of theirs waits any more."""
    if surge.came_in(person_id, surge.lately()):
        Person.objects.filter(pk=person_id, looked_at=None).update(looked_at=timezone.now(), unproven=False)


def _alone() -> None:
    # Two processes that count at one moment must not begin two.
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)


def _keep(one: Surge, by_id: int | None, verb: str) -> None:
    one.save()
    audit.record(by_id, verb, "surge", one.pk)
    transaction.on_commit(surge.lately.forget)
