"""Arriving is lean: the hash takes what it takes, the rest stays a handful of small statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.accounts.device import Device, sign_up
from tests.cast import PASSWORD, client

pytestmark = pytest.mark.django_db
NEW = {"username": "ming", "email": "ming@example.org", "password1": PASSWORD, "birth_year": "1994"}


def statements(captured: CaptureQueriesContext) -> list[str]:
    """What was asked, but for savepoints: outside a test only the outermost is there, and is a transaction."""
    return [one["sql"] for one in captured.captured_queries if "SAVEPOINT" not in one["sql"]]


def test_signing_up_by_password_asks_little() -> None:
    browser = client(None)
    with CaptureQueriesContext(connection) as captured:
        assert browser.post("/accounts/signup/", NEW).status_code == 302
    asked = statements(captured)
    assert len(asked) <= 17, "\n".join(asked)
    assert not [sql for sql in asked if "UPPER(" in sql or "COUNT(*)" in sql], "a look through the whole table"


def test_signing_up_by_passkey_asks_little() -> None:
    browser = client(None)
    with CaptureQueriesContext(connection) as captured:
        assert sign_up(browser, Device()).status_code == 302
    assert len(statements(captured)) <= 30, "\n".join(statements(captured))
