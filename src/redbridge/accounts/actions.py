"""Verbs about people: one write, one transaction, row + audit + news."""

from django.db import connection, transaction
from django.utils import timezone

from redbridge.accounts.models import Appointment, Person
from redbridge.kernel import audit, events

_FOLLOW = "insert into accounts_follow (follower_id, followed_id) values (%s, %s) on conflict do nothing"
_UNFOLLOW = "delete from accounts_follow where follower_id = %s and followed_id = %s"


@transaction.atomic
def follow(person_id: int, other_id: int) -> None:
    """Begin to read what `other_id` writes; doing it twice is doing it once, and oneself cannot be followed."""
    if person_id != other_id and _changed(_FOLLOW, person_id, other_id):
        audit.record(person_id, "follow", "person", other_id)
        events.emit("person.followed", follower_id=person_id, followed_id=other_id)


@transaction.atomic
def unfollow(person_id: int, other_id: int) -> None:
    """Stop reading what `other_id` writes."""
    if _changed(_UNFOLLOW, person_id, other_id):
        audit.record(person_id, "unfollow", "person", other_id)
        events.emit("person.unfollowed", follower_id=person_id, followed_id=other_id)


def _changed(sql: str, person_id: int, other_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, [person_id, other_id])
        return bool(cursor.rowcount)


@transaction.atomic
def settle(person_id: int, **values: str | list[str]) -> None:
    """Keep what a person chose about themselves: name, bio, languages, interface, theme."""
    Person.objects.filter(pk=person_id).update(**values)
    audit.record(person_id, "settle", "person", person_id)


@transaction.atomic
def arrive(person: Person, *, interface: str, languages: list[str], birth_year: int) -> None:
    """Make a new person a member: code accepted, languages as their browser tells until they say better."""
    person.name = person.name or person.handle
    person.interface, person.languages, person.birth_year = interface, languages, birth_year
    person.code_accepted = timezone.now()
    person.save()
    audit.record(person.pk, "arrive", "person", person.pk)
    events.emit("person.arrived", person_id=person.pk)


@transaction.atomic
def appoint(person: Person, role: Appointment.Role, language: str = "") -> None:
    """Give a role; giving it twice is giving it once."""
    Appointment.objects.get_or_create(person=person, role=role, language=language)
    audit.record(None, f"appoint {role}", "person", person.pk)
