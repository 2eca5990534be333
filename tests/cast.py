"""The people of the tests, made by the verbs that make real ones: `lin` writes Chinese, `joss` writes English, `mo` is
suspended and still signed in, `guest` is nobody; `mei` moderates in every language, `ada` leads, `root` administers, each with an
authenticator app. `client(person)` is that person's browser."""

import time
import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.test import Client

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Appointment, Person, StaffNumber
from redbridge.accounts.sessions import SessionStore
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft

__all__ = ["ada", "committed", "guest", "joss", "lin", "mei", "mo", "root"]

PASSWORD = "walnut-teahouse-7"
LANGUAGES = ("en", "zh-hans", "zh-hant")
"""Of the pages, as `?lang=` takes them."""


@cache
def _secret() -> str:
    return make_password(PASSWORD)


def arrive(handle: str, *languages: str, name: str = "") -> Person:
    """A new member who reads these languages, the first one on pages too."""
    person = Person(handle=handle, name=name, email=f"{handle}@example.org", password=_secret())
    accounts.arrive(person, interface=languages[0], languages=list(languages), birth_year=1991)
    EmailAddress.objects.create(user=person, email=person.email, primary=True)
    return person


def suspend(person: Person) -> Person:
    """As the house does."""
    accounts.suspend(person.pk)
    person.refresh_from_db()
    return person


@pytest.fixture
def lin(db: None) -> Person:
    return arrive("lin", "zh-Hans", name="小林")


@pytest.fixture
def joss(db: None) -> Person:
    return arrive("joss", "en", name="Joss")


@pytest.fixture
def mo(db: None) -> Person:
    return suspend(arrive("mo", "en", name="Mo"))


@pytest.fixture
def guest(db: None) -> None:
    """Nobody in particular."""


def hold(person: Person, role: str, language: str = "") -> None:
    """Somebody has had a role since long ago: nobody is told of it now."""
    Appointment.objects.get_or_create(person=person, role=Appointment.Role(role), language=language)
    if role != "trusted":
        StaffNumber.objects.get_or_create(person=person)


def appoint(person: Person, role: str = "moderator", *languages: str) -> Person:
    """Somebody has a role, of these languages or of all, and an authenticator app, without which the desk is closed."""
    for language in languages or ("",):
        hold(person, role, language)
    Authenticator.objects.get_or_create(user=person, type=Authenticator.Type.TOTP, defaults={"data": {"secret": "of tests"}})
    return person


@pytest.fixture
def mei(db: None) -> Person:
    return appoint(arrive("mei", "zh-Hans", "en", name="Mei"))


@pytest.fixture
def ada(db: None) -> Person:
    return appoint(arrive("ada", "en", name="Ada"), "lead")


@pytest.fixture
def root(db: None) -> Person:
    return appoint(arrive("root", "en", name="Root"), "administrator")


@pytest.fixture
def committed(transactional_db: None) -> Iterator[None]:
    """Real transactions. The tables that Django does not know it must empty are emptied here."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("truncate procrastinate_jobs, kernel_cache cascade")


def client(person: Person | None, language: str = "", headers: Mapping[str, str] | None = None, **options: Any) -> Client:
    """A browser with this person signed in, or nobody; `language` is what it asks for, `headers` what it or a proxy adds."""
    browser = Client(headers={**({"Accept-Language": language} if language else {}), **(headers or {})}, **options)
    if person is not None:
        browser.cookies[settings.SESSION_COOKIE_NAME] = sign_in(person)
    return browser


def sign_in(person: Person) -> str:
    """The key of a session such as signing in leaves, for a third of its time; the door itself has tests of its own."""
    session: Any = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    if Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists():
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time() - 86_400}]
        session["account_authentication_methods_user"] = str(person.pk)
    session.create()
    return str(session.session_key)


def write(author: Person, title: str = "", body: str = "", uploads: "Sequence[UploadedFile[Any]]" = (), **more: Any) -> int:
    """Publish a note, a text card where there are no pictures; its id."""
    shape: dict[str, Any] = {"kind": "pictures"} if uploads else {"kind": "card", "card": "letter", "words": "…"}
    draft = Draft(client_key=uuid.uuid4(), title=title, body=body, uploads=uploads, **shape | more)
    return notes.publish(author.pk, author.languages, draft)


def answer(author: Person, note_id: int, body: str, parent: int | None = None, **more: Any) -> int:
    """Comment on a note, or answer a comment; its id."""
    return notes.answer(author.pk, author.languages, note_id, uuid.uuid4(), body, parent, **more)
