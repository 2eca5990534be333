"""Verbs on pictures. What needs time (decoding, erasing files) is deferred by name: jobs stand above us."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.db.models import QuerySet
from procrastinate.contrib.django import app

from redbridge.kernel.events import emit
from redbridge.kernel.text import clean
from redbridge.media import guards, rules
from redbridge.media.models import Picture, Upload
from redbridge.media.storage import spool_key, storage

RENDER = "media.jobs.render_picture"
ERASE = "media.jobs.erase_files"
QUEUE = "pictures"
COVER_FIRST = 10

State = Picture.State


def claim(
    owner_id: int, uploads: "Sequence[UploadedFile[Any]]", alts: Sequence[str], kind: str, subject_id: int,
    alt_language: str = "und", guarded: bool | None = None, first: int = 0, ratio: float = 0,
) -> list[Picture]:
    """Take pictures that `rules.check_uploads` let pass, in the caller's transaction; the first is the cover.

    `guarded` is whether they are kept from somebody; None asks the room that owns the subject. `first` is where they
    begin among the subject's; with a `ratio` (width to height) only their middle is kept.

    Their bytes are durable before any row is: a note that was acknowledged has its pictures. Where the caller
    rolls back, the bytes lie in the spool without a row until the sweep finds them.
    """
    rules.check_alts(alts)
    texts = [clean(alt) for alt in alts] + [""] * (len(uploads) - len(alts))
    guarded = bool(guards.closed(kind, [subject_id])) if guarded is None else guarded
    with transaction.atomic():
        pictures = [
            Picture(id=id_, owner_id=owner_id, kind=kind, subject_id=subject_id, position=position, alt=alt,
                    alt_language=alt_language, guarded=guarded, **_received(upload, ratio))
            for position, (id_, upload, alt) in enumerate(zip(_ids(uploads), uploads, texts, strict=False), first)
        ]
        Picture.objects.bulk_create(pictures)
        defer([render_of(picture.id, picture.position) for picture in pictures])
    return pictures


def _received(upload: "UploadedFile[Any]", ratio: float) -> dict[str, Any]:
    seen = rules.inspect(upload)
    key = spool_key()
    storage().save(key, upload.chunks(), "application/octet-stream")
    crop = rules.crop_to(ratio, seen.width, seen.height) if ratio else None
    return {"spool": key, "width": seen.width, "height": seen.height, "crop": crop}


def _ids(uploads: Sequence[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select redbridge_next_id() from generate_series(1, %s::int)", [len(uploads)])
        return [row[0] for row in cursor.fetchall()]


def render_of(picture_id: int, position: int, lock: str | None = None) -> Any:
    """The job that re-makes a picture, a cover before others; those of one `lock` run one after the other."""
    priority = COVER_FIRST if position == 0 else 0
    return app.configure_task(
        RENDER, queue=QUEUE, priority=priority, lock=lock, task_kwargs={"picture_id": picture_id}
    )


def defer(deferrers: Sequence[Any]) -> None:
    """Defer these jobs in one statement."""
    if deferrers:
        deferrers[0].job_manager.batch_defer_jobs([deferrer.job for deferrer in deferrers])


def forget(kind: str, subject_ids: Iterable[int], but: Sequence[int] = ()) -> None:
    """Delete the pictures of these subjects, all `but` those of these ids and what is kept: rows in the caller's transaction,
    files by a job after it."""
    _forget(Picture.objects.filter(kind=kind, subject_id__in=list(subject_ids), kept=False).exclude(pk__in=but))


@transaction.atomic
def _forget(rows: "QuerySet[Picture]") -> None:
    gone = [[id_, spool] for id_, spool in rows.select_for_update().values_list("id", "spool")]
    if gone:
        Picture.objects.filter(pk__in=[id_ for id_, _spool in gone]).delete()
        defer([app.configure_task(ERASE, queue=QUEUE, task_kwargs={"pictures": gone})])


def keep(kind: str, subject_id: int) -> None:
    """Keep as evidence the pictures of a subject that are hidden now, whatever its owner does."""
    Picture.objects.filter(kind=kind, subject_id=subject_id, hidden=True, kept=False).update(kept=True)


@transaction.atomic
def let_go(kind: str, subject_id: int, used: Sequence[int] | None = None) -> None:
    """Keep a subject's pictures no more; those that are not `used` any longer are deleted, as their owner
    wished. None: all are."""
    rows = Picture.objects.filter(kind=kind, subject_id=subject_id, kept=True)
    ids = list(rows.values_list("pk", flat=True))
    rows.update(kept=False)
    if used is not None:
        _forget(Picture.objects.filter(pk__in=ids).exclude(pk__in=used))


def forget_owner(owner_id: int, most: int = 500) -> bool:
    """Delete up to `most` pictures of somebody, but what is kept, and all they were sending, files by a job; whether there may be
    more."""
    with transaction.atomic():
        sent = Upload.objects.filter(owner_id=owner_id)
        pieces = [[0, key] for parts in sent.values_list("parts", flat=True) for key in parts]
        sent.delete()
        rows = Picture.objects.filter(owner_id=owner_id, kept=False)
        gone = [[id_, spool] for id_, spool in rows.select_for_update().values_list("id", "spool")[:most]]
        Picture.objects.filter(pk__in=[id_ for id_, _spool in gone]).delete()
        defer([app.configure_task(ERASE, queue=QUEUE, task_kwargs={"pictures": some}) for some in (gone, pieces) if some])
    return len(gone) == most


def forget_before(kind: str, subject_id: int, picture_id: int) -> None:
    """Delete the pictures of a subject that came before this one, as `forget` does."""
    _forget(Picture.objects.filter(kind=kind, subject_id=subject_id, id__lt=picture_id, kept=False))


def hide(kind: str, *subject_ids: int) -> None:
    """Stop serving the pictures of these subjects, from the caller's commit on."""
    Picture.objects.filter(kind=kind, subject_id__in=subject_ids).update(hidden=True)


