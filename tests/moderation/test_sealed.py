"""Imagery of abuse of minors: hidden at once from everybody, seen by leads alone and on the record, told to the law."""

import json

import pytest

from redbridge.accesslog.models import Look
from redbridge.accounts.models import Person
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.moderation import actions
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.desk.actions.sealing import seal
from redbridge.moderation.models import Case, Decision
from redbridge.notes.models import Note
from tests.cast import client, write
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
WORDS = "这是不该存在的图片"


@pytest.fixture
def case(lin: Person, joss: Person) -> Case:
    note = write(lin, "图", WORDS, [upload(sample("PNG", 32, 32))])
    picture = Picture.objects.get().pk
    storage().save(picture_key(picture, 240, "webp"), [sample("WEBP", 32, 32)], "image/webp")
    media.make_ready(picture, 32, 32, 0, [240])
    Note.objects.filter(pk=note).update(translations={"en": {"title": "Picture", "body": "x", "by": "engine", "engine": "Mill"}})
    actions.report(joss.pk, "note", note, "minors", "", "en")
    return Case.objects.get()


@pytest.fixture
def sealed(case: Case, mei: Person) -> Case:
    client(mei).post(f"/desk/{case.number}/seal", {"why": "It is what it says."})
    case.refresh_from_db()
    return case


def test_a_reported_picture_of_this_kind_is_shown_to_nobody_before_it_is_sealed(case: Case, mei: Person, ada: Person) -> None:
    path = f"/desk/{case.number}/pictures/{Picture.objects.get().pk}"
    for who in (mei, ada):
        page = Page(client(who).get(f"/desk/{case.number}?lang=en"))
        assert "1 picture is not shown" in page.html and not page.all("img", loading="lazy")
        assert client(who).get(path).status_code == 404


def test_other_pictures_are_grey_and_blurred_until_asked_for(case: Case, mei: Person) -> None:
    Case.objects.update(category="sexual")
    page = Page(client(mei).get(f"/desk/{case.number}?lang=en"))
    (veil,) = page.all("label", **{"class": "veiled"})
    (image,) = [node for node in veil.walk() if node.tag == "img"]
    assert [node.attrs["type"] for node in veil.walk() if node.tag == "input"] == ["checkbox"]
    answered = client(mei).get(image.attrs["src"])
    assert answered.status_code == 200 and answered["Cache-Control"] == "private, no-store"
    assert page.all("a", href=image.attrs["src"]), "without script or style a link leads to it"
    assert client(mei).get(image.attrs["src"][:-3] + "123").status_code == 404


def test_sealed_it_is_gone_for_everybody_and_out_of_translation(sealed: Case, lin: Person, joss: Person, mei: Person) -> None:
    note = Note.objects.get()
    assert (sealed.sealed, sealed.severity, note.standing, note.translations, note.language) == (True, 5, "removed", {}, "und")
    for who in (lin, joss, None):
        assert client(who).get(f"/notes/{note.pk}").status_code == 404
    assert client(lin).get(f"/media/{Picture.objects.get().pk}/240.webp").status_code == 404, "its author too"
    assert client(mei).get(f"/desk/{sealed.number}").status_code == 404
    assert sealed.number not in client(mei).get("/desk?language=all").content.decode()


def test_nothing_brings_back_what_is_sealed(sealed: Case, ada: Person) -> None:
    with pytest.raises(Refusal):
        undo(Decision.objects.get().pk, ada.pk, "no")
    client(ada).post(f"/desk/{sealed.number}/look", {"why": "to report it"})
    client(ada).post(f"/desk/{sealed.number}/decide", {"kind": "restore"})
    assert Note.objects.get().standing == "removed"


def test_a_lead_looks_with_a_reason_that_is_written_down(sealed: Case, ada: Person, lin: Person) -> None:
    browser, path = client(ada), f"/desk/{sealed.number}"
    picture = f"{path}/pictures/{Picture.objects.get().pk}"
    assert browser.get(picture).status_code == 404 and browser.get(f"{path}/legal").status_code == 404
    assert browser.post(f"{path}/look", {"why": ""}).status_code == 422 and not Look.objects.exists()
    browser.post(f"{path}/look", {"why": "to report it"})
    line = Look.objects.get()
    assert (line.person, line.by, line.words, line.under) == (lin, ada, "to report it", sealed.number)
    assert browser.get(picture).status_code == 200


def test_the_legal_report_holds_the_facts_and_when_it_was_made(sealed: Case, ada: Person, lin: Person) -> None:
    browser, path = client(ada), f"/desk/{sealed.number}"
    browser.post(f"{path}/look", {"why": "to report it"})
    facts = json.loads(browser.get(f"{path}/legal.json").content)
    assert facts["author"]["handle"] == "lin" and WORDS in facts["what"]["words"] and facts["reported"] is None
    assert len(facts["pictures"][0]["sha256"]) == 64 and facts["reports_by_readers"] == 1
    assert "joss" not in json.dumps(facts), "who reported is in no file"
    assert browser.post(f"{path}/legal", {"to": ""}).status_code == 422
    browser.post(f"{path}/legal", {"to": "Hotline, no. 77"})
    again = json.loads(browser.get(f"{path}/legal.json").content)
    assert again["reported"] and again["reported_to"] == "Hotline, no. 77"


def test_a_machine_that_knows_a_picture_seals_too(case: Case) -> None:
    seal(case.pk, None, "hash of a bank")
    assert Note.objects.get().standing == "removed" and Case.objects.get().sealed
    assert Decision.objects.get().by is None


def test_a_claimed_case_is_sealed_all_the_same(case: Case, mei: Person, ada: Person) -> None:
    client(ada).post(f"/desk/{case.number}/claim")
    client(mei).post(f"/desk/{case.number}/seal", {"why": "at once"})
    assert Case.objects.get().sealed and Note.objects.get().standing == "removed"
