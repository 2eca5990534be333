"""Row 22 (CVE-2026-23963, CVE-2026-23962): every text and every list has a maximum, in the form and in the database."""

import re
import time
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models, transaction

from redbridge.accounts import hashers, validators
from redbridge.accounts.models import Person
from redbridge.accounts.rules import EMAIL_LONGEST, LANGUAGES_MOST
from redbridge.media.models import Picture
from redbridge.moderation.models import Report
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, Comment, Note, NoteTopic
from tests.cast import PASSWORD, answer, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db
ROOMS = ("kernel", "media", "translation", "accounts", "notes", "feeds", "notifications", "moderation", "search",
         "exchange")

# What no person fills, and who bounds it instead.
ELSEWHERE = {
    "notes_note.translations": "the engine's answer is capped and measured against its source (translation.rules)",
    "notes_comment.translations": "the same",
    "notes_version.translations": "what its author wrote in a second language, bounded as the note is (notes.note_form)",
    "accounts_session.session_data": "Django's own; allauth keeps moments and ids in it",
    "media_picture.widths": "ours, one of five",
    "kernel_cache.value": "Django's own; allauth keeps moments in it",
}
_OPEN = """
select c.table_name || '.' || c.column_name from information_schema.columns c
where c.table_schema = 'public' and split_part(c.table_name, '_', 1) = any(%s::text[])
  and (c.data_type in ('text', 'json', 'jsonb', 'bytea', 'ARRAY')
       or c.data_type like 'character%%' and c.character_maximum_length is null)
  and not exists (
    select 1 from pg_constraint k where k.conrelid = c.table_name::regclass and k.contype = 'c'
      and pg_get_constraintdef(k.oid) ~ (c.column_name) and pg_get_constraintdef(k.oid) ~ '(length|cardinality)')
"""


def test_every_text_column_has_a_maximum_in_the_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, [[*ROOMS, "home"]])
        found = {row[0] for row in cursor.fetchall()}
    assert found == set(ELSEWHERE)


def test_every_text_field_of_a_model_has_a_maximum() -> None:
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            held = " ".join(str(constraint) for constraint in model._meta.constraints)
            for field in model._meta.concrete_fields:
                name = f"{model._meta.db_table}.{field.column}"
                if isinstance(field, models.CharField | models.BinaryField):
                    assert field.max_length, name
                elif isinstance(field, models.TextField | models.JSONField | ArrayField):
                    assert name in ELSEWHERE or field.name in held, name


@pytest.mark.parametrize(("model", "column", "value"), [
    (Note, "body", "x" * 80_001), (Note, "title", "x" * 321), (Note, "words", "x" * 721), (Comment, "body", "x" * 12_001),
    (Person, "name", "x" * 161), (Person, "bio", "x" * 1281), (Person, "email", "x" * 255), (Person, "handle", "x" * 31),
    (Person, "languages", ["en"] * 6), (Board, "name", "x" * 241), (Report, "words", "x" * 8001), (Picture, "alt", "x" * 1501),
])
def test_the_database_has_the_last_word(lin: Person, model: type[models.Model], column: str, value: object) -> None:
    answer(lin, write(lin, uploads=[upload(sample("PNG", 8, 8))]), "x")
    notes.make_board(lin.pk, "x", public=True)
    Report.objects.create(reporter=lin, kind="note", subject_id=1, category="spam", language="en")
    with pytest.raises(DatabaseError), transaction.atomic():
        model._base_manager.update(**{column: value})


