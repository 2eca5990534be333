"""A picture that comes piece by piece, and pictures on their way from a draft into a note."""

import os
import uuid
from typing import Any

import pytest

from redbridge.kernel.errors import Refusal
from redbridge.media import jobs, rules, uploads
from redbridge.media.drafts import Wanted, arrange
from redbridge.media.models import Picture, Upload
from redbridge.media.storage import Folder, picture_key
from redbridge.media.uploads import OutOfStep
from tests.jobs import run_jobs
from tests.media.making import files_under, sample, with_exif

pytestmark = pytest.mark.django_db
ME, OTHER, DRAFT, NOTE = 7, 8, 55, 99
BIG = sample("JPEG") + bytes(200_000)
STEP = rules.LEAST_PIECE


def begun(length: int = len(BIG), key: uuid.UUID | None = None, owner: int = ME) -> uploads.Progress:
    return uploads.begin(owner, key or uuid.uuid4(), DRAFT if owner == ME else DRAFT + 1, "猫.jpg", length)


def sent(data: bytes = BIG, owner: int = ME) -> int:
    """Bring a whole picture in pieces; its id."""
    now = begun(len(data), owner=owner)
    while now.picture_id is None:
        now = uploads.receive(owner, now.id, now.received, data[now.received : now.received + STEP])
    return now.picture_id


def test_pieces_become_one_picture(folder: Folder) -> None:
    picture = Picture.objects.get(pk=sent())
    assert (picture.kind, picture.subject_id, picture.guarded, picture.owner_id) == ("draft", DRAFT, True, ME)
    with folder.open(picture.spool) as file:
        assert file.read() == BIG
    assert Upload.objects.get().parts == []


def test_the_same_key_goes_on_where_it_was(folder: Folder) -> None:
    key = uuid.uuid4()
    first = begun(key=key)
    uploads.receive(ME, first.id, 0, BIG[:STEP])
    again = begun(key=key)
    assert (again.id, again.received) == (first.id, STEP)


def test_a_piece_that_comes_twice_is_counted_once(folder: Folder) -> None:
    now = begun()
    uploads.receive(ME, now.id, 0, BIG[:STEP])
    with pytest.raises(OutOfStep):
        uploads.receive(ME, now.id, 0, BIG[:STEP])
    found = uploads.progress(ME, now.id)
    assert found and found.received == STEP and len(files_under(folder.root)) == 1


def test_the_last_piece_sent_again_gives_the_same_picture(folder: Folder) -> None:
    picture = sent()
    upload = Upload.objects.get()
    assert uploads.receive(ME, upload.pk, len(BIG), b"").picture_id == picture
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(("offset", "size"), [(1, STEP), (0, STEP - 1), (0, rules.MOST_PIECE + 1), (0, len(BIG) + 1), (-1, STEP)])
def test_lies_about_place_and_size_change_nothing(folder: Folder, offset: int, size: int) -> None:
    now = begun()
    with pytest.raises(OutOfStep):
        uploads.receive(ME, now.id, offset, (BIG * 8)[:size])
    found = uploads.progress(ME, now.id)
    assert found and found.received == 0 and files_under(folder.root) == set()


@pytest.mark.parametrize("length", [0, -1, rules.MOST_BYTES + 1])
def test_a_length_no_picture_may_have_is_refused(folder: Folder, length: int) -> None:
    with pytest.raises(Refusal):
        begun(length)


def test_what_is_no_picture_is_forgotten_with_its_pieces(folder: Folder, django_capture_on_commit_callbacks: Any) -> None:
    with pytest.raises(Refusal), django_capture_on_commit_callbacks(execute=True):
        sent(b"<svg onload=x7()>" * 20_000)
    assert not Upload.objects.exists() and not Picture.objects.exists()


def test_anothers_upload_is_not_there(folder: Folder) -> None:
    now = begun()
    assert uploads.progress(OTHER, now.id) is None
    with pytest.raises(OutOfStep):
        uploads.receive(OTHER, now.id, 0, BIG[:STEP])


