"""The web process: Django behind Granian's WSGI interface, loaded once and then forked, so workers share memory."""

import gc
import multiprocessing
import os
import shutil
import socket
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.http import HTTP1Settings, HTTP2Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from redbridge.config.deathsig import die_with_parent
from redbridge.config.serve.gate import Application, Gate
from redbridge.config.serve.intake import Intake

CONNECTIONS = 1024
"""Open connections a worker, idle ones included: browsers keep several each."""
PATIENCE = 2.0
"""Seconds at the gate, for reads."""
BESIDE = 8
"""Threads for each place at work: the others take in what is sent, or wait at the gate."""
KILL_AFTER = 8
HEADERS = 64 * 1024
"""Bytes that all headers of a request may take: four cookies of the largest, and room."""


class Server(MPServer):
    """Granian on a socket that is open already, so that nobody is refused while it restarts."""

    def __init__(self, listening: socket.socket, **options: Any) -> None:
        self.listening = listening
        super().__init__("redbridge.config.wsgi:application", **options)

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder
        self.__dict__.update(
            _ssp=None, _sso=self.listening, _sfd=self.listening.fileno(),
            _shd=holder(self.listening.fileno(), False, self.backlog),
        )


def serve(listening: socket.socket, workers: int, threads: int) -> None:
    """Serve pages until asked to stop; `threads` requests at once in each of the `workers`."""
    multiprocessing.set_start_method("fork", force=True)
    server = Server(
        listening,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads * BESIDE,
        backpressure=CONNECTIONS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=KILL_AFTER,
        http1_settings=HTTP1Settings(max_buffer_size=HEADERS),
        http2_settings=HTTP2Settings(max_headers_size=HEADERS),
    )
    _count_together(listening)
    application = _load()
    gate = Gate(application, threads, PATIENCE, for_reads=threads // 4)
    server.serve(target_loader=partial(_enter, os.getpid(), Intake(gate)), wrap_loader=False)


def _count_together(listening: socket.socket) -> None:
    """Give the workers one folder to count requests in, empty at the start; prometheus_client reads the name at import."""
    folder = Path(settings.REDBRIDGE_DATA) / "run" / "metrics" / str(listening.getsockname()[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


def _load() -> Application:
    """Load everything that the first request would load, and open nothing that a fork cannot share."""
    from django.db import connections
    from django.db.backends.postgresql.base import DatabaseWrapper
    from django.urls import get_resolver

    from redbridge.config import wsgi

    application: Application = wsgi.application
    assert get_resolver().url_patterns
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()
    gc.collect()
    gc.freeze()
    return application


def _enter(parent: int, application: Application) -> Callable[..., Any]:
    """Runs in each worker after the fork; the wish to die with the parent does not survive one."""
    die_with_parent(parent)
    return application
