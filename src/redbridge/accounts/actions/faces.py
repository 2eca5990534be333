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
    """Take a picture that media let pass for the person's avatar or banner (`kind`); the one before is erased."""
    media.forget(kind, [person_id])
    (picture,) = media.claim(person_id, [upload], [], kind, person_id, guarded=False)
    Person.objects.filter(pk=person_id).update(**{kind: picture.id})
    audit.record(person_id, f"show {kind}", "person", person_id)


@transaction.atomic
def hide_face(person_id: int, kind: str) -> None:
    """Take the avatar or the banner (`kind`) away and erase it."""
    if Person.objects.filter(pk=person_id).exclude(**{kind: None}).update(**{kind: None}):
        media.forget(kind, [person_id])
        audit.record(person_id, f"hide {kind}", "person", person_id)


def drop_face(person_id: int, kind: str, picture_id: int) -> None:
    """Show no more a picture that could not be made, unless another took its place."""
    Person.objects.filter(pk=person_id, **{kind: picture_id}).update(**{kind: None})