def test_one_person_has_only_so_many_unfinished(folder: Folder) -> None:
    for _ in range(rules.MOST_UNFINISHED):
        begun()
    with pytest.raises(Refusal):
        begun()
    begun(owner=OTHER)


def test_half_an_upload_goes_after_a_day(folder: Folder) -> None:
    now = begun()
    uploads.receive(ME, now.id, 0, BIG[:STEP])
    Upload.objects.update(begun="2026-01-01T00:00Z")
    (part,) = folder.root.glob("incoming/*")
    os.utime(part, (0, 0))
    jobs.sweep_spool(timestamp=1_800_000_000)
    assert not Upload.objects.exists() and files_under(folder.root) == set()


def test_a_draft_keeps_new_pixels_only(folder: Folder) -> None:
    picture = Picture.objects.get(pk=sent(with_exif(6, gps=True) + bytes(STEP)))
    run_jobs(but=())
    picture.refresh_from_db()
    assert (picture.state, picture.widths) == ("ready", [480])
    with folder.open(picture.spool) as file:
        assert b"SECRETCAMERA" not in file.read()
    Picture.objects.update(created="2026-01-01T00:00Z")
    jobs.sweep_spool(timestamp=1_800_000_000)
    assert folder.exists(picture.spool)


@pytest.mark.parametrize("rendered", [False, True])
def test_a_note_takes_chosen_pictures_in_order_and_the_others_go(folder: Folder, rendered: bool) -> None:
    one, two, three = sent(), sent(), sent()
    if rendered:
        run_jobs(but=())
    kept = arrange(ME, DRAFT, "note", NOTE, [Wanted(three, "third"), Wanted(one, "first", (0, 0, .5, 1))], "en", False)
    assert kept == [three, one]
    run_jobs(but=())
    rows = {row.id: row for row in Picture.objects.all()}
    assert set(rows) == {one, three} and all(row.state == "ready" and not row.spool and not row.guarded for row in rows.values())
    assert (rows[one].width, rows[one].height) == (320, 480) and (rows[three].width, rows[three].height) == (640, 480)
    assert (rows[three].alt, rows[three].position, rows[one].position) == ("third", 0, 1)
    assert rows[three].widths == [240, 360, 480] and not folder.exists(picture_key(two, 480, "webp"))


def test_anothers_picture_cannot_be_taken(folder: Folder) -> None:
    theirs = sent(owner=OTHER)
    assert arrange(ME, DRAFT, "note", NOTE, [Wanted(theirs)], "en", False) == []
    assert Picture.objects.get().kind == "draft"


def test_a_published_picture_is_cropped_as_a_new_one(folder: Folder) -> None:
    one, two = sent(), sent()
    arrange(ME, DRAFT, "note", NOTE, [Wanted(one), Wanted(two)], "en", False)
    run_jobs(but=())
    kept = arrange(ME, 0, "note", NOTE, [Wanted(two), Wanted(one, "", (.5, 0, .5, .5))], "en", False)
    run_jobs(but=())
    assert kept[0] == two and kept[1] != one and not Picture.objects.filter(pk=one).exists()
    cut = Picture.objects.get(pk=kept[1])
    assert (cut.width, cut.height, cut.state, cut.kind) == (240, 180, "ready", "note")


@pytest.mark.parametrize(("said", "found"), [
    ("0,0,1,1", None), ("", None), ("x", None), ("0,0,.5,.5", (0, 0, .5, .5)), ("0,0,2,2", None), ("nan,0,.5,.5", None),
    ("-1,0,.5,.5", None), ("0,0,.01,1", None), ("1,2,3", None), ("inf,0,.5,.5", None),
])
def test_a_crop_is_four_fractions(said: str, found: object) -> None:
    assert rules.crop_of(said) == found
