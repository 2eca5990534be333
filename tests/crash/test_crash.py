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
from tests.crash.member import PATIENCE
from tests.crash.writer import Writer
from tests.up.running import Up, alive, descendants, lone_port, wait_for

ROUNDS = int(os.environ.get("REDBRIDGE_CRASH_ROUNDS", "30"))
VICTIMS = ("web", "worker", "database", "up", "hub", "a page process")
SETTLE = 240.0 + ROUNDS / 2
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
        self.port = str(lone_port())
        self.up = Up(data, "--port", self.port, "--no-demo").ready()

    def kill(self, name: str) -> None:
        """Kill one process outright and wait until the site answers with a new one in its place."""
        if name == "up":
            below = descendants(self.up.process.pid)
            self.up.end(signal.SIGKILL)
            wait_for(lambda: not any(alive(pid) for pid in below), "nothing left behind")
            self.up = Up(self.up.data, "--port", self.port).ready()
            return
        old = self._a_page_process() if name == "a page process" else self.up.pid(name)
        os.kill(old, signal.SIGKILL)
        wait_for(lambda: not alive(old), f"{name} gone")
        if name in self.up.pids:
            wait_for(lambda: self.up.pids[name] not in (0, old), f"a new {name}")
        wait_for(self.up.answers, f"an answer after {name} was killed", 120)

    def _a_page_process(self) -> int:
        web = self.up.pid("web")
        wait_for(lambda: bool(descendants(web)), "a page process")
        return descendants(web)[0]


@pytest.mark.timeout(300 + 45 * ROUNDS)
def test_nothing_acknowledged_is_lost_or_doubled_whatever_is_killed(data: Path) -> None:
    victim = Victim(data)
    ledger = Ledger(data.with_name("ledger"))
    writer = Writer(victim.up.url, ledger)
    writer.start()
    try:
        for name in itertools.islice(itertools.cycle(VICTIMS), ROUNDS):
            before = writer.done
            wait_for(partial(writer.wrote_since, before), "some notes", PATIENCE)
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
