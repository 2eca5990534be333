"""Leaving, and coming back while it is time."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from redbridge.accounts import signins
from redbridge.accounts.models import Person
from redbridge.kernel import audit, events
from redbridge.media import actions as media
from redbridge.portability.letters import write
from redbridge.portability.rules import LEAVE_DAYS

State = Person.State


@transaction.atomic
def leave(person_id: int, session_key: str) -> None:
    """Hide a person everywhere and begin the days in which they may come back. Their other sign-ins end.

    Somebody suspended stays so: leaving and coming back must not be a way out of it.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.leaving is not None or person.state == State.GONE:
        return
    person.leaving = timezone.now() + timedelta(days=LEAVE_DAYS)
    person.state = State.LEAVING if person.state == State.ACTIVE else person.state
    person.save(update_fields=["leaving", "state"])
    media.set_away(person_id, away=True)
    signins.end_others(person_id, session_key)
    audit.record(person_id, "leave", "person", person_id)
    events.emit("person.changed", person_id=person_id)
    events.emit("person.hidden", person_id=person_id)
    write(person, "leaving", until=person.leaving)


@transaction.atomic
def stay(person_id: int) -> bool:
    """Be there again as if nothing had been; False where it is too late or nobody was leaving."""
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.leaving is None or person.state == State.GONE:
        return False
    person.leaving = None
    person.state = State.ACTIVE if person.state == State.LEAVING else person.state
    person.save(update_fields=["leaving", "state"])
    media.set_away(person_id, away=person.state != State.ACTIVE)
    audit.record(person_id, "stay", "person", person_id)
    events.emit("person.changed", person_id=person_id)
    events.emit("person.shown", person_id=person_id)
    write(person, "stayed")
    return True
