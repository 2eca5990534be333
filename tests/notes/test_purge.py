"""What was deleted thirty days ago goes for good, and with it its notices and pictures; what was deleted lately stays."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes import jobs
from redbridge.notes.models import Board, Collected, Comment
from redbridge.notifications.models import Notice
from tests.cast import answer, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=31)


def test_boards(lin: Person, joss: Person) -> None:
    old, lately = (notes.make_board(lin.pk, name, public=True) for name in ("old", "lately"))
    note = write(lin, "note")
    notes.collect(lin.pk, note, old)
    notes.invite(Board.objects.get(pk=old), joss.pk)
    run_jobs()
    assert Notice.objects.filter(kind="board", person=joss).exists()
    for board in (old, lately):
        notes.remove_board(Board.objects.get(pk=board))
    jobs.purge(timestamp=0)
    assert Board.objects.count() == 2
    Board.objects.filter(pk=old).update(deleted=timezone.now() - LONG_AGO)
    jobs.purge(timestamp=0)
    run_jobs()
    assert list(Board.objects.values_list("pk", flat=True)) == [lately]
    assert not Notice.objects.filter(kind="board").exists()
    assert Collected.objects.get(note_id=note).board_id is None, "what lay there is still collected"


def test_comments_with_their_replies_pictures_and_notices(lin: Person, joss: Person) -> None:
    note = write(lin, "note")
    gone = answer(joss, note, "gone", picture=upload(sample("PNG", 8, 8)))
    answer(lin, note, "under it", gone, picture=upload(sample("PNG", 8, 8)))
    kept = answer(joss, note, "kept")
    lately = answer(joss, note, "lately")
    run_jobs()
    for comment in (gone, lately):
        notes.remove_comment(joss.pk, Comment.objects.get(pk=comment))
    Comment.objects.filter(pk=gone).update(deleted=timezone.now() - LONG_AGO)
    jobs.purge(timestamp=0)
    assert set(Comment.objects.values_list("pk", flat=True)) == {kept, lately}
    assert not Picture.objects.exists()
    assert set(Notice.objects.exclude(comment=None).values_list("comment_id", flat=True)) == {kept, lately}
