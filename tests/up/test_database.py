"""Where the database lives and whom it runs as."""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from redbridge.config.up import database, owner, programs
from redbridge.config.up.owner import Owner
from tests.up.running import Up

DEBIAN_15 = Path("/usr/lib/postgresql/15/bin")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")


PYTHONS = (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}")
"""This one, and the system's of the same version, which everybody may run."""


def _usable(python: str) -> bool:
    """May we run this Python and read our own code?"""
    return os.access(python, os.X_OK) and os.access(programs.__file__, os.R_OK)


def nobody() -> Owner:
    entry = pwd.getpwnam("nobody")
    return Owner("nobody", entry.pw_uid, entry.pw_gid, drops=True)


@pytest.fixture
def closed() -> Iterator[Path]:
    """A folder that only root can walk into, as root's home often is."""
    folder = Path(tempfile.mkdtemp(prefix="redbridge-closed-"))
    yield folder
    for pointer in folder.glob(f"*/{database.POINTER}"):
        shutil.rmtree(pointer.read_text().strip())
    shutil.rmtree(folder)


@as_root
def test_root_gives_the_database_to_somebody_else(site: Up) -> None:
    uid = Path(f"/proc/{site.pids['database']}").stat().st_uid
    assert uid != 0
    assert (site.data / "database").stat().st_uid == uid


@as_root
def test_it_runs_as_an_ordinary_user(seeded: Callable[[], Path]) -> None:
    who = nobody()
    python = next((path for path in PYTHONS if owner.can(who, lambda path=path: _usable(path))), None)  # type: ignore[misc]
    if python is None:
        pytest.skip("this checkout or its Python cannot be read by another user")
    data = seeded()
    for path in (data, *data.rglob("*")):
        who.own(path)
    env = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    up = Up(data, "--port", "0", "--no-demo", user=who.uid, python=python, env=env).ready()
    try:
        assert up.answers()
        assert {Path(f"/proc/{pid}").stat().st_uid for pid in up.pids.values()} == {who.uid}
    finally:
        assert up.end() == 0


@as_root
def test_it_runs_where_the_databases_user_cannot_walk(closed: Path, seeded: Callable[[], Path]) -> None:
    data = closed / "data"
    seeded().rename(data)
    first = Up(data, "--port", "0", "--no-demo").ready()
    try:
        home = Path((data / database.POINTER).read_text().strip())
        assert first.answers()
        assert home.parent == database.ELSEWHERE and (home / "database").is_dir()
        assert any(str(home) in line for line in first.lines)
    finally:
        first.end()
    again = Up(data, "--port", "0").ready()
    again.end()
    assert not any(line.startswith("Tables") for line in again.lines), again.lines


@as_root
def test_programs_that_the_databases_user_cannot_read_are_copied(
    closed: Path, new_data: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = programs.package()
    for folder in (package, package.with_name(f"{programs.WHEEL}.libs")):
        shutil.copytree(folder, closed / folder.name, symlinks=True, ignore=shutil.ignore_patterns("include", "*.a"))
    monkeypatch.setattr(programs, "package", lambda: closed / package.name)
    home = new_data()
    home.mkdir(mode=0o711)
    found = programs.find(nobody(), home)
    assert found.is_relative_to(home / "postgres" / programs.MAJOR)
    said = subprocess.run([found / "initdb", "--version"], user=nobody().uid, group=nobody().gid, extra_groups=[],
                          capture_output=True, text=True, cwd="/", check=True)
    assert programs.MAJOR in said.stdout


def test_a_socket_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    from redbridge.config.up import cluster
    from redbridge.config.up.words import CannotStart

    (tmp_path / "theirs").symlink_to("/tmp")
    with pytest.raises(CannotStart):
        cluster._private(tmp_path / "theirs", owner.choose())


def test_a_long_path_takes_its_socket_to_a_short_one(tmp_path: Path) -> None:
    from redbridge.config.up.cluster import SOCKET_PATH_LIMIT, Cluster

    far = Cluster(tmp_path / ("x" * 120), tmp_path, owner.choose())
    near = Cluster(Path("/srv/site"), tmp_path, owner.choose())
    assert len(os.fsencode(far.sockets)) < SOCKET_PATH_LIMIT
    assert near.sockets == Path("/srv/site/run/postgres")


@pytest.fixture
def fifteen(new_data: Callable[[], Path]) -> Iterator[str]:
    """The address of a plain PostgreSQL 15."""
    if not (DEBIAN_15 / "initdb").exists():
        pytest.skip(f"no PostgreSQL 15 in {DEBIAN_15}")
    home = new_data()
    home.mkdir()
    become: dict[str, int | list[int]] = {}
    if os.geteuid() == 0:
        who = nobody()
        who.own(home)
        become = {"user": who.uid, "group": who.gid, "extra_groups": []}
    subprocess.run([DEBIAN_15 / "initdb", "-D", home / "db", "-U", "redbridge", "-A", "trust", "-E", "UTF8", "--no-sync",
                    "--locale=C.UTF-8"], check=True, stdout=subprocess.DEVNULL, cwd=home, **become)  # type: ignore[call-overload]
    server = subprocess.Popen([DEBIAN_15 / "postgres", "-D", home / "db", "-k", home, "-h", "", "-c", "fsync=off"],
                              stderr=subprocess.DEVNULL, cwd=home, **become)  # type: ignore[call-overload]
    yield f"postgresql://redbridge@/postgres?host={home}"
    server.terminate()
    server.wait()


def test_a_plain_postgresql_15_will_do(fifteen: str, seeded: Callable[[], Path]) -> None:
    up = Up(seeded(), "--port", "0", "--no-demo", env={"REDBRIDGE_DATABASE_URL": fifteen}).ready()
    try:
        assert up.answers()
        assert "database" not in up.pids
    finally:
        assert up.end() == 0
