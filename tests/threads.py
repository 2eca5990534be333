"""Things that happen at the same moment, each in a thread and so on a connection of its own."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

T = TypeVar("T")


def at_once(*calls: Callable[[], T]) -> list[T]:
    """Run all of them from one starting line; their answers in order. The first exception is raised."""
    line = threading.Barrier(len(calls), timeout=60)

    def run(call: Callable[[], T]) -> T:
        try:
            line.wait()
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as threads:
        return [future.result() for future in [threads.submit(run, call) for call in calls]]
