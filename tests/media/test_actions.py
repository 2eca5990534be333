"""Claiming, hiding and forgetting, against the real database."""

import os
import time
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from redbridge.kernel.errors import Refusal
from redbridge.media import actions, jobs
from redbridge.media.formats import BadPicture
from redbridge.media.models import Picture
from redbridge.media.storage import Folder, picture_key, spool_key
from tests.media.making import files_under, sample, upload, with_exif

pytestmark = pytest.mark.django_db
OWNER, NOTE = 7, 1 << 50


def claim(count: int = 1, note: int = NOTE) -> list[Picture]:
    return actions.claim(OWNER, [upload(sample("PNG", 64, 48)) for _ in range(count)], [], "note", note)


def deferred() -> list[ProcrastinateJob]:
    return list(ProcrastinateJob.objects.order_by("id"))


def test_rows_bytes_and_jobs_are_there_together(folder: Folder) -> None:
    data = with_exif(6)
    first, second = actions.claim(OWNER, [upload(data), upload(sample("PNG"))], ["猫\u202e\0"], "note", NOTE, "zh-Hans")
    kept = Picture.objects.get(pk=first.id)
    assert (kept.owner_id, kept.kind, kept.subject_id, kept.position) == (OWNER, "note", NOTE, 0)
    assert (kept.width, kept.height, kept.state, kept.dc, kept.widths) == (480, 640, "waiting", 13, [])
    assert (kept.alt, kept.alt_language, second.alt) == ("猫", "zh-Hans", "")
    assert folder.open(kept.spool).read() == data
    assert first.id < second.id and kept.created is not None


def test_the_cover_is_made_before_the_others(folder: Folder) -> None:
    pictures = claim(3)
    jobs_ = deferred()
    assert [(j.task_name, j.queue_name, j.priority) for j in jobs_] == [
        (actions.RENDER, "pictures", 10), (actions.RENDER, "pictures", 0), (actions.RENDER, "pictures", 0)]
    assert [j.args for j in jobs_] == [{"picture_id": p.id} for p in pictures]


def test_the_jobs_deferred_by_name_exist() -> None:
    assert app.tasks[actions.RENDER] is jobs.render_picture
    assert app.tasks[actions.ERASE] is jobs.erase_files


def test_eighteen_pictures_cost_as_many_queries_as_one(folder: Folder) -> None:
    with CaptureQueriesContext(connection, ) as one:
        claim(1)
    with CaptureQueriesContext(connection) as many:
        claim(18)
    counted = [[q for q in c.captured_queries if "SAVEPOINT" not in q["sql"]] for c in (one, many)]
    assert len(counted[0]) == len(counted[1]) == 4


def test_a_roll_back_leaves_bytes_that_the_sweep_finds(folder: Folder) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        (lost,) = claim()
        raise ZeroDivisionError
    (kept,) = claim()
    assert not Picture.objects.filter(pk=lost.pk).exists() and len(deferred()) == 1
    assert folder.exists(lost.spool)
    jobs.sweep_spool(timestamp=int(time.time()))
    assert folder.exists(lost.spool), "a day has not passed"
    for key in (lost.spool, kept.spool):
        os.utime(folder.root / key, (time.time() - 90_000,) * 2)
    jobs.sweep_spool(timestamp=int(time.time()))
    assert not folder.exists(lost.spool) and folder.exists(kept.spool)


def test_what_was_not_checked_is_not_claimed(folder: Folder) -> None:
    with pytest.raises(BadPicture):
        actions.claim(OWNER, [upload(b"<svg/>")], [], "note", NOTE)
    with pytest.raises(Refusal):
        actions.claim(OWNER, [upload(sample("PNG"))], ["x" * 1501], "note", NOTE)
    assert not Picture.objects.exists() and files_under(folder.root) == set()


def test_hiding_and_showing_reach_every_picture_of_one_subject_only(folder: Folder) -> None:
    claim(2)
    claim(1, NOTE + 1)
    actions.hide("note", NOTE)
    actions.hide("person", NOTE + 1)
    assert list(Picture.objects.order_by("id").values_list("hidden", flat=True)) == [True, True, False]
    actions.show("note", NOTE)
    assert not Picture.objects.filter(hidden=True).exists()


def test_forgetting_takes_rows_at_once_and_files_by_a_job(folder: Folder) -> None:
    gone, (stays,) = claim(2), claim(1, NOTE + 1)
    jobs.render_picture(picture_id=gone[0].id)
    jobs.render_picture(picture_id=stays.id)
    ProcrastinateJob.objects.all().delete()
    actions.forget("note", [NOTE])
    assert list(Picture.objects.values_list("id", flat=True)) == [stays.id]
    (job,) = deferred()
    for _twice in range(2):
        jobs.erase_files(**job.args)
    assert files_under(folder.root) == {picture_key(stays.id, 240, fmt) for fmt in ("avif", "webp")}


def test_forgetting_what_has_no_pictures_defers_nothing(folder: Folder) -> None:
    actions.forget("note", [NOTE])
    actions.forget("note", [])
    assert deferred() == []


@pytest.mark.parametrize("wrong", [
    {"position": 18}, {"position": -1}, {"dc": 16}, {"state": "lost"}, {"width": 0},
])
def test_the_database_holds_its_own_limits(wrong: dict[str, Any]) -> None:
    values = {"owner_id": 1, "kind": "note", "subject_id": 1, "position": 0, "width": 1, "height": 1, **wrong}
    with pytest.raises(IntegrityError):
        Picture.objects.create(spool=spool_key(), **values)
