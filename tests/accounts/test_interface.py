"""The language of pages: `?lang=`, then the cookie it left, then the setting, then the browser's wish."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from tests.cast import LANGUAGES, arrive, client
from tests.pages import Page

pytestmark = pytest.mark.django_db


def lang_of(response: Any) -> str:
    page = Page(response)
    assert response["Content-Language"] == page.all("html")[0].attrs["lang"]
    return page.all("html")[0].attrs["lang"]


@pytest.mark.parametrize(("wish", "lang"), [
    ("", "en"), ("de,fr;q=0.8", "en"), ("en-US", "en"), ("zh", "zh-Hans"), ("zh-CN,zh;q=0.9", "zh-Hans"), ("zh-SG", "zh-Hans"),
    ("zh-TW", "zh-Hant"), ("zh-HK,en;q=0.5", "zh-Hant"), ("zh-Hant-HK", "zh-Hant"), ("zh-Hans-SG", "zh-Hans"),
    ("de, zh-TW;q=0.7, en;q=0.3", "zh-Hant"), ("*", "en"), ("x" * 5000, "en"), ("zh-CN;q=abc", "en"),
])
def test_by_the_browsers_wish(wish: str, lang: str) -> None:
    assert lang_of(client(None, wish).get("/")) == lang


@pytest.mark.parametrize("asked", LANGUAGES)
def test_by_the_address_and_it_stays(asked: str) -> None:
    browser = client(None, "de")
    assert lang_of(browser.get("/", {"lang": asked})).lower() == asked
    assert lang_of(browser.get("/guidelines")).lower() == asked


@pytest.mark.parametrize("asked", ["xx", "", "zh", "\0", "../../etc", "en\r\nSet-Cookie: a=b", "<script>"])
def test_nonsense_in_the_address_is_passed_over(asked: str) -> None:
    browser = client(None, "zh-TW")
    response = browser.get("/", {"lang": asked})
    assert lang_of(response) == "zh-Hant" and "django_language" not in response.cookies
    browser.cookies["django_language"] = "nonsense"
    assert lang_of(browser.get("/")) == "zh-Hant"


def test_by_setting_on_a_new_device() -> None:
    assert lang_of(client(arrive("hant", "zh-Hant"), "en").get("/")) == "zh-Hant"


def test_the_address_goes_before_the_setting(lin: Person) -> None:
    assert lang_of(client(lin).get("/", {"lang": "en"})) == "en"


@pytest.mark.parametrize("code", ["en", "zh-Hans", "zh-Hant"])
def test_settings_change_the_pages_at_once(joss: Person, code: str) -> None:
    browser = client(joss)
    browser.get("/", {"lang": "en"})
    sent = {"name": "J", "bio": "", "first": "en", "interface": code, "theme": "dark"}
    assert browser.post("/settings/", sent).status_code == 302
    assert lang_of(browser.get("/settings/")) == code
    assert 'data-theme="dark"' in browser.get("/").content.decode()
    assert lang_of(client(Person.objects.get(pk=joss.pk), "de").get("/")) == code


def test_caches_are_told_what_a_page_depends_on(guest: None) -> None:
    vary = client(None).get("/")["Vary"].lower()
    assert "accept-language" in vary and "cookie" in vary


def test_a_page_and_its_inside_are_not_taken_for_one_another(guest: None) -> None:
    assert "hx-request" in client(None).get("/")["Vary"].lower()


@pytest.mark.parametrize(("wish", "reads"), [
    ("zh-CN,zh;q=0.9,en;q=0.5", ["zh-Hans", "en"]), ("zh-TW,ja;q=0.5", ["zh-Hant", "zh-Hans", "ja"]),
    ("zh-HK,en;q=0.5", ["zh-Hant", "yue", "zh-Hans", "en"]),
    ("de,fr", ["en", "de", "fr"]), ("", ["en"]), (",".join(f"x{n}-X" for n in range(40)), ["en"]),
])
def test_a_guest_reads_what_the_browser_asks_for(wish: str, reads: list[str]) -> None:
    found: list[str] = vars(client(None, wish).get("/").wsgi_request)["reads"]
    assert found[: len(reads)] == reads and len(found) <= 5
