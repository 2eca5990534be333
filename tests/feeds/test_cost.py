"""What a page of the feeds asks of the database does not grow with its rows."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.feeds import rules
from tests.cast import arrive, client, write
from tests.jobs import run_jobs

MOST = 6


def asked(browser: Client, path: str) -> int:
    """Statements of one page."""
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len([query for query in caught.captured_queries if "SAVEPOINT" not in query["sql"]])


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/following"])
def test_a_page_takes_few_statements_however_many_stand_on_it(lin: Person, path: str) -> None:
    reader = arrive("reader", "en")
    accounts.follow(reader.pk, lin.pk)
    browser, counts = client(reader), []
    for many in (1, rules.PAGE):
        for number in range(many):
            write(lin, f"面 {number}", words="早安", body=f"#t{number}")
        run_jobs()
        browser.get(path)  # what is asked once a minute
        counts.append(asked(browser, path))
    assert counts[0] == counts[1] <= MOST, counts
