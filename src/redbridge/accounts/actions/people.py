"""Arriving, settling in, roles."""

from time import time
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from redbridge.accounts import queries
from redbridge.accounts.letters import write_of_role
from redbridge.accounts.models import Appointment, Person, StaffNumber
from redbridge.kernel import audit, events
from redbridge.translation.rules import UNKNOWN


@transaction.atomic
def settle(person_id: int, **values: Any) -> None:
    """Keep what a person chose about themselves: name, bio, languages, interface, theme."""
    mine = Person.objects.filter(pk=person_id)
    if "bio" in values:
        # What the old words became is no translation of the new ones.
        mine.exclude(bio=values["bio"]).update(bio_translations={}, bio_language=UNKNOWN)
    mine.update(**values)
    audit.record(person_id, "settle", "person", person_id)
    events.emit("person.changed", person_id=person_id)


@transaction.atomic
def arrive(person: Person, *, interface: str, languages: list[str], birth_year: int) -> None:
    """Make a new person a member: code accepted, languages as their browser tells until they say better."""
    person.name = person.name or person.handle
    person.interface, person.languages, person.birth_year = interface, languages, birth_year
    person.code_accepted = timezone.now()
    person.save()
    # Looked at after the insert: whoever gives this handle up at this moment has let it go by now, or still has it.
    if queries.handle_is_kept(person.handle):
        raise IntegrityError("the handle still leads to somebody else")
    audit.record(person.pk, "arrive", "person", person.pk)
    events.emit("person.arrived", person_id=person.pk)


@transaction.atomic
def appoint(person: Person, role: Appointment.Role, language: str = "") -> None:
    """Give a role, and tell of it; giving it twice is giving it once. Staff gets the number that members know it by."""
    _held, is_new = Appointment.objects.get_or_create(person=person, role=role, language=language)
    if role != Appointment.Role.TRUSTED:
        StaffNumber.objects.get_or_create(person=person)
    audit.record(None, f"appoint {role}", "person", person.pk)
    if is_new:
        write_of_role(person, role, language, ended=False)
        events.emit("person.appointed", person_id=person.pk, at=int(time()))


@transaction.atomic
def end_appointment(person: Person, role: Appointment.Role, language: str = "") -> bool:
    """Take a role back, of one language or, without it, of all, and tell of it; whether there was one."""
    held = Appointment.objects.filter(person=person, role=role)
    ended, _each = (held.filter(language=language) if language else held).delete()
    if ended:
        audit.record(None, f"end {role}", "person", person.pk)
        write_of_role(person, role, language, ended=True)
        events.emit("person.released", person_id=person.pk, at=int(time()))
    return bool(ended)
