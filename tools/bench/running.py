"""A running `redbridge up`, and what its processes use."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TICK = os.sysconf("SC_CLK_TCK")
PROXIES = {"REDBRIDGE_TRUSTED_PROXIES": "127.0.0.1,::1"}
"""So that newcomers may come from many addresses."""
CLI = [sys.executable, "-m", "redbridge.config.cli"]


def environment(data: Path | None = None) -> dict[str, str]:
    """This environment without settings of another site."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("REDBRIDGE_", "DJANGO_", "PG"))}
    return kept | ({"REDBRIDGE_DATA": str(data)} if data else {})


@dataclass
class Site:
    """A running site on a data folder."""

    process: "subprocess.Popen[bytes]"
    data: Path
    url: str
    seconds: float

    def command(self, *words: str) -> str:
        """One command of ours against this site; what it printed."""
        done = subprocess.run([*CLI, *words], cwd=ROOT, env=environment(self.data), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(done.stdout + done.stderr)
        return done.stdout

    def stop(self) -> None:
        """Stop it as a host would."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)

    def family(self) -> list[int]:
        """All its processes."""
        return family(self.process.pid)

    def of(self, *words: str) -> list[int]:
        """Its processes that have one of these words in their command line."""
        return [pid for pid in self.family() if any(word in command_line(pid) for word in words)]

    def settle(self, seconds: float = 120) -> None:
        """Wait until the processes rest: three quiet looks in a row."""
        quiet, end = 0, time.monotonic() + seconds
        while quiet < 3 and time.monotonic() < end:
            before = cpu(self.family())
            time.sleep(3)
            quiet = quiet + 1 if abs(cpu(self.family()) - before) < 0.3 else 0


def start(data: Path, port: int, *words: str) -> Site:
    """Start and wait for the ready line."""
    data.mkdir(parents=True, exist_ok=True)
    began, log = time.monotonic(), data.parent / f"{data.name}-{port}.log"
    command = [*CLI, "up", "--data", str(data), "--port", str(port), *words]
    with log.open("w") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, env=environment() | PROXIES)
    while not (found := re.search(r"is ready at (\S+)", log.read_text())):
        if process.poll() is not None:
            raise SystemExit(log.read_text())
        time.sleep(0.05)
    return Site(process, data, found[1], time.monotonic() - began)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(one for child in children for one in family(int(child)))]


def command_line(pid: int) -> str:
    """What a process was called with; "" once it is gone."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    return ""


def memory(pids: list[int]) -> float:
    """Megabytes that these processes hold together, shared pages counted once (PSS)."""
    total = 0
    for pid in pids:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M)
        total += int(found[1]) if found else 0
    return total / 1024


def cpu(pids: list[int]) -> float:
    """CPU-seconds that these processes and their ended children have used."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(int(field) for field in fields[11:15])
    return total / TICK
