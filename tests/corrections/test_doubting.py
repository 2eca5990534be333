"""A translation called wrong by a few people, or by the author, no longer stands first; one tap, counted once, taken back."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from redbridge.accounts.models import Person
from redbridge.corrections import rules
from redbridge.corrections.actions import accept
from redbridge.corrections.models import Doubt
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.notes import queries
from redbridge.notes.models import Note
from tests.cast import answer, arrive, client, write
from tests.corrections.people import MACHINE, english, propose, translated, trusted
from tests.engine_server import EngineServer
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db


def say(person: Person, note: int, on: str = "1", kind: str = "note") -> int:
    answered: int = client(person).post(f"/corrections/doubt/{kind}/{note}", {"to": "en", "on": on}).status_code
    return answered


def test_past_a_few_people_the_original_stands_first(lin: Person, joss: Person) -> None:
    note = translated(lin)
    people = [joss, *(arrive(f"reader{n}", "en") for n in range(rules.DOUBTS - 1))]
    for person in people[:-1]:
        assert say(person, note) == say(person, note) == 302, "said twice is said once"
        assert "doubted" not in english(note)
    say(people[-1], note)
    assert english(note)["doubted"] == "1"
    (card,) = queries.cards(None, ["en"], [note])
    assert (card.title, card.title_lang, card.twin, card.translated) == ("猫税", "zh-Hans", "", False)
    page = Page(client(joss).get(f"/notes/{note}"))
    spoken = {h1.words: "hidden" in h1.attrs for h1 in page.all("h1")}
    assert spoken == {"Cat duty": True, "猫税": False} and "Readers call the translation wrong" in page.words
    page = Page(client(joss).get(f"/notes/{note}?read=mine"))
    assert {h1.words: "hidden" in h1.attrs for h1 in page.all("h1")} == {"Cat duty": False, "猫税": True}
    say(people[0], note, on="0")
    assert english(note) == MACHINE


def test_another_engine_is_asked_once_for_what_is_called_wrong(lin: Person, settings: Settings) -> None:
    note = translated(lin, title="早上好", body="")
    Note.objects.filter(pk=note).update(words="", translations={"en": MACHINE | {"engine": "LibreTranslate"}})
    table = {("zh", "en", "早上好"): "Good morning"}
    with EngineServer({("zh", "en", "早上好"): "The same again"}) as first, EngineServer(table) as second:
        settings.REDBRIDGE_TRANSLATION_URL = f"{first.url} {second.url}?name=Second"
        say(lin, note)
        assert english(note)["doubted"] == "1", "nobody waits for it"
        run_jobs()
        assert english(note)["title"] == "Good morning" and "doubted" not in english(note) and not Doubt.objects.exists()
        assert not first.seen, "the one that was wrong is not asked"
        say(lin, note)
        run_jobs()
        assert english(note)["title"] == "Good morning" and english(note)["doubted"] == "1", "they do not take turns"


def test_where_no_other_engine_says_anything_else_the_original_stays_first(lin: Person, settings: Settings) -> None:
    note = translated(lin, title="早上好", body="")
    Note.objects.filter(pk=note).update(translations={"en": MACHINE | {"engine": "LibreTranslate"}})
    with EngineServer({("zh", "en", "早上好"): "Good morning"}) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        say(lin, note)
        run_jobs()
        assert english(note)["doubted"] == "1" and not server.seen


def test_the_authors_word_is_enough(lin: Person) -> None:
    note = translated(lin)
    say(lin, note)
    assert english(note)["doubted"] == "1"
    say(lin, note, on="0")
    assert english(note) == MACHINE


def test_a_comment_is_turned_to_its_original(lin: Person, joss: Person) -> None:
    note = translated(lin)
    said = {"en": {"body": "A wrong one", "by": "engine", "engine": "Mill"}}
    comment = answer(lin, note, "一只猫", language="zh-Hans", translations=said)
    say(lin, comment, kind="comment")
    browser = client(joss)
    for query, first in (("", "一只猫"), (f"?original={comment}", "A wrong one")):
        page = Page(browser.get(f"/notes/{note}{query}"))
        assert [body.words for body in page.all("div", **{"class": "comment-body"}) if "hidden" not in body.attrs] == [first]
        assert "Readers call the translation wrong" in page.words


def test_it_waits_for_somebody_who_knows_better_and_a_better_one_ends_it(lin: Person, joss: Person) -> None:
    note, ana = translated(lin), trusted("ana", "zh-Hans", "en")
    say(lin, note)
    page = Page(client(ana).get("/corrections?pair=zh-Hans%3Een&lang=en"))
    assert "Readers call these translations wrong" in page.words and "猫税" in page.words
    accept(propose(joss, note, title="Good morning"), lin.pk)
    assert "doubted" not in english(note) and not Doubt.objects.exists()
    assert "Readers call these translations wrong" not in Page(client(ana).get("/corrections?pair=zh-Hans%3Een&lang=en")).words


def test_a_trusted_member_says_that_it_is_right(lin: Person, joss: Person) -> None:
    note = translated(lin)
    say(lin, note)
    where = f"/corrections/clear/note/{note}"
    assert client(joss).post(where, {"to": "en"}).status_code == 404
    assert client(trusted("ana")).post(where, {"to": "en"}).status_code == 302
    assert english(note) == MACHINE


def test_doubts_are_about_the_words_that_were_read(lin: Person) -> None:
    note = translated(lin)
    for n in range(rules.DOUBTS - 1):
        say(arrive(f"old{n}", "en"), note)
    Note.objects.filter(pk=note).update(title="别的猫")
    say(arrive("new", "en"), note)
    assert "doubted" not in english(note)


def test_nobody_calls_the_authors_own_words_wrong(lin: Person, joss: Person) -> None:
    note = translated(lin, translations={"en": {**MACHINE, "by": "author", "engine": ""}})
    assert say(joss, note) == 404 and say(lin, note) == 404
    untranslated = translated(lin, translations={})
    assert say(joss, untranslated) == 404
    page = Page(client(joss).get(f"/notes/{note}"))
    assert "In the author's own words" in page.words and "Wrong" not in page.words


def test_it_stands_in_my_list_where_i_can_take_it_back(lin: Person, joss: Person) -> None:
    note = translated(lin)
    say(joss, note)
    run_jobs()
    page = Page(client(joss).get("/corrections?show=sent"))
    assert "Translations I called wrong" in page.words
    say(joss, note, on="0")
    assert "Translations I called wrong" not in Page(client(joss).get("/corrections?show=sent")).words


def pressed(person: Person, address: str, **headers: str) -> dict[str, tuple[str, str]]:
    """Of each "Wrong" on a page: by its form's address, whether it shows pressed, and what it sends."""
    page = client(person).get(address, headers=headers).content.decode()
    found = re.findall(r'action="(/corrections/doubt/[^"]+)".*?name="on" value="(.)" aria-pressed="(\w+)"', page)
    return {action.removeprefix("/corrections/doubt/"): (on, value) for action, value, on in found}


