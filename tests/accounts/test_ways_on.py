"""No page of the doors is a dead end, and what they refuse is said in our words."""

import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from redbridge.accounts.models import Person
from tests.cast import LANGUAGES, PASSWORD, client
from tests.pages import Page
from tests.security.matrix import ARRIVAL

pytestmark = pytest.mark.django_db
ENDS = (
    "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/password/reset/key/1-no-such-key/",
    "/accounts/password/reset/key/done/", "/accounts/confirm-email/", "/accounts/confirm-email/no-such-key/",
    "/accounts/inactive/", "/accounts/login/recovery/", "/nowhere")
OWN = ("/accounts/password/change/", "/accounts/logout/", "/accounts/email/")
THEIRS = re.compile(r"you specified|Please |Ensure this|请输入您|您")
"""As the libraries below us speak."""


def ways(page: Page) -> set[str]:
    """Where the links of its middle lead."""
    return {node.attrs["href"] for node in page.by_id("main").walk() if node.tag == "a" and node.attrs.get("href")}


@pytest.mark.parametrize("path", ENDS)
def test_nobody_is_left_standing_at_a_door(path: str) -> None:
    assert ways(Page(client(None).get(path)))


@pytest.mark.parametrize("path", OWN)
def test_whoever_changes_their_mind_goes_back(lin: Person, path: str) -> None:
    assert ways(Page(client(lin).get(path)))


def said(page: Page) -> str:
    return " ".join(node.words for node in page.nodes if "error" in node.attrs.get("class", "").split())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("path", "data"), [
    ("/accounts/login/", {"login": "lin", "password": "wrong-password"}),
    ("/accounts/login/", {"login": "lin@example.org", "password": "wrong-password"}),
    ("/accounts/signup/", {"username": "a", "email": "a@example.org", "password1": PASSWORD, "birth_year": "1994"}),
    ("/accounts/signup/", {"username": "ming", "email": "lin@example.org", "password1": PASSWORD, "birth_year": "1994"}),
])
def test_a_refusal_at_the_door_is_ours(lin: Person, lang: str, path: str, data: dict[str, str]) -> None:
    page = Page(client(None).post(f"{path}?lang={lang}", data))
    assert page.status == 422 and said(page) and not THEIRS.search(said(page)), said(page)


def test_a_wrong_old_password_is_refused_in_our_words(lin: Person) -> None:
    new = {"oldpassword": "not-this-one", "password1": "a-much-better-one-9", "password2": "a-much-better-one-9"}
    assert "This is not your password." in said(Page(client(lin).post("/accounts/password/change/?lang=en", new)))


def emails(page: Page) -> tuple[list[str], list[str]]:
    """What is said of each address, and what can be done with them."""
    rows = [node.words for node in page.all("label") if "check-row" in node.attrs.get("class", "")]
    return rows, [node.words for node in page.all("button") if node.attrs.get("name", "").startswith("action_")]


def test_one_address_is_called_what_it_is_and_offers_only_what_helps(lin: Person) -> None:
    rows, deeds = emails(Page(client(lin).get("/accounts/email/?lang=en")))
    assert rows == ["lin@example.org the main one not confirmed yet"]
    assert deeds == ["Send the confirmation again", "Remove", "Add an address"]
    EmailAddress.objects.filter(user=lin).update(verified=True)
    EmailAddress.objects.create(user=lin, email="second@example.org", verified=True)
    rows, deeds = emails(Page(client(lin).get("/accounts/email/?lang=en")))
    assert {row.partition(" ")[2] for row in rows} == {"the main one confirmed", "confirmed"}
    assert deeds == ["Make it the main one", "Remove", "Add an address"]


def test_who_has_as_many_addresses_as_there_may_be_sees_no_field_for_more(lin: Person) -> None:
    for number in range(4):
        EmailAddress.objects.create(user=lin, email=f"more{number}@example.org")
    assert "Add an address" not in emails(Page(client(lin).get("/accounts/email/?lang=en")))[1]


def test_whoever_just_chose_a_password_is_not_asked_for_it_again(db: Any) -> None:
    browser = client(None)
    browser.post("/accounts/signup/", ARRIVAL)
    assert browser.get("/accounts/mfa/totp/activate/").status_code == 200


def test_an_app_on_this_device_is_opened_by_a_link(lin: Person) -> None:
    browser = client(lin)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = Page(browser.get("/accounts/mfa/totp/activate/"))
    [secret] = [node for node in page.all("code") if node.attrs.get("class") == "secret"]
    [link] = [way for way in ways(page) if way.startswith("otpauth://totp/")]
    assert f"secret={secret.words}" in link


@pytest.mark.parametrize(("path", "on"), [
    ("/@lin?tab=likes", "/"), ("/@lin/followers", "/notes/new"), ("/@lin/following", "/people"), ("/@lin", "/notes/new"),
    ("/@lin?tab=collections", "/boards"),
])
def test_an_empty_place_of_ones_own_says_what_to_do_next(lin: Person, joss: Person, path: str, on: str) -> None:
    def next_step(viewer: Person) -> list[str]:
        page = Page(client(viewer).get(path))
        [empty] = [node for node in page.nodes if node.attrs.get("class") == "empty"]
        return [node.attrs["href"] for node in empty.walk() if node.tag == "a"]

    assert next_step(lin) == [on]
    assert next_step(joss) == []
