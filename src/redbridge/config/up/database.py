"""Which database: the host's own by its address, else a cluster of ours and where it may live."""

import hashlib
import os
import subprocess
from pathlib import Path

from redbridge.config.up import folders, owner, programs, watch
from redbridge.config.up.cluster import Cluster
from redbridge.config.up.owner import Owner
from redbridge.config.up.words import CannotStart, say

ELSEWHERE = Path("/var/lib/redbridge")
POINTER = "database-is-in"
"""The file in the data folder that says where the cluster is, when it is not here."""
ORPHAN_PATIENCE = 15.0


def embedded(data: Path) -> Cluster:
    """The data folder's cluster, made where there is none. The folder must exist and be locked."""
    who = _owner_of(data)
    home = _home(data, who)
    folders.make(home / "run", 0o711)
    cluster = Cluster(home, programs.find(who, home), who)
    if cluster.folder.exists():
        cluster.check()
        _outlive(cluster)
    else:
        cluster.make()
    return cluster


def _owner_of(data: Path) -> Owner:
    """Whoever owns the cluster, where there is one: PostgreSQL insists on it."""
    who = owner.choose()
    folder = _pointed(data) / "database"
    if not folder.exists():
        return who
    uid, gid = folder.stat().st_uid, folder.stat().st_gid
    if uid == who.uid:
        return who
    if who.drops and uid != 0:
        return Owner(str(uid), uid, gid, drops=True)
    raise CannotStart(f"The database in {folder} belongs to user {uid}. Start as that user, or as root.")


def _pointed(data: Path) -> Path:
    try:
        return Path((data / POINTER).read_text().strip())
    except OSError:
        return data


def _home(data: Path, who: Owner) -> Path:
    """The data folder; or, where the database's user cannot walk there, a folder of its own."""
    pointed = _pointed(data)
    if pointed != data:
        return pointed
    if owner.passes(who, data):
        return data
    if (data / "database").exists():
        raise CannotStart(f"User {who.name}, who runs the database, can no longer walk to {data}. "
                          "Give back the right (chmod o+x) to every folder above it.")
    return _elsewhere(data, who)


def _elsewhere(data: Path, who: Owner) -> Path:
    home = ELSEWHERE / hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    folders.make(ELSEWHERE, 0o755)
    if home.exists():
        # An earlier data folder of this name is gone. Its database is neither ours to use nor ours to delete.
        aside = home.with_name(f"{home.name}.{int(home.stat().st_mtime)}")
        home.rename(aside)
        say(f"The database of an earlier {data} is kept in {aside}.")
    folders.make(home, 0o711)
    who.own(home)
    folders.write(data / POINTER, f"{home}\n")
    say(f"User {who.name} cannot walk to {data}, so the database lives in {home}.")
    return home


def _outlive(cluster: Cluster) -> None:
    """Wait for the server of a killed supervisor, which is on its way out."""
    if not watch.until(lambda: not cluster.leftover(), ORPHAN_PATIENCE):
        raise CannotStart(f"Process {cluster.leftover()} still serves {cluster.folder}. Stop it with "
                          f"`kill -INT {cluster.leftover()}`, then start again.")


def start(cluster: Cluster) -> "subprocess.Popen[bytes] | None":
    """Start the server, or None while an older one is still there: the caller tries again."""
    return None if cluster.leftover() else cluster.start()
