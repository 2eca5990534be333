"""News that travels upward: a lower room says what happened and never knows who listens.

`emit` runs inside the write's transaction and defers one job for each subscriber, so news and row are kept or lost
together. Each subscriber is a job of its own: one failing room holds up no other. Handlers must be idempotent.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from procrastinate.tasks import Task

from redbridge.kernel.jobs import job

_subscribers: dict[str, list["Task[..., Any, Any]"]] = defaultdict(list)


Handler = Callable[..., None]


def subscribe(*event_names: str, queue: str = "news", priority: int = 0) -> Callable[[Handler], Handler]:
    """Let a handler hear of these events; it takes their values as keyword arguments."""

    def keep(handler: Handler) -> Handler:
        task = job(queue=queue, priority=priority)(handler)
        for event in event_names:
            _subscribers[event].append(task)
        return handler

    return keep


def emit(*happened: str, **values: int | str) -> None:
    """Tell every subscriber of what happened, in the current transaction and in one statement, however much it was.

    Values are ids and short words, never texts.
    """
    deferred = [task.configure(task_kwargs=dict(values)) for event in happened for task in _subscribers[event]]
    if deferred:
        deferred[0].job_manager.batch_defer_jobs([deferrer.job for deferrer in deferred])


def subscribers(event: str) -> list[str]:
    """The names of the jobs that hear of `event`, for the map and the tests."""
    return [task.name for task in _subscribers[event]]
