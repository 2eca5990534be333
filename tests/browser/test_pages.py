"""Every page, in three languages and two themes: nothing serious for axe, nothing wider than the window, no fault in a script."""

import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.people import SECRET, Person
from tests.browser.scene import Scene, furnish, send
from tests.browser.site import Site
from tests.chromium import awake

SEEN = (
    "/", "/following", "{note}", "{theirs}", "{note}/edit", "{edited}/history", "/notes/new", "/notes/new?kind=card",
    "/drafts", "/deleted", "/boards", "{board}", "{board}/edit", "/boards/unsorted", "{theirs}/collect",
    "{own}", "{own}?tab=collections", "{own}?tab=likes", "{other}", "{hidden}", "{other}/followers", "{own}/following",
    "/people", "/search", "/search?q=words", "/search?q=card&in=notes", "/search?q=other&in=people",
    "/search?q=cat&in=topics", "/search?q=qqqzzz", "/exchange", "/exchange/cat-tax", "/topics/cattax", "/topics/unwritten",
    "/notifications", "/welcome/", "/guidelines", "/settings/", "/settings/privacy", "/settings/security", "/settings/data",
    "/settings/access", "/settings/data/leave", "/settings/handle", "/accounts/email/", "/accounts/password/change/",
    "/accounts/logout/", "/settings/standing", "/settings/appeals", "/settings/reports", "/surge",
    "/guidelines/versions", "/guidelines/drafts",
    "/accounts/reauthenticate/", "/accounts/mfa/webauthn/add/", "/accounts/mfa/totp/activate/",
    "/accounts/mfa/recovery-codes/generate/", "{theirs}/share", "/report{theirs_one}",
    "/report{theirs_one}/thanks", "/nowhere", "/keyboard", "/source",
    "/glossary", "/glossary?of=en&q=tea", "/glossary?q=qqqzzz", "/glossary/zh/yyds", "/glossary/propose?of=en&term=rizz",
    "/glossary/proposals", "/search?q=rizz", "{chinese}?read=original", "{chinese}?pinyin=1", "{theirs}/menu",
    "/settings/translation", "/settings/role", "/corrections", "/corrections?show=mine", "/corrections/log",
    "/corrections/suggest{theirs_one}?to=zh-Hans")
UNSEEN = (
    "/", "{theirs}", "{theirs}/embed", "{other}", "{hidden}", "/accounts/signup/",
    "/accounts/login/", "/accounts/login/recovery/",
    "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/1-no-such-key/",
    "/accounts/password/reset/key/done/", "/accounts/confirm-email/", "/accounts/confirm-email/no-such-key/",
    "/accounts/inactive/", "/guidelines", "/guidelines/ladder", "/transparency", "/transparency/heads",
    "/search?q=words", "/exchange", "/nowhere", "/offline/zh-hans", "/glossary/en/no%20cap")
LOOKS = (("en", "light", 1440), ("zh-hans", "dark", 390), ("zh-hant", "light", 390), ("en", "dark", 820),
         ("zh-hans", "light", 1440), ("zh-hant", "dark", 1440))
"""The first three show a page in every language and both themes, and so do the last three."""


AGAIN = 120.0
"""Seconds: a test takes less than the rest of the five minutes."""
SHOWN: dict[str, float] = {}
"""When it was shown last, by the site's address; to be asked for by one person's tests."""
OPTIONS = {"preload": False, "resultTypes": ["violations"]}
"""The style sheets are not fetched once more."""


def of_look(paths: tuple[str, ...], number: int, part: int = 0, parts: int = 1) -> tuple[str, ...]:
    """A part of the half of the pages that a look shows, so that no test is long; each page has three looks."""
    return paths[number // 3 :: 2][part::parts]


AT_REST = """() => Promise.allSettled(
    document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))"""


@pytest.fixture(scope="module")
def axel(browser: Browser, site: Site) -> Iterator[tuple[Page, Scene]]:
    """Somebody with a little of everything, so that pages have something on them."""
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person:
        yield person.page, furnish(person, browser, site)


@pytest.mark.parametrize("part", range(3))
@pytest.mark.parametrize("number", range(6))
def test_signed_in_pages_are_sound(axel: tuple[Page, Scene], site: Site, number: int, part: int) -> None:
    page, scene = axel
    keep_shown(page, site)
    assert faults_of(page, site, scene, of_look(SEEN, number, part, 3), LOOKS[number]) == []


@pytest.mark.parametrize("number", range(6))
def test_the_doors_are_sound(browser: Browser, axel: tuple[Page, Scene], site: Site, number: int) -> None:
    page = browser.new_page(bypass_csp=True)  # an embedded note lets no script run, not even that of axe
    faults = faults_of(page, site, axel[1], of_look(UNSEEN, number), LOOKS[number])
    page.context.close()
    assert faults == []


@pytest.mark.parametrize("number", range(3))
def test_the_page_of_somebody_who_leaves_is_sound(browser: Browser, site: Site, number: int) -> None:
    with Person.visiting(browser, site.url, "en-US", "America/New_York", True) as person:
        person.sign_up("goes")
        show_once_more(person.page, site)
        send(person, "/settings/data/leave", handle=person.handle)
        person.go("/settings/leaving")
        assert person.page.url.endswith("/settings/leaving")
        assert faults_of(person.page, site, None, ("/settings/leaving",), LOOKS[number]) == []


def keep_shown(page: Page, site: Site) -> None:
    """The password, every few minutes: more than ten times a minute nobody may be asked."""
    if time.monotonic() - SHOWN.get(site.url, -AGAIN) >= AGAIN:
        SHOWN[site.url] = time.monotonic()
        show_once_more(page, site)


def show_once_more(page: Page, site: Site) -> None:
    """What changes the keys of an account asks for the password again, every five minutes."""
    page.goto(f"{site.url}/accounts/reauthenticate/?lang=en")
    page.locator("[name=password]").fill(SECRET)
    page.locator("main [type=submit]").first.click()
    page.wait_for_url(lambda url: "reauthenticate" not in url)


def faults_of(page: Page, site: Site, scene: Scene | None, paths: tuple[str, ...], how: tuple[str, str, int]) -> list[str]:
    """What is wrong with these pages in one language, theme and width."""
    lang, theme, width = how
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    there = [scene.at(path) if scene else path for path in paths]
    return [fault for path in there for fault in look(page, f"{site.url}{path}{'&' if '?' in path else '?'}lang={lang}")]


def look(page: Page, address: str) -> list[str]:
    """What axe calls serious or critical on a page, whether it scrolls sideways, and whether it is that page at all."""
    answer = page.goto(address)
    if not answer or (answer.status != 200) != ("/nowhere" in address) or urlsplit(page.url).path != urlsplit(address).path:
        return [f"{address}: {answer and answer.status} at {page.url}"]
    # A lazy script may still change a button's kind, and a colour on its way to another is neither: both have come to rest.
    awake(page)
    return serious(page, address)


def serious(page: Page, name: str) -> list[str]:
    """The same of what a page shows at this moment."""
    page.evaluate(AT_REST)
    violations = Axe().run(page, options=OPTIONS).response["violations"]
    found = [f"{name}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in violations
             if one["impact"] in ("serious", "critical")]
    wide = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
    return found + ([f"{name}: {wide} px too wide"] if wide > 0 else [])
