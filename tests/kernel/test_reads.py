"""Hot reads give what Django's cursor gives, raise what it raises, and outlive a lost connection."""

import os
from typing import Any

import psycopg
import pytest
from django.db import DataError, OperationalError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from redbridge.kernel import reads

TEXT = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=30)
HOSTILE = ["", "null", "{}", 'a"b', "a\\b", "a,b", "{x}", "' or 1=1 --", "%s", "$1", "猫\n", " x "]
SQL = """
select %(text)s::text, %(texts)s::text[], %(number)s::bigint, %(numbers)s::bigint[], %(real)s::float8, %(yes)s::boolean,
       %(nothing)s::text, %(text)s::text = any(%(texts)s::text[]), now() > '2020-01-01', '{"a": 1}'::jsonb, 100 %% 7
"""


def by_cursor(values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(SQL, values)
        return list(cursor.fetchall())


@pytest.mark.django_db(transaction=True)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(text=TEXT | st.sampled_from(HOSTILE), texts=st.lists(TEXT | st.sampled_from(HOSTILE), max_size=5),
       number=st.integers(-(2**63), 2**63 - 1), numbers=st.lists(st.integers(-(2**63), 2**63 - 1), max_size=5),
       real=st.floats(allow_nan=False), yes=st.booleans())
def test_rows_are_those_of_a_cursor(**values: Any) -> None:
    assert not connection.in_atomic_block
    assert reads.rows(SQL, values | {"nothing": None}) == by_cursor(values | {"nothing": None})


@pytest.mark.django_db(transaction=True)
def test_errors_are_django_s_and_the_connection_goes_on() -> None:
    with pytest.raises(ProgrammingError):
        reads.rows("select nothing from nowhere", {})
    with pytest.raises(DataError):
        reads.rows("select 1 / %(zero)s::int", {"zero": 0})
    assert reads.rows("select 1", {}) == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_statements_forgotten_by_the_server_are_prepared_anew() -> None:
    assert reads.rows("select 1", {}) == [(1,)]
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")  # as psycopg does after a rollback
    assert reads.rows("select 1", {}) == [(1,)]


@pytest.mark.django_db(transaction=True)
def test_in_a_transaction_it_reads_what_was_written_and_is_counted() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("create temporary table mine on commit drop as select 7 as n")
        assert reads.rows("select n from mine where n = %(n)s", {"n": 7}) == [(7,)]
    with CaptureQueriesContext(connection) as caught:
        reads.rows("select 1", {})
    assert len(caught) == 1


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_died_in_the_pool_is_not_handed_out() -> None:
    for _time in range(3):
        here = reads.rows("select pg_backend_pid()", {})[0][0]
        connection.close()
        with psycopg.connect(os.environ["REDBRIDGE_DATABASE_URL"], autocommit=True) as other:
            dbname = connection.settings_dict["NAME"]
            assert other.execute("select pg_terminate_backend(%s, 60000)", [here]).fetchone() == (True,), dbname
        assert reads.rows("select pg_backend_pid()", {})[0][0] != here


@pytest.mark.django_db(transaction=True)
def test_a_pool_full_of_the_dead_is_found_out_at_once() -> None:
    connection.close()
    django: Any = connection
    pool = django.pool
    pool.open()
    held = [pool.getconn() for _time in range(8)]
    dead = [line.info.backend_pid for line in held]
    for line in held:
        pool.putconn(line)
    with psycopg.connect(os.environ["REDBRIDGE_DATABASE_URL"], autocommit=True) as other:
        for pid in dead:
            other.execute("select pg_terminate_backend(%s, 60000)", [pid])
    # SOON is two seconds: the wait after each dead one would be one, two and four.
    assert int(reads.together(reads.Ask("select pg_backend_pid()", {}))[0][0][0]) not in dead


@pytest.mark.django_db(transaction=True)
def test_what_is_made_of_rows_is_kept_until_a_row_is_another() -> None:
    seen: list[tuple[Any, ...]] = []

    def make(row: tuple[Any, ...]) -> tuple[Any, ...]:
        seen.append(row)
        return row[:7]

    made = reads.Made(f"select * from ({SQL}) x union all select * from ({SQL}) y", make, 3)
    values: dict[str, Any] = {"text": "猫", "texts": ["", "null"], "number": 1, "numbers": [2], "real": 0.5, "yes": True,
                              "nothing": None}
    plain = [row[:7] for row in by_cursor(values)] * 2
    assert made(values) == plain
    assert made(values) == plain
    assert 1 <= len(seen) <= 2, "none the second time"
    assert made(values | {"text": ""}) == [("", *plain[0][1:])] * 2, "empty is not null"
    with transaction.atomic():
        assert made(values) == plain
    for text in "abcdef":
        assert made(values | {"text": text})[0][0] == text
    assert len(made.kept) <= 4, "it does not grow for ever"


ONE, TWO = reads.Ask("select %(n)s::int, null", {"n": 1}), reads.Ask("select 2, 'zwei' union all select 3, '猫'", {})


@pytest.mark.django_db(transaction=True)
def test_several_statements_are_asked_together() -> None:
    for _time in range(2):
        assert reads.together(ONE, TWO) == [[(b"1", None)], [(b"2", b"zwei"), (b"3", "猫".encode())]]
    assert reads.together() == []
    with transaction.atomic():
        assert reads.together(ONE, TWO) == [[(1, None)], [(2, "zwei"), (3, "猫")]]
    with CaptureQueriesContext(connection) as caught:
        reads.together(ONE, TWO)
    assert len(caught) == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("place", range(3))
def test_an_error_among_several_is_raised_and_the_connection_goes_on(place: int) -> None:
    asked = [ONE, TWO]
    asked.insert(place, reads.Ask("select 1 / %(zero)s::int", {"zero": 0}))
    for _time in range(2):
        with pytest.raises(DataError):
            reads.together(*asked)
        assert reads.together(ONE, TWO)[0] == [(b"1", None)] and reads.rows("select 5", {}) == [(5,)]


@pytest.mark.django_db(transaction=True)
def test_several_that_the_server_forgot_are_prepared_anew() -> None:
    expected = reads.together(ONE, TWO)
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    assert reads.together(ONE, TWO) == expected
    with connection.cursor() as cursor:
        cursor.execute("deallocate all")
    new = reads.Ask("select 'asked for the first time'", {})
    assert reads.together(ONE, new, TWO) == [expected[0], [(b"asked for the first time",)], expected[1]]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_dies_while_several_are_asked_is_let_go() -> None:
    here = int(reads.raw("select pg_backend_pid()", {})[0][0])
    with pytest.raises(OperationalError):
        reads.together(ONE, reads.Ask("select pg_terminate_backend(pg_backend_pid()), pg_sleep(5)", {}), TWO)
    connection.close()
    assert int(reads.together(reads.Ask("select pg_backend_pid()", {}))[0][0][0]) != here


@pytest.mark.django_db(transaction=True)
def test_long_answers_come_whole() -> None:
    long = reads.Ask("select repeat('猫', 200) from generate_series(1, %(n)s::int)", {"n": 5000})
    many = reads.together(*[long] * 3, ONE)
    assert [len(rows) for rows in many] == [5000, 5000, 5000, 1] and many[0][0] == ("猫".encode() * 200,)
