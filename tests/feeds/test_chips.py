"""Over Explore: topics one can read, and the whole of it in time order."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.models import Person
from redbridge.feeds import actions, queries, rules
from redbridge.feeds.models import Explore
from redbridge.notes.models import Note
from redbridge.notes.queries import TopicName
from tests.cast import arrive, client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    queries.popular_topics.forget()
    yield
    queries.popular_topics.forget()


def shown(language: str = "en") -> list[str]:
    links = Page(client(None, language).get("/")).all("a")
    return [link.words for link in links if "chip" in link.attrs.get("class", "").split()]


def test_what_more_people_write_about_stands_first(lin: Person, joss: Person) -> None:
    write(lin, "a", "#rain")
    for _ in range(3):
        write(lin, "b", "#fog")
    write(joss, "c", "#rain")
    assert shown() == ["For everyone", "rain", "fog", "In time order"]


def test_a_reader_sees_what_they_can_read_first() -> None:
    topics = [TopicName("a", "猫税", "zh-Hans"), TopicName("b", "cattax", "en"), TopicName("c", "貓", "zh-Hant")]
    assert [t.name for t in rules.chips(topics, ["en"])] == ["cattax", "猫税", "貓"]
    assert [t.name for t in rules.chips(topics, ["zh-Hant", "zh-Hans"])] == ["猫税", "貓", "cattax"]


@pytest.mark.parametrize("change", [{"visibility": "followers"}, {"visibility": "me"}, {"deleted": "2026-01-01T00:00Z"}])
def test_a_topic_of_notes_not_for_everyone_is_not_named(lin: Person, change: dict[str, str]) -> None:
    Note.objects.filter(pk=write(lin, "a", "#secret")).update(**change)
    assert "secret" not in shown()


def test_a_topic_of_somebody_private_is_not_named(lin: Person) -> None:
    write(lin, "a", "#secret")
    Person.objects.filter(pk=lin.pk).update(private=True)
    assert "secret" not in shown()


def test_chips_cost_no_statement_a_page(lin: Person) -> None:
    write(lin, "a", "#rain")
    browser = client(None)
    browser.get("/")
    with CaptureQueriesContext(connection) as caught:
        browser.get("/")
    assert not [q for q in caught.captured_queries if "notes_topic" in q["sql"]]


def test_in_time_order_whatever_the_response(lin: Person) -> None:
    ids = [write(arrive(f"p{n}", "en"), f"n{n}") for n in range(rules.PAGE + 5)]
    actions.place(ids)
    Explore.objects.filter(pk=ids[0]).update(score=9e9)
    first = queries.by_time("")
    assert first.ids + queries.by_time(first.after).ids == ids[::-1]
    page = Page(client(None).get("/?order=time"))
    current = [a.words for a in page.all("a") if a.attrs.get("aria-current") == "page" and a.attrs.get("class") == "chip"]
    assert current == ["In time order"]
    [more] = [a for a in page.all("a") if a.attrs.get("rel") == "next"]
    assert more.attrs["href"] == f"/?order=time&after={first.after}"
    assert client(None).get(more.attrs["href"]).status_code == 200
