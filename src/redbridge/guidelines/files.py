"""The packs that count, with the YAML they were read from; and putting one there."""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from django.conf import settings

from redbridge.policy import site
from redbridge.policy.rules.nodes import N_
from redbridge.policy.rules.packs import Pack, PackError, read_pack
from redbridge.policy.rules.shelf import folder_of

_VERSION = re.compile(r"(?m)^version:[ \t]*\d+")
NEW_PACK = """\
pack: my-region
version: 1
rules:
  - id: a-rule-of-the-place
    title: {en: "", zh-Hans: "", zh-Hant: ""}
    text: {en: "", zh-Hans: "", zh-Hant: ""}
    category: illegal-goods
    severity: 2            # 1 to 5
    regions: [DE]          # or all
    action: withhold       # label, limit, hold, withhold, remove, suspend
    match:
      terms: [some words]
"""


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
            raise PackError(rule.line, N_("the id %(id)s stands in the pack %(pack)s already"), id=rule.id, pack=taken[rule.id])
    if pack.name in now and pack.version <= now[pack.name].version:
        have = now[pack.name].version
        raise PackError(1, N_("version %(have)s is in force; a change is version %(next)s or later"), have=have, next=have + 1)
    return pack


def next_source(name: str) -> str:
    """The pack of this name as a change of it begins, its version one higher; of another name a pack with one rule to write."""
    found = next((one for one in in_force() if one.pack.name == name), None)
    return _VERSION.sub(f"version: {found.pack.version + 1}", found.source, count=1) if found else NEW_PACK


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
