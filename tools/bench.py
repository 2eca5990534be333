"""`make bench`: what a site costs. Starts a whole one, and prints CPU-milliseconds a request (application + database).

Times of starting are wall-clock and hold only for the machine they were taken on; CPU-milliseconds and the ratios within
one run can be compared.
"""

import contextlib
import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TICK = os.sysconf("SC_CLK_TCK")
ROUNDS = 300


@dataclass
class Site:
    """A running `redbridge up`."""

    process: "subprocess.Popen[bytes]"
    url: str
    seconds: float
    said: str


def start(data: Path, port: int) -> Site:
    """Start and wait for the ready line."""
    began, log = time.monotonic(), data / f"log-{time.monotonic_ns()}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("REDBRIDGE_")}
    command = [sys.executable, "-m", "redbridge.config.cli", "up", "--data", str(data / "site"), "--port", str(port)]
    process = subprocess.Popen(command, stdout=log.open("w"), stderr=subprocess.STDOUT, cwd=ROOT, env=environment)
    while not (found := re.search(r"is ready at (\S+)", log.read_text())):
        if process.poll() is not None:
            raise SystemExit(log.read_text())
        time.sleep(0.05)
    return Site(process, found[1], time.monotonic() - began, log.read_text())


def stop(site: Site) -> None:
    """Stop it as a host would."""
    site.process.send_signal(signal.SIGTERM)
    site.process.wait(30)


def family(pid: int) -> list[int]:
    """A process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in family(int(child)))]


def memory(pids: list[int]) -> float:
    """Megabytes that these processes hold together, shared pages counted once (PSS)."""
    total = 0
    for pid in pids:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        total += int(re.search(r"^Pss:\s+(\d+)", rollup, re.M)[1])  # type: ignore[index]
    return total / 1024


def cpu(pids: list[int]) -> float:
    """CPU-seconds that these processes and their ended children have used."""
    total = 0
    for pid in pids:
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # it ended meanwhile
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += sum(int(field) for field in fields[11:15])
    return total / TICK


def visitor(site: Site) -> urllib.request.OpenerDirector:
    """Somebody signed in as one of the demo's people."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    handle, password = re.search(r"sign in as (\w+) \(English\), password (\S+)", site.said).groups()  # type: ignore[union-attr]
    page = opener.open(site.url + "/accounts/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]
    form = {"csrfmiddlewaretoken": token, "login": handle, "password": password}
    opener.open(site.url + "/accounts/login/", urllib.parse.urlencode(form).encode())
    return opener


def cost(site: Site, opener: urllib.request.OpenerDirector, path: str) -> float:
    """CPU-milliseconds a request of this page takes in all processes of the site."""
    pids = family(site.process.pid)
    for _warm in range(40):
        opener.open(site.url + path).read()
    before = cpu(pids)
    for _round in range(ROUNDS):
        opener.open(site.url + path).read()
    return (cpu(pids) - before) * 1000 / ROUNDS


def settle(site: Site) -> None:
    """Wait until the demo's pictures are drawn and the processes rest: three quiet looks in a row."""
    quiet = 0
    while quiet < 3:
        pids = family(site.process.pid)
        before = cpu(pids)
        time.sleep(3)
        quiet = quiet + 1 if abs(cpu(pids) - before) < 0.3 else 0


def main() -> None:
    """Print one JSON line a figure."""
    with tempfile.TemporaryDirectory(prefix="redbridge-bench-", ignore_cleanup_errors=True) as folder:
        data = Path(folder)
        data.chmod(0o755)
        first = start(data, 8390)
        say("first start with the demo, .venv present", first.seconds, "s")
        settle(first)
        stop(first)
        again = start(data, 8390)
        say("restart", again.seconds, "s")
        settle(again)
        say("idle, all processes (PSS)", memory(family(again.process.pid)), "MB")
        reader, stranger = visitor(again), urllib.request.build_opener()
        say("Explore, signed in, 20 cards with translations", cost(again, reader, "/"), "CPU-ms")
        say("Explore, signed out", cost(again, stranger, "/"), "CPU-ms")
        say("Following", cost(again, reader, "/following"), "CPU-ms")
        stop(again)


def say(what: str, value: float, unit: str) -> None:
    """One figure."""
    print(json.dumps({"what": what, "value": round(value, 2), "unit": unit}), flush=True)


if __name__ == "__main__":
    main()
