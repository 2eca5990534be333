"""News is kept or lost together with what happened."""

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app
from pytest_django import DjangoAssertNumQueries

from redbridge.kernel import audit, events, news
from redbridge.kernel.models import Audit
from tests.jobs import waiting

pytestmark = pytest.mark.django_db


def test_each_subscriber_gets_a_job_of_its_own() -> None:
    events.emit("note.liked", note_id=7, person_id=8)
    assert sorted(name for name, _ in waiting()) == sorted(events.subscribers("note.liked"))
    assert all(args == {"note_id": 7, "person_id": 8} for _, args in waiting())
    assert len(events.subscribers("note.liked")) >= 2


def test_several_subscribers_cost_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    assert len(events.subscribers("note.published")) > 2
    with django_assert_num_queries(1):
        events.emit("note.published", note_id=7)


def test_what_was_rolled_back_is_told_to_nobody() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        events.emit("note.published", note_id=7)
        audit.record(1, "publish", "note", 7)
        raise ZeroDivisionError
    assert waiting() == []
    assert not Audit.objects.exists()


def test_an_event_nobody_hears_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        events.emit("note.whispered", note_id=7)


def test_every_listener_is_a_job_that_exists() -> None:
    heard = {event: events.subscribers(event) for event in events._subscribers}
    assert heard and all(name in app.tasks for names in heard.values() for name in names)


def test_a_deed_is_written_down_with_who_did_it() -> None:
    audit.record(None, "fill", "demo", 1)
    audit.record(3, "like", "note", 9)
    rows = Audit.objects.order_by("id").values_list("actor_id", "verb", "kind", "subject_id")
    assert list(rows) == [(None, "fill", "demo", 1), (3, "like", "note", 9)]


@pytest.mark.django_db(transaction=True)
def test_news_leaves_after_the_commit_with_ids_only() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"listen {news.CHANNEL}")
    line = connection.connection
    with transaction.atomic():
        news.tell([2, 1, 2], "notice")
        assert list(line.notifies(timeout=0.05)) == []
    assert [notice.payload for notice in line.notifies(timeout=60, stop_after=1)] == ['{"people": [1, 2], "kind": "notice"}']
    with connection.cursor() as cursor:
        cursor.execute("unlisten *")


@pytest.mark.django_db(transaction=True)
def test_news_to_many_fits_into_the_payloads_of_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    people = range(2**62, 2**62 + 450)
    with connection.cursor() as cursor:
        cursor.execute(f"listen {news.CHANNEL}")
    news.tell(people, "notice")
    heard = [notice.payload for notice in connection.connection.notifies(timeout=60, stop_after=3)]
    assert len(heard) == 3 and all(len(payload) < 8000 for payload in heard)
    with connection.cursor() as cursor:
        cursor.execute("unlisten *")
