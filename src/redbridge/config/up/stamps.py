"""What need not be done again: migrations that are applied, static files that are collected.

Both compare the code's fingerprint with what was there last time. Whether migrations are applied is always asked of
the database itself, so one that was replaced or rolled back is noticed.
"""

import hashlib
import importlib.metadata
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from redbridge.config.up import folders

SOURCE = Path(__file__).resolve().parent.parent.parent
_PACKAGES = ("django", "django-allauth", "django-htmx", "procrastinate", "whitenoise")


def of_migrations() -> str:
    """The fingerprint of every migration: ours by content, others' by version."""
    return _fingerprint([*SOURCE.glob("*/migrations/*.py"), SOURCE / "config" / "settings.py"])


def of_static() -> str:
    """The fingerprint of every static file and of how they are collected."""
    files = [path for path in SOURCE.glob("*/static/**/*") if path.is_file()]
    return _fingerprint([*files, SOURCE / "config" / "settings.py"])


def _fingerprint(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(SOURCE)} ".encode() + hashlib.sha256(path.read_bytes()).digest())
    for package in _PACKAGES:
        digest.update(f"{package} {importlib.metadata.version(package)}\n".encode())
    return digest.hexdigest()


def applied(data: Path, fingerprint: str, present: Iterable[str]) -> bool:
    """Are all migrations in the database that were there when this code's own were last applied?"""
    known = _read(data / "run" / "migrations.json")
    wanted = known.get("applied", [])
    return known.get("code") == fingerprint and bool(wanted) and set(wanted) <= set(present)


def remember_applied(data: Path, fingerprint: str, present: Iterable[str]) -> None:
    """Call after migrating, with what the database says."""
    folders.write(data / "run" / "migrations.json", json.dumps({"code": fingerprint, "applied": sorted(present)}))


def collected(data: Path, fingerprint: str) -> bool:
    """Does the static folder hold what this code would collect?"""
    return _read(data / "run" / "static.json").get("code") == fingerprint and (data / "static").is_dir()


def remember_collected(data: Path, fingerprint: str) -> None:
    """Call after collecting."""
    folders.write(data / "run" / "static.json", json.dumps({"code": fingerprint}))


def _read(path: Path) -> dict[str, Any]:
    try:
        found: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return found
