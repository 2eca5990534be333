"""From the spool to renditions: early, once, and without a trace of what was sent."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from redbridge.kernel.ids import time_of
from redbridge.media import actions, jobs, lab
from redbridge.media.formats import BadPicture
from redbridge.media.models import Picture
from redbridge.media.pixels import Facts, Rendition
from redbridge.media.storage import Folder, picture_key
from tests.media.making import files_under, png_bomb, sample, served, upload, with_exif

pytestmark = pytest.mark.django_db
Told = list[tuple[str, dict[str, Any]]]


def claimed(data: bytes) -> Picture:
    # What is broken behind its header passes the check at the door.
    return actions.claim(7, [upload(data)], [], "note", 99)[0]


def test_a_picture_becomes_ready_and_what_was_sent_is_gone(folder: Folder, told: Told) -> None:
    picture = claimed(with_exif(6, gps=True))
    jobs.render_picture(picture_id=picture.id)
    picture.refresh_from_db()
    assert (picture.state, picture.width, picture.height, picture.widths) == ("ready", 480, 640, [240, 360, 480])
    assert picture.spool == ""
    assert files_under(folder.root) == {
        picture_key(picture.id, w, fmt) for w in (240, 360, 480) for fmt in ("avif", "webp")}
    assert told == [("picture.ready", {"picture_id": picture.id, "kind": "note", "subject_id": 99})]


def test_it_is_told_after_the_cards_width_and_before_the_rest(
    folder: Folder, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[list[int], int, int]] = []
    make_ready = actions.make_ready

    def watched(picture_id: int, *facts: Any) -> bool:
        answer = make_ready(picture_id, *facts)
        seen.append((Picture.objects.get(pk=picture_id).widths, len(served(folder)), len(told)))
        return answer

    monkeypatch.setattr(actions, "make_ready", watched)
    jobs.render_picture(picture_id=claimed(sample("PNG", 1200, 900)).id)
    assert seen == [([480], 2, 1), ([240, 360, 480, 720, 1080], 10, 1)]


def test_a_second_run_changes_nothing(folder: Folder, told: Told) -> None:
    picture = claimed(sample("JPEG"))
    jobs.render_picture(picture_id=picture.id)
    before = Picture.objects.filter(pk=picture.id).values().get()
    jobs.render_picture(picture_id=picture.id)
    assert Picture.objects.filter(pk=picture.id).values().get() == before and len(told) == 1


def test_two_runs_at_once_end_as_one(folder: Folder, told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = claimed(sample("JPEG"))
    developed = lab.developed
    monkeypatch.setattr(lab, "developed", lambda sent, *wish: _after(sent, developed, picture.id))
    jobs.render_picture(picture_id=picture.id)
    picture.refresh_from_db()
    assert (picture.state, picture.widths, len(told), len(served(folder))) == ("ready", [240, 360, 480], 1, 6)


def _after(sent: bytes, developed: Any, picture_id: int) -> Any:
    """What the other worker does while this one is about to begin."""
    actions.make_ready(picture_id, 640, 480, 3, [480])
    actions.drop_spool(picture_id, Picture.objects.get(pk=picture_id).spool)
    yield from developed(sent)


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF", "GIF"])
def test_a_truncated_file_ends_failed_and_leaves_nothing(folder: Folder, told: Told, fmt: str) -> None:
    whole = sample(fmt, 1200, 900)
    picture = claimed(sample("PNG"))
    folder.save(picture.spool, [whole[: len(whole) * 2 // 3]], "application/octet-stream")
    jobs.render_picture(picture_id=picture.id)
    picture.refresh_from_db()
    assert (picture.state, picture.spool, picture.widths) == ("failed", "", [])
    assert files_under(folder.root) == set()
    assert told == [("picture.failed", {"picture_id": picture.id, "kind": "note", "subject_id": 99})]
    jobs.render_picture(picture_id=picture.id)
    assert len(told) == 1


def test_a_bomb_that_reached_the_spool_ends_failed(folder: Folder, told: Told) -> None:
    picture = claimed(sample("PNG"))
    folder.save(picture.spool, [png_bomb(8000, 8000)], "application/octet-stream")
    jobs.render_picture(picture_id=picture.id)
    assert told[0][0] == "picture.failed" and files_under(folder.root) == set()


def test_a_picture_whose_bytes_are_gone_ends_failed(folder: Folder, told: Told) -> None:
    picture = claimed(sample("PNG"))
    folder.delete(picture.spool)
    jobs.render_picture(picture_id=picture.id)
    assert Picture.objects.get(pk=picture.id).state == "failed" and len(told) == 1


def test_an_interruption_is_left_to_the_next_try(
    folder: Folder, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = claimed(sample("PNG"))

    def interrupted(sent: bytes, *wish: Any) -> Any:
        yield Facts(640, 480, 3)
        yield Rendition(480, "webp", b"x")
        raise lab.Interrupted

    with monkeypatch.context() as patched:
        patched.setattr(lab, "developed", interrupted)
        with pytest.raises(lab.Interrupted):
            jobs.render_picture(picture_id=picture.id)
    assert Picture.objects.get(pk=picture.id).state == "waiting" and folder.exists(picture.spool)
    jobs.render_picture(picture_id=picture.id)
    assert Picture.objects.get(pk=picture.id).widths == [240, 360, 480] and len(told) == 1


def test_a_picture_that_breaks_after_its_first_width_keeps_it(
    folder: Folder, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(sent: bytes, *wish: Any) -> Any:
        yield Facts(640, 480, 3)
        yield Rendition(480, "webp", b"x")
        yield Rendition(480, "avif", b"x")
        raise BadPicture("broken")

    monkeypatch.setattr(lab, "developed", exhausted)
    picture = claimed(sample("PNG"))
    jobs.render_picture(picture_id=picture.id)
    picture.refresh_from_db()
    assert (picture.state, picture.widths, picture.spool) == ("ready", [480], "")
    assert [name for name, _ in told] == ["picture.ready"]


@pytest.mark.parametrize("after", [1, 3])
def test_a_picture_forgotten_while_it_is_made_leaves_no_file(
    folder: Folder, told: Told, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    picture = claimed(sample("PNG"))
    developed = lab.developed

    def forgotten_midway(sent: bytes, *wish: Any) -> Any:
        for number, made in enumerate(developed(sent)):
            if number == after:
                actions.forget("note", [99])
                jobs.erase_files(pictures=[(picture.id, picture.spool)])
            yield made

    monkeypatch.setattr(lab, "developed", forgotten_midway)
    jobs.render_picture(picture_id=picture.id)
    assert files_under(folder.root) == set() and not Picture.objects.exists()


def test_a_picture_nobody_could_make_in_a_day_is_given_up(folder: Folder, told: Told) -> None:
    old, young = claimed(sample("PNG")), claimed(sample("PNG"))
    Picture.objects.filter(pk=old.id).update(created=datetime.now(UTC) - timedelta(days=1, minutes=1))
    jobs.sweep_spool(timestamp=int(time.time()))
    assert Picture.objects.get(pk=old.id).state == "failed" and not folder.exists(old.spool)
    assert Picture.objects.get(pk=young.id).state == "waiting" and folder.exists(young.spool)
    assert told == [("picture.failed", {"picture_id": old.id, "kind": "note", "subject_id": 99})]


def test_its_id_tells_when_it_was_claimed(folder: Folder) -> None:
    assert abs(time_of(claimed(sample("PNG")).id) - datetime.now(UTC)) < timedelta(minutes=1)
