"""Row 16: a comment's picture is served to those who may read the comment, and while it stands; to nobody else."""

from typing import Any

import pytest
from django.test import Client

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from redbridge.portability import actions as portability
from tests.cast import answer, arrive, client, suspend, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db
CANARY = b"canary7f3a"


class Story:
    """A note of lin's; joss answers it, a third answers joss, each with a picture."""

    def __init__(self, lin: Person, joss: Person) -> None:
        self.lin, self.joss, self.third = lin, joss, arrive("third", "en")
        self.note = write(lin, "note")
        self.comment = self._answer(joss, None)
        self.reply = self._answer(self.third, self.comment)
        run_jobs()
        for picture in Picture.objects.all():
            storage().save(picture_key(picture.pk, 240, "webp"), [CANARY], "image/webp")
            media.make_ready(picture.pk, 8, 8, 0, [240])

    def _answer(self, author: Person, parent: int | None) -> int:
        return answer(author, self.note, "look", parent, picture=upload(sample("PNG", 8, 8)))

    def heard(self, person: Person | None = None, region: str = "") -> int:
        """How many of the two pictures this person is sent, in this region."""
        return sum(self._hears(client(person, headers={"X-Region": region}), subject) for subject in (self.comment, self.reply))

    def _hears(self, browser: Client, comment: int) -> bool:
        picture = Picture.objects.get(kind="comment", subject_id=comment)
        response: Any = browser.get(f"/media/{picture.pk}/240.webp")
        return CANARY in b"".join(response)


@pytest.fixture
def story(lin: Person, joss: Person) -> Story:
    made = Story(lin, joss)
    assert made.heard() == 2
    return made


def test_they_are_withheld_where_their_comment_is(story: Story, settings: Any) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "X-Region", ("127.0.0.1",)
    notes.restrict_comment(story.comment, None, withheld={"DE": "scams"})
    run_jobs()
    assert [story.heard(who, "DE") for who in (None, story.lin, story.joss)] == [1, 1, 2]
    assert [story.heard(who, "AT") for who in (None, story.lin)] == [2, 2]
    notes.restrict_comment(story.comment, None, withheld={})
    run_jobs()
    assert story.heard(None, "DE") == 2


def test_they_go_with_their_note_and_come_back_with_it(story: Story) -> None:
    note = Note.objects.get(pk=story.note)
    notes.remove_note(story.lin.pk, note)
    assert [story.heard(who) for who in (None, story.lin, story.joss)] == [0, 0, 0]
    notes.restore_note(story.lin.pk, note)
    assert story.heard() == 2


def test_a_reply_goes_with_what_it_answers(story: Story) -> None:
    above, reply = Comment.objects.get(pk=story.comment), Comment.objects.get(pk=story.reply)
    notes.remove_comment(story.joss.pk, above)
    assert story.heard() == 0
    notes.remove_comment(story.third.pk, reply)
    notes.restore_comment(story.third.pk, reply)
    assert story.heard() == 0, "what it answers is still away"
    notes.restore_comment(story.joss.pk, above)
    assert story.heard() == 2


def test_a_note_that_comes_back_does_not_bring_deleted_comments(story: Story) -> None:
    notes.remove_comment(story.third.pk, Comment.objects.get(pk=story.reply))
    notes.remove_note(story.lin.pk, Note.objects.get(pk=story.note))
    notes.restore_note(story.lin.pk, Note.objects.get(pk=story.note))
    assert story.heard() == 1


def test_a_note_for_fewer_people_takes_them_along(story: Story) -> None:
    browser = client(story.lin)
    change = {"title": "note", "kind": "card", "words": "…", "card": "letter"}
    assert browser.post(f"/notes/{story.note}/edit", change | {"visibility": "me"}).status_code == 302
    assert [story.heard(who) for who in (None, story.third, story.lin)] == [0, 1, 2], "one's own stays one's own"
    assert browser.post(f"/notes/{story.note}/edit", change | {"visibility": "everyone"}).status_code == 302
    assert story.heard() == 2


def test_a_private_account_takes_them_along(story: Story) -> None:
    accounts.follow(story.joss.pk, story.lin.pk)
    accounts.close(story.lin.pk)
    run_jobs()
    assert [story.heard(who) for who in (None, story.joss)] == [0, 2]
    accounts.open_up(story.lin.pk)
    run_jobs()
    assert story.heard() == 2


@pytest.mark.parametrize(("who", "left"), [("lin", 0), ("joss", 0), ("third", 1)])
def test_whoever_is_suspended_takes_them_along(story: Story, who: str, left: int) -> None:
    """The note's author all, a commenter their own and what stands under it."""
    person = Person.objects.get(handle=who)
    suspend(person)
    run_jobs()
    assert story.heard() == left
    accounts.reinstate(person.pk)
    run_jobs()
    assert story.heard() == 2


@pytest.mark.parametrize(("who", "left"), [("lin", 0), ("joss", 0), ("third", 1)])
def test_whoever_leaves_takes_them_along(story: Story, who: str, left: int) -> None:
    person = Person.objects.get(handle=who)
    portability.leave(person.pk, "")
    run_jobs()
    assert story.heard() == left
    portability.stay(person.pk)
    run_jobs()
    assert story.heard() == 2


def test_purging_forgets_them(story: Story) -> None:
    keys = [picture_key(picture.pk, 240, "webp") for picture in Picture.objects.all()]
    notes.purge_notes([story.note])
    assert not Picture.objects.exists()
    run_jobs(but=())
    for key in keys:
        with pytest.raises(FileNotFoundError):
            storage().open(key)


def test_one_that_comes_late_under_a_deleted_note_is_not_served(story: Story) -> None:
    notes.remove_note(story.lin.pk, Note.objects.get(pk=story.note))
    late = answer(story.joss, story.note, "late", picture=upload(sample("PNG", 8, 8)))
    assert Picture.objects.get(subject_id=late).hidden
