"""The packs of a site: the baseline, and what stands in the host's folder. A faulty file is told, and its last good one stays."""

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from redbridge.policy.rules.domains import FILE as BLOCKED
from redbridge.policy.rules.domains import Blocklist, read_blocklist
from redbridge.policy.rules.nodes import N_
from redbridge.policy.rules.packs import LARGEST, Pack, PackError, read_pack

MOST_FILES = 50
Signature = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file, and in which line."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.reason}"


@dataclass(frozen=True)
class Shelf:
    """Packs in the order in which they are read, baseline first; `faults` of files that do not count as they are."""

    packs: tuple[Pack, ...]
    blocklist: Blocklist
    faults: tuple[Fault, ...] = ()

    @property
    def version(self) -> str:
        """Names and versions: baseline-1+berlin-3."""
        return "+".join(f"{pack.name}-{pack.version}" for pack in self.packs)


def signature(folder: Path) -> Signature:
    """Changes when a file does; costs a look at the folder."""
    return tuple((path.name, found.st_mtime_ns, found.st_size) for path in _named(folder) if (found := _stat(path)))


def folder_of(named: str, data: str) -> Path:
    """Where the host's files are: as set, or `policy` in the data folder."""
    return Path(named) if named else Path(data) / "policy"


def baseline() -> Pack:
    """The pack that comes with the house."""
    return read_pack((files("redbridge.policy") / "packs" / "baseline.yaml").read_text("utf-8"))


def read_file(path: Path) -> Pack:
    """One pack; raises PackError, and OSError where there is no such file."""
    return read_pack(_text(path))


def open_shelf(folder: Path, kept: Path | None = None) -> Shelf:
    """What counts now. `kept` is where good files are copied to and looked for when one is faulty."""
    packs, faults = {"baseline": baseline()}, list[Fault]()
    theirs = dict[str, str]()
    for path in _named(folder):
        if path.name == BLOCKED:
            continue
        pack = _good(path, kept, faults)
        if pack and (clash := _clash(pack, packs, theirs)):
            faults.append(Fault(path.name, *clash))
        elif pack:
            packs[pack.name], theirs[pack.name] = pack, path.name
    return Shelf(tuple(packs.values()), read_blocklist_of(folder, faults), tuple(faults))


def _named(folder: Path) -> list[Path]:
    """Packs by name, and the list of domains."""
    try:
        found = sorted(path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") or path.name == BLOCKED)
    except OSError:
        return []
    return [path for path in found if not path.name.startswith(".")][:MOST_FILES]


def _stat(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _text(path: Path) -> str:
    with path.open("rb") as file:
        raw = file.read(4 * LARGEST + 1)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PackError(raw[: error.start].count(b"\n") + 1, N_("this is not UTF-8")) from error


def _good(path: Path, kept: Path | None, faults: list[Fault]) -> Pack | None:
    try:
        source = _text(path)
        pack = read_pack(source)
    except (PackError, OSError) as error:
        line, reason = (error.line, error.reason) if isinstance(error, PackError) else (1, f"cannot be read: {error.strerror}")
        faults.append(Fault(path.name, line, reason))
        return _earlier(kept / path.name) if kept else None
    if kept:
        _keep(kept / path.name, source)
    return pack


def _earlier(path: Path) -> Pack | None:
    try:
        return read_file(path)
    except (PackError, OSError):
        return None


def _keep(path: Path, source: str) -> None:
    """Copied whole or not at all; a folder that cannot be written costs the memory, not the site."""
    try:
        if path.exists() and path.read_text("utf-8") == source:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        part.write_text(source, "utf-8")
        part.replace(path)
    except OSError:
        return


def _clash(pack: Pack, packs: dict[str, Pack], theirs: dict[str, str]) -> tuple[int, str] | None:
    """Line and reason, where another pack has the name or a rule's id already. A host's baseline takes the place of ours."""
    if pack.name in theirs:
        return 1, f"{theirs[pack.name]} is the pack {pack.name} already"
    taken = {rule.id: other.name for other in packs.values() if other.name != pack.name for rule in other.rules}
    for rule in pack.rules:
        if rule.id in taken:
            return rule.line, f"the id {rule.id} stands in the pack {taken[rule.id]} already"
    return None


def read_blocklist_of(folder: Path, faults: list[Fault]) -> Blocklist:
    """The host's list, empty where there is none; lines that name no domain are added to `faults`."""
    try:
        found, wrong = read_blocklist(_text(folder / BLOCKED))
    except FileNotFoundError:
        return Blocklist(())
    except (PackError, OSError) as error:
        faults.append(Fault(BLOCKED, getattr(error, "line", 1), str(error)))
        return Blocklist(())
    faults.extend(Fault(BLOCKED, line, "this names no domain") for line in wrong[:3])
    return found
