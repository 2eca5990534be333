"""The worker: it knows every job, misses nobody's, and gives memory back."""

import ast
import asyncio
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.utils import connector_params
from procrastinate.psycopg_connector import PsycopgConnector

import redbridge
from redbridge.config.serve import fresh, work
from redbridge.config.serve.rescue import STALLED, look

SOURCE = Path(redbridge.__file__).parent
KNOWN = """
import django, json
django.setup()
import redbridge.config.serve.work
from procrastinate.contrib.django import app
print(json.dumps(sorted(app.tasks)))
"""


def jobs_in_the_source() -> Iterator[str]:
    """The names of all functions that are made jobs."""
    for path in SOURCE.rglob("*.py"):
        module = ".".join(path.relative_to(SOURCE).with_suffix("").parts)
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                calls = [mark.func for mark in node.decorator_list if isinstance(mark, ast.Call)]
                if any(isinstance(call, ast.Name) and call.id in ("job", "subscribe") for call in calls):
                    yield f"{module}.{node.name}"


def test_it_knows_every_job() -> None:
    said = subprocess.run([sys.executable, "-c", KNOWN], capture_output=True, text=True, check=True)
    assert set(jobs_in_the_source()) <= set(json.loads(said.stdout))


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_went_silent_is_run_again_and_a_working_ones_is_left() -> None:
    silent, working = _worker(STALLED + 5), _worker(0)
    lost, held = _doing(silent), _doing(working)
    asyncio.run(_rescue_once())
    assert _state(lost) == "todo"
    assert _state(held) == "doing"


@pytest.mark.django_db(transaction=True)
def test_a_periodic_job_that_died_makes_way_for_its_next_turn() -> None:
    silent = _worker(STALLED + 5)
    lost = _doing(silent, lock="every minute")
    _sql("insert into procrastinate_jobs (queue_name, task_name, queueing_lock) values ('news', 'x', 'every minute')")
    asyncio.run(_rescue_once())
    assert _state(lost) is None


async def _rescue_once() -> None:
    app = work._app(PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=2))
    async with app.open_async():
        await look([work._worker(app, ["news"], 1, fresh.Freshness())])


def _sql(statement: str, *values: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return (cursor.fetchone() or (None,))[0] if cursor.description else None


def _worker(silent: float) -> object:
    return _sql("insert into procrastinate_workers (last_heartbeat) values (now() - %s * interval '1 second') returning id",
                silent)


def _doing(worker: object, lock: str | None = None) -> object:
    return _sql("insert into procrastinate_jobs (queue_name, task_name, status, worker_id, queueing_lock) "
                "values ('news', 'x', 'doing', %s, %s) returning id", worker, lock)


def _state(job: object) -> object:
    return _sql("select status::text from procrastinate_jobs where id = %s", job)


def test_a_heavy_worker_that_rests_starts_afresh_and_a_light_or_busy_one_does_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fresh, "IDLE", 0.05)
    monkeypatch.setattr(fresh, "LOOK", 0.01)
    monkeypatch.setattr(fresh, "LEAST_LIFE", 0.05)
    monkeypatch.setattr(fresh, "holding", lambda: False)

    async def spent(weight: int, busy: bool, within: float = 0.3) -> bool:
        monkeypatch.setattr(fresh, "memory", lambda: weight)
        watched = fresh.Freshness()
        watched.running = int(busy)
        try:
            await asyncio.wait_for(watched.spent(), within)
        except TimeoutError:
            return False
        return True

    assert asyncio.run(spent(fresh.HEAVY + 1, busy=False, within=10))
    assert not asyncio.run(spent(fresh.HEAVY + 1, busy=True))
    assert not asyncio.run(spent(fresh.HEAVY - 1, busy=False))


def test_a_worker_keeps_its_models_as_long_as_they_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fresh, "IDLE", 0.0)
    monkeypatch.setattr(fresh, "LOOK", 0.01)
    monkeypatch.setattr(fresh, "LEAST_LIFE", 0.0)
    monkeypatch.setattr(fresh, "memory", lambda: fresh.HEAVY + 1)
    held = [True]
    monkeypatch.setattr(fresh, "holding", lambda: held[0])

    async def rests() -> bool:
        waiting = asyncio.create_task(fresh.Freshness().spent())
        await asyncio.sleep(0.1)
        kept = not waiting.done()
        held[0] = False
        await asyncio.wait_for(waiting, 5)
        return kept

    assert asyncio.run(rests())
