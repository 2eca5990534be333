"""A picture that comes piece by piece: begun, continued after any break, whole in the end. See the ADR on uploads."""

import io
import uuid
from dataclasses import dataclass
from functools import partial

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from redbridge.kernel.errors import Refusal
from redbridge.media import rules
from redbridge.media.actions import defer, render_of
from redbridge.media.models import DRAFT, Picture, Upload
from redbridge.media.storage import spool_key, storage


@dataclass(frozen=True)
class Progress:
    """How far an upload has come, in bytes; `picture_id` once it is whole."""

    id: int
    length: int
    received: int
    picture_id: int | None


class OutOfStep(Exception):
    """A piece that does not begin where the last one ended, or has no right size."""


_BEGIN = """
insert into media_upload (owner_id, client_key, kind, subject_id, name, length, received, parts)
values (%(owner)s, %(key)s, %(kind)s, %(subject)s, %(name)s, %(length)s, 0, '{}')
on conflict (owner_id, client_key) do update set name = excluded.name returning id, length, received, picture_id
"""
_UNFINISHED = "select count(*) from media_upload where owner_id = %s and picture_id is null"
_FIND = "select id, length, received, picture_id from media_upload where id = %s and owner_id = %s"
_ADD = """
update media_upload set received = received + %(size)s, parts = parts || %(part)s::varchar
where id = %(id)s and owner_id = %(owner)s and received = %(offset)s and received + %(size)s <= length
returning id, length, received, picture_id
"""


def begin(owner_id: int, key: uuid.UUID, subject_id: int, name: str, length: int) -> Progress:
    """Begin the upload of a draft's picture, or find the one that this key began. Raises Refusal."""
    shown = rules.shown_name(name)
    if fault := rules.size_problem(shown, length):
        raise Refusal(rules.FIELD, fault)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_UNFINISHED, [owner_id])
        if (cursor.fetchone() or (0,))[0] >= rules.MOST_UNFINISHED:
            raise Refusal(rules.FIELD, _("Many pictures are still on their way. Wait for them, or come back tomorrow."))
        cursor.execute(_BEGIN, {"owner": owner_id, "key": str(key), "kind": DRAFT, "subject": subject_id,
                                "name": shown, "length": length})
        return Progress(*cursor.fetchone())


def progress(owner_id: int, upload_id: int) -> Progress | None:
    """How far this person's upload has come; None for another's and for none."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, [upload_id, owner_id])
        row = cursor.fetchone()
    return Progress(*row) if row else None


def receive(owner_id: int, upload_id: int, offset: int, data: bytes) -> Progress:
    """Take the next piece; with the last one the picture begins to be re-made.

    Raises OutOfStep where the piece does not fit, Refusal where the whole is no picture we take (it is forgotten).
    """
    now = progress(owner_id, upload_id)
    if now is None or offset != now.received:
        raise OutOfStep
    if data:
        now = _add(owner_id, now, data)
    return _whole(owner_id, now) if now.received == now.length and now.picture_id is None else now


def _add(owner_id: int, now: Progress, data: bytes) -> Progress:
    last = now.received + len(data) == now.length
    if len(data) > rules.MOST_PIECE or (len(data) < rules.LEAST_PIECE and not last) or now.received + len(data) > now.length:
        raise OutOfStep
    part = spool_key()
    # The piece is durable before it is counted; where two bring the same one, the second is counted nowhere.
    storage().save(part, [data], "application/octet-stream")
    with connection.cursor() as cursor:
        cursor.execute(_ADD, {"id": now.id, "owner": owner_id, "offset": now.received, "size": len(data), "part": part})
        row = cursor.fetchone()
    if row is None:
        storage().delete(part)
        raise OutOfStep
    return Progress(*row)


def _whole(owner_id: int, now: Progress) -> Progress:
    with transaction.atomic():
        row = Upload.objects.select_for_update().get(pk=now.id, owner_id=owner_id)
        if row.picture_id is None:
            fault = _make_picture(row)
            parts, row.parts = row.parts, []
            row.delete() if fault else row.save(update_fields=["picture_id", "parts"])
            transaction.on_commit(partial(_delete, parts if fault or len(parts) > 1 else []))
    if row.picture_id is None:
        raise Refusal(rules.FIELD, fault)
    return Progress(now.id, now.length, now.received, row.picture_id)


def _make_picture(row: Upload) -> str:
    """The picture of an upload that is whole; what is wrong with it, or ""."""
    data = b"".join(_read(part) for part in row.parts)
    file = InMemoryUploadedFile(io.BytesIO(data), None, row.name, None, len(data), None)
    if fault := rules.problem(file):
        return fault
    seen, spool = rules.inspect(file), row.parts[0]
    if len(row.parts) > 1:
        spool = spool_key()
        storage().save(spool, [data], "application/octet-stream")
    place = min(Picture.objects.filter(kind=row.kind, subject_id=row.subject_id).count(), rules.MOST_PICTURES - 1)
    picture = Picture.objects.create(
        owner_id=row.owner_id, kind=row.kind, subject_id=row.subject_id, position=place, guarded=True,
        width=seen.width, height=seen.height, spool=spool,
    )
    row.picture_id = picture.id
    defer([render_of(picture.id, place, lock=f"picture-{picture.id}")])
    return ""


def _delete(keys: list[str]) -> None:
    for key in keys:
        storage().delete(key)


def _read(key: str) -> bytes:
    with storage().open(key) as file:
        return file.read()
