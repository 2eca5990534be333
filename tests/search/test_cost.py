"""What a question costs does not grow with what is found."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.models import Person
from redbridge.search.rules import windows
from redbridge.search.rules.windows import spans_of
from tests.cast import client, write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["all", "notes", "people", "topics"])
def test_statements_do_not_grow_with_rows(lin: Person, joss: Person, kind: str) -> None:
    counts = []
    for _ in range(2):
        for n in range(6):
            write(lin, f"cat {n}", f"#cat{n} a longer tale")
        run_jobs()
        browser = client(joss)
        browser.get(f"/search?q=cat&in={kind}")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/search?q=cat&in={kind}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8


@pytest.mark.parametrize("moment", [0, 1, 5_000_000, 59_000_000_000, 2**41 - 1])
@pytest.mark.parametrize("ago", [0, 1, 10_000_000, 600_000_000, 50_000_000_000])
def test_every_moment_is_in_one_window_and_no_later_one_stands_before_it(moment: int, ago: int) -> None:
    then, found = max(0, moment - ago), windows(moment << 22)
    assert len([window for window in found if window in spans_of(then << 22)]) == 1
    if moment - then > 2**23:
        newer, older = found.index(next(w for w in found if w in spans_of(moment << 22))), found.index(
            next(w for w in found if w in spans_of(then << 22)))
        assert newer < older
    assert len(found) < 100
