"""Network addresses: where they are kept, and that none is kept for more than 30 days, in any table, log or file."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from redbridge.accounts.models import Person
from redbridge.kernel import cache, limits
from tests.cast import PASSWORD, client
from tests.jobs import run_jobs
from tests.security.matrix import ROWS

pytestmark = pytest.mark.django_db
ADDRESS = "203.0.113.77"
LONGEST = timedelta(days=30)
COUNTED = {"kernel_hit", "kernel_cache"}
"""The only tables that an address may stand in, and only as long as it is counted there."""
PACKED = "encode(decode(value, 'base64'), 'escape')"
_COLUMNS = """
select table_name, column_name from information_schema.columns join information_schema.tables using (table_schema, table_name)
where table_schema = 'public' and table_type = 'BASE TABLE'
  and data_type in ('text', 'character varying', 'jsonb', 'json', 'inet', 'cidr', 'ARRAY', 'bytea', 'USER-DEFINED')
"""


def places() -> set[str]:
    """Every table that the address stands in, in any column that can hold it; packed values are opened."""
    found = set[str]()
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS)
        for table, column in cursor.fetchall():
            text = PACKED if (table, column) == ("kernel_cache", "value") else f'"{column}"'
            cursor.execute(f'select exists (select 1 from "{table}" where {text}::text like %s)', [f"%{ADDRESS}%"])
            if cursor.fetchone() == (True,):
                found.add(table)
    return found


def ask_everything(lin: Person) -> None:
    """Everything anybody can get or send without signing in, failed sign-ins, a sign-up, and what a member does."""
    for row in ROWS.values():
        if "{" not in row.path:
            client(None).get(row.path, REMOTE_ADDR=ADDRESS)
            client(lin).get(row.path, REMOTE_ADDR=ADDRESS)
            client(None).post(row.path, row.data, REMOTE_ADDR=ADDRESS)
    client(None).post("/accounts/login/", {"login": "lin", "password": "wrong-password"}, REMOTE_ADDR=ADDRESS)
    client(None).post("/accounts/login/", {"login": "lin", "password": PASSWORD}, REMOTE_ADDR=ADDRESS)
    client(lin).post("/notes/new", {"kind": "card", "words": "x", "client_key": "6f2c0f6e-2f5d-4c9d-9d3e-0a51b2e0c077"},
                     REMOTE_ADDR=ADDRESS)
    run_jobs()


def test_an_address_is_only_counted_and_forgotten_within_days(lin: Person, capfd: pytest.CaptureFixture[str],
                                                              caplog: pytest.LogCaptureFixture) -> None:
    ask_everything(lin)
    assert places() == COUNTED, "an address is kept where nothing forgets it"
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from kernel_cache where expires > %s", [datetime.now(UTC) + LONGEST])
        assert cursor.fetchone() == (0,), "what allauth counts under an address outlives 30 days"
        cursor.execute("update kernel_hit set made = made - %s::interval", [str(LONGEST)])
        cursor.execute("update kernel_cache set expires = expires - %s::interval", [str(LONGEST)])
    limits.forget_hits(0)
    cache.forget_cached(0)
    assert places() == set()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from kernel_cache")
        assert cursor.fetchone() == (0,)
    logged = capfd.readouterr()
    assert ADDRESS not in logged.out + logged.err + caplog.text
    assert not [path for path in files(Path(settings.REDBRIDGE_DATA)) if ADDRESS.encode() in path.read_bytes()]


def files(folder: Path) -> list[Path]:
    """All below a folder."""
    return [Path(top) / name for top, _folders, names in os.walk(folder) for name in names]


def test_what_forgets_addresses_runs_by_itself() -> None:
    from procrastinate.contrib.django import app

    periodic = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    for name in ("kernel.limits.forget_hits", "kernel.cache.forget_cached"):
        assert periodic[name].split()[2:] == ["*", "*", "*"], "every day, at least"
