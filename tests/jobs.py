"""Deferred jobs, run here and now in the test's own connection, in the order a worker would take them."""

import json
from collections.abc import Collection
from typing import Any

from django.db import connection, transaction
from procrastinate.contrib.django import app

_NEXT = """
select id, task_name, args from procrastinate_jobs where status = 'todo' and not queue_name = any(%s::text[])
order by priority desc, id limit 1
"""
_DONE = "update procrastinate_jobs set status = 'succeeded', attempts = attempts + 1 where id = %s"
MOST = 2000
"""Jobs that defer one another for ever are a fault."""


def run_jobs(but: Collection[str] = ("pictures",)) -> list[str]:
    """Run what waits, and what that defers, until nothing does; queues in `but` wait on. The names of the jobs run."""
    ran = []
    while job := _next(but):
        id_, name, args = job
        with transaction.atomic():
            app.tasks[name].func(**args)
        _run(_DONE, [id_])
        ran.append(name)
        assert len(ran) < MOST, ran[-20:]
    return ran


def run_again(*names: str) -> None:
    """Run jobs that were done once more, as happens after a crash: all of them, or those of these names."""
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs where status = 'succeeded' order by id")
        done = [(name, json.loads(args)) for name, args in cursor.fetchall() if not names or name in names]
    for name, args in done:
        app.tasks[name].func(**args)


def waiting() -> list[tuple[str, dict[str, Any]]]:
    """Name and arguments of what waits, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute("select task_name, args from procrastinate_jobs where status = 'todo' order by id")
        return [(name, json.loads(args)) for name, args in cursor.fetchall()]


def _next(but: Collection[str]) -> tuple[int, str, dict[str, Any]] | None:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [list(but)])
        row = cursor.fetchone()
    return (row[0], row[1], json.loads(row[2])) if row else None


def _run(sql: str, values: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
