"""The packs that count, with the YAML they were read from; and putting one there."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from redbridge.policy import site
from redbridge.policy.rules.packs import Pack, PackError, read_pack
from redbridge.policy.rules.shelf import folder_of


@dataclass(frozen=True)
class Standing:
    """A pack in force and its source."""

    pack: Pack
    source: str

    @property
    def digest(self) -> str:
        """Of the source."""
        return digest_of(self.source)


def digest_of(source: str) -> str:
    """SHA-256, in hexadecimal."""
    return hashlib.sha256(source.encode()).hexdigest()


def in_force() -> list[Standing]:
    """The packs that count, baseline first."""
    sources = dict(_readable())
    found = [(pack, sources.get(pack.name, "")) for pack in site.shelf().packs]
    return [Standing(pack, source) for pack, source in found if source]


def check(source: str) -> Pack:
    """The pack, if it could come into force now; raises PackError with line and reason."""
    pack = read_pack(source)
    now = {one.name: one for one in site.shelf().packs}
    taken = {rule.id: one.name for one in now.values() if one.name != pack.name for rule in one.rules}
    for rule in pack.rules:
        if rule.id in taken:
            raise PackError(rule.line, f"the id {rule.id} stands in the pack {taken[rule.id]} already")
    if pack.name in now and pack.version <= now[pack.name].version:
        have = now[pack.name].version
        raise PackError(1, f"version {have} is in force; a change is version {have + 1} or later")
    return pack


def put(name: str, source: str) -> None:
    """Bring a pack into force: every process reads it within some seconds. Raises OSError where the folder cannot be written."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = next((path for path in _paths() if _name_in(path) == name), folder / f"{name}.yaml")
    part = path.with_name(f".{path.name}.{os.getpid()}")
    part.write_text(source, "utf-8")
    part.replace(path)


def _folder() -> Path:
    return folder_of(settings.REDBRIDGE_POLICY_FOLDER, settings.REDBRIDGE_DATA)


def _paths() -> list[Path]:
    folder = _folder()
    return sorted(path for path in folder.glob("*.y*ml") if not path.name.startswith(".")) if folder.is_dir() else []


def _name_in(path: Path) -> str:
    try:
        return read_pack(path.read_text("utf-8-sig")).name
    except (PackError, OSError, UnicodeDecodeError):
        return ""


def _readable() -> "Iterator[tuple[str, str]]":
    """Names of packs and what their files hold; of a faulty one what counts in its place."""
    yield "baseline", (files("redbridge.policy") / "packs" / "baseline.yaml").read_text("utf-8")
    kept = Path(settings.REDBRIDGE_DATA) / "policy-kept"
    for path in _paths():
        for one in (path, kept / path.name):
            if name := _name_in(one):
                yield name, one.read_text("utf-8-sig")
                break
