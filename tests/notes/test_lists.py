"""Profiles and topics: somebody's notes, a topic's notes, newest first; and a note's own page."""

import pytest
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Note, Topic
from tests.cast import answer, client, suspend, write
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
LISTS = ["/@lin", "/topics/cat"]
each_list = pytest.mark.parametrize("address", LISTS)


def many(author: Person, count: int) -> list[int]:
    """So many notes about cats, newest first."""
    return [write(author, f"第{n}篇", "#cat") for n in range(count)][::-1]


def shown(page: Page) -> list[int]:
    return [int(article.attrs["id"].removeprefix("note-")) for article in page.all("article")]


@each_list
def test_pages_have_no_gap_and_no_double(lin: Person, address: str) -> None:
    ids, browser, seen, pages = many(lin, 45), client(None), list[int](), 0
    following = address
    while following:
        page = Page(browser.get(following))
        seen, pages = seen + shown(page), pages + 1
        following = next((a.attrs["href"] for a in page.all("a", rel="next")), "")
    assert (seen, pages) == (ids, 3)


@each_list
def test_a_new_note_does_not_move_the_second_page(lin: Person, address: str) -> None:
    ids, browser = many(lin, 30), client(None)
    (link,) = Page(browser.get(address)).all("a", rel="next")
    many(lin, 5)
    assert shown(Page(browser.get(link.attrs["href"]))) == ids[20:]


@each_list
def test_a_page_costs_the_same_for_one_card_and_for_twenty(
    lin: Person, joss: Person, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # Of a topic: who asks, its names, the notes, who joined it, the cards, the badge.
    browser, costs = client(joss), {"/@lin": 6, "/topics/cat": 6}
    many(lin, 1)
    browser.get(address)
    for count in (0, 24):
        many(lin, count)
        with django_assert_num_queries(costs[address]):
            browser.get(address)


@each_list
@pytest.mark.parametrize("cursor", ["nonsense", "%00", "AAAA", "x" * 3000])
def test_a_bad_cursor_is_400(lin: Person, address: str, cursor: str) -> None:
    write(lin, body="#cat")
    assert client(None).get(address, {"after": cursor}).status_code == 400


@each_list
def test_a_script_is_given_the_cards_alone(lin: Person, address: str) -> None:
    many(lin, 2)
    page = Page(client(None).get(address, headers={"HX-Request": "true"}))
    assert len(shown(page)) == 2 and not page.all("html")


@each_list
def test_what_is_deleted_or_of_somebody_suspended_is_not_listed(lin: Person, joss: Person, address: str) -> None:
    ids = many(lin, 3)
    theirs = write(joss, body="#cat")
    notes.remove_note(lin.pk, Note.objects.get(pk=ids[1]))
    suspend(joss)
    assert shown(Page(client(None).get(address))) == [ids[0], ids[2]]
    assert theirs not in shown(Page(client(lin).get(address)))


def test_a_topic_nobody_used_invites(joss: Person) -> None:
    page = Page(client(joss).get("/topics/猫税"))
    assert page.status == 200 and page.all("h1")[0].words == "#猫税"
    (link,) = [a for a in page.all("a", href="") if "body=" in a.attrs["href"]]
    assert Page(client(joss).get(link.attrs["href"])).value("body") == "#猫税 "


def test_a_topic_shows_as_it_was_first_written(lin: Person) -> None:
    write(lin, body="#CatTax")
    write(lin, body="#cattax")
    assert Topic.objects.get().name == "CatTax"
    for spelling in ("cattax", "CATTAX", "%EF%BC%A3atTax"):
        assert Page(client(None).get(f"/topics/{spelling}")).all("h1")[0].words == "#CatTax"


@pytest.mark.parametrize("name", ["%20", "---", "%E2%80%AE", "%00"])
def test_a_topic_of_no_letters_is_not_found(guest: None, name: str) -> None:
    assert client(None).get(f"/topics/{name}").status_code == 404


def test_a_note_page_costs_the_same_for_few_comments_and_for_many(
    lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    note = write(lin, "猫", "#cat", [upload(sample("PNG", 8, 8)) for _ in range(5)])
    browser = client(joss)
    browser.get(f"/notes/{note}")
    for count in (0, 12):
        for n in range(count):
            answer(joss, note, f"reply {n}", answer(lin, note, f"{n}"))
        with django_assert_num_queries(6):  # who, the note, its pictures, its comments, what waits for a translation, the badge
            browser.get(f"/notes/{note}")


def test_somebody_elses_page_has_no_tools_of_the_author(lin: Person, joss: Person) -> None:
    note = write(lin, "猫")
    answer(joss, note, "Hello")
    mine, theirs, nobodys = (client(person).get(f"/notes/{note}").content.decode() for person in (lin, joss, None))
    assert f"/notes/{note}/delete" in mine and f"/notes/{note}/delete" not in theirs + nobodys
    assert "Write a note" not in nobodys


def test_an_empty_profile_of_ones_own_says_what_to_do(lin: Person, joss: Person) -> None:
    assert Page(client(joss).get("/@joss")).all("a", href="/notes/new")
    assert client(joss).get("/@lin").status_code == 200
