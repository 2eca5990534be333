"""What stands around a note's words is read in one's own language too: bio, place, alt text; the original is near."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media.drafts import Wanted
from redbridge.media.models import Picture
from redbridge.notes import actions, jobs
from redbridge.notes.actions import Draft
from redbridge.notes.models import Note, Walk
from redbridge.translation.models import Memory
from tests.cast import answer, arrive, client, write
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
TABLE = {
    ("zh", "en", "住在成都，爱吃面"): "Lives in Chengdu, loves noodles",
    ("zh", "en", "成都"): "Chengdu",
    ("zh", "en", "桌上的一碗面"): "A bowl of noodles on the table",
    ("zh", "en", "窗边的猫"): "A cat at the window",
    ("zh", "en", "门口的猫"): "A cat at the door",
}


@pytest.fixture
def engine(settings: Any) -> Iterator[EngineServer]:
    with EngineServer(TABLE) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        settings.REDBRIDGE_LANGUAGES = ("en", "zh-Hans")
        yield server


def settle(person: Person, bio: str) -> None:
    accounts.settle(person.pk, bio=bio)
    run_jobs()


def pictured(author: Person, *alts: str, **more: Any) -> int:
    uploads = [upload(sample("JPEG")) for _alt in alts]
    note = write(author, "早饭", "今天吃了面", uploads=uploads, alts=alts, language="zh-Hans", **more)
    run_jobs()
    return note


def test_a_bio_is_read_in_ones_own_language_wherever_it_stands(lin: Person, joss: Person, engine: EngineServer) -> None:
    settle(lin, "住在成都，爱吃面")
    write(lin, "早饭", language="zh-Hans")
    accounts.follow(joss.pk, lin.pk)
    kate = arrive("kate", "en")
    run_jobs()
    for who, address in ((joss, "/@lin"), (joss, "/@joss/following"), (joss, "/search?q=lin&in=people"), (kate, "/people")):
        assert "Lives in Chengdu, loves noodles" in Page(client(who).get(address)).words, address
    page = Page(client(joss).get("/@lin"))
    assert [one.attrs["lang"] for one in page.all("p", **{"class": "profile-bio"})] == ["en", "zh-Hans"]
    assert "Show original" in page.words
    turned = Page(client(joss).get("/@lin?original=bio")).all("p", **{"class": "profile-bio"})
    assert (turned[0].attrs["lang"], "hidden" in turned[1].attrs) == ("zh-Hans", True)
    assert "Chengdu" not in Page(client(lin).get("/@lin")).words


def test_a_bio_that_was_changed_keeps_nothing_of_the_old(lin: Person, engine: EngineServer) -> None:
    settle(lin, "住在成都，爱吃面")
    accounts.settle(lin.pk, bio="搬家了")
    lin.refresh_from_db()
    assert (lin.bio_translations, lin.bio_language) == ({}, "und")
    run_jobs()
    lin.refresh_from_db()
    assert lin.bio_translations["en"]["bio"] == "[en] 搬家了"
    calls = len(engine.seen)
    settle(lin, "搬家了")
    assert len(engine.seen) == calls, "saying the same again asks nobody"


def test_a_place_stands_with_its_own_name_beside_it(lin: Person, joss: Person, engine: EngineServer) -> None:
    note = write(joss, "Breakfast", "Noodles again", place="成都")
    run_jobs()
    shown = Page(client(joss).get(f"/notes/{note}")).all("span", **{"class": "note-place"})[0]
    assert " ".join(shown.words.split()) == "Chengdu 成都"
    assert " ".join(Page(client(lin).get(f"/notes/{note}")).all("span", **{"class": "note-place"})[0].words.split()) == "成都"


def test_alt_text_is_spoken_in_the_readers_language(lin: Person, joss: Person, engine: EngineServer) -> None:
    note = pictured(lin, "桌上的一碗面")
    under = answer(lin, note, "看", picture=upload(sample("JPEG")), alt="窗边的猫")
    run_jobs(but=())
    page = Page(client(joss).get(f"/notes/{note}"))
    told = {img.attrs["alt"]: (img.attrs["lang"], img.attrs["title"]) for img in page.all("img") if img.attrs.get("alt")}
    assert told == {
        "A bowl of noodles on the table": ("en", "桌上的一碗面"), "A cat at the window": ("en", "窗边的猫"),
    }, under
    assert [img.attrs["alt"] for img in Page(client(joss).get("/@lin")).all("img")] == ["A bowl of noodles on the table"]
    assert [img.attrs["alt"] for img in Page(client(lin).get("/@lin")).all("img")] == ["桌上的一碗面"]


def test_an_alt_text_that_was_changed_is_translated_anew(lin: Person, joss: Person, engine: EngineServer) -> None:
    note = pictured(lin, "桌上的一碗面")
    row, kept = Note.objects.get(pk=note), Picture.objects.get(subject_id=note)
    again = Draft(client_key=row.client_key, kind="pictures", title="早饭", body="今天吃了面", language="zh-Hans",
                  pictures=[Wanted(kept.pk, "门口的猫")])
    actions.edit(lin.pk, lin.languages, note, again)
    kept.refresh_from_db()
    assert kept.translations == {"en": {"by": "engine", "engine": "LibreTranslate"}}
    run_jobs()
    kept.refresh_from_db()
    assert kept.translations["en"]["alt"] == "A cat at the door"


def test_what_is_not_for_everyone_stays_out_of_the_memory(lin: Person, engine: EngineServer) -> None:
    pictured(lin, "桌上的一碗面", visibility="followers", place="成都")
    assert not Memory.objects.exists()


def test_a_page_asks_the_database_no_more_for_it(lin: Person, joss: Person, engine: EngineServer) -> None:
    note = pictured(lin, "桌上的一碗面", place="成都")
    settle(lin, "住在成都，爱吃面")
    for address, most in ((f"/notes/{note}", 7), ("/@lin", 7)):
        browser = client(joss)
        browser.get(address)
        with CaptureQueriesContext(connection) as asked:
            browser.get(address)
        assert len(asked) <= most, [query["sql"][:80] for query in asked]


def test_what_was_written_before_there_was_an_engine_is_told_in_time(lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_LANGUAGES, settings.REDBRIDGE_TRANSLATION_URL = ("en", "zh-Hans"), ""
    settle(lin, "住在成都，爱吃面")
    note = pictured(lin, "门口的猫", place="成都")
    jobs.sweep_untranslated.func(timestamp=0)
    assert Person.objects.get(pk=lin.pk).bio_translations == Note.objects.get(pk=note).places == {}
    with EngineServer(TABLE) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        jobs.sweep_untranslated.func(timestamp=0)
        run_jobs()
        assert Person.objects.get(pk=lin.pk).bio_translations["en"]["bio"] == "Lives in Chengdu, loves noodles"
        assert Picture.objects.get(subject_id=note).translations["en"]["alt"] == "A cat at the door"
        assert "en" in Note.objects.get(pk=note).places
        calls = server.calls["/translate"]
        Walk.objects.update(begun=timezone.now() - timedelta(hours=2))
        jobs.sweep_untranslated.func(timestamp=0)
        run_jobs()
        assert server.calls["/translate"] == calls, "it is told once"
