"""An author writes a note in two languages themselves: in drafts, history and archive, and no machine touches it."""

import uuid
from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.notes.models import Composition, Note, Version
from redbridge.translation.people import people_said
from tests.cast import arrive, client, write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
SECOND = {"second_language": "en", "second_title": "Cat tax", "second_body": "It is a cat #cattax", "second_words": ""}
FORM = {"kind": "card", "words": "猫", "title": "猫税", "body": "这是猫 #猫税", "language": "zh-Hans"}
OWN = {"title": "Cat tax", "body": "It is a cat #cattax", "words": "Cat", "by": "author", "engine": ""}


def publish(person: Person, **said: Any) -> Any:
    return client(person).post("/notes/new?lang=en", FORM | SECOND | {"second_words": "Cat"} | said)


def test_it_is_shown_as_its_authors_own(lin: Person, joss: Person) -> None:
    assert publish(lin).status_code == 302
    note = Note.objects.get()
    assert note.translations == {"en": OWN}
    page = Page(client(joss).get(f"/notes/{note.pk}"))
    assert "In the author's own words" in page.words and "Translated from" not in page.words
    assert {h1.words: "hidden" in h1.attrs for h1 in page.all("h1")} == {"Cat tax": False, "猫税": True}
    assert Page(client(joss).get("/topics/cattax")).all("article"), "it stands under its topics in both languages"


@pytest.mark.parametrize(("said", "sentence"), [
    ({"second_language": ""}, "Choose the language you wrote this in."),
    ({"second_language": "zh-Hant"}, "Choose another language than that of the note itself."),
    ({"language": "", "second_language": "zh-Hans"}, "Choose another language than that of the note itself."),
    ({"second_body": ""}, "Say this in English too."),
    ({"second_title": "x" * 81}, "81 of 80."),
    ({"second_words": "x" * 200}, "200 of 180."),
])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(lin: Person, said: dict[str, str], sentence: str) -> None:
    answered = publish(lin, **said)
    page = Page(answered)
    typed = FORM | SECOND | {"second_words": "Cat"} | said
    assert page.status == 422 and sentence in page.words and not Note.objects.exists()
    shown = {area.attrs["name"]: area.words for area in page.all("textarea")}
    assert {name: shown[name] for name in ("second_body", "second_words", "body")} == {
        name: typed[name] for name in ("second_body", "second_words", "body")}


def test_no_second_language_is_none(lin: Person) -> None:
    assert publish(lin, second_language="en", second_title="", second_body="", second_words="").status_code == 302
    assert Note.objects.get().translations == {}


def test_an_edit_keeps_what_it_said_before_in_both(lin: Person, joss: Person) -> None:
    publish(lin)
    note = Note.objects.get()
    run_jobs()
    browser = client(lin)
    page = Page(browser.get(f"/notes/{note.pk}/edit"))
    assert {area.attrs["name"]: area.words for area in page.all("textarea")}["second_body"] == "It is a cat #cattax"
    form = FORM | SECOND | {"second_words": "Cat", "second_title": "Cat tax, paid", "client_key": str(uuid.uuid4())}
    assert browser.post(f"/notes/{note.pk}/edit", form).status_code == 302
    note.refresh_from_db()
    assert note.translations["en"]["title"] == "Cat tax, paid" and note.edited
    assert Version.objects.get().translations == {"en": OWN}
    words = Page(client(joss).get(f"/notes/{note.pk}/history")).words
    assert "In English, by the author" in words and "paid" in words
    gone = FORM | {"client_key": str(uuid.uuid4())}
    assert browser.post(f"/notes/{note.pk}/edit", gone).status_code == 302
    note.refresh_from_db()
    assert note.translations == {} and Version.objects.count() == 2
    browser.post(f"/notes/{note.pk}/edit", gone)
    assert Version.objects.count() == 2, "the same again is no edit"


def test_a_draft_and_a_scheduled_note_keep_it(lin: Person) -> None:
    key = str(uuid.uuid4())
    typed = FORM | SECOND | {"second_words": "Cat", "client_key": key}
    client(lin).post("/drafts/save", typed)
    assert {name: Composition.objects.get().fields[name] for name in SECOND} == SECOND | {"second_words": "Cat"}
    page = Page(client(lin).get(f"/notes/new?draft={key}"))
    assert {area.attrs["name"]: area.words for area in page.all("textarea")}["second_body"] == SECOND["second_body"]
    client(lin).post("/notes/new", typed | {"do": "schedule", "due": "2026-12-24T10:00", "zone": "UTC"})
    waiting = Composition.objects.exclude(due=None).get()
    client(lin).post(f"/drafts/{waiting.pk}/publish")
    assert Note.objects.get().translations == {"en": OWN}


def test_no_engine_translates_what_the_author_wrote(lin: Person, settings: Any) -> None:
    with EngineServer() as engine:
        settings.REDBRIDGE_TRANSLATION_URL = engine.url
        publish(lin)
        run_jobs()
        assert Note.objects.get().translations["en"] == OWN and not engine.seen


def test_it_is_remembered_for_whoever_says_the_same_later(lin: Person, joss: Person) -> None:
    publish(lin)
    run_jobs()
    assert people_said("猫税", "zh-Hans", "en") == ("Cat tax", "")
    other = write(arrive("mei", "zh-Hans"), "猫税", language="zh-Hans", words="")
    run_jobs()
    assert Note.objects.get(pk=other).translations["en"]["title"] == "Cat tax"
    page = Page(client(joss).get(f"/notes/{other}"))
    assert "by a person" in page.words and "In the author's own words" not in page.words


def test_what_others_say_too_is_not_one_authors_to_translate(lin: Person) -> None:
    write(arrive("mei", "zh-Hans"), "猫税", language="zh-Hans")
    publish(lin)
    run_jobs()
    assert people_said("猫税", "zh-Hans", "en") == (None, "") and people_said("这是猫 #猫税", "zh-Hans", "en")[0]
