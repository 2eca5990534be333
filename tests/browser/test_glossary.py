"""Terms of a text: a tap opens what they mean over it, by mouse, keyboard and on a phone; without a script it is a link."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.people import Person
from tests.browser.site import Site

CHINESE = "楼下的面 yyds，一口下去破防了。\n\n银行旁边那家，排队两小时 yyds。"
ENGLISH = "The bread was bussin, no cap.\n\nIt's giving autumn, no cap."


@pytest.fixture(scope="module")
def texts(browser: Browser, site: Site) -> tuple[str, str]:
    """Paths of a note in Chinese and of one in English."""
    paths = []
    for locale, body in (("zh-CN", CHINESE), ("en-US", ENGLISH)):
        with Person.visiting(browser, site.url, locale, "Asia/Shanghai", True) as author:
            author.sign_up("author")
            paths.append(author.card("好吃" if locale == "zh-CN" else "Good food", body))
    return paths[0], paths[1]


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Person]:
    """Somebody in Ohio whose browser runs no scripts."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", False) as person:
        yield person


def term(person: Person, words: str) -> Locator:
    """A term in the text that is on top."""
    return person.page.locator(".note-body a.term:visible", has_text=words).first


def pop(person: Person) -> Locator:
    return person.page.locator(".term-pop")


def inside(box: Locator, person: Person) -> bool:
    """Whether it is within the window."""
    at, size = box.bounding_box(), person.page.viewport_size
    assert at and size
    return at["x"] >= 0 and at["y"] >= 0 and at["x"] + at["width"] <= size["width"] and at["y"] + at["height"] <= size["height"]


def test_a_tap_opens_what_it_means_in_either_language(chengdu: Person, ohio: Person, texts: tuple[str, str]) -> None:
    for reader, path, words, meaning in (
        (ohio, texts[0], "yyds", "The highest praise"), (chengdu, texts[1], "bussin", "特别好吃"),
    ):
        reader.go(f"{path}?read=original")
        expect(reader.page.locator(".note-body:visible a.term:visible", has_text=words)).to_have_count(1)
        term(reader, words).click()
        expect(pop(reader)).to_contain_text(meaning)
        assert inside(pop(reader), reader)
        expect(pop(reader)).to_be_focused()
        expect(term(reader, words)).to_have_attribute("aria-expanded", "true")
        reader.page.mouse.click(4, 4)
        expect(pop(reader)).to_have_count(0)
        assert reader.page.url.endswith("read=original")


def test_by_keyboard_focus_goes_in_and_comes_back(ohio: Person, texts: tuple[str, str]) -> None:
    ohio.go(f"{texts[0]}?read=original")
    term(ohio, "破防").focus()
    ohio.page.keyboard.press("Enter")
    expect(pop(ohio)).to_contain_text("your guard")
    ohio.page.keyboard.press("Tab")
    expect(pop(ohio).get_by_role("link", name="Example and origin")).to_be_focused()
    ohio.page.keyboard.press("Escape")
    expect(pop(ohio)).to_have_count(0)
    expect(term(ohio, "破防")).to_be_focused()


def test_over_the_feed_escape_closes_the_note_of_the_term_before_the_note(ohio: Person, texts: tuple[str, str]) -> None:
    ohio.reload_until_count(ohio.base + texts[0], ".crossing")  # a translation that comes later takes the place of the text
    ohio.reload_until_count(ohio.base + "/", f'a[href="{texts[0]}"]')
    ohio.page.locator(f'a[href="{texts[0]}"]').first.click()
    note = ohio.page.locator("dialog[open] article.note")
    expect(note).to_be_visible()
    note.locator(".crossing [name=read][value=original]").first.click()
    note.locator(".note-body a.term:visible").first.click()
    expect(ohio.page.locator("dialog[open] .term-pop")).to_be_visible()
    assert inside(pop(ohio), ohio)
    ohio.page.keyboard.press("Escape")
    expect(pop(ohio)).to_have_count(0)
    expect(note).to_be_visible()
    ohio.page.keyboard.press("Escape")
    expect(ohio.page.locator("dialog[open]")).to_have_count(0)


def test_back_leaves_nothing_open(ohio: Person, texts: tuple[str, str]) -> None:
    ohio.reload_until_count(ohio.base + "/", f'a[href="{texts[1]}"]')
    ohio.page.locator(f'a[href="{texts[1]}"]').first.click()
    ohio.page.locator("dialog[open] .note-body a.term", has_text="bussin").click()
    expect(pop(ohio)).to_be_visible()
    ohio.page.go_back()
    expect(ohio.page.locator("dialog[open]")).to_have_count(0)
    expect(pop(ohio)).to_have_count(0)
    # The key is free again for whatever is opened next.
    ohio.page.locator(f'a[href="{texts[1]}"]').first.click()
    expect(ohio.page.locator("dialog[open] article.note")).to_be_visible()
    ohio.page.keyboard.press("Escape")
    expect(ohio.page.locator("dialog[open]")).to_have_count(0)


def test_on_a_phone_it_is_a_sheet_that_leaves_the_term_in_sight(ohio: Person, texts: tuple[str, str]) -> None:
    ohio.page.set_viewport_size({"width": 390, "height": 700})
    ohio.go(f"{texts[1]}?read=original")
    term(ohio, "It's giving").click()
    expect(pop(ohio)).to_be_visible()
    sheet, word = pop(ohio).bounding_box(), term(ohio, "It's giving").bounding_box()
    assert sheet and word
    assert (sheet["x"], sheet["width"], sheet["y"] + sheet["height"]) == (0, 390, 700)
    assert word["y"] >= 0 and word["y"] + word["height"] <= sheet["y"]
    ohio.page.mouse.click(20, max(90, word["y"] - 40))
    expect(pop(ohio)).to_have_count(0)


def test_without_a_script_a_term_is_a_link_to_its_page(plain: Person, texts: tuple[str, str]) -> None:
    plain.go(f"{texts[0]}?read=original")
    term(plain, "yyds").click()
    expect(plain.page.get_by_role("heading", name="yyds")).to_be_visible()
    expect(plain.page.get_by_text("The highest praise")).to_be_visible()


def test_pinyin_stands_over_the_text_and_goes_again(ohio: Person, texts: tuple[str, str]) -> None:
    ohio.go(f"{texts[0]}?read=original")
    assert ohio.page.locator("ruby:visible").count() == 0
    ohio.page.get_by_role("link", name="With pinyin").click()
    readings = ohio.page.locator(".note-body rt:visible")
    expect(readings.first).to_have_text("lóu")
    assert {"yín", "háng"} <= set(readings.all_inner_texts())
    lines = ohio.page.locator(".note-body p:visible").first.locator("rt").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect())"
        ".every((box, i, boxes) => !i || box.top !== boxes[i - 1].top || box.left >= boxes[i - 1].right - 1)")
    assert lines, "readings run into one another"
    ohio.page.get_by_role("link", name="Without pinyin").click()
    expect(ohio.page.locator("ruby:visible")).to_have_count(0)
