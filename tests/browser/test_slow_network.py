"""A network as in a train: what is pressed twice happens once, and what is on its way is seen to be."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.slowly import slowly
from tests.media.making import sample


@pytest.fixture
def three(tmp_path: Path) -> list[Path]:
    """Pictures of a few kilobytes: a second each."""
    found = [tmp_path / f"{n}.jpg" for n in range(3)]
    for n, path in enumerate(found):
        path.write_bytes(sample("JPEG", 400 + n, 300))
    return found


def test_pictures_show_how_far_they_are_and_a_note_pressed_too_early_goes_out_once(ohio: Person, three: list[Path]) -> None:
    ohio.sign_up("train")
    page = ohio.page
    ohio.go("/notes/new")
    with slowly(page):
        page.locator("input[type=file]").set_input_files(three)
        expect(page.locator(".thumb progress:visible").first).to_be_visible()
        page.get_by_label("Title", exact=True).fill("From a train")
        page.get_by_role("button", name="Publish", exact=True).last.evaluate("button => { button.click(); button.click(); }")
        page.wait_for_url(re.compile(r"/notes/\d+$"))
    expect(page.locator('[data-of="3"]')).to_have_count(1)
    ohio.go(f"/@{ohio.handle}")
    expect(page.locator(".card")).to_have_count(1)


def test_hearts_and_comments_pressed_in_a_hurry_count_once(chengdu: Person, ohio: Person) -> None:
    chengdu.sign_up("lin")
    path = chengdu.card("慢车", "窗外下雨。")
    ohio.sign_up("train")
    page = ohio.page
    ohio.go(path)
    heart = page.locator(".note-foot form[data-toggle=like] button")
    comments = page.locator("article.comment", has_text="Sent from a train")
    with slowly(page):
        heart.evaluate("button => { button.click(); button.click(); button.click(); }")
        expect(heart).to_have_attribute("aria-pressed", "true")
        page.locator(".note-foot textarea").fill("Sent from a train")
        page.locator(".note-foot [data-comment] [data-waiting]").evaluate("button => { button.click(); button.click(); }")
        expect(comments).to_have_count(1)
        # Answered: the next one would be another.
        expect(page.locator(".note-foot textarea")).to_have_value("")
    ohio.reload()
    expect(comments).to_have_count(1)
    expect(heart).to_have_attribute("aria-pressed", "true")
    expect(heart).to_contain_text("1")
