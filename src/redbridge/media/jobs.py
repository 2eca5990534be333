"""Pictures re-made, files erased, the spool swept. Every job can run twice and end the same."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from redbridge.kernel.jobs import job
from redbridge.media import actions, lab
from redbridge.media.formats import BadPicture
from redbridge.media.models import Picture
from redbridge.media.pixels import ENCODINGS, WIDTHS, Facts, Rendition
from redbridge.media.queries import FORMATS
from redbridge.media.storage import picture_key, storage

DAY = 24 * 60 * 60


@job(queue="pictures")
def render_picture(picture_id: int) -> None:
    """Make every rendition of one picture. It can be shown after the first; then what was sent is deleted."""
    spool = Picture.objects.filter(pk=picture_id).values_list("spool", flat=True).first()
    if not spool:
        return
    try:
        with storage().open(spool) as file:
            sent = file.read()
        _render(picture_id, sent)
    except (BadPicture, FileNotFoundError):
        actions.give_up(picture_id)
    actions.drop_spool(picture_id, spool)


def _render(picture_id: int, sent: bytes) -> None:
    done: list[int] = []
    with closing(lab.developed(sent)) as made:
        facts = next(made)
        assert isinstance(facts, Facts)
        for rendition in made:
            assert isinstance(rendition, Rendition)
            key = picture_key(picture_id, rendition.width, rendition.format)
            storage().save(key, [rendition.data], FORMATS[rendition.format])
            if rendition.format == _LAST:
                done.append(rendition.width)
            if rendition.format == _LAST and len(done) == 1 and not _tell(picture_id, facts, done):
                return
    _tell(picture_id, facts, done)


_LAST = list(ENCODINGS)[-1]


def _tell(picture_id: int, facts: Facts, widths: list[int]) -> bool:
    if actions.make_ready(picture_id, facts.width, facts.height, facts.dc, widths):
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
    """Delete what lay in the spool for a day: by a roll-back, a crash, a picture nobody could make."""
    limit = datetime.fromtimestamp(timestamp, tz=UTC) - timedelta(seconds=DAY)
    spooled = Picture.objects.exclude(spool="")
    for picture_id, spool in spooled.filter(created__lt=limit).values_list("id", "spool"):
        actions.give_up(picture_id)
        actions.drop_spool(picture_id, spool)
    owned = set(spooled.values_list("spool", flat=True))
    for key in storage().stale(DAY):
        if key not in owned:
            storage().delete(key)
