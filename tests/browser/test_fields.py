"""What is wrong with a form is told in the words of the house, not in the browser's; half a date is not taken for none."""

from playwright.sync_api import expect

from tests.browser.people import Person


def test_an_empty_form_says_what_it_wants_in_the_readers_language(chengdu: Person) -> None:
    chengdu.go("/accounts/signup/")
    chengdu.page.locator("[data-second]").click()
    expect(chengdu.page.get_by_text("这里还没写。").first).to_be_visible()
    expect(chengdu.page.get_by_text("这里要填一个数字。")).to_be_visible()
    expect(chengdu.page.locator("[data-focus]")).to_be_focused()


def test_what_is_no_address_is_told_beside_the_field(ohio: Person) -> None:
    ohio.go("/accounts/password/reset/")
    ohio.page.locator("[name=email]").fill("somebody")
    ohio.page.locator("[name=email]").press("Enter")
    expect(ohio.page.get_by_text("An email address looks like name@example.org.")).to_be_visible()
    expect(ohio.page.locator("[name=email]")).to_have_value("somebody")


def test_half_a_date_is_not_sent_as_none(ohio: Person) -> None:
    ohio.sign_up("half")
    ohio.go("/notes/new?kind=card")
    ohio.page.locator("[name=words]").fill("Not before its day")
    ohio.page.locator("[data-schedule] summary").click()
    due = ohio.page.locator("[name=due]")
    due.focus()
    ohio.page.keyboard.type("12")
    assert due.evaluate("one => one.validity.badInput")
    ohio.page.locator("[name=do]").click()
    ohio.page.wait_for_timeout(300)
    assert ohio.page.url.partition("?")[0].endswith("/notes/new")
    expect(ohio.page.locator("[name=words]")).to_have_value("Not before its day")
