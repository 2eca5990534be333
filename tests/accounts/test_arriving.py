"""Arriving: from an address to the first note in at most three screens, in the newcomer's language."""

import re
from functools import partial
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from tests.cast import LANGUAGES, PASSWORD, client
from tests.jobs import waiting
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db
NEW = {"username": "ming", "email": "Ming@Example.org", "password1": PASSWORD, "birth_year": "1994"}
SIGN_UP = "/accounts/signup/"


def sign_up(browser: Client, **changed: str) -> Any:
    return browser.post(SIGN_UP, NEW | changed)


def test_somebody_arrives_and_is_a_member_at_once() -> None:
    browser = client(None, "zh-CN,zh;q=0.9,en;q=0.5")
    assert sign_up(browser)["Location"] == "/welcome/"
    person = Person.objects.get()
    assert (person.handle, person.email, person.name, person.birth_year) == ("ming", "ming@example.org", "ming", 1994)
    assert (person.interface, person.languages, person.state) == ("zh-Hans", ["zh-Hans", "en"], "active")
    assert person.code_accepted is not None
    assert Audit.objects.filter(actor_id=person.pk, verb="arrive").exists()
    assert browser.get("/notes/new").status_code == 200


def test_it_takes_three_screens_to_the_first_note() -> None:
    browser, screens = client(None, "en"), 1
    page = Page(browser.get("/notes/new", follow=True))
    assert page.all("a", href=SIGN_UP) or SIGN_UP in page.html
    response = sign_up(browser, next="/notes/new")
    while "/welcome" in response["Location"]:
        screens += 1
        page = Page(browser.get(response["Location"]))
        assert page.all("button")[-1].words == "Continue" or any(b.words == "Continue" for b in page.all("button"))
        response = browser.post("/welcome/", {"first": "en", "next": page.hidden("next")})
    assert response["Location"] == "/notes/new"
    assert screens + 1 <= 3


def test_the_confirmation_stands_in_nobodys_way() -> None:
    browser = client(None)
    sign_up(browser)
    assert [message.to for message in mail.outbox] == [["ming@example.org"]]
    assert not EmailAddress.objects.get().verified
    assert browser.post("/notes/new", {"kind": "card", "words": "Hello"}).status_code == 302
    (link,) = re.findall(r"http://[^/]+(/\S+)", str(mail.outbox[0].body))
    page = Page(browser.get(link))
    assert browser.post(page.all("form", method="post")[0].attrs["action"]).status_code == 302
    assert EmailAddress.objects.get().verified


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_and_the_code_are_in_the_newcomers_language(lang: str) -> None:
    page = Page(client(None).get(SIGN_UP, {"lang": lang}))
    assert page.all("html")[0].attrs["lang"].lower() == lang
    code = page.all("section", **{"aria-labelledby": "code"})[0].words
    assert ("Be kind across the gap" in code) == (lang == "en")
    fields = {node.attrs["name"] for node in page.all("input", id="")}
    assert fields >= {"username", "email", "password1", "birth_year"} and "phone" not in str(fields)


def test_the_english_names_of_fields_are_a_contract() -> None:
    page = Page(client(None).get(SIGN_UP, {"lang": "en"}))
    assert {"Handle", "Email", "Password", "Birth year"} <= {label.words for label in page.all("label")}
    assert "Sign up" in {button.words for button in page.all("button")}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("field", "value"), [
    ("username", "a"), ("username", "x" * 31), ("username", "小明"), ("username", "a b"), ("username", "a\0b"),
    ("username", "admin"), ("username", "lin"), ("username", ""), ("username", "<script>"), ("email", "nobody"), ("email", ""),
    ("email", "x" * 250 + "@example.org"), ("email", "LIN@example.org"), ("password1", "short"), ("password1", "password"),
    ("password1", "x" * 257), ("password1", ""), ("birth_year", ""), ("birth_year", "19x4"), ("birth_year", "1799"),
    ("birth_year", "2999"), ("birth_year", "9" * 400), ("birth_year", "1994\0"),
])
def test_what_cannot_be_is_refused_beside_its_field(lin: Person, lang: str, field: str, value: str) -> None:
    page = Page(client(None).post(f"{SIGN_UP}?lang={lang}", NEW | {field: value}))
    assert page.status == 422
    assert page.error(field), f"no sentence beside {field}"
    typed = {name: page.value(name) for name in ("username", "email", "birth_year") if name != field}
    assert typed == {name: NEW[name] for name in typed}
    assert page.value("password1") == "", "a password stands in a page"
    assert Person.objects.count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_child_is_refused_and_the_year_kept_nowhere(lang: str, settings: Any) -> None:
    settings.REDBRIDGE_MIN_AGE = 16
    browser = client(None)
    page = Page(browser.post(f"{SIGN_UP}?lang={lang}", NEW | {"birth_year": "2013"}))
    assert page.status == 422 and "16" in page.error("birth_year")
    assert page.value("birth_year") == "" and "2013" not in page.html
    assert (page.value("username"), page.value("email")) == ("ming", "Ming@Example.org")
    assert not Person.objects.exists()
    with connection.cursor() as cursor:
        for table in ("kernel_audit", "kernel_hit", "accounts_session", "kernel_cache", "procrastinate_jobs"):
            cursor.execute(f"select count(*) from {table} t where t::text like '%2013%'")
            assert cursor.fetchone() == (0,), table
    assert all("2013" not in morsel.value for morsel in browser.cookies.values())


