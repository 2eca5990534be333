"""The invitation, the gallery, and its counts."""

from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts.models import Apart, Mute, Person
from redbridge.exchange import queries
from redbridge.kernel.ids import first_at
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from tests.cast import LANGUAGES, client, suspend, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
INVITATION = {"en": "You are new here. Pay the cat tax?", "zh-hans": "新来的？先交个猫税吧", "zh-hant": "新來的？先交個貓稅吧"}
TOPIC = {"en": "#cattax", "zh-hans": "#猫税", "zh-hant": "#貓稅"}


@pytest.fixture(autouse=True)
def fresh() -> None:
    queries.paid.forget()


def pay(author: Person, title: str, topic: str = "#猫税", **more: object) -> int:
    """A note with one picture under a spelling of the topic."""
    return write(author, title, topic, [upload(sample("PNG", 8, 8))], **more)


def gallery(person: Person | None, address: str = "/exchange/cat-tax") -> list[str]:
    """Titles of the payments shown."""
    return [node.words for node in Page(client(person).get(address)).all("span", **{"class": "card-title"})]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_somebody_new_is_invited_with_the_topic_in_their_language(lin: Person, lang: str) -> None:
    page = Page(client(lin).get("/", {"lang": lang}))
    assert INVITATION[lang] in page.words
    (way,) = [node.attrs["href"] for node in page.all("a") if node.attrs.get("href", "").startswith("/notes/new?kind=pictures")]
    composer = Page(client(lin).get(way))
    assert composer.value("body").strip() == TOPIC[lang] == unquote(way).split("body=")[1].strip()


def test_nobody_else_is(lin: Person, joss: Person, mo: Person) -> None:
    write(lin)
    for person in (lin, mo, None):
        assert INVITATION["en"] not in Page(client(person).get("/?lang=en")).words
    assert INVITATION["en"] in Page(client(joss).get("/?lang=en")).words
    joss.pk, old = first_at(timezone.now() - timedelta(days=400)), joss.pk
    with CaptureQueriesContext(connection) as asked:
        assert not queries.is_invited(joss.pk) and old
    assert len(asked) == 0, "who came long ago costs no statement"


def test_who_says_not_now_is_not_asked_again(lin: Person) -> None:
    browser = client(lin, "en")
    assert browser.post("/exchange/dismiss")["Location"] == "/"
    browser.post("/exchange/dismiss")
    assert INVITATION["en"] not in Page(browser.get("/?lang=en")).words


def test_every_spelling_is_one_gallery_newest_first(lin: Person, joss: Person) -> None:
    pay(lin, "简体", "#猫税")
    pay(joss, "English", "#CatTax")
    pay(lin, "繁體", "#貓稅")
    pay(joss, "both", "#cattax #猫税")
    pay(joss, "underscored", "#cat_tax")
    pay(joss, "a dog", "#dogtax")
    write(joss, "no picture", "#cattax")
    assert gallery(None) == ["underscored", "both", "繁體", "English", "简体"]


def test_pages_follow_without_gap_or_double_and_cost_the_same(lin: Person) -> None:
    for n in range(45):
        pay(lin, f"cat {n}", "#cattax #猫税" if n % 2 else "#cattax")
    browser, seen, address, costs = client(None), list[str](), "/exchange/cat-tax", list[int]()
    browser.get(address)
    while address:
        with CaptureQueriesContext(connection) as asked:
            page = Page(browser.get(address))
        costs.append(len(asked))
        seen += [node.words for node in page.all("span", **{"class": "card-title"})]
        address = next((node.attrs["href"] for node in page.all("a", rel="next")), "")
    assert seen == [f"cat {n}" for n in reversed(range(45))] and len(set(costs)) == 1


