"""Being private, and not any more."""

from django.db import transaction

from redbridge.accounts.models import Person
from redbridge.kernel import audit, events


@transaction.atomic
def close(person_id: int) -> None:
    """From now on only followers read what a person writes; those they have stay."""
    if Person.objects.filter(pk=person_id, private=False).update(private=True):
        audit.record(person_id, "close", "person", person_id)
        events.emit("person.closed", person_id=person_id)


@transaction.atomic
def open_up(person_id: int) -> None:
    """Everyone reads what a person writes for everyone; those who asked to follow come to follow, by a job."""
    if Person.objects.filter(pk=person_id, private=True).update(private=False):
        audit.record(person_id, "open up", "person", person_id)
        events.emit("person.opened", person_id=person_id)
