"""Whom the database runs as. PostgreSQL refuses root, so root gives it to somebody else."""

import os
import pwd
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from redbridge.config.up.words import CannotStart

CANDIDATES = ("redbridge", "postgres", "nobody")


@dataclass(frozen=True)
class Owner:
    """A user, by name and numbers. `drops`: we are root and become that user; else it is ourselves."""

    name: str
    uid: int
    gid: int
    drops: bool

    def become(self) -> None:
        """Give up root for good, other groups first: afterwards nobody may."""
        if self.drops:
            os.setgroups([])
            os.setgid(self.gid)
            os.setuid(self.uid)

    def own(self, path: Path) -> None:
        """Give one file or folder to this user."""
        if self.drops:
            os.chown(path, self.uid, self.gid)


def choose() -> Owner:
    """Ourselves; or, for root, the first candidate that this machine knows."""
    if os.geteuid() != 0:
        return Owner(own_name(), os.geteuid(), os.getegid(), drops=False)
    for name in CANDIDATES:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Owner(name, entry.pw_uid, entry.pw_gid, drops=True)
    raise CannotStart("PostgreSQL does not run as root and this machine has no user redbridge, postgres or nobody. "
                      "Add one, or name a database in REDBRIDGE_DATABASE_URL.")


def own_name() -> str:
    """Our own name; PostgreSQL knows people by names and not by numbers."""
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError as error:
        raise CannotStart(f"PostgreSQL needs a name for user {os.geteuid()} and this machine has none. Add the user, "
                          "or name a database in REDBRIDGE_DATABASE_URL.") from error


def can(owner: Owner, look: Callable[[], bool]) -> bool:
    """What `look` answers as that user, asked in a child process: giving up root is for good."""
    if not owner.drops:
        return look()
    child = os.fork()
    if child == 0:
        answer = 1
        try:
            owner.become()
            answer = 0 if look() else 1
        finally:
            os._exit(answer)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def passes(owner: Owner, folder: Path) -> bool:
    """Can that user walk through this folder?"""
    return can(owner, lambda: os.access(folder, os.X_OK))