def test_the_head_counts_both_sides_in_both_languages(lin: Person, joss: Person) -> None:
    pay(lin, "一")
    pay(lin, "二")
    pay(joss, "three", "#cattax")
    page = Page(client(None).get("/exchange/cat-tax?lang=en"))
    assert "3 cats have paid" in page.words and "已有 3 只猫交过税" in page.words
    assert "2 in Chinese" in page.words and "1 in English" in page.words
    assert [node.attrs["lang"] for node in page.all("span", **{"class": "paid-twin"})] == ["zh-Hans"]
    page = Page(client(None).get("/exchange?lang=zh-hant"))
    assert "已有 3 隻貓交過稅" in page.words and "3 cats have paid" in page.words


@pytest.mark.parametrize("hide", ["deleted", "me", "followers", "private", "suspended"])
def test_what_is_hidden_is_neither_shown_nor_counted(lin: Person, joss: Person, hide: str) -> None:
    pay(joss, "seen", "#cattax")
    id_ = pay(lin, "hidden")
    run_jobs()
    if hide == "deleted":
        notes.remove_note(lin.pk, Note.objects.get(pk=id_))
    elif hide == "private":
        Person.objects.filter(pk=lin.pk).update(private=True)
    elif hide == "suspended":
        suspend(lin)
    else:
        Note.objects.filter(pk=id_).update(visibility=hide)
    for address in ("/exchange", "/exchange/cat-tax"):
        assert gallery(joss, address) == gallery(None, address) == ["seen"]
        assert "1 cat has paid" in Page(client(None).get(address + "?lang=en")).words


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_withheld_in_a_region_leaves_its_place_with_region_and_rule_there_alone(
    lin: Person, joss: Person, settings: Any, lang: str
) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "X-Where", ("127.0.0.1",)
    pay(joss, "seen", "#cattax")
    kept = pay(lin, "kept back")
    run_jobs()
    notes.restrict_note(kept, None, withheld={"DE": "scams"})
    for person in (joss, None):
        there, elsewhere = (Page(client(person, headers={"X-Where": where}).get(f"/exchange/cat-tax?lang={lang}"))
                            for where in ("DE", "FR"))
        place = there.by_id(f"note-{kept}")
        says = {"en": "Germany", "zh-hans": "德国", "zh-hant": "德國"}[lang]
        assert says in place.words and "kept back" not in there.html, "the place says so, and nothing of the note"
        assert not [node for node in place.walk() if node.tag == "img"]
        titles = [node.words for node in elsewhere.all("span", **{"class": "card-title"})]
        assert titles == ["kept back", "seen"] and says not in elsewhere.words


def test_what_is_labelled_carries_its_label_and_what_is_limited_is_not_in_the_gallery(lin: Person, joss: Person) -> None:
    labelled, limited = pay(lin, "labelled"), pay(lin, "limited")
    run_jobs()
    notes.restrict_note(labelled, None, label="spam")
    notes.restrict_note(limited, None, limited=True, rule="spam")
    assert gallery(joss) == ["labelled"]
    page = Page(client(joss).get("/exchange/cat-tax?lang=en"))
    assert "Labelled:" in page.by_id(f"note-{labelled}").words


def test_a_block_hides_each_from_the_other(lin: Person, joss: Person) -> None:
    pay(lin, "lin's")
    pay(joss, "joss's", "#cattax")
    Apart.objects.create(person=joss, other=lin, mine=True)
    Apart.objects.create(person=lin, other=joss, mine=False)
    assert gallery(lin) == ["lin's"] and gallery(joss) == ["joss's"] and len(gallery(None)) == 2


def test_whom_one_muted_is_not_in_ones_gallery(lin: Person, joss: Person) -> None:
    pay(lin, "lin's")
    Mute.objects.create(person=joss, kind="person", other=lin)
    assert gallery(joss) == gallery(joss, "/exchange") == [] and gallery(None) == ["lin's"]


def test_an_empty_gallery_asks_for_the_first(lin: Person) -> None:
    page = Page(client(lin).get("/exchange/cat-tax?lang=en"))
    assert "No cat has paid yet" in page.words and "0 cats have paid" in page.words
    assert Page(client(None).get("/exchange")).status == 200
