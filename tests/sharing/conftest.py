"""What these tests begin with: an empty shelf, and no page of the sitemap known."""

import shutil
from collections.abc import Iterator

import pytest

from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.sharing import shelf
from redbridge.sharing.views import maps
from tests.media.making import sample


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    shutil.rmtree(shelf._root(), ignore_errors=True)
    maps._starts.clear()
    yield
    maps._starts.clear()


def develop(note: int, width: int = 320, height: int = 240) -> int:
    """Make a note's first picture ready, with a real WebP; its id."""
    picture: int = Picture.objects.get(subject_id=note).pk
    storage().save(picture_key(picture, 240, "webp"), [sample("WEBP", 240, height * 240 // width)], "image/webp")
    media.make_ready(picture, width, height, 0, [240])
    return picture
