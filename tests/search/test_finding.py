"""What is found, by whom, in which language."""

import pytest

from redbridge.accounts.actions import follow
from redbridge.accounts.models import Apart, Mute, Person
from redbridge.kernel.events import emit
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.search import actions
from tests.cast import arrive, client, suspend, write
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db


def titles(person: Person | None, question: str, kind: str = "notes", **more: str) -> list[str]:
    """Titles of the notes found, in order."""
    page = Page(client(person).get("/search", {"q": question, "in": kind, **more}))
    assert page.status == 200
    return [node.words for node in page.all("span", **{"class": "card-title"})]


def names(person: Person | None, question: str, kind: str) -> list[str]:
    """Names of people, or of topics, that were found."""
    page = Page(client(person).get("/search", {"q": question, "in": kind}))
    if kind == "people":
        return [node.words for node in page.all("span", **{"class": "folk-name"})]
    return [node.words for node in page.all("a") if node.attrs.get("class") == "chip chip-topic"]


def both(author: Person, title: str, other: str, target: str = "en") -> int:
    """A note and its translation."""
    return write(author, title, translations={target: {"title": other, "body": "", "by": "human", "engine": ""}})


def test_a_word_finds_what_was_written_in_the_other_language(lin: Person, joss: Person) -> None:
    both(lin, "我家的猫", "My cat at home")
    both(joss, "Cat weather", "适合撸猫的天气", "zh-Hans")
    write(joss, "Dogs only")
    run_jobs()
    assert set(titles(joss, "cat")) == {"My cat at home", "Cat weather"}
    assert set(titles(lin, "猫")) == {"我家的猫", "适合撸猫的天气"}


def test_a_translation_that_comes_later_is_found_too(lin: Person, joss: Person) -> None:
    id_ = write(lin, "我家的猫")
    run_jobs()
    assert titles(joss, "cat") == []
    Note.objects.filter(pk=id_).update(translations={"en": {"title": "My cat"}})
    emit("note.translated", note_id=id_)
    run_jobs()
    assert titles(joss, "cat") == ["My cat"]


@pytest.mark.parametrize(("written", "asked"), [
    ("我交猫税了", "猫税"), ("我交貓稅了", "猫税"), ("我交猫税了", "貓稅"), ("小猫咪晒太阳", "猫"), ("南京长江大桥", "长江"),
    ("番茄炒蛋", "炒蛋"), ("撸猫日记", "撸猫"), ("我的猫很乖", "我的猫"), ("Two cats", "cat"), ("A cat", "cats"),
    ("Café crème", "cafe creme"), ("baking bread", "baked"), ("running late", "run"), ("stories", "story"),
    ("It's raining", "rain"), ("ＦＵＬＬ width", "full"), ("食べたいラーメン", "ラーメン"), ("김치찌개 먹자", "김치"),
    ("Only 🐱 here", "🐱"), ("#CatTax paid", "cattax"), ("NASA 2026", "2026"),
])
def test_spellings_of_one_word_find_each_other(lin: Person, written: str, asked: str) -> None:
    write(lin, written)
    run_jobs()
    assert len(titles(lin, asked)) == 1


@pytest.mark.parametrize(("written", "asked"), [
    ("category", "cat"), ("a cat", "dog"), ("猫", "狗"), ("税务局", "猫税"), ("cat", "cat dog"),
])
def test_other_words_do_not(lin: Person, written: str, asked: str) -> None:
    write(lin, written)
    run_jobs()
    assert titles(lin, asked) == []


def test_a_title_weighs_more_than_a_body_and_the_newer_comes_first(lin: Person) -> None:
    write(lin, "first", "cat")
    write(lin, "cat one")
    write(lin, "cat two")
    write(lin, "last", "cat")
    run_jobs()
    assert titles(lin, "cat") == ["cat two", "cat one", "last", "first"]


