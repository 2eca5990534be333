"""Verbs on pictures. What needs time (decoding, erasing files) is deferred by name: jobs stand above us."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from procrastinate.contrib.django import app

from redbridge.kernel.events import emit
from redbridge.kernel.text import clean
from redbridge.media import guards, rules
from redbridge.media.models import Picture
from redbridge.media.storage import spool_key, storage

RENDER = "media.jobs.render_picture"
ERASE = "media.jobs.erase_files"
QUEUE = "pictures"
COVER_FIRST = 10

State = Picture.State


def claim(
    owner_id: int, uploads: "Sequence[UploadedFile[Any]]", alts: Sequence[str], kind: str, subject_id: int,
    alt_language: str = "und", guarded: bool | None = None,
) -> list[Picture]:
    """Take pictures that `rules.check_uploads` let pass, in the caller's transaction; the first is the cover.

    `guarded` is whether they are kept from somebody; None asks the room that owns the subject.

    Their bytes are durable before any row is: a note that was acknowledged has its pictures. Where the caller
    rolls back, the bytes lie in the spool without a row until the sweep finds them.
    """
    rules.check_alts(alts)
    texts = [clean(alt) for alt in alts] + [""] * (len(uploads) - len(alts))
    guarded = bool(guards.closed(kind, [subject_id])) if guarded is None else guarded
    with transaction.atomic():
        pictures = [
            Picture(id=id_, owner_id=owner_id, kind=kind, subject_id=subject_id, position=position, alt=alt,
                    alt_language=alt_language, guarded=guarded, **_received(upload))
            for position, (id_, upload, alt) in enumerate(zip(_ids(uploads), uploads, texts, strict=False))
        ]
        Picture.objects.bulk_create(pictures)
        _defer([_render(picture) for picture in pictures])
    return pictures


def _received(upload: "UploadedFile[Any]") -> dict[str, Any]:
    seen = rules.inspect(upload)
    key = spool_key()
    storage().save(key, upload.chunks(), "application/octet-stream")
    return {"spool": key, "width": seen.width, "height": seen.height}


def _ids(uploads: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select redbridge_next_id() from generate_series(1, %s::int)", [len(uploads)])
        return [row[0] for row in cursor.fetchall()]


def _render(picture: Picture) -> Any:
    priority = COVER_FIRST if picture.position == 0 else 0
    return app.configure_task(RENDER, queue=QUEUE, priority=priority, task_kwargs={"picture_id": picture.id})


def _defer(deferrers: Sequence[Any]) -> None:
    if deferrers:
        deferrers[0].job_manager.batch_defer_jobs([deferrer.job for deferrer in deferrers])


def forget(kind: str, subject_ids: Iterable[int]) -> None:
    """Delete the pictures of these subjects: rows in the caller's transaction, files by a job after it."""
    with transaction.atomic():
        rows = Picture.objects.filter(kind=kind, subject_id__in=list(subject_ids))
        gone = [[id_, spool] for id_, spool in rows.select_for_update().values_list("id", "spool")]
        if gone:
            rows.delete()
            _defer([app.configure_task(ERASE, queue=QUEUE, task_kwargs={"pictures": gone})])


def hide(kind: str, subject_id: int) -> None:
    """Stop serving the pictures of a subject, from the caller's commit on."""
    Picture.objects.filter(kind=kind, subject_id=subject_id).update(hidden=True)


def show(kind: str, subject_id: int) -> None:
    """Serve the pictures of a subject again."""
    Picture.objects.filter(kind=kind, subject_id=subject_id).update(hidden=False)


def reguard(kind: str, subject_ids: Iterable[int]) -> None:
    """Who may see these subjects has changed: from the caller's commit on their pictures are asked for, or are not."""
    ids = list(subject_ids)
    closed = guards.closed(kind, ids)
    rows = Picture.objects.filter(kind=kind)
    rows.filter(subject_id__in=closed, guarded=False).update(guarded=True)
    rows.filter(subject_id__in=set(ids) - closed, guarded=True).update(guarded=False)


def make_ready(picture_id: int, width: int, height: int, dc: int, widths: Iterable[int]) -> bool:
    """Say what is made so far, and tell of it once; False where the picture was forgotten meanwhile."""
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture_id).first()
        if row is None:
            return False
        first = row.state != State.READY
        row.state, row.width, row.height, row.dc, row.widths = State.READY, width, height, dc, sorted(widths)
        row.save(update_fields=["state", "width", "height", "dc", "widths"])
        if first:
            emit("picture.ready", picture_id=row.id, kind=row.kind, subject_id=row.subject_id)
    return True


def give_up(picture_id: int) -> None:
    """Nothing more is made of what was sent: a picture with nothing to show has failed, and is told of."""
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture_id, state=State.WAITING).first()
        if row is not None:
            row.state = State.FAILED
            row.save(update_fields=["state"])
            emit("picture.failed", picture_id=row.id, kind=row.kind, subject_id=row.subject_id)


def drop_spool(picture_id: int, spool: str) -> None:
    """Delete what was sent. The file goes before its name: a crash between them loses no track of it."""
    if spool:
        storage().delete(spool)
        Picture.objects.filter(pk=picture_id, spool=spool).update(spool="")
