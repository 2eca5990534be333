"""An acknowledged note is never lost and never doubled, whatever is killed.

`REDBRIDGE_CRASH_ROUNDS` kills more often than the thirty times of `make test`.
"""

import itertools
import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.crash.books import Books
from tests.crash.ledger import Ledger
from tests.crash.writer import Writer
from tests.up.running import Up, alive, descendants, wait_for

ROUNDS = int(os.environ.get("REDBRIDGE_CRASH_ROUNDS", "30"))
VICTIMS = ("web", "worker", "database", "up", "hub", "a page process")
SETTLE = 120.0 + ROUNDS / 2
"""Seconds for jobs to be done: a killed worker's wait until it is missed, failed ones until they are tried again; many
rounds leave many."""


@pytest.fixture
def data() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="redbridge-crash-"))
    folder.chmod(0o755)
    yield folder / "data"
    shutil.rmtree(folder, ignore_errors=True)


class Victim:
    """The site that is killed, and comes back."""

    def __init__(self, data: Path) -> None:
        self.up = Up(data, "--port", "0", "--no-demo").ready()
        self.port = self.up.url.rpartition(":")[2]

    def kill(self, name: str) -> None:
        """Kill one process outright and wait until the site answers with a new one in its place."""
        if name == "up":
            below = descendants(self.up.process.pid)
            self.up.end(signal.SIGKILL)
            wait_for(lambda: not any(alive(pid) for pid in below), 15, "nothing left behind")
            self.up = Up(self.up.data, "--port", self.port).ready()
            return
        old = descendants(self.up.pids["web"])[0] if name == "a page process" else self.up.pids[name]
        os.kill(old, signal.SIGKILL)
        wait_for(lambda: not alive(old), 5, f"{name} gone")
        if name in self.up.pids:
            wait_for(lambda: self.up.pids[name] not in (0, old), 30, f"a new {name}")
        wait_for(self.up.answers, 60, f"an answer after {name} was killed")


@pytest.mark.timeout(60 + 45 * ROUNDS)
def test_nothing_acknowledged_is_lost_or_doubled_whatever_is_killed(data: Path) -> None:
    victim = Victim(data)
    ledger = Ledger(data.with_name("ledger"))
    writer = Writer(victim.up.url, ledger)
    writer.start()
    try:
        for name in itertools.islice(itertools.cycle(VICTIMS), ROUNDS):
            before = writer.done
            wait_for(partial(writer.wrote_since, before), 60, "some notes")
            writer.over.wait(random.uniform(0, 0.5))
            victim.kill(name)
        writer.stop()
        with Books(victim.up.site["database_url"]) as books:
            books.settle(SETTLE)
            books.compare(ledger)
            assert len(ledger.entries("done", "publish")) > ROUNDS * 2
    finally:
        writer.over.set()
        victim.up.end()
        print("\n".join(line for line in victim.up.lines if "ms=" not in line))
