"""The main errand, end to end: a note in Chinese with a photograph, read and answered in English, the answer read in Chinese."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.errand import walk
from tests.browser.people import Person


def test_a_note_in_chinese_is_read_and_answered_in_english(
    chengdu: Person, ohio: Person, pairs: Path, photos: Path
) -> None:
    walk(chengdu, ohio, pairs, photos)


def test_the_badge_comes_by_itself_and_the_note_opens_over_the_feed(
    chengdu: Person, ohio: Person, photos: Path
) -> None:
    chengdu.sign_up("lin")
    path = chengdu.publish("今天的咖啡", "第一杯。", photos / "coffee.png")
    ohio.sign_up("joss")
    ohio.reload_until_count(ohio.base + "/", f'a[href="{path}"]')
    ohio.page.locator(f'a[href="{path}"]').first.click()
    expect(ohio.page.locator("dialog[open] .note-title").first).to_be_visible()
    expect(ohio.page).to_have_url(ohio.base + path)
    ohio.page.locator("dialog[open]").get_by_role("button", name="Like", exact=True).click()
    expect(chengdu.page.locator("[data-badge]").first).to_contain_text("1")
    ohio.page.go_back()
    expect(ohio.page.locator("dialog[open]")).to_have_count(0)
    expect(ohio.page.locator(f'a[href="{path}"]').first).to_be_visible()
    ohio.reload()
    expect(
        ohio.page.locator(f"#note-{path.rsplit('/', 1)[-1]}").get_by_role("button", name="Like", exact=True)
    ).to_have_attribute("aria-pressed", "true")