def test_the_youngest_who_may_come_may_come(settings: Any) -> None:
    settings.REDBRIDGE_MIN_AGE = 0
    assert sign_up(client(None), birth_year=str(timezone.now().year)).status_code == 302


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_handle_taken_a_millisecond_ago(committed: None, lang: str) -> None:
    def one(number: int) -> tuple[int, Page]:
        response = client(None).post(f"{SIGN_UP}?lang={lang}", NEW | {"email": f"ming{number}@example.org"})
        return response.status_code, Page(response)

    answers = sorted(at_once(partial(one, 1), partial(one, 2)), key=lambda answer: answer[0])
    assert [status for status, _ in answers] == [302, 422]
    page = answers[1][1]
    assert page.error("username")
    assert (page.value("username"), page.value("birth_year")) == ("ming", "1994")
    assert page.value("email").startswith("ming")
    assert Person.objects.count() == EmailAddress.objects.count() == 1


def test_the_loser_of_that_race_can_go_on_with_another_handle(monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up(client(None))
    monkeypatch.setattr("allauth.account.internal.userkit.filter_users_by_username", lambda *_: Person.objects.none())
    browser = client(None)
    page = Page(sign_up(browser, email="other@example.org"))
    assert page.status == 422 and page.error("username")
    assert browser.get("/following").status_code == 302, "signed in as nobody"
    assert sign_up(browser, email="other@example.org", username="ming2").status_code == 302
    assert browser.get("/following").status_code == 200


def test_handles_are_one_in_upper_and_lower_case(lin: Person) -> None:
    assert Page(sign_up(client(None), username="LIN")).status == 422
    sign_up(client(None), username="MiNg")
    assert Person.objects.filter(handle="ming").exists()


def test_news_of_an_arrival_leaves_with_it() -> None:
    sign_up(client(None))
    assert all(args.get("person_id") == Person.objects.get().pk for name, args in waiting() if "arriv" in name)


def test_somebody_signed_in_has_no_business_at_the_door(lin: Person) -> None:
    assert client(lin).get(SIGN_UP).status_code == 302


@pytest.mark.parametrize(("chosen", "kept"), [
    (["en", "zh-Hans"], ["en", "zh-Hans"]), (["zh-Hant", "en", "ja"], ["zh-Hant", "en", "ja"]), (["ja"], ["ja"]),
    (["en", "en", "zh-Hans"], ["en", "zh-Hans"]), (["en", "", "ja"], ["en", "ja"]),
])
def test_welcome_keeps_languages_in_their_order(joss: Person, chosen: list[str], kept: list[str]) -> None:
    response = client(joss).post("/welcome/", dict(zip(("first", "second", "third", "fourth"), chosen, strict=False)))
    joss.refresh_from_db()
    assert (response.status_code, response["Location"], joss.languages) == (302, "/people?next=/", kept)


def test_welcome_shows_what_the_browser_reads(lin: Person) -> None:
    page = Page(client(lin).get("/welcome/"))
    assert (page.value("first"), page.value("second")) == ("zh-Hans", "")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("first", ["", "klingon", "en\0"])
def test_welcome_refuses_a_language_it_does_not_know(joss: Person, lang: str, first: str) -> None:
    page = Page(client(joss).post(f"/welcome/?lang={lang}", {"first": first, "second": "ja"}))
    assert page.status == 422 and page.error("first") and page.value("second") == "ja"
