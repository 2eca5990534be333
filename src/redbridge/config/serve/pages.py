"""The web process: Django in threads behind a gate on Granian's loop, loaded once and then forked, so workers share memory."""

import gc
import multiprocessing
import os
import resource
import shutil
import socket
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from django.conf import settings
from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server.mp import MPServer

from redbridge.config.deathsig import die_with_parent
from redbridge.config.serve.call import Application
from redbridge.config.serve.gate import Gate

CONNECTIONS = 1024
"""Open connections a worker, idle ones included: browsers keep several each."""
PATIENCE = 2.0
"""Seconds at the gate, for reads."""
KILL_AFTER = 8
HEADERS = 64 * 1024
"""Bytes that all headers of a request may take: four cookies of the largest, and room."""
HEAD_WITHIN = 30.0
"""Seconds from one request, or from connecting, until the next has said all its headers."""
FILES = 16_384
"""Open files a worker: connections, and for each of them a body that comes or an answer that leaves."""


class Server(MPServer):
    """Granian on a socket that is open already, so that nobody is refused while it restarts."""

    def __init__(self, listening: socket.socket, **options: Any) -> None:
        self.listening = listening
        super().__init__("redbridge.config.serve.gate:Gate", **options)

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder
        self.__dict__.update(
            _ssp=None, _sso=self.listening, _sfd=self.listening.fileno(),
            _shd=holder(self.listening.fileno(), False, self.backlog),
        )


def serve(listening: socket.socket, workers: int, threads: int) -> None:
    """Serve pages until asked to stop; `threads` requests at once in each of the `workers`."""
    multiprocessing.set_start_method("fork", force=True)
    # The workers count requests together; prometheus_client reads the name at import.
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_emptied("metrics", listening))
    # What comes is put aside below the data too: the system's own folder for it may be memory.
    tempfile.tempdir = str(_emptied("bodies", listening))
    run(listening, workers, Gate(_load(), threads, PATIENCE, threads // 4, _emptied("answers", listening)))


def run(listening: socket.socket, workers: int, gate: Gate, head_within: float = HEAD_WITHIN) -> None:
    """Serve what stands behind the gate, in so many forks of this process.

    HTTP/1.1 alone, as every proxy speaks it to a site: where Granian has to find out which version it is, it waits for
    the first bytes for ever, and a thousand connections that say nothing would be the house full.
    """
    _allow_files()
    server = Server(
        listening,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        websockets=False,
        loop=Loops.uvloop,
        workers=workers,
        backpressure=CONNECTIONS,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        respawn_interval=0.1,
        workers_kill_timeout=KILL_AFTER,
        http1_settings=HTTP1Settings(max_buffer_size=HEADERS, header_read_timeout=int(head_within * 1000)),
    )
    server.serve(target_loader=partial(_enter, os.getpid(), gate), wrap_loader=False)


def _allow_files() -> None:
    """As many as the system lets us have, up to what is needed; often a thousand is only where it begins."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _emptied(name: str, listening: socket.socket) -> Path:
    """A folder of the data's own for what does not outlive this process, in it one for each port."""
    folder = Path(settings.REDBRIDGE_DATA) / "run" / name / str(listening.getsockname()[1])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


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


def _enter(parent: int, gate: Gate) -> Any:
    """Runs in each worker after the fork; the wish to die with the parent does not survive one."""
    die_with_parent(parent)
    return gate
