"""Slow work, deferred in the same transaction as the write that causes it (procrastinate, in PostgreSQL)."""

from collections.abc import Callable
from typing import Any

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.tasks import Task

RETRIES = RetryStrategy(max_attempts=6, exponential_wait=3)
"""Tried again after 3, 9, 27, 81, 243 and 729 seconds: a database restart or an engine\'s bad minutes pass unseen."""


def job(
    *,
    queue: str = "news",
    priority: int = 0,
    periodic: str = "",
    retry: RetryStrategy = RETRIES,
    lock: str | None = None,
) -> Callable[[Callable[..., Any]], "Task[..., Any, Any]"]:
    """Make a function a job named `<module>.<function>`. Jobs run at least once, so they must be idempotent.

    `periodic` is a cron line of five fields, or six with seconds last; periodic jobs take `timestamp`.
    """

    def make(function: Callable[..., Any]) -> "Task[..., Any, Any]":
        name = f"{function.__module__.removeprefix('redbridge.')}.{function.__qualname__}"
        # A periodic job is not tried again: its next turn may wait already, and there is room for one of a name.
        again: RetryStrategy | bool = False if periodic else retry
        lock_of_name = name if periodic else None
        task: Task[..., Any, Any] = app.task(
            name=name, queue=queue, priority=priority, retry=again, queueing_lock=lock_of_name, lock=lock
        )(function)
        if periodic:
            app.periodic(cron=periodic)(task)
        return task

    return make
