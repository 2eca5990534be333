"""What the desk costs: a hundred thousand cases are listed at the cost of a thousand, by what PostgreSQL itself counts."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from redbridge.accounts.models import Person
from redbridge.moderation.desk.queries import queue as queries
from redbridge.moderation.desk.rules import Queue
from redbridge.moderation.models import Case
from tests.cast import client

FEW, MANY, DECIDED = 1_000, 100_000, 30_000
FILL = """
insert into moderation_case (kind, subject_id, number, language, category, severity, source, state)
select 'note', n, '2026-b' || n, (array['en', 'zh-Hans', 'zh-Hant', 'ja'])[1 + abs(n) %% 4], 'spam', 1 + abs(n) %% 5, 'report',
       case when n > 0 and n %% 50 = 0 then 'claimed' else 'open' end from generate_series(%s::int, %s::int) n
"""


def fill(first: int, last: int) -> None:
    """Cases in four languages and five severities; one in fifty claimed, a claim that has not run out."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, [first, last])
        cursor.execute("update moderation_case set claimed_until = now() + interval '1 hour' where state = 'claimed'")
        cursor.execute("analyze moderation_case")


def fill_history() -> None:
    """Cases of years ago, where the table begins: whatever reads the table from there meets these first."""
    with connection.cursor() as cursor:
        cursor.execute(FILL.replace("'open'", "'decided'"), [-DECIDED, -1])


def blocks(sql: str, values: dict[str, Any]) -> int:
    """How many blocks of 8 kB the statement looked at."""
    with connection.cursor() as cursor:
        cursor.execute("explain (analyze, buffers, format json) " + sql, values)
        found = cursor.fetchone()[0]
    plan = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])


QUEUES = {
    "mine": Queue(languages=("en", "zh-Hans", "und")), "all": Queue(), "oldest": Queue(languages=("en",), order="oldest"),
    "one severity": Queue(languages=("en",), severity=3), "an age": Queue(age="hour"), "second": Queue(show="second"),
    "my own": Queue(show="mine"), "sealed": Queue(show="sealed"),
}


def asked() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Each statement of a queue's page: its first page and one far down, and the counts."""
    deep = Case.objects.order_by("-severity", "pk")[int(Case.objects.count() * 0.7)]
    for name, one in QUEUES.items():
        for place, after in (("first", (0, 0)), ("deep", (deep.severity, deep.pk))):
            yield f"{name}, {place}", queries._sql(one), {
                "languages": list(one.languages), "severities": list(one.severities), "me": 1, "lead": True, "most": 31,
                "severity": after[0], "id": after[1], "before": queries._before(one.age)}
    present = ["en", "zh-Hans", "zh-Hant", "ja"]
    yield "counts", queries._COUNTS, {"languages": present, "mine": present, "severities": [5, 4, 3, 2, 1], "most": 100}
    yield "languages", queries._LANGUAGES, {}


@pytest.mark.django_db
def test_a_hundred_thousand_cases_cost_what_a_thousand_do() -> None:
    fill_history()
    fill(1, FEW)
    few = {name: blocks(sql, values) for name, sql, values in asked()}
    fill(FEW + 1, MANY)
    many = {name: blocks(sql, values) for name, sql, values in asked()}
    dear = {name: (few[name], many[name]) for name in few if many[name] > 2 * few[name] + 150}
    assert dear == {}, "blocks at a thousand and at a hundred thousand"
    assert max(few.values()) < 600, "what was decided long ago is not looked at"


@pytest.mark.django_db
def test_a_page_of_the_queue_is_few_statements(mei: Person, django_assert_max_num_queries: Any) -> None:
    fill(1, FEW)
    browser = client(mei)
    browser.get("/desk")
    with django_assert_max_num_queries(10):
        assert browser.get("/desk").status_code == 200
