"""Jobs outlive the worker that ran them: `kill -9` leaves them marked as being done, and somebody must notice."""

import asyncio
from collections.abc import Sequence

import structlog
from procrastinate import exceptions
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager
from procrastinate.worker import Worker

log = structlog.get_logger("redbridge.worker")

HEARTBEAT, STALLED, RECOVERY = 3.0, 10.0, 4.0
"""Seconds: between signs of life, without one until death is assumed, between looks. A killed worker's job runs
again within the sum of the last two."""


async def rescue(crew: Sequence[Worker]) -> None:
    """Run again what died with its worker: at once, and then every few seconds."""
    while True:
        await look(crew)
        await asyncio.sleep(RECOVERY)


async def look(crew: Sequence[Worker]) -> None:
    """Once, for all workers of the site."""
    manager = crew[0].app.job_manager
    for worker in crew:
        # Ourselves first: after a machine's sleep our own sign of life may be the oldest.
        if worker.worker_id is not None:
            await manager.update_heartbeat(worker.worker_id)
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
        log.warning("job.rescued", job=job.task_name, id=job.id)
        await _again(manager, job)
    await manager.prune_stalled_workers(STALLED)


async def _again(manager: JobManager, job: Job) -> None:
    try:
        await manager.retry_job(job)
    except exceptions.UniqueViolation:
        # A periodic job whose next turn already waits: that turn does its work.
        assert job.id is not None
        await manager.finish_job_by_id_async(job.id, Status.ABORTED, delete_job=True)