def test_pages_follow_without_gap_or_double(lin: Person) -> None:
    for n in range(45):
        write(lin, f"cat {n}")
    run_jobs()
    browser, seen, address = client(lin), list[str](), "/search?q=cat&in=notes"
    while address:
        page = Page(browser.get(address))
        seen += [node.words for node in page.all("span", **{"class": "card-title"})]
        address = next((node.attrs["href"] for node in page.all("a", rel="next")), "")
    assert seen == [f"cat {n}" for n in reversed(range(45))]


def test_where_the_newest_do_not_fill_a_page_more_are_asked(lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.search.queries.notes.CANDIDATES", 3)
    old = [both(lin, f"猫 {number}", f"Cat {number}") for number in range(4)]
    for id_ in old[1:]:
        Note.objects.filter(pk=id_).update(visibility="me")
    run_jobs()
    assert titles(joss, "cat") == ["Cat 0"], "the three newest are not for everyone"


def test_what_changes_is_found_as_it_is_now(lin: Person) -> None:
    id_ = write(lin, "cat")
    run_jobs()
    notes.remove_note(lin.pk, Note.objects.get(pk=id_))
    assert titles(lin, "cat") == []
    run_jobs()
    notes.restore_note(lin.pk, Note.objects.get(pk=id_))
    run_jobs()
    assert titles(lin, "cat") == ["cat"]


@pytest.mark.parametrize(("visibility", "private", "follows", "mutual", "seen"), [
    ("everyone", False, False, False, True), ("everyone", True, False, False, False), ("everyone", True, True, False, True),
    ("followers", False, False, False, False), ("followers", False, True, False, True), ("mutuals", False, True, False, False),
    ("mutuals", False, True, True, True), ("me", False, True, True, False),
])
def test_only_what_one_may_see_is_found(
    lin: Person, joss: Person, visibility: str, private: bool, follows: bool, mutual: bool, seen: bool
) -> None:
    from redbridge.accounts import actions as accounts

    id_ = write(lin, "秘密 secret", "#hush")
    Note.objects.filter(pk=id_).update(visibility=visibility)
    if follows:
        accounts.follow(joss.pk, lin.pk)
    if mutual:
        accounts.follow(lin.pk, joss.pk)
    Person.objects.filter(pk=lin.pk).update(private=private)
    run_jobs()
    for who, sees in ((joss, seen), (lin, True), (None, seen and not follows)):
        assert bool(titles(who, "secret")) == sees
        assert bool(names(who, "hush", "topics")) == sees
        assert (b"hush" in client(who).get("/search/suggest", {"q": "hus"}).content) == sees


def test_a_block_hides_each_from_the_other(lin: Person, joss: Person) -> None:
    write(lin, "cat", "#hush")
    run_jobs()
    Apart.objects.create(person=joss, other=lin, mine=True)
    Apart.objects.create(person=lin, other=joss, mine=False)
    for kind in ("people", "topics"):
        assert names(joss, "lin" if kind == "people" else "hush", kind) == []
    assert titles(joss, "cat") == [] and names(lin, "joss", "people") == []
    assert titles(None, "cat") == ["cat"]


def test_whom_one_muted_is_not_among_the_notes_and_can_still_be_looked_up(lin: Person, joss: Person) -> None:
    write(lin, "cat")
    run_jobs()
    Mute.objects.create(person=joss, kind="person", other=lin)
    assert titles(joss, "cat") == [] and names(joss, "lin", "people") == ["小林"] and titles(None, "cat") == ["cat"]


def test_whoever_was_asked_to_be_followed_stands_as_asked_and_with_their_face(lin: Person, joss: Person) -> None:
    Person.objects.filter(pk=lin.pk).update(private=True, avatar=77)
    follow(joss.pk, lin.pk)
    run_jobs()
    page = Page(client(joss).get("/search?q=lin&in=people"))
    (button,) = page.all("button", name="on")
    assert (button.attrs["value"], button.attrs["aria-pressed"]) == ("0", "true") and "Requested" in button.words
    assert page.all("img", src="/media/77/240.webp")


def test_a_suspended_person_is_not_found(lin: Person, joss: Person) -> None:
    write(lin, "cat", "#hush")
    run_jobs()
    suspend(lin)
    assert titles(joss, "cat") == [] and names(joss, "lin", "people") == [] and names(joss, "hush", "topics") == []


def test_people_are_found_by_handle_name_and_words(lin: Person, joss: Person) -> None:
    arrive("lina_cooks", "en", name="Lina")
    Person.objects.filter(pk=joss.pk).update(bio="I keep bees")
    run_jobs()
    from redbridge.search.actions import index_people

    index_people([joss.pk])
    assert names(joss, "lin", "people") == ["小林", "Lina"], "the one whose handle it is comes first"
    assert names(joss, "@lin", "people")[0] == "小林"
    assert names(joss, "cooks", "people") == ["Lina"]
    assert names(joss, "林", "people") == ["小林"]
    assert names(lin, "bees", "people") == ["Joss"]
    assert b"Joss" not in client(lin).get("/search/suggest", {"q": "bee"}).content, "suggestions are names"


def test_a_new_name_is_found(lin: Person) -> None:
    from redbridge.accounts import actions as accounts

    run_jobs()
    accounts.settle(lin.pk, name="王二")
    run_jobs()
    assert names(lin, "王二", "people") == ["王二"] and names(lin, "小林", "people") == []


def test_topics_are_found_in_words_and_in_the_other_language(lin: Person) -> None:
    write(lin, "x", "#CatTax #厨房对厨房")
    run_jobs()
    for question in ("cattax", "cat tax", "猫税", "catt", "#CatTax"):
        assert names(lin, question, "topics") == ["#CatTax"], question
    assert names(lin, "kitchen", "topics") == names(lin, "厨房", "topics") == ["#厨房对厨房"]


def test_the_words_are_marked_where_they_stand(lin: Person) -> None:
    write(lin, "A walk", "Long ago there was a tale, and in it two Cats met.")
    run_jobs()
    page = Page(client(lin).get("/search?q=cat&in=notes"))
    assert [node.words for node in page.all("mark")] == ["Cats"]


def test_an_empty_answer_says_what_to_do(joss: Person) -> None:
    page = Page(client(joss).get("/search?q=nothinghere"))
    assert "Try fewer words" in page.words and page.all("a", href="/notes/new?body=nothinghere")
    assert Page(client(None).get("/search")).status == 200


def test_a_browser_can_ask_from_its_address_line(guest: None) -> None:
    answer = client(None).get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml"
    assert b"/search?q={searchTerms}" in answer.content
    assert Page(client(None).get("/")).all("link", rel="search", href="/opensearch.xml")


def test_a_strange_cursor_is_a_sentence(lin: Person) -> None:
    assert client(lin).get("/search?q=cat&in=notes&after=nonsense").status_code == client(lin).get("/?after=nonsense").status_code


def test_a_person_is_found_by_what_they_say_of_themselves_in_another_language(lin: Person, joss: Person) -> None:
    Person.objects.filter(pk=joss.pk).update(bio="I keep bees", bio_translations={"zh-Hans": {"bio": "我养蜜蜂"}})
    actions.index_people([joss.pk])
    assert "@joss" in Page(client(lin).get("/search?q=蜜蜂&in=people")).words


def test_a_note_is_found_by_what_its_pictures_show_and_say(lin: Person, joss: Person) -> None:
    note = write(lin, "猫税", language="zh-Hans", place="石库门")
    Note.objects.filter(pk=note).update(places={"en": {"place": "Shikumen"}})
    Picture.objects.create(
        owner_id=lin.pk, kind="note", subject_id=note, position=0, alt="虎斑", said="开业", width=3, height=4,
        translations={"en": {"alt": "A tabby", "said": "Grand opening"}},
    )  # fmt: skip
    actions.index_notes([note])
    for words in ("tabby", "opening", "虎斑", "开业", "shikumen"):
        assert f"/notes/{note}" in client(joss).get(f"/search?q={words}&in=notes").content.decode(), words
