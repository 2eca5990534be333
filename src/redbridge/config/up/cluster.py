"""One PostgreSQL cluster in a folder of its own, reachable by a socket that only its own people can open."""

import contextlib
import hashlib
import os
import shutil
import signal
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from redbridge.config.up.owner import Owner, own_name
from redbridge.config.up.programs import MAJOR
from redbridge.config.up.spawn import spawn
from redbridge.config.up.words import CannotStart

SOCKET_PATH_LIMIT = 90
"""Bytes of a socket's folder: the kernel takes 107 with the file's name."""

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "cluster_name": "redbridge",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "jit": "off",
    # Every helper process costs some 8 MB: a small site needs none of these.
    "io_method": "sync",
    "max_logical_replication_workers": "0",
    "max_parallel_workers_per_gather": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
}
_ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
# The site's own role is no superuser: SQL that slipped in somewhere cannot reach the machine.
_FIRST = b"create role redbridge login createdb;\ncreate database redbridge owner redbridge;\n"


@dataclass(frozen=True)
class Cluster:
    """A cluster in `home`/database, run by `owner` with the programs in `programs`."""

    home: Path
    programs: Path
    owner: Owner

    @property
    def folder(self) -> Path:
        return self.home / "database"

    @property
    def sockets(self) -> Path:
        """The socket's folder: in the home where the path is short enough, else one of ours in /tmp."""
        near = self.home / "run" / "postgres"
        if len(os.fsencode(near)) < SOCKET_PATH_LIMIT:
            return near
        return Path("/tmp") / f"redbridge-{hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]}"  # noqa: S108

    @property
    def url(self) -> str:
        """The database's address for libpq and Django."""
        return f"postgresql://redbridge@/redbridge?host={quote(str(self.sockets))}"

    def check(self) -> None:
        """Raises CannotStart when another major version made this cluster."""
        made_by = (self.folder / "PG_VERSION").read_text().strip()
        if made_by != MAJOR:
            raise CannotStart(f"{self.folder} was made by PostgreSQL {made_by} and this Redbridge brings {MAJOR}. "
                              "Dump it with the older version and load the dump; docs/operate.md says how.")

    def make(self) -> None:
        """initdb, role and database. Half-made ones are thrown away, so a kill in the middle does no harm."""
        new = self.home / "database.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self.owner.own(new)
        self._run(self.programs / "initdb", "-D", new, "-U", "postgres", "-A", "peer", "-E", "UTF8",
                  "--locale-provider=builtin", "--locale=C.UTF-8", "--no-instructions")
        self._run(self.programs / "postgres", "--single", "-D", new, "-c", "log_checkpoints=off", "postgres",
                  words=_FIRST)
        new.rename(self.folder)

    def start(self) -> "subprocess.Popen[bytes]":
        """The server as our own child. The kernel sends it a fast shutdown when we are killed."""
        _private(self.sockets, self.owner)
        who = own_name()
        rules = {"pg_hba.conf": "local redbridge,postgres redbridge,postgres peer map=site\n",
                 "pg_ident.conf": f'site "{who}" redbridge\nsite "{who}" postgres\n'}
        for name, text in rules.items():
            (self.folder / name).write_text(text)
        wanted = {**SETTINGS, "unix_socket_directories": str(self.sockets)}
        options = [word for name, value in wanted.items() for word in ("-c", f"{name}={value}")]
        with self._log().open("ab") as log:
            return spawn([self.programs / "postgres", "-D", self.folder, *options], _ENVIRONMENT, owner=self.owner,
                         death=signal.SIGINT, stdout=log, stderr=log, folder=self.home)

    def answers(self, server: "subprocess.Popen[bytes]") -> bool:
        """Has this very server said in its pid file that it is ready?"""
        lines = self._pid_file()
        return len(lines) > 7 and lines[0] == str(server.pid) and lines[7].strip() == "ready"

    def leftover(self) -> int:
        """The process id of an older server that still runs here, or 0.

        A stale file may name any process of today, our own web for one, and PostgreSQL would believe it. Naming
        ourselves instead, its parent, is passed over; the rest of the file stays, since by it PostgreSQL finds
        old backends that still hold the memory.
        """
        lines = self._pid_file()
        pid = int(lines[0]) if lines and lines[0].isdecimal() else 0
        if not pid or pid == os.getpid():
            return 0
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        except OSError:
            return 0
        if os.fsencode(self.folder) in words:
            return pid
        (self.folder / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
        return 0

    def last_words(self) -> str:
        """The end of the server's log, for a person who has to find out why."""
        lines = self._log().read_text(errors="replace").splitlines()
        return lines[-1] if lines else ""

    def _pid_file(self) -> list[str]:
        try:
            return (self.folder / "postmaster.pid").read_text().splitlines()
        except OSError:
            return []

    def _log(self) -> Path:
        path = self.home / "run" / "postgres.log"
        if path.exists() and path.stat().st_size > 8_000_000:
            path.replace(path.with_suffix(".log.1"))
        return path

    def _run(self, *command: str | Path, words: bytes = b"") -> None:
        done = spawn(command, _ENVIRONMENT, owner=self.owner, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                     stderr=subprocess.STDOUT, folder=self.home)
        said, _ = done.communicate(words)
        if done.returncode:
            raise CannotStart(f"The database cannot be made in {self.home}: {_gist(said)}")


def _gist(said: bytes) -> str:
    lines = [line for line in said.decode(errors="replace").splitlines() if line.strip()]
    wrong = [line for line in lines if "error" in line.lower() or "fatal" in line.lower()]
    return (wrong or lines or ["it said nothing"])[-1].strip()


def _private(folder: Path, owner: Owner) -> None:
    """Make the socket's folder for `owner` alone. In /tmp anybody may have made it first: theirs is refused."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        owner.own(folder)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != owner.uid:
        raise CannotStart(f"{folder} belongs to somebody else. Remove it, or name a shorter folder with --data.")
    folder.chmod(0o700)
