"""Error pages say what happened and what to do, to whoever came to them."""

import pytest
from django.test import Client, RequestFactory

from redbridge.accounts.models import Person
from redbridge.config import errors
from tests.cast import client
from tests.pages import Page

pytestmark = pytest.mark.django_db


def ways(page: Page) -> dict[str, str]:
    """Words and address of each link in its middle."""
    return {node.words: node.attrs["href"] for node in page.by_id("main").walk() if node.tag == "a"}


def test_an_address_that_only_takes_forms_is_a_page_to_a_browser(lin: Person) -> None:
    answer = client(lin).get("/@lin/follow?lang=en")
    assert answer.status_code == 405 and answer["Allow"] == "POST"
    assert "There is nothing here" in Page(answer).by_id("main").words


def test_a_suspended_person_is_shown_the_way_to_an_appeal(mo: Person) -> None:
    page = Page(client(mo).get("/notes/new?lang=en"))
    assert page.status == 403 and ways(page)["My standing"] == "/settings/standing"


def test_a_page_that_grew_old_is_called_so(lin: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    main = Page(browser.post("/accounts/password/reset/?lang=en", {"email": "lin@example.org"})).by_id("main").words
    assert "This page has grown old" in main and "This side is closed" not in main


@pytest.mark.parametrize(("method", "again"), [("get", True), ("post", False)])
def test_what_may_come_a_moment_later_can_be_asked_for_again(method: str, again: bool) -> None:
    request = getattr(RequestFactory(), method)("/topics/cat?after=1")
    request.person = None
    page = Page(errors.busy(request, 5))
    assert ("/topics/cat?after=1" in ways(page).values()) is again and "/" in ways(page).values()
