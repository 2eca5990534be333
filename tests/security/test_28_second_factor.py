"""Row 28, ours: every page of the staff asks for the second factor in this very session, whatever room it stands in."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from redbridge.accounts.models import Person
from tests.cast import client
from tests.security.matrix import ROWS, routes

pytestmark = pytest.mark.django_db
TO_FACTOR = "/accounts/mfa/reauthenticate/?next=/"
IDS = dict.fromkeys(("wave", "picture", "appeal", "decision", "person", "note", "comment", "case", "rules_draft"), 1)
OF_STAFF = [name for name, pattern in routes().items() if pattern.startswith("desk")]


def without_factor(person: Person) -> Client:
    """A session that began with a password alone, of somebody who has an authenticator app."""
    Authenticator.objects.filter(user=person).delete()
    browser = client(person)
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return browser


def test_there_are_such_pages() -> None:
    assert {"desk", "desk_case", "switch_surge", "desk_person", "answer_appeal"} <= set(OF_STAFF)


@pytest.mark.parametrize("name", OF_STAFF)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_session_without_the_second_factor_is_sent_to_show_it(root: Person, name: str, method: str) -> None:
    answer = getattr(without_factor(root), method)(ROWS[name].path.format(**IDS), ROWS[name].data)
    assert answer.status_code == 405 or (answer.status_code == 302 and answer["Location"].startswith(TO_FACTOR)), answer