def show(kind: str, *subject_ids: int) -> None:
    """Serve the pictures of these subjects again."""
    Picture.objects.filter(kind=kind, subject_id__in=subject_ids).update(hidden=False)


def hide_up_to(kind: str, subject_id: int, last: int) -> bool:
    """Serve none of a subject's pictures up to this id, and all that came later; whether that changed any of them."""
    rows = Picture.objects.filter(kind=kind, subject_id=subject_id)
    hidden = rows.filter(id__lte=last, hidden=False).update(hidden=True)
    return bool(hidden + rows.filter(id__gt=last, hidden=True).update(hidden=False))


def set_away(owner_id: int, away: bool) -> None:
    """Serve nothing of somebody's, or what their subjects allow again, from the caller's commit on."""
    Picture.objects.filter(owner_id=owner_id).update(away=away)


def reguard(kind: str, subject_ids: Iterable[int]) -> None:
    """Who may see these subjects has changed: from the caller's commit on their pictures are asked for, or are not."""
    ids = list(subject_ids)
    closed = guards.closed(kind, ids)
    rows = Picture.objects.filter(kind=kind)
    rows.filter(subject_id__in=closed, guarded=False).update(guarded=True)
    rows.filter(subject_id__in=set(ids) - closed, guarded=True).update(guarded=False)


def make_ready(picture_id: int, width: int, height: int, dc: int, widths: Iterable[int], kind: str = "") -> bool:
    """Say what is made so far, and tell of it once; False where the picture was forgotten meanwhile.

    With a `kind` nothing is said of a picture that is of another one by now.
    """
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture_id).first()
        if row is None:
            return False
        if kind and row.kind != kind:
            return True
        first = row.state != State.READY
        row.state, row.width, row.height, row.dc, row.widths = State.READY, width, height, dc, sorted(widths)
        row.save(update_fields=["state", "width", "height", "dc", "widths"])
        if first:
            emit("picture.ready", picture_id=row.id, kind=row.kind, subject_id=row.subject_id)
    return True


_SAID = """
update media_picture set said = %(said)s, said_language = %(language)s,
    translations = (select coalesce(jsonb_object_agg(t.key, t.value - 'said'), '{}') from jsonb_each(translations) t)
where id = %(id)s
"""


def keep_said(picture_id: int, said: str, language: str) -> None:
    """Keep the text that was found in a picture; what another reading became in other languages goes."""
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"id": picture_id, "said": said[: rules.LONGEST_SAID], "language": language})


def give_up(picture_id: int) -> None:
    """Nothing more is made of what was sent: a picture with nothing to show has failed, and is told of."""
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(pk=picture_id, state=State.WAITING).first()
        if row is not None:
            row.state = State.FAILED
            row.save(update_fields=["state"])
            emit("picture.failed", picture_id=row.id, kind=row.kind, subject_id=row.subject_id)


def drop_spool(picture_id: int, spool: str, master: str = "") -> None:
    """Delete what was sent, and name the master that takes its place.

    Without one the file goes before its name: a crash between them loses no track of it. With one the name goes
    first, since it leads to what the picture is made of; the sweep finds a file that nobody names.
    """
    if not master:
        storage().delete(spool)
    if not Picture.objects.filter(pk=picture_id, spool=spool).update(spool=master) and master:
        storage().delete(master)
    if master:
        storage().delete(spool)