UP, DOWN = ("false", "1"), ("true", "0")


def test_it_shows_pressed_to_who_pressed_it_and_pressing_again_takes_it_back(lin: Person, joss: Person) -> None:
    note, said = translated(lin), {"en": {"body": "One cat", "by": "engine", "engine": "Mill"}}
    top = answer(lin, note, "一只猫", language="zh-Hans", translations=said)
    under = answer(lin, note, "两只猫", top, language="zh-Hans", translations=said)
    marks = {"note": f"note/{note}", "top": f"comment/{top}", "under": f"comment/{under}"}
    say(joss, note)
    say(joss, under, kind="comment")
    shown = pressed(joss, f"/notes/{note}")
    assert shown == {marks["note"]: DOWN, marks["top"]: UP, marks["under"]: DOWN}
    assert set(pressed(arrive("ana", "en"), f"/notes/{note}").values()) == {UP}, "it is of the one who said it"
    assert pressed(joss, f"/comments/{top}/replies?after=0", hx_request="true") == {marks["under"]: DOWN}, "loaded on their own"
    for kind, id_ in (("note", note), ("comment", under)):
        _on, value = shown[f"{kind}/{id_}"]
        say(joss, id_, on=value, kind=kind)
    assert set(pressed(joss, f"/notes/{note}").values()) == {UP} and not Doubt.objects.exists()


def test_it_shows_pressed_under_what_a_person_says_of_themselves(lin: Person, joss: Person) -> None:
    bio = {"en": {"bio": "A cat", "by": "engine", "engine": "Mill"}}
    Person.objects.filter(pk=lin.pk).update(bio="一只猫", bio_language="zh-Hans", bio_translations=bio)
    assert pressed(joss, "/@lin") == {f"person/{lin.pk}": UP}
    say(joss, lin.pk, kind="person")
    assert pressed(joss, "/@lin") == {f"person/{lin.pk}": DOWN}


def test_it_shows_pressed_in_the_other_script(lin: Person) -> None:
    said = {"zh-Hans": {"title": "猫税", "words": "", "body": "一只猫", "by": "engine", "engine": "Mill"}}
    note, mei = write(lin, "Cat tax", "One cat", language="en", translations=said), arrive("mei", "zh-Hant")
    assert pressed(mei, f"/notes/{note}") == {f"note/{note}": UP}
    client(mei).post(f"/corrections/doubt/note/{note}", {"to": "zh-Hant"})
    assert pressed(mei, f"/notes/{note}") == {f"note/{note}": DOWN}


def test_it_shows_pressed_for_the_words_that_were_read_and_no_others(lin: Person, joss: Person) -> None:
    note = translated(lin)
    say(joss, note)
    assert pressed(joss, f"/notes/{note}") == {f"note/{note}": DOWN}
    Note.objects.filter(pk=note).update(title="别的猫")
    assert pressed(joss, f"/notes/{note}") == {f"note/{note}": UP}


