"""The desk by keys alone, and words that are still there after the tab was closed."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person
from tests.browser.scene import send
from tests.browser.site import Site
from tests.browser.staff import add_app, appoint, awake, walk

CARDS = ("Cheap watches, come and see", "Cheap bags, come and see", "Cheap shoes, come and see")
LONG_WORDS = "I was quoting what somebody had sent me."
HELD = "Buy Instagram followers"


@pytest.fixture(scope="module")
def moderator(browser: Browser, site: Site) -> Iterator[Person]:
    """At a desk with three cases: three cards of somebody, reported."""
    with (Person.visiting(browser, site.url, "en-US", "America/New_York", True) as author,
          Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person):
        author.sign_up("seller")
        paths = [author.card(words, "Nothing else.") for words in CARDS]
        person.sign_up("keys")
        for path in paths:
            send(author, f"{path}/comments", body="Under it.")
            send(person, f"/report/note/{path.rsplit('/', 1)[1]}", category="spam")
        appoint(site, person, "moderator", "en")
        add_app(person)
        person.reload_until_count(f"{person.base}/desk", f".case-line:has-text('{CARDS[2]}')")
        yield person


def test_a_case_is_found_claimed_given_back_and_decided_by_keys(moderator: Person) -> None:
    page, keys = moderator.page, moderator.page.keyboard
    walk(page, "j", CARDS[0])
    number = walk(page, "j", CARDS[1])
    walk(page, "k", CARDS[0])
    walk(page, "j", CARDS[1])
    keys.press("o")
    page.wait_for_url(f"{moderator.base}/desk/{number}")
    awake(page)
    keys.press("c")
    expect(page.locator("form[data-release]")).to_be_visible()
    awake(page)
    keys.press("r")
    expect(page.locator("form[data-claim]")).to_be_visible()
    moderator.go("/desk")
    walk(page, "j", CARDS[1])
    keys.press("c")
    expect(page.locator("form[data-release]")).to_be_visible()
    assert page.url.endswith(number)
    awake(page)
    keys.press("d")
    expect(page.locator("[name=kind]").first).to_be_focused()
    keys.press("Space")
    page.locator("[data-decide] [name=facts]").focus()
    keys.type("cord? /jk")
    assert page.locator("[data-decide] [name=facts]").input_value() == "cord? /jk", "keys of the desk went off while typing"
    expect(page.locator("form[data-release]")).to_be_visible()
    keys.press("Enter")
    page.locator("[data-decide] .primary").focus()
    keys.press("Enter")
    expect(page.locator(".desk-aside")).to_contain_text("Nothing is wrong")
    expect(page.locator("form[data-claim], form[data-release]")).to_have_count(0)


def test_the_list_of_keys_is_the_desks_own_and_a_number_opens_its_case(moderator: Person) -> None:
    page, keys = moderator.page, moderator.page.keyboard
    moderator.go("/desk")
    awake(page)
    number = page.locator(".case-line").first.get_attribute("id") or ""
    keys.press("?")
    dialog = page.get_by_role("dialog", name="Keys of the desk")
    expect(dialog).to_be_visible()
    assert dialog.locator("kbd").all_inner_texts() == ["j", "k", "o", "Enter", "c", "r", "d", "/", "Esc", "?"]
    keys.press("c")
    expect(dialog).to_be_visible()
    keys.press("Escape")
    expect(dialog).to_have_count(0)
    keys.press("/")
    expect(page.locator("[name=number]")).to_be_focused()
    keys.type(number.removeprefix("case-"))
    keys.press("Enter")
    page.wait_for_url(re.compile(re.escape(number.removeprefix("case-"))))
    expect(page.locator("form[data-claim]")).to_be_visible()
    keys.press("/")
    expect(page.locator("[name=number]")).to_be_focused()


def test_what_was_typed_into_a_decision_is_still_there_until_it_is_made(moderator: Person) -> None:
    page = moderator.page
    moderator.go("/desk")
    page.locator(f".case-open:has-text('{CARDS[2]}')").click()
    form = page.locator("form[data-decide]")
    expect(page.locator("form[data-decide][data-awake]")).to_have_count(1)
    typed = {"words": "Say who sells it.", "facts": "Three cards in a minute."}
    for name, words in typed.items():
        form.locator(f"[name={name}]").fill(words)
    page.reload()
    for name, words in typed.items():
        expect(form.locator(f"[name={name}]")).to_have_value(words)
    expect(form.locator("[data-keep-said]")).to_be_visible()
    form.locator("[value=limit]").check()
    form.locator("[name=rule]").select_option("spam")
    form.locator(".primary").click()
    expect(page.locator(".desk-state")).to_have_text("reach limited")
    expect(page.locator("form[data-decide][data-awake]")).to_have_count(1)
    for name in typed:
        expect(form.locator(f"[name={name}]")).to_have_value("")


def test_an_appeal_that_was_not_sent_is_still_there_and_gone_once_it_is(ohio: Person) -> None:
    page = ohio.page
    ohio.sign_up("joss")
    ohio.card(HELD, "Ten thousand for a dollar.")
    ohio.reload_until_count(f"{ohio.base}/settings/standing", ".appeal-form")
    field, said = page.locator(".appeal-form [name=words]"), page.locator("[data-keep-said]")
    expect(page.locator(".appeal-form[data-awake]")).to_have_count(1)
    expect(said).to_be_hidden()
    field.fill(LONG_WORDS)
    ohio.go("/")
    ohio.go("/settings/standing")
    expect(field).to_have_value(LONG_WORDS)
    expect(said).to_be_visible()
    expect(page.locator(".appeal-form .counter")).to_have_text(re.compile(rf"^{len(LONG_WORDS)} / "))
    assert kept(page) == [LONG_WORDS]
    page.get_by_role("button", name="Send the appeal").click()
    expect(page.locator(".appeal-became[data-awake]")).to_contain_text("Your appeal waits to be read")
    assert kept(page) == []


def kept(page: Page) -> list[str]:
    """What stands on this device."""
    found: list[str] = page.evaluate("""() => Object.entries(localStorage).filter(([key]) => key.startsWith("kept:"))
        .flatMap(([, value]) => JSON.parse(value).flatMap((one) => Object.values(one.words)))""")
    return found
