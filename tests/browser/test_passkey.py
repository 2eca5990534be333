"""A passkey alone opens the door, and opens it again: real ceremonies of Chromium's virtual authenticator."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.device import Device
from tests.browser.people import Person
from tests.browser.site import Site


@pytest.fixture
def newcomer(browser: Browser, site: Site) -> Iterator[Callable[[], Any]]:
    @contextmanager
    def visiting(scripts: bool = True) -> Iterator[Person]:
        with Person.visiting(browser, site.url, "en-US", "America/New_York", scripts) as person:
            yield person

    yield visiting


def arrive(person: Person, name: str, back: str = "/") -> None:
    """The one form and the one welcome."""
    person.name_oneself(name)
    person.go(f"/accounts/signup/?next={back}")
    person.field("handle", person.handle)
    person.field("year", "1994")
    person.page.get_by_role("button", name="Create a passkey").click()
    person.page.get_by_role("button", name="Continue", exact=True).click()
    expect(person.page).to_have_url(re.compile(rf"/people|{re.escape(person.base + back)}\??$"))
    if "/people" in person.page.url:  # who is on the way nowhere is shown whom they might follow, once there is somebody
        person.page.get_by_role("button", name="Continue", exact=True).click()
    expect(person.page).to_have_url(re.compile(re.escape(person.base + back) + r"\??$"))


def sign_out(person: Person) -> None:
    person.go("/settings/security")
    person.page.get_by_role("button", name="Sign out here").click()
    person.page.wait_for_url(lambda url: "/settings/" not in url)


def test_a_passkey_alone_is_enough_to_arrive_write_leave_and_come_back(newcomer: Any) -> None:
    with newcomer() as person:
        device = Device(person)
        arrive(person, "key")
        assert [one["rpId"] for one in device.passkeys()] == ["localhost"] and device.passkeys()[0]["isResidentCredential"]
        path = person.card("Opened by a finger", "No email, no password.")
        sign_out(person)
        device.touched(False)
        person.go("/accounts/login/?next=/notifications")
        # What the field asked for never ends; what the button asks for begins after its owner's finger is there.
        person.page.wait_for_load_state("networkidle")
        device.touched(True)
        person.page.get_by_role("button", name="Sign in with a passkey").click()
        expect(person.page).to_have_url(person.base + "/notifications")
        person.go(path)
        expect(person.page.get_by_role("link", name=re.compile(person.handle)).first).to_be_visible()


def test_the_field_itself_offers_the_passkey(newcomer: Any) -> None:
    with newcomer() as person:
        Device(person)
        arrive(person, "auto")
        sign_out(person)
        person.go("/accounts/login/?next=/notifications")
        # The authenticator answers at once, as if its owner had chosen what the field suggests.
        expect(person.page).to_have_url(person.base + "/notifications")


def test_a_newcomer_goes_back_to_the_note_they_wanted_to_like_and_is_offered_codes(newcomer: Any) -> None:
    with newcomer() as author:
        author.sign_up("author")
        path = author.card("A note worth liking", "x")
    with newcomer() as person:
        Device(person)
        arrive(person, "liker", path)
        person.button("like")
        toast = person.page.locator("#toasts").get_by_role("link", name="Get recovery codes")
        expect(toast).to_be_visible()
        toast.click()
        person.page.get_by_role("button", name="Make the codes").click()
        expect(person.page.locator(".codes li")).to_have_count(10)
        code = person.page.locator(".codes li").first.inner_text()
        sign_out(person)
        person.go("/accounts/login/recovery/")
        person.field("handle", person.handle)
        person.page.get_by_label("Recovery code").fill(code)
        person.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(person.page).to_have_url(re.compile("/settings/security$"))
        person.page.get_by_role("link", name="Add a passkey").click()
        expect(person.page.get_by_role("heading", name="Add a passkey")).to_be_visible()


def test_another_passkey_is_added_renamed_and_removed_but_never_the_last(newcomer: Any) -> None:
    with newcomer() as person:
        first = Device(person)
        arrive(person, "two")
        first.line.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": first.id})
        Device(person)
        person.go("/accounts/mfa/webauthn/add/")
        person.page.get_by_label("Name", exact=True).fill("Second phone")
        person.page.get_by_role("button", name="Create a passkey").click()
        expect(person.page).not_to_have_url(re.compile("/add/$"))
        person.go("/settings/security")
        expect(person.page.get_by_text("Second phone")).to_be_visible()
        for _time in range(2):
            person.go("/settings/security")
            person.page.get_by_role("link", name=re.compile("^Remove ")).first.click()
            with person.page.expect_response(lambda answer: answer.request.method == "POST"):
                person.page.get_by_role("button", name="Remove it").click()
        expect(person.page.get_by_text("your only way in")).to_be_visible()
        person.go("/settings/security")
        expect(person.page.get_by_role("link", name=re.compile("^Remove "))).to_have_count(1)


def test_whoever_turns_away_is_told_and_loses_nothing(newcomer: Any) -> None:
    with newcomer() as person:
        Device(person).unwilling()
        person.go("/accounts/signup/")
        person.field("handle", "turns_away")
        person.field("year", "1994")
        person.page.get_by_role("button", name="Create a passkey").click()
        expect(person.page.get_by_text("No passkey came of it")).to_be_visible(timeout=60_000)
        expect(person.page.get_by_label("Handle", exact=True)).to_have_value("turns_away")


def test_what_is_wrong_in_the_form_is_said_before_a_passkey_is_made(newcomer: Any) -> None:
    with newcomer() as person:
        device = Device(person)
        person.go("/accounts/signup/")
        person.field("handle", "admin")
        person.field("year", "1994")
        person.page.get_by_role("button", name="Create a passkey").click()
        expect(person.page.get_by_text("kept for the house")).to_be_visible()
        expect(person.page.get_by_text("Credential")).to_have_count(0)
        expect(person.page.get_by_label("Birth year", exact=True)).to_have_value("1994")
        assert device.passkeys() == []


def test_without_scripts_the_form_with_an_email_is_there_and_no_button_that_does_nothing(newcomer: Any) -> None:
    with newcomer(scripts=False) as person:
        person.go("/accounts/signup/")
        expect(person.page.get_by_role("button", name="Create a passkey")).to_have_count(0)
        person.sign_up("plain")
