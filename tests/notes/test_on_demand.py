"""A reader whose language is none of the site's asks for it; the next one finds it there."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from redbridge.accounts.models import Person
from redbridge.notes.models import Comment, Note, Waiting
from redbridge.notes.views import crossing
from redbridge.translation import addresses
from tests.cast import answer, arrive, client, write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}
PENDING = "Translating. You can read the original now."


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer(codes=("en", "zh", "fr")) as server:
        settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_LANGUAGES = server.url, ("en", "zh-Hans")
        yield server


@pytest.fixture
def reader(db: None) -> Client:
    return client(arrive("amelie", "fr"))


@pytest.fixture
def note(lin: Person, server: EngineServer) -> int:
    made = write(lin, "猫税", "这是我的猫", words="猫", language="zh-Hans")
    run_jobs()
    return made


def test_a_note_is_asked_for_waits_and_is_there_without_a_script(note: int, reader: Client, joss: Person) -> None:
    page = Page(reader.get(f"/notes/{note}"))
    assert "Translate" in [button.words for button in page.all("button")] and PENDING not in page.words
    assert reader.post(f"/notes/{note}/translate").status_code == 302
    assert PENDING in Page(reader.get(f"/notes/{note}")).words
    assert "这是我的猫" in Page(reader.get(f"/notes/{note}")).words, "the original can be read meanwhile"
    run_jobs()
    assert "[fr] 这是我的猫" in Page(reader.get(f"/notes/{note}")).words
    assert "[fr] 这是我的猫" in Page(client(arrive("next", "fr")).get(f"/notes/{note}")).words
    assert set(Note.objects.get(pk=note).translations) == {"en", "fr"}


def test_with_a_script_the_mark_looks_again_ever_later_until_the_words_are_there(note: int, reader: Client) -> None:
    asked = reader.post(f"/notes/{note}/translate", headers=SCRIPT).content.decode()
    assert PENDING in asked and 'hx-trigger="load delay:2s"' in asked and f"/notes/{note}/crossing?waited=3" in asked
    later = reader.get(f"/notes/{note}/crossing?waited=40", headers=SCRIPT)
    assert 'delay:40s' in later.content.decode() and "waited=60" in later.content.decode() and "HX-Retarget" not in later
    run_jobs()
    there = reader.get(f"/notes/{note}/crossing", headers=SCRIPT)
    assert there["HX-Retarget"] == "#reading" and "[fr] 猫税" in there.content.decode()


def test_a_comment_is_asked_for_too(note: int, reader: Client, lin: Person) -> None:
    ids = [answer(lin, note, f"说{n}", language="zh-Hans") for n in range(2)]
    run_jobs()
    page = Page(reader.get(f"/notes/{note}"))
    assert [form.attrs["action"] for form in page.all("form") if form.attrs.get("action", "").endswith("/translate")] == [
        f"/notes/{note}/translate", *[f"/comments/{id_}/translate" for id_ in reversed(ids)]]
    assert PENDING in reader.post(f"/comments/{ids[0]}/translate", headers=SCRIPT).content.decode()
    assert PENDING in Page(reader.get(f"/notes/{note}")).words
    run_jobs()
    there = reader.get(f"/comments/{ids[0]}/crossing", headers=SCRIPT)
    assert there["HX-Retarget"] == f"#words-{ids[0]}" and "[fr] 说0" in there.content.decode()
    assert [set(Comment.objects.get(pk=id_).translations) for id_ in ids] == [{"en", "fr"}, {"en"}]


def test_a_pair_that_no_engine_knows_is_said(note: int, server: EngineServer) -> None:
    korean = client(arrive("jiwoo", "ko"))
    assert korean.post(f"/notes/{note}/translate", headers=SCRIPT).status_code == 200
    run_jobs()
    page = Page(korean.get(f"/notes/{note}?asked=1"))
    assert "No translation yet" in page.words and "Try again" in page.words and "这是我的猫" in page.words


@pytest.mark.parametrize("languages", [["zh-Hans"], ["zh-Hant"], ["fr", "zh-Hans"], ["en"]])
def test_who_reads_it_is_offered_nothing(note: int, languages: list[str]) -> None:
    page = Page(client(arrive("somebody", *languages)).get(f"/notes/{note}"))
    assert "Translate" not in [button.words for button in page.all("button")]


def test_nobody_in_particular_waits_with_the_others_and_asks_for_nothing(lin: Person, server: EngineServer) -> None:
    note, guest = write(lin, "新的", language="zh-Hans"), client(None, "en")
    page = Page(guest.get(f"/notes/{note}"))
    assert "Translate" not in [button.words for button in page.all("button")] and PENDING not in page.words
    run_jobs(but=("pictures", "words"))
    assert PENDING in Page(guest.get(f"/notes/{note}")).words
    run_jobs()
    assert "[en] 新的" in Page(guest.get(f"/notes/{note}")).words


def test_without_an_engine_nothing_is_offered(note: int, reader: Client, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = "http://localhost:1?pairs=en>de"
    assert addresses.addresses(settings.REDBRIDGE_TRANSLATION_URL)
    page = Page(reader.get(f"/notes/{note}"))
    assert "Translate" not in [button.words for button in page.all("button")]


def test_somebody_who_waits_comes_before_what_was_published_now(note: int, reader: Client, lin: Person) -> None:
    reader.post(f"/notes/{note}/translate")
    write(lin, "新的", language="zh-Hans")
    run_jobs(but=("pictures", "words"))
    asked, new = Waiting.objects.order_by("turn")
    assert (asked.row_id, asked.target, new.target) == (note, "fr", "")


def test_each_person_asks_so_often_and_no_more(note: int, reader: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing, "TRANSLATING", replace(crossing.TRANSLATING, times=2))
    said = [reader.post(f"/notes/{note}/translate").status_code for _ in range(3)]
    assert said == [302, 302, 429]


def test_a_page_costs_a_statement_more_only_where_a_translation_is_missing(note: int, lin: Person) -> None:
    answer(lin, note, "说", language="zh-Hans")
    run_jobs()
    counts = {}
    for languages in (["en"], ["fr"]):
        person = client(arrive(f"reads_{languages[0]}", *languages))
        person.get(f"/notes/{note}")
        with CaptureQueriesContext(connection) as asked:
            person.get(f"/notes/{note}")
        counts[languages[0]] = len(asked)
    marks = 1  # what this reader called wrong, asked only where there is a translation
    assert counts["fr"] - (counts["en"] - marks) == 2, "one for the note, one for all its comments"
