"""A link in a profile is marked once its page links back."""

from typing import Any

import pytest

from redbridge.accounts import actions, backlinks, queries
from redbridge.accounts.models import LinkCheck, Person
from redbridge.kernel.safe_fetch import Fetched, NotFetched
from tests.cast import client
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db
HOME, OTHER = "https://lin.example/", "https://other.example/lin"
BACK = '<a rel="me" href="http://localhost:8000/@lin">me</a>'


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Pages by address; any other is not to be had."""
    pages: dict[str, str] = {}

    def fetch(url: str) -> Fetched:
        if url not in pages:
            raise NotFetched("no such name")
        return Fetched(url, "text/html", pages[url].encode())

    monkeypatch.setattr(backlinks, "fetch", fetch)
    return pages


def verified(person: Person) -> tuple[str, ...]:
    found = queries.profile(person.handle, None)
    assert found is not None
    return found.verified


def name_links(person: Person, *links: str) -> None:
    actions.settle(person.pk, links=list(links))
    run_jobs()


def test_a_page_that_links_back_is_marked(lin: Person, web: dict[str, str]) -> None:
    web[HOME], web[OTHER] = BACK, "<a href='http://localhost:8000/@lin'>somebody</a>"
    name_links(lin, HOME, OTHER)
    assert verified(lin) == (HOME,)
    page: Any = client(None).get("/@lin").content.decode()
    assert page.count("This page links back here") == 1


@pytest.mark.parametrize(("page", "wanted"), [
    (BACK, True), ('<link rel="me" href="http://localhost:8000/@lin">', True),
    ('<a rel="nofollow ME" href="http://localhost:8000/@LIN/">', True),
    ('<a rel="me" href="http://localhost:8000/@joss">', False), ('<a rel="me" href="http://localhost:8000/@linda">', False),
    ('<a rel="me" href="http://localhost:8000.evil.example/@lin">', False), ('<a rel="me" href="/@lin">', False),
    ('<a rel="menu" href="http://localhost:8000/@lin">', False), (f"<!-- {BACK} -->", False), ("<a rel=me>", False), ("", False),
    ("<a rel='me' href='http://[oops'>", False), ("\0" * 100 + "<" * 10_000, False),
])
def test_what_counts_as_linking_back(lin: Person, web: dict[str, str], page: str, wanted: bool) -> None:
    web[HOME] = page
    name_links(lin, HOME)
    assert (verified(lin) == (HOME,)) is wanted


def test_a_page_that_takes_it_back_is_marked_no_more(lin: Person, web: dict[str, str]) -> None:
    web[HOME] = BACK
    name_links(lin, HOME)
    LinkCheck.objects.update(checked="2026-01-01T00:00Z")
    del web[HOME]
    for id_ in backlinks.stale(200):
        backlinks.check(id_)
    assert verified(lin) == () and backlinks.stale(200) == []


def test_a_link_that_is_no_longer_named_is_forgotten(lin: Person, web: dict[str, str]) -> None:
    web[HOME] = web[OTHER] = BACK
    name_links(lin, HOME, OTHER)
    name_links(lin, OTHER)
    assert list(LinkCheck.objects.values_list("url", flat=True)) == [OTHER]
