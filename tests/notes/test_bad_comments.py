"""Bad comments: 4xx, a clear sentence beside the field in the reader's language, and what was typed is still there."""

from typing import Any

import pytest
from django.test import Client

from redbridge.accounts.models import Person, Session
from redbridge.notes.models import Comment, Note
from tests.cast import LANGUAGES, client, write
from tests.pages import Page, refused

pytestmark = pytest.mark.django_db
in_three_languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def note_id(lin: Person) -> int:
    return write(lin, "猫税", "正文")


def say(browser: Client, note_id: int, lang: str, body: str, **more: Any) -> Page:
    return Page(browser.post(f"/notes/{note_id}/comments?lang={lang}", {"body": body, **more}))


@in_three_languages
@pytest.mark.parametrize("body", ["字" * 10_000, "x" * 1001, "", "  \n ", "\u202e", "z\u0335" * 7000, "x" * 500_000], ids=len)
def test_a_comment_too_long_or_empty(note_id: int, joss: Person, lang: str, body: str) -> None:
    page = say(client(joss), note_id, lang, body)
    refused(page, "body", lang)
    assert page.value("body") == body
    assert not Comment.objects.exists()


@in_three_languages
def test_null_bytes_in_a_comment(note_id: int, joss: Person, lang: str) -> None:
    page = say(client(joss), note_id, lang, "before\0after")
    refused(page, "body", lang)
    assert page.value("body").startswith("before") and page.value("body").endswith("after")


@in_three_languages
def test_a_comment_from_a_dead_session(note_id: int, joss: Person, lang: str) -> None:
    browser = client(joss)
    Session.objects.all().delete()
    page = say(browser, note_id, lang, "a <b>long</b> thought")
    assert page.status == 401
    refused(page, "body", lang)
    assert page.value("body") == "a <b>long</b> thought"


@in_three_languages
def test_a_comment_from_an_old_page(note_id: int, joss: Person, lang: str) -> None:
    browser = client(joss, enforce_csrf_checks=True)
    page = say(browser, note_id, lang, "a long thought", csrfmiddlewaretoken="x" * 64)
    assert page.status == 403
    refused(page, "body", lang)
    assert page.value("body") == "a long thought"
    assert say(browser, note_id, lang, "a long thought", csrfmiddlewaretoken=page.hidden("csrfmiddlewaretoken")).status == 302


@in_three_languages
def test_a_comment_of_a_suspended_person(note_id: int, mo: Person, lang: str) -> None:
    page = say(client(mo), note_id, lang, "a long thought")
    assert page.status == 403
    refused(page, "body", lang)
    assert page.value("body") == "a long thought"


@in_three_languages
def test_a_comment_under_a_note_that_is_gone(lin: Person, joss: Person, note_id: int, lang: str) -> None:
    Note.objects.update(deleted="2025-01-14T00:00Z")
    assert say(client(joss), note_id, lang, "a long thought").status == 404
