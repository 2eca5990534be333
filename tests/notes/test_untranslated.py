"""What somebody wants as it was written: a language, a single note. Honoured wherever it is read, for them alone."""

import html
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from redbridge.accounts import actions as accounts
from redbridge.accounts import rules
from redbridge.accounts.models import Person
from redbridge.kernel.reading import is_left, languages_of, leaving
from redbridge.notes.models import Note
from redbridge.translation.engines import opened
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
ENGLISH = {"title": "Title EN", "words": "Words EN", "body": "Body EN", "by": "engine", "engine": "Mill"}


@pytest.fixture
def note(lin: Person) -> int:
    made = write(lin, "原題", "原文 #猫税", words="原字", language="yue", translations={"en": ENGLISH})
    answer(lin, made, "原話", language="yue", translations={"en": {"body": "Said EN", "by": "engine", "engine": "Mill"}})
    run_jobs()
    return made


def read_by(person: Person, note: int) -> dict[str, bool]:
    """Surface to whether the English stands there."""
    surfaces = ("/", f"/notes/{note}", "/@lin", "/topics/猫税", "/search?q=原文", f"/notes/{note}/share", "/notifications")
    return {address: " EN" in client(person).get(address).content.decode() for address in surfaces}


@pytest.fixture
def told(joss: Person, lin: Person, note: int) -> Person:
    """Somebody who has notices of the note."""
    answered = answer(joss, note, "well")
    answer(lin, note, "回覆", answered, language="yue", translations={"en": {"body": "Replied EN", "by": "engine"}})
    run_jobs()
    return joss


def test_a_language_stays_as_it_was_written_on_every_surface_until_it_is_taken_back(told: Person, note: int) -> None:
    assert all(read_by(told, note).values())
    accounts.leave_language(told.pk, "yue")
    assert not any(read_by(told, note).values())
    others = read_by(arrive("other", "en"), note)
    assert all(others[address] for address in ("/", f"/notes/{note}", "/@lin"))
    accounts.translate_language(told.pk, "yue")
    assert all(read_by(told, note).values())


def test_one_note_stays_as_it_was_written_and_the_others_do_not(joss: Person, lin: Person, note: int) -> None:
    other = write(lin, "別題", language="yue", translations={"en": {"title": "Another EN", "by": "engine"}})
    run_jobs()
    browser = client(joss)
    assert browser.post(f"/notes/{note}/as-written", {"on": "1"}).status_code == 302
    page = Page(browser.get(f"/notes/{note}"))
    assert "Body EN" not in page.words and "You read this note as it was written." in page.words
    assert "Title EN" not in Page(browser.get("/")).words and "Another EN" in Page(browser.get("/")).words
    assert "Another EN" in Page(browser.get(f"/notes/{other}")).words
    (back,) = [form for form in page.all("form") if form.attrs.get("action") == f"/notes/{note}/as-written"]
    browser.post(back.attrs["action"], {"on": "0"})
    assert "Body EN" in Page(browser.get(f"/notes/{note}")).words


def test_the_notes_page_and_the_settings_say_and_undo_it_in_one_tap(joss: Person, note: int) -> None:
    browser = client(joss)
    menu = Page(browser.get(f"/notes/{note}"))
    assert "Never translate 粵語" in menu.words and "Leave this note as written" in menu.words
    asked = {"code": "yue", "back": f"/notes/{note}"}
    assert browser.post("/settings/translation/languages", asked)["Location"] == f"/notes/{note}"
    page = Page(browser.get(f"/notes/{note}"))
    assert "You read 粵語 as it was written." in page.words
    assert "粵語" in [b.words for b in Page(browser.get("/settings/translation")).all("b")]
    browser.post("/settings/translation/languages", {"code": "yue", "on": "0"})
    assert "Body EN" in Page(browser.get(f"/notes/{note}")).words


def test_a_language_that_one_reads_in_another_script_stays_in_its_own(lin: Person) -> None:
    note = write(lin, "这个说法", "这里的猫", language="zh-Hans")
    reader = arrive("hant", "zh-Hant")
    assert "這裡的貓" in client(reader).get(f"/notes/{note}").content.decode()
    accounts.leave_note(reader.pk, note)
    left = client(reader).get(f"/notes/{note}").content.decode() + client(reader).get("/").content.decode()
    assert "這" not in left.replace("這篇", "") or "这里的猫" in left
    accounts.translate_note(reader.pk, note)
    accounts.leave_language(reader.pk, "zh-Hans")
    assert "這裡的貓" not in client(reader).get(f"/notes/{note}").content.decode()


