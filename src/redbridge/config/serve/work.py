"""The worker process: procrastinate, pictures and translation apart from everything else."""

import asyncio
import logging
import signal
from collections.abc import Sequence
from copy import copy
from typing import Any

import psycopg
import structlog
from procrastinate import App, exceptions
from procrastinate.contrib.django import app as site
from procrastinate.contrib.django.utils import connector_params
from procrastinate.job_context import JobContext
from procrastinate.jobs import DeleteJobCondition
from procrastinate.middleware import AsyncCallNext
from procrastinate.periodic import PeriodicTask
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker
from psycopg_pool import PoolTimeout

from redbridge.config.serve.fresh import Freshness
from redbridge.config.serve.rescue import HEARTBEAT, STALLED, rescue
from redbridge.kernel import cache, limits, mail

log = structlog.get_logger("redbridge.worker")

PICTURES = ["pictures"]
WORDS = ["words"]
OTHERS = ["news", "default"]
AT_ENGINES = 2
"""Jobs that may wait for translation engines at once, apart from the others: a slow engine delays no news."""
WITH_JOBS = (cache, limits, mail)
"""Modules of the kernel whose jobs are known once they are imported; those of the rooms are found by name."""
GRACE = 8.0
POLLING = 5.0


class DatabaseLost(Exception):
    """The database went away while we worked."""


async def work(concurrency: int) -> bool:
    """Do jobs until asked to stop: one picture at a time, since decoding takes much memory, two at translation
    engines, the others beside them.

    True when nobody asked and this process should start afresh. Raises DatabaseLost when there is no going on
    without a new connection.
    """
    logging.getLogger("procrastinate.worker").addFilter(_names_no_values)
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=10, max_idle=60)
    quiet, ticking = _app(connector), _app(connector)
    _tick(ticking)
    try:
        async with quiet.open_async():
            fresh = Freshness()
            crew = [
                _worker(quiet, PICTURES, 1, fresh),
                _worker(quiet, WORDS, AT_ENGINES, fresh),
                _worker(ticking, OTHERS, max(1, concurrency - 1), fresh),
            ]
            _obey(crew)
            return await _together(crew, fresh)
    except (exceptions.ConnectorException, PoolTimeout) as error:
        cause = error.__cause__ or error
        if isinstance(cause, psycopg.OperationalError):
            raise DatabaseLost(str(cause).strip()) from error
        raise


def _names_no_values(record: logging.LogRecord) -> bool:
    """procrastinate's line about a failed job holds its values, a mail's whole text for one. Ours names the job."""
    return getattr(record, "action", "") not in ("job_error", "job_error_retry")


def _app(connector: PsycopgConnector) -> App:
    """The site's jobs, fetched by a connection made for it. Jobs that defer jobs still do so in their own
    transaction: their tasks stay tied to the site's app, which speaks through Django."""
    made = App(connector=connector, import_paths=site.import_paths, worker_defaults=site.worker_defaults)
    made.tasks = site.tasks
    return made


def _tick(app: App) -> None:
    """Let one app of the two defer what is periodic, by its own connection: Django's would be held for ever."""
    for key, periodic in site.periodic_registry.periodic_tasks.items():
        task = copy(periodic.task)
        task.blueprint = app
        app.periodic_registry.periodic_tasks[key] = PeriodicTask(
            task=task, cron=periodic.cron, periodic_id=periodic.periodic_id, configure_kwargs=periodic.configure_kwargs
        )


def _worker(app: App, queues: list[str], concurrency: int, fresh: Freshness) -> Worker:
    async def tell(call_next: AsyncCallNext, context: JobContext, worker: Worker) -> Any:
        """One line for each job that fails, also where it will be tried again."""
        try:
            return await fresh.count(call_next, light=context.job.queueing_lock is not None)
        except Exception:
            job = context.job
            log.warning("job.failed", job=job.task_name, id=job.id, attempts=job.attempts + 1, exc_info=True)
            raise

    return Worker(
        app,
        queues=queues,
        name=queues[0],
        concurrency=concurrency,
        fetch_job_polling_interval=POLLING,
        shutdown_graceful_timeout=GRACE,
        delete_jobs=DeleteJobCondition.SUCCESSFUL,
        install_signal_handlers=False,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED,
        task_middleware=app.worker_defaults.get("task_middleware"),
        worker_middleware=[tell],
    )


def _obey(crew: Sequence[Worker]) -> None:
    """Finish what is at hand and stop, on SIGTERM and SIGINT."""

    def stop() -> None:
        for worker in crew:
            worker.stop()  # type: ignore[no-untyped-call]

    for wanted in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wanted, stop)


async def _together(crew: Sequence[Worker], fresh: Freshness) -> bool:
    """Run until one of them ends, then end the others: half a worker would look like a whole one."""
    spent = asyncio.create_task(fresh.spent())
    beside = [spent, asyncio.create_task(rescue(crew))]
    runs = [asyncio.create_task(worker.run()) for worker in crew]  # type: ignore[no-untyped-call]
    await asyncio.wait([*runs, *beside], return_when=asyncio.FIRST_COMPLETED)
    again = spent.done() and not any(run.done() for run in runs)
    for worker in crew:
        worker.stop()  # type: ignore[no-untyped-call]
    for task in beside:
        task.cancel()
    for end in await asyncio.gather(*runs, *beside, return_exceptions=True):
        if isinstance(end, Exception):
            raise end
    return again
