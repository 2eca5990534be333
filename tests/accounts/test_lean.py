"""Arriving is lean: the hash takes what it takes, the rest stays a handful of small statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.queries import handles
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


def test_whether_an_address_is_taken_asks_an_index_though_most_people_gave_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into accounts_person (handle, email, name, bio, languages, interface, theme, state, password)"
                       " select 'empty_' || n, '', '', '', '{en}', 'en', '', 'active', '!' from generate_series(1, 5000) n")
        cursor.execute("analyze accounts_person")
        cursor.execute("set local plan_cache_mode = force_generic_plan")  # as a server plans a statement that it has kept
        cursor.execute("prepare taken (text) as " + handles._EMAIL.replace("%(email)s", "$1"))
        cursor.execute("explain execute taken ('somebody@example.org')")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("deallocate taken")
    assert "accounts_by_given_email" in plan, plan
    assert "Seq Scan on accounts_person" not in plan, plan
