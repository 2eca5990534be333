"""The text in pictures: read once each picture can be shown, kept with it, told in the site's languages."""

from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.queries import FORMATS
from redbridge.media.storage import picture_key, storage
from redbridge.notes.actions.retell import retell_pictures
from redbridge.translation import vision
from redbridge.translation.rules import UNKNOWN

NOTHING = "zxx"
"""BCP 47 for no language: it was looked at and says nothing."""
_FORMAT = "webp"
assert _FORMAT in FORMATS


def look_at_pictures(kind: str, subject_id: int) -> None:
    """Read what the pictures of a note or a comment say, those that nobody has looked at."""
    waiting = Picture.objects.filter(kind=kind, subject_id=subject_id, state=Picture.State.READY, said_language=UNKNOWN)
    said = [_look(picture) for picture in waiting.order_by("position")] if vision.can_read() else []
    if any(said):
        retell_pictures(kind, subject_id, ("said",))


def _look(picture: Picture) -> str:
    try:
        with storage().open(picture_key(picture.pk, picture.widths[-1], _FORMAT)) as file:
            said = vision.read(file.read(), public=not picture.guarded)
    except (FileNotFoundError, IndexError):
        return ""
    media.keep_said(picture.pk, said, UNKNOWN if said else NOTHING)
    return said
