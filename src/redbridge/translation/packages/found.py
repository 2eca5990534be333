"""What models a folder holds, by reading names and small files: no model is loaded."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MOST_JSON = 1_000_000
EDGE = 65_536
BPE = "bpe.model"
"""Byte pairs, where a package has no SentencePiece model."""
_BEFORE = re.compile(r"^.*?opus[-_]?mt[-_]", re.IGNORECASE)
_BESIDE = re.compile(r"(?:^|[-_])(?:tc|big|base|tiny|small|ct2|ctranslate2|converted|int8|float16|float32|model)(?=[-_]|$)")
_CODE = r"[a-z]{2,3}(?:[-_](?:Hans|Hant|CN|TW|BR))?"
_PAIR = re.compile(rf"({_CODE})[-_]({_CODE})(?:[-_.]|$)")


@dataclass(frozen=True)
class Package:
    """One direction of translation. `kind` is what readers see; `mark` changes with what is inside.

    `reader` and `writer` are the SentencePiece models of both sides, or one BPE file. `prefix` is what each answer of
    a model of many languages begins with.
    """

    folder: Path
    kind: str
    source: str
    target: str
    version: str
    model: Path
    reader: Path
    writer: Path
    prefix: str
    mark: str

    @property
    def pair(self) -> tuple[str, str]:
        """Source and target in the package's own codes."""
        return self.source, self.target


def found(folder: Path) -> tuple[Package, ...]:
    """All packages of a folder, itself one perhaps, the newest first; what is none is passed over."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if entry.is_dir() and not entry.name.startswith("."))
    except OSError:
        return ()
    packages = [package for path in (folder, *(folder / name for name in names)) if (package := read(path))]
    return tuple(sorted(packages, key=lambda package: _number(package.version), reverse=True))


def read(folder: Path) -> Package | None:
    """The package in one folder, or None."""
    metadata = small_json(folder / "metadata.json")
    try:
        return _argos(folder, metadata) if (folder / "model" / "model.bin").is_file() else _opus(folder, metadata)
    except OSError:
        return None


def small_json(path: Path) -> dict[str, Any]:
    """An object in a file; {} for anything else."""
    try:
        if path.stat().st_size > MOST_JSON:
            return {}
        said = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _argos(folder: Path, metadata: dict[str, Any]) -> Package | None:
    source, target = metadata.get("from_code"), metadata.get("to_code")
    words = next((one for one in (folder / "sentencepiece.model", folder / BPE) if one.is_file()), None)
    if words is None or not isinstance(source, str) or not isinstance(target, str):
        return None
    model, version = folder / "model", str(metadata.get("package_version", ""))
    prefix = str(metadata.get("target_prefix") or "")
    return Package(folder, "Argos", source, target, version, model, words, words, prefix, _mark(folder, model))


def _opus(folder: Path, metadata: dict[str, Any]) -> Package | None:
    named = _named(folder.name)
    source, target = metadata.get("from_code") or named[0], metadata.get("to_code") or named[1]
    reader, writer = folder / "source.spm", folder / "target.spm"
    there = all(path.is_file() for path in (folder / "model.bin", reader, writer))
    if not there or not isinstance(source, str) or not isinstance(target, str) or not source or not target:
        return None
    version = str(metadata.get("package_version", ""))
    return Package(folder, "OPUS-MT", source, target, version, folder, reader, writer, "", _mark(folder, folder))


def _named(name: str) -> tuple[str, str]:
    """The pair in a folder's name, as in `opus-mt-en-zh-ct2`; two empty words where there is none."""
    pair = _PAIR.match(_BESIDE.sub("", _BEFORE.sub("", name)).lstrip("-_"))
    return (pair[1].replace("_", "-"), pair[2].replace("_", "-")) if pair else ("", "")


def _mark(folder: Path, model: Path) -> str:
    """Twelve letters that change when the package does: of a large file its ends and its length are read."""
    mark = hashlib.blake2b(folder.name.encode(), digest_size=6)
    for path in (folder / "metadata.json", model / "config.json", model / "model.bin"):
        for edge in _edges(path):
            mark.update(edge)
    return mark.hexdigest()


def _edges(path: Path) -> Iterator[bytes]:
    if path.is_file():
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            yield size.to_bytes(8, "big") + file.read(EDGE)
            file.seek(max(0, size - EDGE))
            yield file.read(EDGE)


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", version)[:4])
