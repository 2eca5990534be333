"""What moderation does to a person, and giving it back: all they made stays where it was."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from redbridge.accounts.actions.faces import FACES
from redbridge.accounts.models import Person
from redbridge.kernel import audit, events
from redbridge.media import actions as media

State = Person.State


@transaction.atomic
def pause_posting(person_id: int, until: datetime | None, by_id: int | None = None) -> bool:
    """Let a person read and not write until then; None lets them write again. False where it is so already."""
    changed = Person.objects.filter(pk=person_id).exclude(paused_until=until).update(paused_until=until)
    if changed:
        audit.record(by_id, "pause posting" if until else "end pause", "person", person_id)
        events.emit("person.paused", person_id=person_id)
    return bool(changed)


@transaction.atomic
def suspend(person_id: int, until: datetime | None = None, by_id: int | None = None) -> bool:
    """Hide what a person made, pictures included, and let them write no more; they may still read.

    It ends by itself at `until`, where there is one; said again, the new date holds.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.state == State.SUSPENDED and person.suspended_until != until:
        person.suspended_until = until
        person.save(update_fields=["suspended_until"])
        audit.record(by_id, "suspend", "person", person_id)
        return True
    if person.state not in (State.ACTIVE, State.LEAVING):
        return False
    _become(person, State.SUSPENDED, "suspend", until, by_id)
    return True


@transaction.atomic
def reinstate(person_id: int, by_id: int | None = None, *, only_due: bool = False) -> bool:
    """Bring somebody suspended back, to leaving where they had begun to; `only_due`: if the suspension is over by now."""
    person = Person.objects.select_for_update().get(pk=person_id)
    until = person.suspended_until
    if person.state != State.SUSPENDED or (only_due and (until is None or until > timezone.now())):
        return False
    _become(person, State.LEAVING if person.leaving else State.ACTIVE, "reinstate", None, by_id)
    return True


@transaction.atomic
def hide_faces(person_id: int, up_to: int, by_id: int | None = None) -> bool:
    """Serve to nobody the avatars and banners up to this id; later ones show, and with 0 all do. False where it is so already."""
    changed = [face for face in FACES if media.hide_up_to(face, person_id, up_to)]
    if changed:
        audit.record(by_id, "hide faces" if up_to else "show faces", "person", person_id)
    return bool(changed)


def end_what_is_due(most: int = 200) -> None:
    """End the suspensions and pauses whose time is over."""
    now = timezone.now()
    for person_id in Person.objects.filter(state=State.SUSPENDED, suspended_until__lte=now).values_list("pk", flat=True)[:most]:
        reinstate(person_id, only_due=True)
    for person_id in Person.objects.filter(paused_until__lte=now).values_list("pk", flat=True)[:most]:
        _end_pause(person_id)


@transaction.atomic
def _end_pause(person_id: int) -> None:
    if Person.objects.filter(pk=person_id, paused_until__lte=timezone.now()).update(paused_until=None):
        audit.record(None, "end pause", "person", person_id)
        events.emit("person.paused", person_id=person_id)


def _become(person: Person, state: str, verb: str, until: datetime | None, by_id: int | None) -> None:
    person.state, person.suspended_until = state, until
    person.save(update_fields=["state", "suspended_until"])
    media.set_away(person.pk, away=state != State.ACTIVE)
    audit.record(by_id, verb, "person", person.pk)
    events.emit("person.changed", person_id=person.pk)
    events.emit("person.shown" if state == State.ACTIVE else "person.hidden", person_id=person.pk)
