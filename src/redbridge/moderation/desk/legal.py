"""The facts of a sealed case that a host must hand to the authorities: everything a report asks for, and no picture."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.accounts.staff import Staff, name_of
from redbridge.media.queries import PictureView, pictures
from redbridge.media.storage import picture_key, storage
from redbridge.moderation.desk.queries.subject import Subject, subject
from redbridge.moderation.models import Case
from redbridge.moderation.rules import PICTURED


def facts(case: Case, who: Staff) -> dict[str, Any]:
    """As JSON. Hashes are of the largest rendition that stands here; the file itself stays, for a warrant."""
    about = subject(case.kind, case.subject_id, [])
    sealing = getattr(case, "sealing", None)
    return {
        "site": settings.REDBRIDGE_SITE_URL, "case": case.number, "made": timezone.now().isoformat(timespec="seconds"),
        "made_by": who.name, "sealed": sealing.at.isoformat(timespec="seconds") if sealing else None,
        "sealed_by": name_of(sealing.by_id) or "a picture hash" if sealing else None, "why": sealing.why if sealing else "",
        "reported": sealing.reported.isoformat(timespec="seconds") if sealing and sealing.reported else None,
        "reported_to": sealing.reported_to if sealing else "", "reports_by_readers": case.reports,
        "what": _what(case, about), "pictures": [_picture(view) for view in _pictures(case)],
        "author": _author(case),
    }  # fmt: skip


def _what(case: Case, about: Subject | None) -> dict[str, Any]:
    return {
        "kind": case.kind, "id": str(case.subject_id), "address": _address(case),
        "published": about.written.isoformat(timespec="seconds") if about and about.written else None,
        "edited": about.edited.isoformat(timespec="seconds") if about and about.edited else None,
        "words": about.whole if about else "",
    }


def _address(case: Case) -> str:
    path = {"note": f"/notes/{case.subject_id}", "comment": f"/notes/?comment={case.subject_id}"}.get(case.kind, "")
    return f"{settings.REDBRIDGE_SITE_URL}{path}" if path else ""


def _pictures(case: Case) -> list[PictureView]:
    """Those that are kept as evidence too, of what is there no more."""
    return [view for kind in PICTURED.get(case.kind, ()) for view in pictures(kind, [case.subject_id]).get(case.subject_id, [])]


def _picture(view: PictureView) -> dict[str, Any]:
    width = max(view.widths, default=0)
    return {"id": str(view.id), "width": view.width, "height": view.height, "alt": view.alt, "rendition": width,
            "sha256": _hash(view.id, width) if width else None}


def _hash(picture_id: int, width: int) -> str | None:
    try:
        with storage().open(picture_key(picture_id, width, "webp")) as file:
            return sha256(file.read()).hexdigest()
    except FileNotFoundError:
        return None


def _author(case: Case) -> dict[str, Any] | None:
    person = Person.objects.filter(pk=case.author_id).first()
    if person is None:
        return None
    arrived = person.code_accepted.isoformat(timespec="seconds") if person.code_accepted else None
    return {"id": str(person.pk), "handle": person.handle, "name": person.name, "arrived": arrived, "state": person.state}
