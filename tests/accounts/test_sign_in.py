"""Signing in and out, passwords, sessions, and what slows a guesser down."""

import threading
import time
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core import mail
from django.test import Client

from redbridge.accounts import hashers, queries
from redbridge.accounts.models import Person, Session
from redbridge.kernel.errors import Busy
from tests.cast import LANGUAGES, PASSWORD, client, suspend
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/"


def sign_in(browser: Client, login: str, password: str = PASSWORD, **more: str) -> Any:
    return browser.post(SIGN_IN, {"login": login, "password": password, **more})


def is_in(browser: Client) -> bool:
    return browser.get("/following").status_code == 200


@pytest.mark.parametrize("login", ["lin", "LIN", "lin@example.org", "Lin@Example.ORG", " lin "])
def test_by_handle_or_by_email(lin: Person, login: str) -> None:
    browser = client(None)
    assert sign_in(browser, login)["Location"] == "/"
    assert is_in(browser)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("login", "password"), [
    ("lin", "wrong-password"), ("nobody", PASSWORD), ("", PASSWORD), ("lin", ""), ("lin\0", PASSWORD), ("x" * 5000, PASSWORD),
    ("lin", "x" * 5000), ("lin", "a\0b"),
])
def test_anything_else_is_refused_in_words(lin: Person, lang: str, login: str, password: str) -> None:
    browser = client(None)
    page = Page(browser.post(f"{SIGN_IN}?lang={lang}", {"login": login, "password": password}))
    assert page.status == 422
    assert any(node.words for node in page.nodes if node.attrs.get("class") == "error")
    assert page.value("login") == login and page.value("password") == ""
    assert not is_in(browser)


def test_whether_somebody_exists_is_not_told(lin: Person) -> None:
    wrong, nobody = (Page(sign_in(client(None), login, "wrong-password")) for login in ("lin", "nobody"))
    said = [[node.words for node in page.nodes if node.attrs.get("class") == "error"] for page in (wrong, nobody)]
    assert said[0] == said[1]


def test_the_hash_has_the_parameters_of_small_servers() -> None:
    assert make_password(PASSWORD).startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


def test_two_passwords_are_hashed_at_once_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    running, most, lock, two = 0, 0, threading.Lock(), threading.Barrier(2, timeout=60)

    def slow(self: Any, password: str, salt: str) -> str:
        nonlocal running, most
        with lock:
            running, most = running + 1, max(most, running + 1)
        two.wait()
        time.sleep(0.03)
        with lock:
            running -= 1
        return "hash"

    monkeypatch.setattr(hashers.CappedArgon2.__mro__[1], "encode", slow)
    assert at_once(*[partial(hashers.CappedArgon2().encode, "x", "y")] * 6) == ["hash"] * 6
    assert most == 2


def test_who_waits_too_long_for_a_turn_is_told(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hashers, "LONGEST_WAIT", 0.01)
    end = threading.Event()
    turns = [hashers.THREADS.submit(end.wait) for _ in range(hashers.AT_ONCE)]
    with pytest.raises(Busy):
        make_password(PASSWORD)
    answer = sign_in(client(None), "lin")
    end.set()
    assert all(turn.result(60) for turn in turns)
    monkeypatch.setattr(hashers, "LONGEST_WAIT", 8.0)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert sign_in(client(None), "lin").status_code == 302, "a turn was not given back"


def test_a_session_dies_with_its_password(lin: Person) -> None:
    here, there = client(lin), client(lin)
    new = "a-much-better-one-9"
    answer = here.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert answer.status_code == 302
    assert is_in(here) and not is_in(there)
    assert sign_in(client(None), "lin", new).status_code == 302
    assert sign_in(client(None), "lin").status_code == 422


def test_a_session_ends_with_signing_out(lin: Person) -> None:
    browser = client(lin)
    key = browser.session.session_key
    assert is_in(browser) and key and queries.session_person(key)
    browser.post("/accounts/logout/")
    assert not is_in(browser) and queries.session_person(key) is None


def test_signing_out_wants_a_form_and_not_a_picture(lin: Person) -> None:
    browser = client(lin)
    browser.get("/accounts/logout/")
    assert is_in(browser)


def test_a_session_ends_with_its_time(lin: Person) -> None:
    browser = client(lin)
    Session.objects.update(expire_date="2025-01-14T00:00Z")
    assert not is_in(browser)


def test_signing_in_makes_a_new_session(lin: Person) -> None:
    browser = client(None)
    sign_in(browser, "lin")
    first = browser.cookies["sessionid"].value
    browser.post("/accounts/logout/")
    sign_in(browser, "lin")
    assert browser.cookies["sessionid"].value != first
    assert set(Session.objects.exclude(person=None).values_list("person_id", flat=True)) == {lin.pk}


def test_the_cookie_of_a_session_is_out_of_reach_of_scripts(lin: Person) -> None:
    browser = client(None)
    sign_in(browser, "lin")
    cookie = browser.cookies["sessionid"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_open_streams_are_for_living_sessions_of_people_in_good_standing(lin: Person, joss: Person, mo: Person) -> None:
    keys = {person.handle: str(client(person).session.session_key) for person in (lin, joss, mo)}
    assert queries.live_sessions(keys.values()) == {keys["lin"], keys["joss"]}
    suspend(joss)
    lin.set_password("another-one-4")
    lin.save()
    assert queries.live_sessions([*keys.values(), "nonsense", ""]) == set()


def test_a_forgotten_password_is_made_anew_by_mail(lin: Person) -> None:
    browser = client(None)
    assert browser.post("/accounts/password/reset/", {"email": "lin@example.org"}).status_code == 302
    (message,) = mail.outbox
    (link,) = [word for word in str(message.body).split() if "/password/reset/key/" in word]
    page = Page(browser.get(link.replace("http://testserver", ""), follow=True))
    new = "a-much-better-one-9"
    action = page.all("form", method="post")[0].attrs.get("action") or page_address(browser, link)
    assert browser.post(action, {"password1": new, "password2": new}).status_code == 302
    assert sign_in(client(None), "lin", new).status_code == 302


def page_address(browser: Client, link: str) -> str:
    """Where the link led."""
    address: str = browser.get(link.replace("http://testserver", ""), follow=True).redirect_chain[-1][0]
    return address


def test_asking_for_a_stranger_tells_nothing() -> None:
    known = client(None).post("/accounts/password/reset/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (302, "/accounts/password/reset/done/")
