"""The feed on a phone: pages load on sight, and Back returns to the same card, with scripts and without."""

import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person
from tests.browser.site import Site
from tests.chromium import PATIENCE

MANY = 45


@pytest.fixture(scope="module")
def walked(browser: Browser, site: Site) -> str:
    """The word on every card of somebody who wrote many."""
    word = f"walk{uuid.uuid4().hex[:6]}"
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person:
        person.sign_up("walker")
        person.go("/notes/new?kind=card")
        token = person.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
        for number in range(MANY):
            form: dict[str, str | float | bool] = {
                "csrfmiddlewaretoken": token, "client_key": str(uuid.uuid4()), "kind": "card", "card": "seal",
                "words": f"{word} number {number}", "title": f"{word} {number}", "body": "",
            }
            answer = person.page.request.post(f"{site.url}/notes/new", form=form, headers={"Referer": site.url})
            assert answer.status == 200
        person.reload_until_count(f"{site.url}/", f'article:has-text("{word} {MANY - 1}")')
    return word


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """A phone that nobody is signed in on."""
    page = browser.new_page(viewport={"width": 390, "height": 844}, has_touch=True)
    page.context.set_default_timeout(PATIENCE)
    yield page
    page.context.close()


def test_pages_load_on_sight_and_back_returns_to_the_same_card(phone: Page, site: Site, walked: str) -> None:
    phone.goto(site.url)
    cards = phone.locator("article.card")
    for last in (19, 39):
        cards.nth(last).scroll_into_view_if_needed()
        expect(cards.nth(last + 1)).to_be_attached()
    card = phone.locator("article.card").nth(33)
    card.scroll_into_view_if_needed()
    name, before = card.get_attribute("id"), card.bounding_box()
    card.locator("a").first.click()
    phone.wait_for_url(re.compile(r"/notes/\d+$"))
    phone.go_back()
    expect(phone.locator(f"#{name}")).to_be_in_viewport()
    assert before
    phone.wait_for_function("([id, y]) => Math.abs(document.getElementById(id).getBoundingClientRect().y - y) < 60",
                            arg=[name, before["y"]])


def test_without_scripts_the_next_page_is_a_link(browser: Browser, site: Site, walked: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page.goto(site.url)
    first = page.locator("article.card").evaluate_all("all => all.map(card => card.id)")
    page.locator("a[rel=next]").click()
    second = page.locator("article.card").evaluate_all("all => all.map(card => card.id)")
    page.context.close()
    assert len(first) == len(second) == 20
    assert not set(first) & set(second)
