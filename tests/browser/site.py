"""A whole Redbridge for the browser tests: `redbridge up` on a data folder of its own, with an engine that can translate."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.engine_server import EngineServer

READY = re.compile(r"Redbridge is ready at (http://\S+)")


@dataclass(frozen=True)
class Site:
    """A running site and the engine it asks."""

    url: str
    engine: EngineServer
    data: Path


@contextmanager
def running(engine: EngineServer, *options: str) -> Iterator[Site]:
    """Start `redbridge up` and stop it by its own process id."""
    with tempfile.TemporaryDirectory(prefix="redbridge-browser-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        data.chmod(0o755)
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("REDBRIDGE_", "DJANGO_"))}
        environment |= {"REDBRIDGE_TRANSLATION_URL": engine.url, "REDBRIDGE_LANGUAGES": "en,zh-Hans"}
        log = data / "up.log"
        command = [
            sys.executable,
            "-m",
            "redbridge.config.cli",
            "up",
            "--data",
            str(data / "site"),
            "--port",
            "0",
            *options,
        ]
        with log.open("w") as out:
            up = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=environment)
        try:
            yield Site(_wait(up, log), engine, data)
        finally:
            up.send_signal(signal.SIGTERM)
            up.wait(60)


def _wait(up: "subprocess.Popen[bytes]", log: Path) -> str:
    for _try in range(900):
        found = READY.search(log.read_text())
        if found:
            return found[1]
        if up.poll() is not None:
            break
        time.sleep(0.2)
    raise RuntimeError(f"redbridge up did not become ready:\n{log.read_text()[-3000:]}")
