"""One person in two tabs: no word is lost unheard, whichever tab writes, publishes or signs out."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import SECRET, Person
from tests.browser.test_composer import begin, saved
from tests.chromium import awake, patient

CHANGED = "This draft was changed in another tab or on another device meanwhile."
PUBLISHED = "This note was published from another tab or device, with other words."


def other_tab(person: Person, path: str) -> Page:
    """Beside the one that is open."""
    page = patient(person.page.context.new_page())
    page.goto(person.base + path)
    awake(page)
    return page


@pytest.fixture
def both(ohio: Person) -> tuple[Person, Page, Page]:
    """Somebody with one draft of a card open in two tabs, and in the second newer words, which are kept."""
    ohio.sign_up("two")
    page = begin(ohio, "/notes/new?kind=card")
    page.locator("[name=words]").fill("By the river")
    page.get_by_label("Title", exact=True).fill("Short")
    saved(page)
    other = other_tab(ohio, f"/notes/new?draft={page.locator('[name=client_key]').input_value()}")
    with other.expect_response(lambda answer: answer.url.endswith("/drafts/save") and answer.status == 204):
        other.get_by_label("Title", exact=True).fill("Short, and longer over there")
    return ohio, page, other


def test_the_tab_that_knows_less_is_told_and_nothing_is_kept_over_the_other(both: tuple[Person, Page, Page]) -> None:
    person, page, other = both
    page.get_by_label("Body", exact=True).fill("typed here without knowing")
    told = page.locator("p[data-elsewhere]")
    expect(told).to_contain_text(CHANGED)
    with page.expect_popup() as seen:
        told.get_by_role("link", name="See the other").click()
    expect(seen.value.get_by_label("Title", exact=True)).to_have_value("Short, and longer over there")
    expect(seen.value.get_by_label("Body", exact=True)).to_have_value("")
    seen.value.close()
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/save") and answer.status == 204):
        told.get_by_role("button", name="Keep this one").click()
    expect(told).to_be_hidden()
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    other.get_by_label("Body", exact=True).fill("and this one is told now")
    expect(other.locator("p[data-elsewhere]")).to_contain_text(CHANGED)
    person.go("/drafts")
    expect(page.locator(".own-row")).to_have_count(1)
    expect(page.locator(".own-row")).not_to_contain_text("longer over there")


def test_published_from_the_tab_that_knows_less_it_asks_once(both: tuple[Person, Page, Page]) -> None:
    person, page, _other = both
    person.button("publish")
    expect(page.get_by_text(CHANGED).first).to_be_visible()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Short")
    person.settle()
    person.button("publish")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.get_by_role("heading", name="Short", exact=True)).to_be_visible()


def test_what_the_other_tab_has_published_stays_and_these_words_become_a_note_of_their_own(
    both: tuple[Person, Page, Page]
) -> None:
    person, page, other = both
    other.get_by_role("button", name="Publish", exact=True).last.click()
    other.wait_for_url(re.compile(r"/notes/\d+$"))
    page.get_by_label("Body", exact=True).fill("and went on typing")
    told = page.locator("p[data-elsewhere]")
    expect(told).to_contain_text(PUBLISHED)
    told.get_by_role("button", name="Keep this one").click()
    saved(page)
    person.button("publish")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    person.go(f"/@{person.handle}")
    expect(page.locator(".card")).to_have_count(2)


def test_signed_out_in_the_other_tab_what_is_typed_is_still_sent_once_they_are_back(ohio: Person) -> None:
    ohio.sign_up("leaves")
    page = begin(ohio, "/notes/new?kind=card")
    page.locator("[name=words]").fill("Before the door")
    saved(page)
    other = other_tab(ohio, "/accounts/logout/")
    other.locator("main form button[type=submit]").click()
    other.wait_for_url(ohio.base + "/")
    page.get_by_label("Body", exact=True).fill("and after it")
    expect(page.locator("#toasts")).to_contain_text("You have been signed out.")
    ohio.button("publish")
    expect(page.get_by_text("You have been signed out. Sign in in another tab").first).to_be_visible()
    other.goto(ohio.base + "/accounts/login/")
    other.locator("[name=login]").fill(ohio.handle)
    other.locator("[name=password]").fill(SECRET)
    other.keyboard.press("Enter")
    other.wait_for_url(ohio.base + "/")
    ohio.settle()
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/save") and answer.status == 204):
        page.get_by_label("Title", exact=True).fill("Back again")
    expect(page.locator("[data-local]")).to_be_hidden()
    ohio.button("publish")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator("article.note")).to_contain_text("and after it")


def test_a_language_that_is_changed_in_the_other_tab_changes_nothing_that_is_typed(ohio: Person) -> None:
    ohio.sign_up("turns")
    page = begin(ohio, "/notes/new?kind=card")
    page.locator("[name=words]").fill("In English")
    other = other_tab(ohio, "/?lang=zh-hans")
    expect(other.locator("html")).to_have_attribute("lang", "zh-Hans")
    saved(page)
    ohio.button("publish")
    page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator("article.note")).to_contain_text("In English")
