"""An authenticator app at the door: its code, a code that is wrong, and a recovery code in its place."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import SECRET, Person
from tests.browser.site import Site
from tests.browser.staff import code

ENGLISH = ("en-US", "America/New_York", True)


@pytest.fixture
def careful(browser: Browser, site: Site) -> Iterator[tuple[Person, str, list[str]]]:
    """Somebody who just turned an app on, what the app was given, and their recovery codes."""
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        person.sign_up("app")
        person.go("/settings/security")
        person.page.get_by_role("link", name="Turn on", exact=True).click()
        secret = person.page.locator(".secret").inner_text().strip()
        send(person, code(secret, time.time()))
        codes = person.page.locator(".codes li")
        expect(codes).to_have_count(10)
        yield person, secret, codes.all_inner_texts()


def send(person: Person, digits: str) -> None:
    """One code, and its button."""
    person.page.get_by_label("Code", exact=True).fill(digits)
    person.page.locator("main form").first.locator("[type=submit]").click()


def at_the_second_step(person: Person, handle: str) -> None:
    """Handle and password are right; the code is asked for."""
    person.go("/accounts/login/?next=/notifications")
    person.page.get_by_label("Email", exact=True).fill(handle)
    person.page.get_by_label("Password", exact=True).fill(SECRET)
    person.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(person.page.get_by_role("heading", name="One more step")).to_be_visible()


def test_the_app_opens_the_door_after_the_password_and_a_wrong_code_does_not(
    browser: Browser, site: Site, careful: tuple[Person, str, list[str]]
) -> None:
    owner, secret, _codes = careful
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        at_the_second_step(person, owner.handle)
        send(person, "12345")
        expect(person.page.get_by_text("That did not match. Try once more.")).to_be_visible()
        # A code opens once, and the one of this half minute has turned the app on; the next is good already.
        send(person, code(secret, time.time() + 30))
        expect(person.page).to_have_url(person.base + "/notifications")


def test_a_recovery_code_stands_in_for_the_app_once(
    browser: Browser, site: Site, careful: tuple[Person, str, list[str]]
) -> None:
    owner, _secret, codes = careful
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        at_the_second_step(person, owner.handle)
        send(person, codes[0])
        expect(person.page).to_have_url(person.base + "/notifications")
        person.go("/settings/security")
        expect(person.page.get_by_text("9 left")).to_be_visible()
        person.page.get_by_role("button", name="Sign out here").click()
        expect(person.page).to_have_url(re.compile(r"/$"))
        at_the_second_step(person, owner.handle)
        send(person, codes[0])
        expect(person.page.get_by_text("That did not match. Try once more.")).to_be_visible()


def test_turned_off_the_password_is_enough_again(
    browser: Browser, site: Site, careful: tuple[Person, str, list[str]]
) -> None:
    owner, _secret, _codes = careful
    owner.go("/settings/security")
    owner.page.get_by_role("link", name="Turn off", exact=True).click()
    owner.page.get_by_role("button", name="Turn it off").click()
    expect(owner.page.get_by_role("link", name="Turn on", exact=True)).to_be_visible()
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        person.go("/accounts/login/?next=/notifications")
        person.page.get_by_label("Email", exact=True).fill(owner.handle)
        person.page.get_by_label("Password", exact=True).fill(SECRET)
        person.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(person.page).to_have_url(person.base + "/notifications")
