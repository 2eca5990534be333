"""What stands around words is corrected as words are: a place, what a picture shows, what it says."""

import re

import pytest

from redbridge.accounts.models import Person
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import suggest, undo
from redbridge.corrections.models import Suggestion
from redbridge.media.models import Picture
from redbridge.media.queries import pictures
from redbridge.notes.models import Comment, Note
from redbridge.notes.queries.reading import picture_read
from tests.cast import answer, client, write
from tests.corrections.people import trusted
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db

TOLD = {"en": {"alt": "A cat of tiger", "said": "Open forest", "by": "engine", "engine": "Mill"}}


def pictured(author: Person, kind: str = "note", subject: int = 0, **more: object) -> Picture:
    """A picture of a note in Chinese, described and read, both told in English by a machine."""
    note = subject or write(author, "猫税", language="zh-Hans")
    return Picture.objects.create(
        owner_id=author.pk, kind=kind, subject_id=note, position=0, alt="虎斑猫", alt_language="zh-Hans", said="开林",
        said_language="zh-Hans", translations=TOLD, width=3, height=4, state="ready", widths=[3], **more,
    )  # fmt: skip


def shown(picture: Picture, *languages: str) -> tuple[str, str]:
    """Its two texts as somebody reads them."""
    (view,) = [view for view in pictures(picture.kind, [picture.subject_id])[picture.subject_id] if view.id == picture.pk]
    read = picture_read(view, languages or ("en",))
    return read.shown_alt.text, read.shown_said.text


@pytest.mark.parametrize(("field", "words"), [("alt", "A tabby cat"), ("said", "Kailin")])
def test_a_reader_mends_what_a_picture_shows_and_what_it_says(field: str, words: str, lin: Person, joss: Person) -> None:
    picture, twin = pictured(lin), pictured(lin)
    browser = client(joss)
    address = f"/corrections/suggest/{field}/{picture.pk}"
    page = Page(browser.get(f"{address}?to=en"))
    assert TOLD["en"][field] in page.words and ("虎斑猫" if field == "alt" else "开林") in page.words
    assert browser.post(address, {"to": "en", field: words}).status_code == 302
    found = Suggestion.objects.get()
    client(lin).post(f"/corrections/{found.pk}/answer", {"answer": "accept"})
    other = {"alt": "said", "said": "alt"}[field]
    for one in (picture, twin):
        said = dict(zip(("alt", "said"), shown(one), strict=True))
        assert said == {field: words, other: TOLD["en"][other]}
    assert ("虎斑猫" if field == "alt" else "开林") in Page(client(lin).get("/corrections/log")).words
    undo(found.pk, lin.pk)
    assert shown(picture) == ("A cat of tiger", "Open forest")


def test_a_place_is_mended_everywhere(lin: Person, joss: Person) -> None:
    notes = [write(person, "猫税", language="zh-Hans", place="石库门") for person in (lin, lin, joss)]
    told = {"en": {"place": "Stone door", "by": "engine", "engine": "Mill"}}
    Note.objects.update(place_language="zh-Hans", places=told)
    for member in (trusted("mei"), trusted("ada", "en")):
        found = Suggestion.objects.first() or Suggestion.objects.get(
            pk=suggest(joss.pk, access_text(joss.pk, "place", notes[0], "en"), {"place": "Shikumen"})[0])
        client(member).post(f"/corrections/{found.pk}/answer", {"answer": "accept"})
    assert [Note.objects.get(pk=note).places["en"]["place"] for note in notes] == ["Shikumen"] * 3
    assert "Shikumen" in Page(client(joss).get(f"/notes/{notes[1]}")).words


def test_what_is_wrong_in_one_text_of_a_picture_is_not_in_the_other(lin: Person, joss: Person) -> None:
    picture = pictured(lin)
    assert client(lin).post(f"/corrections/doubt/said/{picture.pk}", {"to": "en"}).status_code == 302
    assert shown(picture) == ("A cat of tiger", "开林")
    client(lin).post(f"/corrections/doubt/said/{picture.pk}", {"to": "en", "on": "0"})
    assert shown(picture) == ("A cat of tiger", "Open forest")


def test_a_notes_own_page_of_corrections_leads_to_all_of_them(lin: Person, joss: Person) -> None:
    picture = pictured(lin)
    Note.objects.update(place="石库门", place_language="zh-Hans", places={"en": {"place": "Stone door"}})
    page = client(joss).get(f"/corrections/suggest/note/{picture.subject_id}?to=en").content.decode()
    for address in (f"alt/{picture.pk}", f"said/{picture.pk}", f"place/{picture.subject_id}"):
        assert f"/corrections/suggest/{address}?to=en" in page


def test_the_picture_of_a_comment_too_and_nothing_that_one_may_not_see(lin: Person, joss: Person) -> None:
    note = write(lin, "猫税", language="zh-Hans")
    comment = answer(lin, note, "看", language="zh-Hans")
    picture = pictured(lin, "comment", comment)
    assert client(joss).get(f"/corrections/suggest/alt/{picture.pk}?to=en").status_code == 200
    Note.objects.filter(pk=note).update(visibility="me")
    assert client(joss).get(f"/corrections/suggest/alt/{picture.pk}?to=en").status_code == 404
    face = pictured(lin, "avatar", lin.pk)
    assert client(joss).get(f"/corrections/suggest/alt/{face.pk}?to=en").status_code == 404
    assert client(joss).get(f"/corrections/suggest/alt/{2**62}?to=en").status_code == 404


def test_an_undone_correction_without_anything_before_is_made_by_a_machine_again(lin: Person, joss: Person) -> None:
    picture = pictured(lin)
    Picture.objects.update(translations={})
    found = suggest(lin.pk, access_text(lin.pk, "alt", picture.pk, "en"), {"alt": "A tabby"})[0]
    assert shown(picture)[0] == "A tabby"
    undo(found, lin.pk)
    assert shown(picture)[0] == "虎斑猫"
    run_jobs()


def test_wrong_shows_pressed_under_the_text_in_a_picture_of_a_note_and_of_a_comment(lin: Person, joss: Person) -> None:
    note = write(lin, "猫税", language="zh-Hans")
    on_note, comment = pictured(lin, subject=note), answer(lin, note, "看")
    on_comment = pictured(lin, "comment", comment)
    Comment.objects.filter(pk=comment).update(picture=on_comment.pk)
    Note.objects.filter(pk=note).update(kind="pictures", card="", words="", picture_count=1)
    for picture in (on_note, on_comment):
        client(joss).post(f"/corrections/doubt/said/{picture.pk}", {"to": "en"})
        page = client(joss).get(f"/notes/{note}").content.decode()
        assert re.search(rf'/corrections/doubt/said/{picture.pk}".*?value="0" aria-pressed="true"', page), picture.kind