def test_what_shows_pressed_costs_one_statement_a_page(lin: Person, joss: Person) -> None:
    note, said = translated(lin), {"en": {"body": "One cat", "by": "engine", "engine": "Mill"}}
    ids, costs, reader = [note], [], client(joss)
    reader.get(f"/notes/{note}")
    for more in (0, 9):
        ids += [answer(lin, note, f"第{n}只猫", language="zh-Hans", translations=said) for n in range(more)]
        for id_ in ids:
            say(joss, id_, kind="note" if id_ == note else "comment")
        with CaptureQueriesContext(connection) as seen:
            reader.get(f"/notes/{note}")
        costs.append(len(seen))
        assert sum("corrections_doubt" in one["sql"] for one in seen.captured_queries) == 1
    assert set(pressed(joss, f"/notes/{note}").values()) == {DOWN} and costs[0] == costs[1]
    for reader, address in ((client(None), f"/notes/{note}"), (client(joss), "/"), (client(joss), "/following")):
        with CaptureQueriesContext(connection) as seen:
            reader.get(address)
        assert not any("corrections_doubt" in one["sql"] for one in seen.captured_queries), address


def test_what_somebody_called_wrong_is_bounded_and_the_latest_stands(
    lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "CALLED_MOST", 2)
    notes = [translated(lin, title) for title in ("猫税", "狗税", "鸟税")]
    for note in notes:
        say(joss, note)
    assert sorted(Doubt.objects.values_list("subject_id", flat=True)) == sorted(notes[1:])


BIO = {"en": {"bio": "A cat", "by": "engine", "engine": "Mill"}}


def turned(page: Page, of: str) -> list[tuple[str, str, bool]]:
    """The two texts that change places, each with its language, and whether it is hidden."""
    (box,) = page.all("div", id=f"comment-{of}")
    return [(node.words, node.attrs["lang"], "hidden" in node.attrs) for node in box.walk() if "data-turn" in node.attrs]


def test_a_bio_that_is_called_wrong_stands_as_it_was_written_with_the_mark_of_notes(lin: Person, joss: Person) -> None:
    Person.objects.filter(pk=lin.pk).update(bio="一只猫", bio_language="zh-Hans", bio_translations=BIO)
    page = Page(client(joss).get("/@lin?lang=en"))
    assert turned(page, "bio") == [("A cat", "en", False), ("一只猫", "zh-Hans", True)]
    assert "Readers call the translation wrong" not in page.words
    say(lin, lin.pk, kind="person")
    page = Page(client(joss).get("/@lin?lang=en"))
    assert turned(page, "bio") == [("一只猫", "zh-Hans", False), ("A cat", "en", True)]
    assert "Readers call the translation wrong" in page.words and "Show translation" in page.words
    page = Page(client(joss).get("/@lin?lang=en&original=bio"))
    assert turned(page, "bio") == [("A cat", "en", False), ("一只猫", "zh-Hans", True)], "without a script a tap asks for it"
    assert "Show original" in page.words
    say(joss, lin.pk, kind="person")
    assert pressed(joss, "/@lin") == {f"person/{lin.pk}": DOWN}, "and can be taken back"
    run_jobs()
    (line,) = [node for node in Page(client(joss).get("/search?q=lin&in=people&lang=en")).nodes
               if node.attrs.get("class") == "folk-bio"]
    assert line.words == "一只猫" and "Readers call the translation wrong" in line.attrs["title"]


def test_a_place_and_what_a_picture_shows_carry_the_mark_too(lin: Person, joss: Person) -> None:
    note = write(lin, "门", "开门", [upload(sample("PNG", 32, 32))], alts=["虎斑猫"], language="zh-Hans",
                 translations={"en": {"title": "A door", "body": "Open", "by": "engine", "engine": "Mill"}})
    told = {"en": {"alt": "A tiger", "said": "Open forest", "by": "engine", "engine": "Mill"}}
    picture = Picture.objects.get()
    media.make_ready(picture.pk, 32, 32, 0, [240])
    Picture.objects.update(alt_language="zh-Hans", said="开林", said_language="zh-Hans", translations=told)
    stone = {"en": {"place": "Stone door", "by": "engine", "engine": "Mill"}}
    Note.objects.update(place="石库门", place_language="zh-Hans", places=stone)
    page = Page(client(joss).get(f"/notes/{note}?lang=en"))
    assert "Stone door" in page.words and "Readers call the translation wrong" not in page.html
    for kind, id_ in (("place", note), ("alt", picture.pk), ("said", picture.pk)):
        assert say(lin, id_, kind=kind) == 302
    page = Page(client(joss).get(f"/notes/{note}?lang=en"))
    (place,) = [node for node in page.nodes if node.attrs.get("class") == "note-place"]
    assert place.words == "石库门 Readers call the translation wrong: Stone door"
    shown = [node for node in page.nodes if node.attrs.get("alt") == "虎斑猫"]
    assert shown and shown[0].attrs["title"] == "Readers call the translation wrong: A tiger"
    assert turned(page, f"says-{picture.pk}") == [("开林", "zh-Hans", False), ("Open forest", "en", True)]
    (card,) = queries.cards(None, ["en"], [note])
    assert card.cover and card.cover.shown_alt.text == "虎斑猫", "on cards the original stands too"
