"""Every page, in three languages and two themes: nothing serious for axe, nothing wider than the window, no fault in a script."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.people import Person
from tests.browser.site import Site

SEEN = ("/", "/following", "/notes/new", "/notifications", "/settings/", "/settings/security", "/settings/handle",
        "/settings/data", "/welcome/",
        "/guidelines", "/topics/cattax",
        "/exchange", "/exchange/cat-tax", "/search", "/search?q=words", "/search?q=axel&in=people",
        "/accounts/password/change/", "/accounts/email/", "/nowhere", "/keyboard", "/source")
UNSEEN = ("/", "/accounts/signup/", "/accounts/login/", "/accounts/login/recovery/", "/accounts/password/reset/", "/guidelines")
LOOKS = (("en", "light", 1440), ("zh-hans", "dark", 390), ("zh-hant", "light", 390), ("en", "dark", 820),
         ("zh-hans", "light", 1440), ("zh-hant", "dark", 1440))


@pytest.fixture(scope="module")
def joss(browser: Browser, site: Site) -> Iterator[Page]:
    """Somebody with a card note and a comment, so that pages have something on them."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person:
        person.sign_up("axel")
        person.card("First line on a card, in plain words", "Body with #cattax.")
        person.field("comment", "And a comment under it.")
        person.button("comment")
        person.page.get_by_text("And a comment under it.").first.wait_for()
        yield person.page


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS)
def test_signed_in_pages_are_sound(joss: Page, site: Site, lang: str, theme: str, width: int) -> None:
    joss.set_viewport_size({"width": width, "height": 900})
    joss.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    note = joss.evaluate("() => document.querySelector('a[href^=\"/notes/2\"]')?.getAttribute('href') ?? '/'")
    paths = (*SEEN, note, f"{note}/share", f"{note}/embed")
    faults = [fault for path in paths for fault in look(joss, f"{site.url}{path}?lang={lang}")]
    assert faults == []


@pytest.mark.parametrize(("lang", "theme", "width"), LOOKS[:3])
def test_the_doors_are_sound(browser: Browser, site: Site, lang: str, theme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=theme)  # type: ignore[arg-type]
    faults = [fault for path in UNSEEN for fault in look(page, f"{site.url}{path}?lang={lang}")]
    page.context.close()
    assert faults == []


def look(page: Page, address: str) -> list[str]:
    """What axe calls serious or critical on a page, and whether it scrolls sideways."""
    page.goto(address)
    found = [f"{address}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in Axe().run(page).response["violations"]
             if one["impact"] in ("serious", "critical")]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return found + ([f"{address}: {wide} px too wide"] if wide > 0 else [])
