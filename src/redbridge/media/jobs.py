"""Pictures re-made, files erased, the spool swept. Every job can run twice and end the same."""

from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from typing import cast

from redbridge.kernel.jobs import job
from redbridge.media import actions, lab
from redbridge.media.formats import BadPicture, Crop
from redbridge.media.models import DRAFT, Picture, Upload
from redbridge.media.pixels import ENCODINGS, MASTER, WIDTHS, Facts, Rendition
from redbridge.media.queries import FORMATS
from redbridge.media.storage import picture_key, spool_key, storage

DAY = 24 * 60 * 60


@job(queue="pictures")
def render_picture(picture_id: int) -> None:
    """Make every rendition of one picture. It can be shown after the first; then what was sent is deleted.

    A draft's picture has one rendition, and keeps a master of new pixels in place of what was sent.
    """
    row = Picture.objects.filter(pk=picture_id).only("spool", "kind", "crop").first()
    if not row or not row.spool:
        return
    master = ""
    try:
        with storage().open(row.spool) as file:
            sent = file.read()
        master = _render(picture_id, sent, row)
    except (BadPicture, FileNotFoundError):
        actions.give_up(picture_id)
    actions.drop_spool(picture_id, row.spool, master)


def _render(picture_id: int, sent: bytes, row: Picture) -> str:
    """Make what is to be made; the key of a draft's master, else ""."""
    done: list[int] = []
    draft, crop = row.kind == DRAFT, cast(Crop, tuple(row.crop)) if row.crop else None
    tell = partial(_tell, picture_id, kind=DRAFT if draft else "")
    with closing(lab.developed(sent, crop, draft)) as made:
        facts = next(made)
        assert isinstance(facts, Facts)
        for rendition in made:
            assert isinstance(rendition, Rendition)
            if rendition.format == MASTER:
                return _keep_master(rendition.data)
            key = picture_key(picture_id, rendition.width, rendition.format)
            storage().save(key, [rendition.data], FORMATS[rendition.format])
            if rendition.format == _LAST:
                done.append(rendition.width)
            if rendition.format == _LAST and len(done) == 1 and not tell(facts, done):
                return ""
    tell(facts, done)
    return ""


def _keep_master(data: bytes) -> str:
    key = spool_key()
    storage().save(key, [data], "image/jpeg")
    return key


_LAST = list(ENCODINGS)[-1]


def _tell(picture_id: int, facts: Facts, widths: list[int], kind: str) -> bool:
    if actions.make_ready(picture_id, facts.width, facts.height, facts.dc, widths, kind):
        return True
    # Forgotten while we worked: its files were erased before ours were written.
    _erase(picture_id)
    return False


@job(queue="pictures")
def erase_files(pictures: list[tuple[int, str]]) -> None:
    """Delete the files of pictures whose rows are gone: (id, name in the spool or "")."""
    for picture_id, spool in pictures:
        _erase(picture_id)
        if spool:
            storage().delete(spool)


def _erase(picture_id: int) -> None:
    for width in WIDTHS:
        for fmt in FORMATS:
            storage().delete(picture_key(picture_id, width, fmt))


@job(queue="pictures", periodic="23 * * * *")
def sweep_spool(timestamp: int) -> None:
    """Delete what lay in the spool for a day: by a roll-back, a crash, a picture nobody could make, half an upload.

    A draft keeps its masters as long as it is one.
    """
    limit = datetime.fromtimestamp(timestamp, tz=UTC) - timedelta(seconds=DAY)
    Upload.objects.filter(begun__lt=limit).delete()
    spooled = Picture.objects.exclude(spool="")
    for picture_id, spool in spooled.filter(created__lt=limit).exclude(kind=DRAFT).values_list("id", "spool"):
        actions.give_up(picture_id)
        actions.drop_spool(picture_id, spool)
    owned = {*spooled.values_list("spool", flat=True), *chain(*Upload.objects.values_list("parts", flat=True))}
    for key in storage().stale(DAY):
        if key not in owned:
            storage().delete(key)
