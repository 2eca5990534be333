"""What a finger reaches on a phone, and where a page begins."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, expect

from tests.browser.people import Person
from tests.browser.site import Site

REACH = """one => {
    one.scrollIntoView({block: "center"});
    const box = one.getBoundingClientRect(), x = box.x + box.width / 2, y = box.y + box.height / 2;
    return [-21, 21].every(by => one.contains(document.elementFromPoint(x, y + by)));
}"""
"""Whether 44 pixels around the middle belong to it."""


def test_tools_of_a_picture_and_small_buttons_can_be_hit_with_a_finger(
    browser: Browser, site: Site, ohio: Person, tmp_path: Path
) -> None:
    ohio.sign_up("thumb")
    Image.new("RGB", (300, 300), "#BE2F1E").save(tmp_path / "red.png")
    phone = browser.new_context(
        storage_state=ohio.page.context.storage_state(), viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page = phone.new_page()
    page.goto(f"{site.url}/notes/new")
    page.locator("input[type=file]").first.set_input_files([tmp_path / "red.png"] * 2)
    expect(page.locator('.thumb:not([data-picture=""])')).to_have_count(2)
    tools = page.locator(".thumb .disc:visible")
    assert tools.count() >= 6
    assert {tools.nth(n).evaluate("one => [one.offsetWidth, one.offsetHeight].join()") for n in range(tools.count())} == {"44,44"}
    page.goto(f"{site.url}/settings/security")
    for small in page.locator("main .button.small").all():
        assert small.evaluate(REACH), small.inner_text()
    phone.close()


def test_settings_begin_at_their_top(ohio: Person) -> None:
    ohio.sign_up("top")
    for path in ("/settings/", "/settings/privacy", "/settings/security"):
        ohio.go(path)
        assert ohio.page.evaluate("scrollY") == 0