def test_both_lists_have_an_end(joss: Person) -> None:
    for code in list(dict.fromkeys(["yue", "ja", "ko", "es", "fr", "de", "pt", "it", "ru", "ar", "hi", "id", "th"])):
        answered = client(joss).post("/settings/translation/languages", {"code": code})
    assert answered.status_code == 422 and "There is room for 12." in Page(answered).words
    for number in range(1, rules.NOTES_UNTRANSLATED_MOST + 3):
        accounts.leave_note(joss.pk, number)
    accounts.leave_note(joss.pk, 50)
    joss.refresh_from_db()
    assert len(joss.untranslated) == rules.UNTRANSLATED_MOST
    assert joss.notes_untranslated == [*[n for n in range(3, 103) if n != 50], 50]
    for name, most in (("untranslated", ["x"] * 13), ("notes_untranslated", list(range(101)))):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=joss.pk).update(**{name: most})


@pytest.mark.parametrize("code", ["", "xx", "en; drop table", "\0"])
def test_a_language_nobody_has_heard_of_is_refused_with_a_sentence(joss: Person, code: str) -> None:
    assert client(joss).post("/settings/translation/languages", {"code": code}).status_code == 422
    joss.refresh_from_db()
    assert joss.untranslated == []


def test_what_is_left_stands_behind_what_is_read() -> None:
    reads = leaving(["en", "zh-Hant"], ("yue", "77"))
    assert languages_of(reads) == ["en", "zh-Hant"]
    assert [is_left(reads, *one) for one in (("yue", 1), ("ja", 77), ("ja", 7), ("en", 0))] == [True, True, False, False]
    assert leaving(["en"], ()) == ["en"] and not is_left(["en"], "en")


def test_the_settings_say_what_goes_where(joss: Person, settings: Any) -> None:
    def told() -> str:
        return Page(client(joss).get("/settings/translation")).words

    assert "No engine is set up here" in told() or "goes to nobody else" in told()
    settings.REDBRIDGE_TRANSLATION_URL = "http://mt.example?name=Mill http://10.0.0.7:5000?local=yes&name=Cellar"
    words = told()
    assert "Mill" in words and "A service outside this site." in words and "Never what is for followers" in words
    assert "Cellar" in words and "goes to nobody else" in words
    assert "goes to the host's own engines or to none" in words
    settings.REDBRIDGE_TRANSLATE_PRIVATE = "yes"
    assert "be translated outside it, too" in told()


def test_a_reader_of_what_is_not_public_is_told_where_it_went(lin: Person, joss: Person, settings: Any) -> None:
    accounts.follow(joss.pk, lin.pk)
    note = write(lin, "原題", "原文", language="zh-Hans", visibility="followers", translations={"en": ENGLISH})
    assert "the words went nowhere else" in Page(client(joss).get(f"/notes/{note}")).words
    settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_TRANSLATE_PRIVATE = "http://mt.example", "yes"
    assert "lets engines outside it translate what is not public" in Page(client(joss).get(f"/notes/{note}")).words
    Note.objects.filter(pk=note).update(visibility="everyone")
    assert "engines outside it" not in Page(client(joss).get(f"/notes/{note}")).words


@pytest.mark.parametrize("engine", ["", "http://localhost:1"])
def test_nobody_is_promised_a_translation_that_cannot_come(joss: Person, settings: Any, tmp_path: Path, engine: str) -> None:
    settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_DATA = engine, str(tmp_path)
    opened.cache_clear()
    browser = client(joss)
    said = html.unescape(browser.get("/notes/new").content.decode())
    assert ("a few seconds after you publish" in said) == bool(engine)
    told = browser.post("/notes/new", {"kind": "card", "words": "Good morning"}, follow=True).content.decode()
    assert "Published." in told and ("in a moment" in told) == bool(engine)
    opened.cache_clear()
