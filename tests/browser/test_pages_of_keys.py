"""Pages of somebody's keys: with a passkey alone, with an app beside the password, and at the second step of the door."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.device import Device
from tests.browser.people import SECRET, Person
from tests.browser.site import Site
from tests.browser.staff import add_app, appoint, prove
from tests.browser.test_pages import LOOKS, faults_of
from tests.browser.test_passkey import arrive

ENGLISH = ("en-US", "America/New_York", True)
APP = ("/settings/security", "/accounts/mfa/totp/deactivate/", "/accounts/mfa/recovery-codes/",
       "/accounts/mfa/recovery-codes/generate/", "/accounts/mfa/reauthenticate/")
KEY = ("/settings/security", "/accounts/password/set/", "{edit}", "{remove}", "/accounts/mfa/webauthn/reauthenticate/")
SECOND_STEP = ("/accounts/mfa/authenticate/",)


@pytest.fixture(scope="module")
def careful(browser: Browser, site: Site) -> Iterator[Person]:
    """Somebody with an app beside the password, and recovery codes."""
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        person.sign_up("careful")
        appoint(site, person, "moderator")
        add_app(person)
        prove(person, "/accounts/mfa/recovery-codes/generate/")
        person.page.locator("main [type=submit]").first.click()
        person.page.locator(".codes li").first.wait_for()
        yield person


@pytest.fixture(scope="module")
def keyed(browser: Browser, site: Site) -> Iterator[tuple[Person, dict[str, str]]]:
    """Somebody whose one key is a passkey, and the paths of its pages."""
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        Device(person)
        arrive(person, "keyed")
        person.go("/settings/security")
        links = person.page.locator("a[href*='/webauthn/keys/']")
        yield person, {"edit": links.nth(0).get_attribute("href") or "", "remove": links.nth(1).get_attribute("href") or ""}


@pytest.mark.parametrize("number", range(3))
def test_the_pages_of_an_app_are_sound(careful: Person, site: Site, number: int) -> None:
    assert faults_of(careful.page, site, None, APP, LOOKS[number]) == []


@pytest.mark.parametrize("number", range(3))
def test_the_pages_of_a_passkey_are_sound(keyed: tuple[Person, dict[str, str]], site: Site, number: int) -> None:
    person, links = keyed
    assert faults_of(person.page, site, None, tuple(path.format(**links) for path in KEY), LOOKS[number]) == []


@pytest.mark.parametrize("number", range(3))
def test_the_second_step_of_the_door_is_sound(browser: Browser, careful: Person, site: Site, number: int) -> None:
    with Person.visiting(browser, site.url, *ENGLISH) as person:
        person.go("/accounts/login/")
        person.page.locator("[name=login]").fill(careful.handle)
        person.page.locator("[name=password]").fill(SECRET)
        person.page.keyboard.press("Enter")
        person.page.wait_for_url(f"{site.url}{SECOND_STEP[0]}*")
        assert faults_of(person.page, site, None, SECOND_STEP, LOOKS[number]) == []
