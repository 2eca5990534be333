"""Searching in a browser: suggestions by keyboard, and what was searched for stays there."""

from playwright.sync_api import expect

from tests.browser.people import Person

KEPT = "() => localStorage.getItem('searched')"


def test_suggestions_by_keyboard_and_words_that_stay_here(ohio: Person) -> None:
    ohio.sign_up("seeker")
    ohio.card("A walk by the river", "With #riverwalks in it.")
    page, keys = ohio.page, ohio.page.keyboard
    ohio.go("/")
    field, offers = page.locator(".seek input"), page.get_by_role("option")
    for _try in range(60):  # the index follows the note by a job
        field.fill("")
        with page.expect_response(lambda answer: answer.url.endswith("/search/suggest?q=riverw")):
            field.press_sequentially("riverw", delay=20)
        page.wait_for_timeout(400)
        if offers.count():
            break
    expect(offers.first).to_contain_text("riverwalks")
    expect(field).to_have_role("combobox")
    expect(field).to_have_attribute("aria-expanded", "true")
    keys.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", offers.first.get_attribute("id") or "none")
    expect(offers.first).to_have_attribute("aria-selected", "true")
    keys.press("Escape")
    expect(offers).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    with page.expect_response(lambda answer: answer.url.endswith("/search/suggest?q=riverwa")):
        field.press_sequentially("a", delay=20)
    field.fill("river walk")
    keys.press("Enter")
    page.wait_for_url("**/search?q=river+walk**")
    assert page.evaluate(KEPT) == '["river walk"]'

    ohio.go("/search")
    page.locator(".seek input").click()
    expect(page.get_by_role("option")).to_have_text(["river walk"])
    page.get_by_role("button", name="Forget these").click()
    assert page.evaluate(KEPT) is None
