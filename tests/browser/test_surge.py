"""Signing up while very many do: a real browser finds its proof and gets in; without scripts there is a way by hand."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from redbridge.accounts.surge import SECONDS
from tests.browser.device import Device
from tests.browser.people import SECRET, Person
from tests.browser.site import Site
from tests.browser.staff import command

BANNER = "Very many are signing up. Until"
SIGN_UP = "/accounts/signup/"
HEAR = """() => {
    const state = document.querySelector("[data-proof-state]");
    window.said = [];
    new MutationObserver(() => window.said.push(state.textContent)).observe(state, {childList: true});
}"""
"""Each sentence, however quick the machine."""


@pytest.fixture(scope="module", autouse=True)
def surge(site: Site) -> Iterator[None]:
    """On for an hour, and taken out again: other tests know nothing of it."""
    command(site, "surge", "on", "--hours", "1")
    everybody_knows()
    yield
    command(site, "shell", "-v0", "-c", "from redbridge.accounts.models import Surge; Surge.objects.all().delete()")
    everybody_knows()


def everybody_knows() -> None:
    """A form that one process gave goes to another: it would ask for a proof that the form knows nothing of, or for none."""
    time.sleep(SECONDS + 1)


def arrive(person: Person, name: str) -> None:
    """Fill the form, once the processes know of the surge."""
    person.name_oneself(name)
    person.go(SIGN_UP)
    person.reload_until(BANNER)
    typed = {"handle": person.handle, "email": f"{person.handle}@example.org", "password": SECRET, "year": "1994"}
    for what, words in typed.items():
        person.field(what, words)


def test_a_browser_solves_the_proof_says_so_and_gets_in(ohio: Person) -> None:
    page = ohio.page
    ohio.go(SIGN_UP)
    ohio.reload_until(BANNER)
    state = page.locator("[data-proof-state]")
    page.evaluate(HEAR)
    expect(state).to_contain_text("your browser does a little arithmetic")
    expect(page.locator("[data-by-hand]")).to_be_hidden()
    page.locator("[name=username]").focus()
    expect(state).to_have_text("Your browser has its proof of work.", timeout=90_000)
    assert page.evaluate("window.said")[0] == "Your browser is working out its proof. It takes a second or two."
    assert page.locator("[name=altcha]").input_value()
    arrive(ohio, "quick")
    ohio.button("sign up")
    page.wait_for_url(lambda url: SIGN_UP not in url, timeout=90_000)
    ohio.go("/surge")
    expect(page.locator("main")).to_contain_text("It is so now: since")
    expect(page.locator("main")).to_contain_text("Your account was made in such a time, so this concerns you.")


def test_who_is_quicker_than_the_arithmetic_waits_and_gets_in(chengdu: Person) -> None:
    """The form is sent before the proof is there: it waits for it, and nothing is typed twice."""
    chengdu.name_oneself("hasty")
    chengdu.reload_until_count(chengdu.base + SIGN_UP, "form[data-proof]")
    chengdu.page.wait_for_selector("form[data-proof][data-awake]")
    chengdu.page.evaluate("""([handle, secret]) => {
        const form = document.querySelector("form[data-proof]");
        Object.assign(form.elements.username, {value: handle});
        Object.assign(form.elements.email, {value: `${handle}@example.org`});
        Object.assign(form.elements.password1, {value: secret});
        Object.assign(form.elements.birth_year, {value: "1994"});
        form.requestSubmit(form.querySelector("[data-second]"));
    }""", [chengdu.handle, SECRET])
    chengdu.page.wait_for_url(lambda url: SIGN_UP not in url, timeout=90_000)


def test_a_passkey_waits_for_the_proof_as_well(ohio: Person) -> None:
    Device(ohio)
    ohio.name_oneself("touch")
    ohio.reload_until_count(ohio.base + SIGN_UP, "form[data-proof][data-awake]")
    ohio.field("handle", ohio.handle)
    ohio.field("year", "1994")
    ohio.page.get_by_role("button", name="Create a passkey").click()
    ohio.page.wait_for_url(lambda url: SIGN_UP not in url, timeout=90_000)
    ohio.go("/surge")
    expect(ohio.page.locator("main")).to_contain_text("Your account was made in such a time")
    ohio.go("/settings/security")
    expect(ohio.page.get_by_role("link", name=re.compile("^Remove "))).to_have_count(1)


def test_without_scripts_somebody_says_so_and_what_they_write_waits(browser: Browser, site: Site) -> None:
    with Person.visiting(browser, site.url, "en-US", "America/New_York", False) as person:
        arrive(person, "plain")
        person.button("sign up")
        expect(person.page.locator("[data-by-hand]")).to_be_visible()
        assert SIGN_UP in person.page.url, "got in without a proof and without saying so"
        person.page.locator("[name=by_hand]").check()
        person.field("password", SECRET)
        person.button("sign up")
        person.page.wait_for_url(lambda url: SIGN_UP not in url)
        path = person.card("From a browser without scripts", "Hello.")
        person.go(path)
        expect(person.page.get_by_text("Only you see this until a person has looked.").first).to_be_visible()
        with Person.visiting(browser, site.url, "en-US", "America/New_York", False) as other:
            other.go(path)
            expect(other.page.locator("article.note")).to_have_count(0)
