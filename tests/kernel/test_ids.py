"""Ids: one for each row, in the order of time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from redbridge.kernel import ids
from tests.threads import at_once

MANY = 1000
"""Four times this stays below 4,096, where the sequence begins anew: a writer held up for a moment must not meet it."""


def make(many: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select redbridge_next_id() from generate_series(1, %s::int)", [many])
        return [row[0] for row in cursor.fetchall()]


def one_by_one(many: int) -> list[int]:
    return [make(1)[0] for _ in range(many)]


@pytest.mark.django_db(transaction=True)
def test_four_writers_never_get_the_same_id() -> None:
    made = [id_ for of_one in at_once(*[lambda: make(MANY)] * 4) for id_ in of_one]
    assert len(set(made)) == 4 * MANY


@pytest.mark.django_db
def test_ids_sort_by_the_moment_they_were_made() -> None:
    made = [id_ >> ids.TIME_SHIFT for id_ in one_by_one(50)]
    assert made == sorted(made)


@pytest.mark.django_db
def test_an_id_tells_when_it_was_made() -> None:
    (id_,) = make(1)
    assert abs(ids.time_of(id_) - datetime.now(UTC)) < timedelta(seconds=5)


def test_the_first_id_of_a_moment_is_of_that_moment() -> None:
    moment = datetime(2025, 1, 13, 12, 30, 15, 250_000, tzinfo=UTC)
    assert ids.time_of(ids.first_at(moment)) == moment
    assert ids.first_at(datetime(2025, 1, 13, tzinfo=UTC)) == 0


@pytest.mark.django_db
def test_ids_leave_room_for_seventy_years() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select redbridge_next_id(1023)")
        id_ = cursor.fetchone()[0]
    assert 0 < id_ < 2**62
    assert id_ >> 12 & 1023 == 1023
