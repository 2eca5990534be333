"""PostgreSQL's own programs for dumps, with the address in their environment: arguments are public."""

import contextlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import IO

from psycopg import conninfo

from redbridge.config.backup.words import BackupError
from redbridge.config.up import programs
from redbridge.config.up.words import CannotStart

_NAMES = {"host": "PGHOST", "hostaddr": "PGHOSTADDR", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD",
          "dbname": "PGDATABASE", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}


def write(url: str, snapshot: str, to: Path) -> None:
    """Dump that moment in the custom format, compressed; raises BackupError."""
    _run(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", "--no-privileges",
         "--no-unlogged-table-data", f"--file={to}")


def load(url: str, dump: IO[bytes]) -> None:
    """Load a dump in one transaction: all of it or nothing; raises BackupError."""
    _run(url, "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", "--dbname",
         conninfo.conninfo_to_dict(url).get("dbname") or "postgres", stdin=dump)


def readable(dump: IO[bytes]) -> None:
    """Raises BackupError for what pg_restore cannot read to its end."""
    _run("", "pg_restore", "--file=/dev/null", stdin=dump)


def _run(url: str, name: str, *words: object, stdin: IO[bytes] | None = None) -> None:
    given = conninfo.conninfo_to_dict(url) if url else {}
    environment = {**os.environ, **{_NAMES[key]: str(value) for key, value in given.items() if key in _NAMES}}
    with subprocess.Popen([_program(name), *map(str, words)], env=environment, stdin=subprocess.PIPE,
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        said = _feed(process, stdin)
    if process.returncode:
        wrong = [line for line in said.splitlines() if "error" in line.lower()] or said.splitlines() or ["no word"]
        raise BackupError(f"{name} failed: {wrong[0].strip()}")


def _feed(process: "subprocess.Popen[bytes]", stdin: IO[bytes] | None) -> str:
    assert process.stdin and process.stderr
    try:
        if stdin is not None:
            with stdin:
                shutil.copyfileobj(stdin, process.stdin, 1024 * 1024)
        process.stdin.close()
    except BrokenPipeError:  # it has given up, and says why; what it left unread would be sent again at the end
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
    return process.stderr.read().decode(errors="replace")


def _program(name: str) -> str:
    try:
        ours = programs.package() / programs.INSTALL / "bin" / name
    except CannotStart:
        ours = Path()
    found = str(ours) if ours.is_file() else shutil.which(name)
    if not found:
        raise BackupError(f"{name} is not installed. Run `make setup`, or install PostgreSQL's client programs.")
    return found
