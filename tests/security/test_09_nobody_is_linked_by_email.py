"""Row 9 (CVE-2024-25618): an e-mail address never makes somebody the owner of an account that is already there."""

import json
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.apps import apps
from django.conf import settings
from django.core import mail
from django.test import Client

from redbridge.accounts.models import Person
from tests.accounts.device import ARRIVE, NEW, OPTIONS, Device, sign_up
from tests.cast import PASSWORD, client

pytestmark = pytest.mark.django_db
HERS = ["lin@example.org", "LIN@EXAMPLE.ORG", " Lin@example.org ", "lin@EXAMPLE.org"]


def is_lin(browser: Client) -> bool:
    return 'href="/@lin"' in browser.get("/").content.decode()


def confirmed(person: Person) -> Client:
    browser = client(person)
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def test_no_account_of_another_site_can_be_brought_along() -> None:
    assert not apps.is_installed("allauth.socialaccount")
    assert settings.AUTHENTICATION_BACKENDS == ["allauth.account.auth_backends.AuthenticationBackend"]


@pytest.mark.parametrize("email", HERS)
@pytest.mark.parametrize("verified", [True, False])
def test_signing_up_with_an_address_that_is_taken_opens_nothing(lin: Person, email: str, verified: bool) -> None:
    EmailAddress.objects.update(verified=verified)
    browser = client(None)
    form = {"username": "newcomer", "email": email, "password1": PASSWORD, "birth_year": "1994"}
    browser.post("/accounts/signup/", form)
    assert not is_lin(browser)
    assert not EmailAddress.objects.filter(user__handle="newcomer", verified=True)
    assert client(None).post("/accounts/login/", {"login": "lin", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("email", HERS)
def test_a_passkey_with_an_address_in_its_form_has_nothing_to_do_with_it(lin: Person, email: str) -> None:
    browser, device = client(None), Device()
    options = browser.post(OPTIONS, NEW | {"email": email}).json()
    browser.post(ARRIVE, NEW | {"email": email, "credential": json.dumps(device.make(options))})
    assert Person.objects.get(handle="ming").email == "" and not is_lin(browser)
    assert EmailAddress.objects.count() == 1


@pytest.mark.parametrize("email", HERS)
def test_adding_an_address_that_somebody_confirmed_gives_no_way_in(lin: Person, joss: Person, email: str) -> None:
    EmailAddress.objects.filter(user=lin).update(verified=True)
    browser = confirmed(joss)
    browser.post("/accounts/email/", {"action_add": "1", "email": email})
    browser.post("/accounts/email/", {"action_primary": "1", "email": email.strip()})
    joss.refresh_from_db()
    assert joss.email == "joss@example.org" and not EmailAddress.objects.filter(user=joss, email__iexact=HERS[0], verified=True)


def test_a_letter_to_her_address_opens_her_account_alone(lin: Person, joss: Person) -> None:
    """Also while a stranger has written her address down as theirs without ever confirming it."""
    EmailAddress.objects.filter(user=lin).update(verified=True)
    EmailAddress.objects.create(user=joss, email="lin@example.org", verified=False)
    client(None).post("/accounts/password/reset/", {"email": "lin@example.org"})
    links = [word for message in mail.outbox for word in str(message.body).split() if "/reset/key/" in word]
    keys = {link.split("/key/")[1].split("-")[0] for link in links}
    assert user_pk_to_url_str(lin) in keys and user_pk_to_url_str(joss) not in keys


def test_a_newcomer_by_passkey_takes_over_nobody_by_a_later_address(lin: Person) -> None:
    EmailAddress.objects.filter(user=lin).update(verified=True)
    browser = client(None)
    sign_up(browser, Device())
    answer: Any = browser.post("/accounts/email/", {"action_add": "1", "email": "lin@example.org"})
    assert answer.status_code in (302, 422) and Person.objects.get(handle="ming").email == "" and not is_lin(browser)
