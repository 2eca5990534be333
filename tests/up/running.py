"""A real `redbridge up` under test: its lines, its processes, its end."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import httpx

READY = "Redbridge is ready at "
MODULE = ["-m", "redbridge.config.cli"]


def clean(extra: dict[str, str] | None = None) -> dict[str, str]:
    """This environment without any setting of the tests' own site."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("REDBRIDGE_", "DJANGO_", "PG"))}
    return {**kept, **(extra or {})}


PATIENT = 60.0
"""Seconds for what nobody promised to be quick: a machine may be busy with other things."""


def wait_for(done: Callable[[], bool], what: str, seconds: float = PATIENT) -> None:
    """Wait until something is so; fails the test with `what` when it is not in time."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.05)


def lone_port() -> int:
    """A free port that no program gets by chance, for a site that comes back to it; its hub takes one of those after it."""
    for port in range(21000, 30000, 7):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no free port")


def alive(pid: int) -> bool:
    """Does this process run? One that ended and waits to be buried does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def descendants(pid: int) -> list[int]:
    """The processes below this one, whatever session they are in."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            below.setdefault(parent, []).append(int(folder.name))
    found, look = [], [pid]
    while look:
        children = below.get(look.pop(), [])
        found += children
        look += children
    return found


class Up:
    """One `redbridge up`. Everything it prints is in `lines`."""

    def __init__(
        self, data: Path, *words: str, env: dict[str, str] | None = None, user: int | None = None,
        python: str = sys.executable,
    ) -> None:
        self.data = data
        self.lines: list[str] = []
        self.process = subprocess.Popen(
            [python, *MODULE, "up", "--data", str(data), *words], env=clean(env), stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, cwd="/", user=user, group=user, extra_groups=[] if user else None,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def ready(self, seconds: float = 180) -> "Up":
        """Wait for the line that says so."""
        wait_for(lambda: bool(self.url) or self.process.poll() is not None, f"ready; it said {self.lines}", seconds)
        assert self.url, self.lines
        return self

    @property
    def url(self) -> str:
        """The address it printed, or nothing yet."""
        return next((line.removeprefix(READY) for line in self.lines if line.startswith(READY)), "")

    @property
    def site(self) -> dict[str, str]:
        """What it left in the data folder for other commands."""
        found: dict[str, str] = json.loads((self.data / "run" / "site.json").read_text())
        return found

    @property
    def pids(self) -> dict[str, int]:
        """Its processes by name."""
        found: dict[str, int] = json.loads((self.data / "run" / "site.json").read_text())["pids"]
        return found

    def pid(self, name: str) -> int:
        """One of them that runs: it may be coming back at this moment, and has no number then."""
        wait_for(lambda: self.pids[name] > 0 and alive(self.pids[name]), f"the {name} runs")
        return self.pids[name]

    def get(self, path: str) -> httpx.Response:
        """One page of it."""
        return httpx.get(self.url + path, timeout=30, trust_env=False)

    def answers(self, path: str = "/readyz") -> bool:
        """Does that page come with 200 at this moment?"""
        try:
            return self.get(path).status_code == 200
        except httpx.HTTPError:
            return False

    def end(self, with_signal: int = signal.SIGTERM, seconds: float = PATIENT) -> int:
        """Send a signal and wait for the end; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        code = self.process.wait(seconds)
        self._reader.join(PATIENT)
        return code


def run(*words: str, env: dict[str, str] | None = None, seconds: float = 150) -> "subprocess.CompletedProcess[str]":
    """One command of ours to its end."""
    command = [sys.executable, *MODULE, *words]
    return subprocess.run(
        command, env=clean(env), capture_output=True, text=True, timeout=seconds, cwd="/", check=False
    )


def all_gone(pids: Sequence[int]) -> bool:
    """None of these runs any more."""
    return not any(alive(pid) for pid in pids)
