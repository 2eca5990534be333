"""The errand itself, walked the same with scripts and without."""

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.texts import choose


def walk(chengdu: Person, ohio: Person, pairs: Path, photos: Path) -> None:
    """Chengdu writes, Ohio reads, looks at the original, likes and answers; Chengdu sees the badge and reads the answer."""
    title = choose(pairs, "note-title", "zh", "猫", 40)
    body = choose(pairs, "note-content", "zh", "猫", 300)
    answer = choose(pairs, "comment", "en", "cat", 120)

    chengdu.sign_up("lin")
    path = chengdu.publish(title.written, f"{body.written}\n\n#猫税", photos / "chelsea.png", photos / "rommel.jpg")
    _the_photograph_is_remade(chengdu)

    ohio.sign_up("joss")
    ohio.reload_until(title.translated)
    card = ohio.page.locator(f'a[href="{path}"]').first
    expect(card).to_contain_text(title.translated)
    ohio.go(path)
    expect(ohio.page.get_by_role("heading", name=title.translated)).to_be_visible()
    expect(ohio.page.get_by_text(body.translated[:60]).first).to_be_visible()
    expect(ohio.page.get_by_role("link", name="#猫税").first).to_be_visible()
    ohio.button("original")
    expect(ohio.page.get_by_text(body.written[:20]).first).to_be_visible()
    expect(ohio.page.get_by_role("heading", name=title.written)).to_be_visible()

    ohio.go(path)
    ohio.button("like")
    expect(ohio.page.get_by_role("button", name="Like", exact=True).first).to_have_attribute("aria-pressed", "true")
    ohio.field("comment", answer.written)
    ohio.button("comment")
    expect(ohio.page.get_by_text(answer.written).first).to_be_visible()

    # Without scripts it does not come by itself; with them that has a test of its own.
    chengdu.reload_until_count(chengdu.base + "/", "[data-badge]:has-text('2')")
    chengdu.page.get_by_role("link", name=chengdu.say("notices"), exact=True).first.click()
    chengdu.page.wait_for_url("**/notifications*")
    chengdu.reload_until(answer.translated)
    chengdu.page.get_by_text(answer.translated).first.click()
    expect(chengdu.page.get_by_text(answer.translated).first).to_be_visible()
    chengdu.button_in("article.comment", "original")
    expect(chengdu.page.get_by_text(answer.written).first).to_be_visible()


def _the_photograph_is_remade(person: Person) -> None:
    """The first picture shows: AVIF or WebP made by the worker, never the bytes that were sent."""
    for _try in range(120):
        image = person.page.locator(".note-picture img").first
        if image.count() and image.evaluate("image => image.complete && image.naturalWidth > 0"):
            break
        person.page.wait_for_timeout(500)
        person.reload()
    source = person.page.locator(".note-picture img").first.get_attribute("src") or ""
    assert source.startswith("/media/")
    assert source.endswith(".webp")