FORMS: dict[str, dict[str, Any]] = {
    "/notes/new": {"kind": "card", "words": "x", "title": "x", "body": "x", "language": "", "card": "seal"},
    "/notes/{note}/comments": {"body": "x", "parent": "", "alt": "x"},
    "/boards": {"name": "x"},
    "/boards/{board}/edit": {"name": "x"},
    "/boards/{board}/invite": {"handle": "x"},
    "/notes/{note}/collect": {"name": "x"},
    "/report/note/{theirs}": {"category": "spam", "words": "x"},
    "/settings/": {"name": "x", "bio": "x", "first": "en", "second": "", "interface": "en", "theme": ""},
    "/welcome/": {"first": "en", "second": ""},
    "/accounts/email/": {"action_add": "1", "email": "x@example.org"},
    "/accounts/password/change/": {"oldpassword": PASSWORD, "password1": "a-good-one-1", "password2": "a-good-one-1"},
    "/accounts/signup/": {"username": "ming", "email": "ming@example.org", "password1": PASSWORD, "birth_year": "1994"},
    "/accounts/login/": {"login": "lin", "password": PASSWORD},
    "/accounts/password/reset/": {"email": "lin@example.org"},
}
GUEST = ("/accounts/signup/", "/accounts/login/", "/accounts/password/reset/")
FIELDS = [(form, field) for form, data in FORMS.items() for field in data if field != "action_add"]
LONG: list[Callable[[str], str]] = [lambda v: "x" * 400_000, lambda v: v + "e" + "\u0301" * 100_000]


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_no_field_takes_a_text_without_end(lin: Person, form: str, field: str) -> None:
    browser = client(None if form in GUEST else lin)
    about = {"board": notes.make_board(lin.pk, "x", public=True), "theirs": write(arrive("ming2", "en"))}
    for long in LONG:
        data = FORMS[form] | {field: long(FORMS[form][field])}
        started = time.monotonic()
        response = browser.post(form.format(note=write(lin), **about), data)
        assert 400 <= response.status_code < 500 or (field == "email" and response.status_code == 302), response.status_code
        assert time.monotonic() - started < 30
    assert not EmailAddress.objects.exclude(email__in=("lin@example.org", "ming2@example.org")).exists()


def test_no_password_is_hashed_that_is_longer_than_passwords_are(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    lengths = list[int]()
    parent: Any = hashers.CappedArgon2.__mro__[1]

    def note_length(_self: Any, password: str, _other: str) -> str:
        lengths.append(len(password))
        return ""

    for name in ("encode", "verify"):
        monkeypatch.setattr(parent, name, note_length)
    long = "x" * 100_000
    client(None).post("/accounts/login/", {"login": "lin", "password": long})
    client(None).post("/accounts/login/", {"login": "nobody", "password": long})
    client(lin).post("/accounts/reauthenticate/", {"password": long})
    client(lin).post("/accounts/password/change/", {"oldpassword": long, "password1": long, "password2": long})
    assert lengths and max(lengths) <= validators.LONGEST


def test_lists_end(lin: Person) -> None:
    browser = client(lin)
    files = [upload(sample("PNG", 8, 8)) for _ in range(2)]
    many: dict[str, Sequence[Any]] = {"alt": ["x"] * 150, "title": ["x"] * 20, "pictures": files}
    browser.post("/notes/new", {"kind": "pictures", **many})
    assert Picture.objects.count() == 2
    reads: dict[str, Any] = {"first": ["en"] * 50, "second": "ja", "third": "fr", "fourth": "de"}
    browser.post("/settings/", {"name": "x", "interface": "en", **reads})
    assert len(Person.objects.get(pk=lin.pk).languages) <= LANGUAGES_MOST
    write(lin, body=" ".join(f"#topic{n}" for n in range(200)))
    assert NoteTopic.objects.count() == 20
    assert browser.post("/notes/new", {f"f{n}": "x" for n in range(300)}).status_code == 400
    assert browser.post("/notes/new", {"pictures": [upload(b"x")] * 60}).status_code == 400


def test_nobody_has_addresses_without_end(lin: Person, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    browser = client(lin)
    for n in range(20):
        browser.post("/accounts/email/", {"action_add": "1", "email": f"lin{n}@example.org"})
    assert EmailAddress.objects.filter(user=lin).count() <= 5


def test_a_wish_for_languages_ends() -> None:
    found = client(None, ",".join(f"x{n}" for n in range(5000))).get("/")
    assert len(vars(found.wsgi_request)["reads"]) <= LANGUAGES_MOST


def test_a_topic_of_any_length_is_kept_short(lin: Person) -> None:
    note = write(lin, body="#" + "长" * 64 + " #ﷺﷺﷺﷺﷺﷺﷺﷺ")
    run_jobs()
    assert all(len(key) <= 60 for key in NoteTopic.objects.filter(note_id=note).values_list("topic__key", flat=True))


def test_the_longest_email_is_what_its_column_holds() -> None:
    assert EmailAddress._meta.get_field("email").max_length == Person._meta.get_field("email").max_length == EMAIL_LONGEST
    assert re.fullmatch(r"\d+", str(EMAIL_LONGEST))
