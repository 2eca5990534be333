"""What opens over a page: nothing serious for axe either, in three languages and two themes, and the focus comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.people import Person
from tests.browser.site import Site
from tests.browser.test_pages import LOOKS, serious
from tests.media.making import sample


@pytest.fixture(scope="module")
def reader(browser: Browser, site: Site) -> Iterator[tuple[Person, str]]:
    """Somebody with a note of somebody else's to look at, and its path."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as author:
        author.sign_up("author")
        path = author.card("A card to look at", "In a few words, with #cattax.")
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person:
        person.sign_up("reader")
        person.reload_until_count(f"{person.base}/", f"a[href='{path}']")  # a note comes to Explore by a job
        yield person, path


def at(reader: tuple[Person, str], number: int, path: str) -> Page:
    """A page in one language, theme and width; most of these open on a wide one alone."""
    person, _path = reader
    lang, theme, width = LOOKS[number]
    person.page.set_viewport_size({"width": max(width, 1000) if path == "/" else width, "height": 900})
    person.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    person.page.goto(f"{person.base}{path}{'&' if '?' in path else '?'}lang={lang}")
    person.settle()
    return person.page


@pytest.mark.parametrize("number", range(3))
def test_a_note_over_the_feed_and_where_to_collect_it(reader: tuple[Person, str], number: int) -> None:
    page = at(reader, number, "/")
    page.locator(f"a[href='{reader[1]}']").first.click()
    expect(page.locator("dialog[open] article.note")).to_be_visible()
    found = serious(page, "note")
    collect = page.locator("dialog[open] form.collect button").first
    if collect.get_attribute("aria-pressed") == "true":
        collect.click()
        expect(collect).to_have_attribute("aria-pressed", "false")
    collect.click()
    page.locator("#toasts button.link").click()
    expect(page.locator("dialog.choose-sheet[open] [data-choose]")).to_be_visible()
    found += serious(page, "boards")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.choose-sheet[open]")).to_have_count(0)
    page.keyboard.press("Escape")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(page.locator(f"a[href='{reader[1]}']").first).to_be_focused()
    assert found == []


@pytest.mark.parametrize("number", range(3))
def test_the_menu_of_a_card_and_the_list_of_keys(reader: tuple[Person, str], number: int) -> None:
    page = at(reader, number, "/")
    menu = page.locator(f"#note-{reader[1].rsplit('/', 1)[1]} .card-menu")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".card .menu")).to_be_visible()
    found = serious(page, "menu")
    page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    expect(page.locator("dialog.keys-dialog[open]")).to_be_visible()
    found += serious(page, "keys")
    page.keyboard.press("Escape")
    assert found == []


@pytest.mark.parametrize("number", range(3))
def test_the_composer_with_a_picture_and_its_crop(reader: tuple[Person, str], number: int, tmp_path: Path) -> None:
    picture = tmp_path / "tea.png"
    picture.write_bytes(sample("PNG", 600, 400))
    page = at(reader, number, "/notes/new?kind=pictures")
    expect(page.locator("form[data-module]")).to_have_attribute("data-awake", "")
    page.locator(".composer .file").set_input_files(picture)
    expect(page.locator('.thumb:not([data-picture=""])')).to_have_count(1)
    found = serious(page, "thumb")
    page.locator(".thumb [data-crop]").click()
    expect(page.locator("#crop-dialog [data-box]")).to_be_focused()
    found += serious(page, "crop")
    page.keyboard.press("Escape")
    assert found == []
