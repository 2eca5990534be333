"""Another handle."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts import queries, rules
from redbridge.accounts.models import OldHandle, Person
from redbridge.kernel import audit, events
from redbridge.kernel.errors import Refusal


def rename(person_id: int, handle: str) -> None:
    """Take another handle. The old one leads here, and is nobody else's, for OLD_HANDLE_DAYS.

    Raises Refusal where it is somebody's, or was until lately, or the person changed theirs too often.
    """
    try:
        with transaction.atomic():
            _rename(Person.objects.select_for_update().get(pk=person_id), handle)
    except IntegrityError as taken:
        raise Refusal("handle", _("Someone has this handle. Choose another.")) from taken


def _rename(person: Person, handle: str) -> None:
    old = person.handle
    if old == handle:
        return
    _check_often(person)
    person.handle = handle
    person.save(update_fields=["handle"])
    # Looked at after the write, which waited for whoever gives this handle up at this moment.
    if queries.handle_is_kept(handle, apart_from=person.pk):
        raise IntegrityError("the handle still leads to somebody else")
    until = timezone.now() + timedelta(days=rules.OLD_HANDLE_DAYS)
    OldHandle.objects.update_or_create(handle=old, defaults={"person": person, "until": until})
    audit.record(person.pk, "rename", "person", person.pk)
    events.emit("person.changed", person_id=person.pk)


def _check_often(person: Person) -> None:
    # Rows of the last 30 days are those that still have 60 of their 90 before them.
    recent = timezone.now() + timedelta(days=rules.OLD_HANDLE_DAYS - rules.HANDLE_CHANGES_DAYS)
    if OldHandle.objects.filter(person=person, until__gt=recent).count() >= rules.HANDLE_CHANGES:
        raise Refusal("handle", _("You changed your handle twice in 30 days. Wait until a month has passed."))
