"""What is deleted is hidden on every surface at once, before any job ran, and comes back whole."""

from collections.abc import Iterator

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media import jobs as media
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from tests.cast import answer, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db
CANARY = "canary7f3a"
ALT = "alt4d21"


class Story:
    """A note of lin's full of canaries, seen, liked and answered by joss, who follows lin."""

    def __init__(self, lin: Person, joss: Person) -> None:
        self.lin, self.joss = lin, joss
        accounts.follow(joss.pk, lin.pk)
        said = {"en": {"title": f"en {CANARY}", "words": "", "body": f"en {CANARY}", "by": "human"}}
        self.id = write(lin, f"题 {CANARY}", f"@joss 正文 {CANARY} #topic", [upload(sample("PNG", 64, 48))], alts=[ALT],
                        language="zh-Hans", translations=said)
        self.comment = answer(joss, self.id, f"comment {CANARY}")
        answer(lin, self.id, f"reply {CANARY}", self.comment)
        notes.like(joss.pk, self.id)
        media.render_picture.func(picture_id=self.picture.pk)
        run_jobs()

    @property
    def picture(self) -> Picture:
        return Picture.objects.get(subject_id=self.id)

    @property
    def note(self) -> Note:
        return Note.objects.get(pk=self.id)

    def surfaces(self) -> Iterator[tuple[str, str]]:
        """Every page where the note or its comments could stand, for each who could see it."""
        for person in (self.lin, self.joss, None):
            browser, who = client(person, "zh-CN"), person.handle if person else "guest"
            for address in ("/", "/following", "/@lin", "/@joss", "/topics/topic", "/notifications", f"/notes/{self.id}",
                            f"/notes/{self.id}?read=both", f"/notes/{self.id}?read=original", f"/@lin?deleted={self.id}"):
                for headers in ({}, {"HX-Request": "true"}):
                    yield f"{who} {address} {headers}", browser.get(address, headers=headers).content.decode()

    def seen_on(self) -> list[str]:
        return [where for where, page in self.surfaces() if CANARY in page or ALT in page]


@pytest.fixture
def story(lin: Person, joss: Person) -> Story:
    return Story(lin, joss)


def test_a_note_is_seen_and_then_on_no_surface(story: Story) -> None:
    before = story.seen_on()
    for address in ("lin / ", "joss /following", "guest /@lin", "guest /topics/topic", "joss /notifications", "guest /notes/"):
        assert any(where.startswith(address) for where in before), address
    assert client(story.lin).post(f"/notes/{story.id}/delete").status_code == 302
    assert story.seen_on() == []
    run_jobs()
    assert story.seen_on() == []


def test_it_comes_back_to_every_surface(story: Story) -> None:
    before = story.seen_on()
    browser = client(story.lin)
    browser.post(f"/notes/{story.id}/delete")
    run_jobs()
    assert browser.post(f"/notes/{story.id}/restore")["Location"] == f"/notes/{story.id}"
    run_jobs()
    assert story.seen_on() == before
    assert (story.note.tally.likes, story.note.tally.comments) == (1, 2)


def test_its_pictures_are_not_served_meanwhile(story: Story) -> None:
    address = f"/media/{story.picture.pk}/240.webp"
    browser = client(None)
    assert browser.get(address).status_code == 200
    notes.remove_note(story.lin.pk, story.note)
    assert browser.get(address).status_code == 404
    notes.restore_note(story.lin.pk, story.note)
    assert browser.get(address).status_code == 200


def test_nothing_can_be_done_to_it_meanwhile(story: Story) -> None:
    notes.remove_note(story.lin.pk, story.note)
    for person in (story.lin, story.joss):
        browser = client(person)
        for deed in ("like", "comments", "language", "delete"):
            assert browser.post(f"/notes/{story.id}/{deed}", {"body": "x", "language": "en"}).status_code == 404, deed
    assert client(story.joss).post(f"/comments/{story.comment}/delete").status_code == 404
    assert client(story.joss).post(f"/comments/{story.comment}/language", {"language": "en"}).status_code == 404


def test_the_page_after_it_offers_to_take_it_back(story: Story) -> None:
    browser = client(story.lin)
    page = browser.get(browser.post(f"/notes/{story.id}/delete")["Location"]).content.decode()
    assert f'action="/notes/{story.id}/restore"' in page
    assert "restore" not in client(story.joss).get(f"/@lin?deleted={story.id}").content.decode()


def test_deleting_and_restoring_twice_change_nothing_more(story: Story) -> None:
    browser = client(story.lin)
    codes = [browser.post(f"/notes/{story.id}/{deed}").status_code for deed in ("delete", "delete", "restore", "restore")]
    assert codes == [302, 404, 302, 404]
    assert story.note.deleted is None


def test_a_suspended_authors_notes_are_on_no_surface(story: Story) -> None:
    Person.objects.filter(pk=story.lin.pk).update(state="suspended")
    page = "".join(page for where, page in story.surfaces() if not where.startswith("lin"))
    assert CANARY not in page and ALT not in page
