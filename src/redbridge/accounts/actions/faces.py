"""A person's avatar and banner."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from redbridge.accounts.models import Person
from redbridge.kernel import audit
from redbridge.media import actions as media

FACES = ("avatar", "banner")


@transaction.atomic
def show_face(person_id: int, kind: str, upload: "UploadedFile[Any]") -> None:
    """Take a picture that media let pass for the person's avatar or banner (`kind`); it shows once it is made."""
    media.claim(person_id, [upload], [], kind, person_id, guarded=False)
    audit.record(person_id, f"show {kind}", "person", person_id)


@transaction.atomic
def hide_face(person_id: int, kind: str) -> None:
    """Take the avatar or the banner (`kind`) away and erase it."""
    if Person.objects.filter(pk=person_id).exclude(**{kind: None}).update(**{kind: None}):
        media.forget(kind, [person_id])
        audit.record(person_id, f"hide {kind}", "person", person_id)


@transaction.atomic
def change_face(person_id: int, kind: str, picture_id: int) -> None:
    """The picture is made: it takes the place of the one before, which is erased; nothing where a newer one came first."""
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person and picture_id > (getattr(person, kind) or 0):
        Person.objects.filter(pk=person_id).update(**{kind: picture_id})
        media.forget_before(kind, person_id, picture_id)
