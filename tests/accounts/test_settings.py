"""What people say about themselves."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from tests.cast import LANGUAGES, client
from tests.pages import Page

pytestmark = pytest.mark.django_db
SAID = {"name": "小林", "bio": "吃面", "first": "zh-Hans", "second": "en", "interface": "zh-Hans", "theme": ""}
FAMILY = "👩🏽‍👩🏽‍👧🏽‍👦🏽"


def send(person: Person, lang: str = "en", **changed: str) -> Page:
    return Page(client(person).post(f"/settings/?lang={lang}", SAID | changed))


def test_what_is_said_is_kept(lin: Person) -> None:
    assert send(lin, name="  林 ", theme="light").status == 302
    lin.refresh_from_db()
    assert (lin.name, lin.bio, lin.languages, lin.interface, lin.theme) == ("林", "吃面", ["zh-Hans", "en"], "zh-Hans", "light")
    assert Audit.objects.filter(actor_id=lin.pk, verb="settle").exists()


def test_the_form_shows_what_is_kept(lin: Person) -> None:
    send(lin)
    page = Page(client(lin).get("/settings/"))
    assert {name: page.value(name) for name in SAID} == SAID


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("field", "value"), [
    ("name", ""), ("name", " \t"), ("name", "\u202e\u2066"), ("name", "x" * 21), ("name", "林" * 21), ("name", "a\0b"),
    ("name", "x" * 5000), ("name", "e" + "\u0301" * 400), ("bio", "林" * 161), ("bio", "x" * 100_000), ("bio", "a\0"),
    ("first", ""), ("second", "klingon"), ("interface", "de"), ("theme", "pink"),
])
def test_what_cannot_be_is_refused_beside_its_field(lin: Person, lang: str, field: str, value: str) -> None:
    page = send(lin, lang, **{field: value})
    assert page.status == 422 and page.error(field)
    if page.field(field).tag != "select":
        assert page.value(field).replace("\0", "") == value.strip("\t ").replace("\0", "") or page.value(field) == value
    assert page.value("name" if field != "name" else "bio") == SAID["name" if field != "name" else "bio"]
    lin.refresh_from_db()
    assert (lin.name, lin.bio) == ("小林", "")


@pytest.mark.parametrize("name", [FAMILY * 11, "🏴󠁧󠁢󠁥󠁮󠁧󠁿" * 20, "林" * 20, "x" * 20, "\u0958" * 20, "e" + "\u0301" * 100])
def test_twenty_signs_of_any_length_fit_or_are_refused(lin: Person, name: str) -> None:
    assert send(lin, name=name).status in (302, 422)


def test_a_name_is_one_line_without_tricks(lin: Person) -> None:
    send(lin, name="a\rb\u2028c\u202ed")
    lin.refresh_from_db()
    assert lin.name == "a b cd"


@pytest.mark.parametrize("field", ["state", "handle", "email", "id", "password", "code_accepted"])
def test_what_the_form_does_not_ask_cannot_be_set(lin: Person, field: str) -> None:
    before: dict[str, Any] = Person.objects.filter(pk=lin.pk).values(field)[0]
    send(lin, **{field: "suspended"})
    assert Person.objects.filter(pk=lin.pk).values(field)[0] == before
