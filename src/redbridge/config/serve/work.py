"""The worker process: procrastinate, pictures apart from everything else."""

import asyncio
import signal
from collections.abc import Sequence

import structlog
from procrastinate import App, exceptions
from procrastinate.contrib.django import app as site
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.manager import JobManager
from procrastinate.periodic import PeriodicRegistry
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.worker import Worker

log = structlog.get_logger("redbridge.worker")

PICTURES = ("pictures",)
OTHERS = ("news", "words", "default")
HEARTBEAT, STALLED, RECOVERY = 3.0, 10.0, 4.0
"""Seconds: between signs of life, without one until death is assumed, between looks. A killed worker's job runs
again within the sum of the last two."""
GRACE = 8.0
POLLING = 5.0


async def work(concurrency: int) -> None:
    """Do jobs until asked to stop: one picture at a time, since decoding one may take 160 MB, the others beside it."""
    connector = PsycopgConnector(kwargs=connector_params(), min_size=1, max_size=4, timeout=10)
    quiet, ticking = _app(connector, PeriodicRegistry()), _app(connector, site.periodic_registry)
    async with quiet.open_async():
        crew = [_worker(quiet, PICTURES, 1), _worker(ticking, OTHERS, max(1, concurrency - 1))]
        _obey(crew)
        await _together(crew, quiet.job_manager)


def _app(connector: PsycopgConnector, periodic: PeriodicRegistry) -> App:
    """The site's jobs, fetched by a connection made for it. Jobs that defer jobs still do so in their own
    transaction: their tasks stay tied to the site's app, which speaks through Django."""
    made = App(connector=connector, import_paths=site.import_paths, worker_defaults=site.worker_defaults)
    made.tasks, made.periodic_registry = site.tasks, periodic
    return made


def _worker(app: App, queues: Sequence[str], concurrency: int) -> Worker:
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
    )


def _obey(crew: Sequence[Worker]) -> None:
    """Finish what is at hand and stop, on SIGTERM and SIGINT."""

    def stop() -> None:
        for worker in crew:
            worker.stop()

    for wanted in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(wanted, stop)


async def _together(crew: Sequence[Worker], manager: JobManager) -> None:
    """Run until one of them ends, then end the others: half a worker would look like a whole one."""
    runs = [asyncio.create_task(worker.run()) for worker in crew]
    rescue = asyncio.create_task(_rescue(crew, manager))
    await asyncio.wait([*runs, rescue], return_when=asyncio.FIRST_COMPLETED)
    for worker in crew:
        worker.stop()
    rescue.cancel()
    ends = await asyncio.gather(*runs, rescue, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception):
            raise end


async def _rescue(crew: Sequence[Worker], manager: JobManager) -> None:
    """Run again what died with its worker, at once and then every few seconds."""
    while True:
        for worker in crew:
            # Ourselves first: after a machine's sleep our own sign of life may be the oldest.
            if worker.worker_id is not None:
                await manager.update_heartbeat(worker.worker_id)
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            log.warning("worker.rescued", job=job.task_name, id=job.id)
            await _again(manager, job)
        await manager.prune_stalled_workers(STALLED)
        await asyncio.sleep(RECOVERY)


async def _again(manager: JobManager, job: Job) -> None:
    try:
        await manager.retry_job(job)
    except exceptions.UniqueViolation:
        # A periodic job whose next turn already waits: that turn does its work.
        assert job.id is not None
        await manager.finish_job_by_id_async(job.id, Status.ABORTED, delete_job=True)
