"""Where one goes on to is always a page of this site."""

from urllib.parse import quote, urlsplit

import pytest

from redbridge.accounts.models import Person
from tests.cast import PASSWORD, client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db
AWAY = [
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:\\\\evil.example",
    "https:evil.example", "http:///evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example",
    "\t//evil.example", " //evil.example", "/%09/evil.example", "//evil.example/%2f..", "//localhost@evil.example",
    "/\r\nLocation: //evil.example",
    "%2F%2Fevil.example", "%5C%5Cevil.example", "//evil%E3%80%82example", "\0//evil.example", "evil.example",
    "https://testserver.evil.example/", "//testserver@evil.example", "/" + "\\" * 3 + "evil.example",
]


def stays(location: str) -> bool:
    """Whether a browser that follows `location` stays on this site, backslashes and blanks read as browsers read them."""
    read = "".join(location.split()).replace("\\", "/").replace("\0", "")
    parts = urlsplit(read)
    return parts.scheme in ("", "http") and parts.netloc in ("", "testserver") and not read.startswith("//")


def test_signing_in_leads_nowhere_else(lin: Person) -> None:
    for away in AWAY[::3]:
        browser = client(None)
        assert Page(browser.get("/accounts/login/", {"next": away})).status == 200
        answer = browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD, "next": away})
        assert answer.status_code == 302 and stays(answer["Location"]), away


def test_nor_does_the_door_for_somebody_who_is_in(lin: Person) -> None:
    browser = client(lin)
    for away in AWAY:
        for door in ("/accounts/login/", "/accounts/signup/", "/accounts/login/code/confirm/"):
            assert stays(browser.get(door, {"next": away})["Location"]), away


def test_arriving_leads_nowhere_else(guest: None) -> None:
    for number, away in enumerate(AWAY[1::4]):
        new = {"username": f"ming{number}", "email": f"ming{number}@example.org", "password1": PASSWORD, "birth_year": "1994"}
        browser = client(None)
        first = browser.post("/accounts/signup/", {**new, "next": away})["Location"]
        assert first.startswith("/welcome/")
        page = Page(browser.get(first))
        assert stays(browser.post(first, {"first": "en", "next": page.hidden("next")})["Location"]), away


def test_the_welcome_leads_nowhere_else(lin: Person) -> None:
    browser = client(lin)
    for away in AWAY:
        page = Page(browser.get("/welcome/", {"next": away}))
        assert stays(browser.post("/welcome/", {"first": "en", "next": page.hidden("next")})["Location"]), away
        assert stays(browser.post("/welcome/", {"first": "en", "next": away})["Location"]), away


def test_a_button_leads_nowhere_else(lin: Person, joss: Person) -> None:
    note, browser = write(lin), client(joss)
    for away in AWAY:
        for address in ("/@lin/follow", f"/notes/{note}/like"):
            assert stays(browser.post(address, {"back": away})["Location"]), away


def test_being_sent_to_sign_in_leads_nowhere_else(lin: Person) -> None:
    note, guest, browser = write(lin), client(None), client(lin)
    for away in AWAY:
        sent = guest.post(f"/notes/{note}/like", headers={"Referer": quote(away) if min(away) < " " else away})
        assert sent["Location"].startswith("/accounts/login/?next=/"), away
        assert stays(browser.get(sent["Location"])["Location"]), away


def test_signing_out_leads_nowhere_else(lin: Person) -> None:
    for away in AWAY:
        assert stays(client(lin).post("/accounts/logout/", {"next": away})["Location"]), away


@pytest.mark.parametrize("here", ["/notes/new", "/topics/%E7%8C%AB?after=x", "/following"])
def test_pages_of_this_site_are_gone_on_to(lin: Person, here: str) -> None:
    answer = client(None).post("/accounts/login/", {"login": "lin", "password": PASSWORD, "next": here})
    assert answer["Location"] == here


def test_one_comes_back_to_where_one_was_stopped(lin: Person) -> None:
    stopped = client(None).get("/following?after=abc")
    assert stopped["Location"] == "/accounts/login/?next=/following%3Fafter%3Dabc"
    script = client(None).get("/following", headers={"HX-Request": "true"})
    assert (script.status_code, script["HX-Redirect"]) == (401, "/accounts/login/?next=/following")
