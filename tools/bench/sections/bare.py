"""The same bytes from as little as can be: a bare ASGI handler over asyncpg, and the statements alone by pgbench."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.bench import pgbench
from tools.bench.costs import BATCHES, ROUNDS, busy, page_cost
from tools.bench.figures import Figures
from tools.bench.loaded import Loaded
from tools.bench.running import ROOT, Site, family
from tools.bench.undisturbed import undisturbed
from tools.bench.visitor import Visitor

PATHS = {"Explore": "/", "Following": "/following"}


def measure(loaded: Loaded, figures: Figures) -> None:
    """Ratios within one run: they mean the same on a busy machine."""
    site = loaded.site()
    reader = loaded.reader(site)
    for name, path in PATHS.items():
        statements = pgbench.statements(site.data, path)
        ours = page_cost(site, reader, path)
        bare = _bare(loaded, site, reader.get(path).body, statements)
        figures.say(f"{name}: ours to a bare ASGI + asyncpg handler of the same bytes", _ratio(ours.both, bare))
        alone = pgbench.milliseconds(loaded.database(site), statements, site)
        figures.say(f"{name}: our database to `pgbench` on the same statements", _ratio(ours.database, alone))


def _ratio(ours: float, theirs: float) -> str:
    return f"{ours / theirs:.2f}x ({ours:.2f} to {theirs:.2f} CPU-ms)" if theirs else "pgbench is not here"


def _bare(loaded: Loaded, site: Site, body: bytes, statements: list[str]) -> float:
    """CPU-milliseconds a request of the bare handler, its database included."""
    port = loaded.port + 3
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "work.json"
        work.write_text(json.dumps({"url": loaded.database(site), "statements": statements, "body": body.decode()}))
        command = [sys.executable, "-m", "uvicorn", "tools.bench.bare_app:app", "--port", str(port), "--log-level", "error",
                   "--no-access-log"]
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | {"BARE_WORK": str(work)})
        try:
            visitor = Visitor(f"http://127.0.0.1:{port}")
            _wait(visitor)
            return _cost(visitor, family(process.pid), site)
        finally:
            process.terminate()
            process.wait(10)


def _wait(visitor: Visitor) -> None:
    for _try in range(100):
        try:
            visitor.get("/")
        except OSError:
            visitor.line.close()
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the bare handler does not answer")


def _cost(visitor: Visitor, app: list[int], site: Site) -> float:
    for _warm in range(ROUNDS):
        visitor.get("/")
    pids, taken = [*app, *site.of("postgres")], []
    with undisturbed(pids):
        for _batch in range(BATCHES):
            before = busy(pids)
            for _round in range(ROUNDS):
                visitor.get("/")
            taken.append((busy(pids) - before) / ROUNDS)
    return sorted(taken)[len(taken) // 2]
