"""Imagery of abuse of minors: hidden at once from everybody, seen by leads alone and on the record, told to the law."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from redbridge.accesslog.models import Look
from redbridge.accounts import actions as accounts
from redbridge.accounts.actions import FACES
from redbridge.accounts.models import Person
from redbridge.kernel.errors import Refusal
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.moderation import actions
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide, undo
from redbridge.moderation.decisions.jobs import end_due
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.desk.actions.sealing import seal
from redbridge.moderation.models import Case, Decision
from redbridge.notes.models import Note
from redbridge.notifications.models import Notice
from tests.cast import client, write
from tests.jobs import run_jobs
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


@pytest.fixture
def page_case(lin: Person, joss: Person) -> Case:
    """A report on a page with a face and a banner."""
    for kind in FACES:
        accounts.show_face(lin.pk, kind, upload(sample("PNG", 32, 32)))
    actions.report(joss.pk, "person", lin.pk, "minors", "", "en")
    return Case.objects.get()


def faces() -> set[bool]:
    return set(Picture.objects.filter(kind__in=FACES).values_list("hidden", flat=True))


@pytest.mark.parametrize("by_machine", [False, True])
def test_a_sealed_page_loses_its_pictures_by_a_statement_its_owner_reads(
    page_case: Case, lin: Person, mei: Person, ada: Person, by_machine: bool
) -> None:
    why = "matches hash 0f3a of the police"
    if by_machine:
        seal(page_case.pk, None, why)
    else:
        client(mei).post(f"/desk/{page_case.number}/seal", {"why": why})
    made = Decision.objects.get()
    assert faces() == {True} and (made.kind, made.person, made.rule) == ("remove", lin, "minors") and made.receipt
    assert made.statement["content_type"] == ["CONTENT_TYPE_IMAGE"] and made.statement["words"] == ""
    run_jobs()
    assert Notice.objects.filter(person=lin, kind="decision").count() == 1
    for code, said in (("en", "Your picture and your banner"), ("zh-Hans", "的头像和背景图")):
        page = client(lin).get(f"/settings/standing/{made.pk}?in={code}").content.decode()
        assert said in page and "come back" not in page, "no promise that it can"
        assert "these words" not in page and "这些字句" not in page, "it is about pictures"
        assert "police" not in page and "hash" not in page, "what the authorities need is not for its owner to read"
    (letter,) = [one for one in mail.outbox if one.to == [lin.email]]
    assert "头像" in letter.body and "police" not in letter.body


def test_a_page_without_pictures_is_sealed_and_nothing_of_it_is_restrained(lin: Person, joss: Person, mei: Person) -> None:
    actions.report(joss.pk, "person", lin.pk, "minors", "", "en")
    client(mei).post(f"/desk/{Case.objects.get().number}/seal", {"why": "no picture"})
    assert Case.objects.get().sealed and not Decision.objects.exists()


def test_a_picture_shown_after_the_seal_is_seen_and_later_decisions_do_not_bring_the_sealed_ones_back(
    page_case: Case, lin: Person, mei: Person, ada: Person
) -> None:
    seal(page_case.pk, None, "known")
    sealed = set(Picture.objects.filter(kind__in=FACES).values_list("pk", flat=True))
    accounts.show_face(lin.pk, "avatar", upload(sample("PNG", 32, 32)))
    suspended = decide(page_case.pk, ada.pk, Wanted("suspend", "minors", second_id=mei.pk))
    assert Person.objects.get(pk=lin.pk).state == "suspended"
    undo(suspended, ada.pk, "It was somebody else.")
    assert Person.objects.get(pk=lin.pk).state == "active", "what is sealed stays, and only that"
    Case.objects.filter(pk=page_case.pk).update(state="closed")
    later = open_case("person", lin.pk, author_id=lin.pk, language="en", category="spam", severity=1, source="desk")
    with pytest.raises(Refusal):
        decide(later, ada.pk, Wanted("restore"))
    shown = set(Picture.objects.filter(kind__in=FACES, hidden=False).values_list("pk", flat=True))
    assert shown and not shown & sealed


@pytest.mark.parametrize("kind", ["no_action", "suspend", "label"])
def test_whatever_a_person_decides_after_a_machines_seal_the_note_stays_away(
    case: Case, ada: Person, mei: Person, kind: str
) -> None:
    seal(case.pk, None, "hash of a bank")
    rule = "" if kind == "no_action" else "minors"
    decide(case.pk, ada.pk, Wanted(kind, rule, second_id=mei.pk if kind == "suspend" else None))
    assert Note.objects.get().standing == "removed"


def test_what_was_removed_and_given_back_is_hidden_when_it_is_sealed(case: Case, ada: Person) -> None:
    made = decide(case.pk, ada.pk, Wanted("remove", "minors", until=timezone.now() + timedelta(days=1)))
    Decision.objects.filter(pk=made).update(until=timezone.now() - timedelta(seconds=1))
    end_due.func(0)
    assert Note.objects.get().standing == ""
    seal(case.pk, None, "hash of a bank")
    assert Note.objects.get().standing == "removed"
