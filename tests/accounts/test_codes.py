"""Recovery codes, an authenticator app, and being offered the one before it is too late."""

import json
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.test import Client

from redbridge.accounts.models import Person
from tests.accounts.device import Device, sign_in, sign_up
from tests.cast import LANGUAGES, PASSWORD, client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db
RECOVER, CODES = "/accounts/login/recovery/", "/accounts/mfa/recovery-codes/"


@pytest.fixture
def ming() -> Client:
    """The browser of somebody who came by passkey alone."""
    browser = client(None)
    sign_up(browser, Device())
    return browser


def make_codes(browser: Client) -> list[str]:
    assert browser.post(CODES + "generate/")["Location"] == CODES
    return [node.words for node in Page(browser.get(CODES)).all("code")]


def confirmed(person: Person) -> Client:
    """This person's browser, who it is shown once more."""
    browser = client(person)
    assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return browser


def turn_on(browser: Client) -> str:
    """The secret of an authenticator app that is on now."""
    page = Page(browser.get("/accounts/mfa/totp/activate/"))
    secret = str(browser.session[totp.SECRET_SESSION_KEY])
    assert secret in page.words and page.all("img")[-1].attrs["src"].startswith("data:image/svg+xml;base64,")
    assert browser.post("/accounts/mfa/totp/activate/", {"code": code(secret)}).status_code == 302
    return secret


def code(secret: str, later: int = 0) -> str:
    """What the app shows, `later` of its half minutes from now."""
    return str(totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30 + later)))


def recover(handle: str, one: str, lang: str = "en", browser: Client | None = None) -> Any:
    return (browser or client(None)).post(f"{RECOVER}?lang={lang}", {"handle": handle, "code": one})


def is_in(browser: Client) -> bool:
    return browser.get("/following").status_code == 200


def test_ten_codes_each_good_once(ming: Client) -> None:
    codes = make_codes(ming)
    assert len(set(codes)) == 10 and all(re.fullmatch(r"\d{4} \d{4} \d{4}", one) for one in codes)
    browser = client(None)
    assert recover("@Ming", codes[3], browser=browser)["Location"] == "/settings/security"
    assert is_in(browser) and "9 left" in Page(browser.get("/settings/security")).words
    assert recover("ming", codes[3]).status_code == 422
    assert recover("ming", codes[4].replace(" ", "")).status_code == 302


def test_whoever_came_back_by_code_makes_another_passkey_at_once(ming: Client) -> None:
    codes, browser = make_codes(ming), client(None)
    recover("ming", codes[0], browser=browser)
    assert browser.get("/accounts/mfa/webauthn/add/").status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("handle", "one"), [
    ("ming", "000000000000"), ("nobody", "000000000000"), ("lin", "0"), ("ming", "x" * 41), ("", "1"), ("ming", ""), ("m\0", "1"),
    ("ming", "a\0"), ("x" * 400, "1"),
])
def test_anything_else_is_refused_in_words(ming: Client, lin: Person, lang: str, handle: str, one: str) -> None:
    browser = client(None)
    page = Page(recover(handle, one, lang, browser))
    assert page.status == 422 and (page.error("code") or page.error("handle")) and not is_in(browser)
    assert page.value("handle") == handle


def test_guesses_end(ming: Client, settings: Any) -> None:
    codes = make_codes(ming)
    assert [recover("ming", "1").status_code for _ in range(8)] == [422] * 8
    assert recover("ming", codes[0]).status_code == 429, "a guesser may not be let in at last"
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login": "3/m/ip"}
    assert [recover("nobody", "1").status_code for _ in range(4)][-1] == 429


def test_new_codes_end_the_old(ming: Client) -> None:
    old = make_codes(ming)
    new = make_codes(ming)
    assert not set(old) & set(new)
    assert recover("ming", old[0]).status_code == 422 and recover("ming", new[0]).status_code == 302


def test_codes_are_a_file_for_their_owner_alone(ming: Client, lin: Person) -> None:
    codes = make_codes(ming)
    file = ming.get(CODES + "download/")
    assert file["Content-Type"].startswith("text/plain") and "attachment" in file["Content-Disposition"]
    assert [one for one in codes if one not in file.content.decode()] == [] and "no-store" in file["Cache-Control"]
    assert confirmed(lin).get(CODES + "download/").status_code == 404


def test_codes_are_not_shown_to_whoever_finds_the_page_open(ming: Client) -> None:
    make_codes(ming)
    session = ming.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    for path in (CODES, CODES + "download/", CODES + "generate/"):
        assert "/reauthenticate/" in ming.get(path)["Location"]


def test_with_an_app_the_password_is_half_the_way(lin: Person) -> None:
    secret = turn_on(confirmed(lin))
    browser = client(None)
    assert browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})["Location"] == "/accounts/mfa/authenticate/"
    assert not is_in(browser)
    page = Page(browser.post("/accounts/mfa/authenticate/", {"code": "000000"}))
    assert page.status == 422 and page.error("code")
    assert browser.post("/accounts/mfa/authenticate/", {"code": code(secret, 1)}).status_code == 302 and is_in(browser)


def test_a_recovery_code_stands_in_for_the_app_and_not_for_the_password(lin: Person) -> None:
    owner = confirmed(lin)
    turn_on(owner)
    codes = [node.words for node in Page(owner.get(CODES)).all("code")]
    assert recover("lin", codes[0]).status_code == 422
    browser = client(None)
    browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
    assert browser.post("/accounts/mfa/authenticate/", {"code": codes[0]}).status_code == 302 and is_in(browser)


def test_a_code_of_the_app_is_good_once(lin: Person) -> None:
    secret = turn_on(confirmed(lin))
    one, answers = code(secret, 1), list[int]()
    for _time in range(2):
        browser = client(None)
        browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
        answers.append(browser.post("/accounts/mfa/authenticate/", {"code": one}).status_code)
    assert answers == [302, 422]


def test_the_app_is_turned_off_again(lin: Person) -> None:
    owner = confirmed(lin)
    turn_on(owner)
    assert owner.post("/accounts/mfa/totp/deactivate/").status_code == 302
    assert client(None).post("/accounts/login/", {"login": "lin", "password": PASSWORD})["Location"] == "/"
    assert not Authenticator.objects.exists()


def test_a_passkey_needs_no_code(lin: Person) -> None:
    owner, device = confirmed(lin), Device()
    turn_on(owner)
    options = Page(owner.get("/accounts/mfa/webauthn/add/")).all("form", **{"data-module": "passkey"})[0].attrs["data-options"]
    owner.post("/accounts/mfa/webauthn/add/", {"name": "x", "credential": json.dumps(device.make(json.loads(options)))})
    assert sign_in(client(None), device)["Location"] == "/"


def test_codes_are_offered_after_the_first_like_and_then_no_more(ming: Client, lin: Person) -> None:
    first, second = write(lin), write(lin)
    said = Page(ming.post(f"/notes/{first}/like", headers={"HX-Request": "true"}))
    assert said.all("a", href=CODES + "generate/") and "<script" not in said.html
    assert not Page(ming.post(f"/notes/{second}/like", headers={"HX-Request": "true"})).all("a", href=CODES + "generate/")


def test_without_scripts_the_next_page_offers_them(ming: Client, lin: Person) -> None:
    answer = ming.post(f"/notes/{write(lin)}/like")
    assert Page(ming.get(answer["Location"])).all("a", href=CODES + "generate/")


def test_whoever_has_a_way_back_is_left_in_peace(ming: Client, lin: Person, joss: Person) -> None:
    note = write(lin)
    make_codes(ming)
    for browser in (ming, client(joss)):
        assert "recovery-codes" not in Page(browser.post(f"/notes/{note}/like", headers={"HX-Request": "true"})).html
