"""One line of the record as it is published and hashed (docs/record.md). Plain Python, so that anybody can run it."""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import date

GENESIS = "0" * 64
"""What the first line holds in place of the hash of the line before it, and the hash of an empty record."""


@dataclass(frozen=True)
class Line:
    """A line; `number` counts from 1, `day` is UTC, `reverses` is the number of another line."""

    number: int
    day: date
    kind: str
    rule: str
    language: str
    by: str
    seconds: int
    region: str
    surface: str
    appealed: bool
    reverses: int | None
    receipt: str
    previous: str


def body(line: Line) -> str:
    """The line without its hash: JSON, these keys in this order, no spaces, UTF-8, nothing escaped that need not be."""
    said = {
        "number": line.number, "day": line.day.isoformat(), "kind": line.kind, "rule": line.rule, "language": line.language,
        "by": line.by, "seconds": line.seconds, "region": line.region, "surface": line.surface, "appealed": line.appealed,
        "reverses": line.reverses, "receipt": line.receipt, "previous": line.previous,
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def hash_of(body_: str) -> str:
    """SHA-256 of the bytes of `body`, in hexadecimal."""
    return hashlib.sha256(body_.encode()).hexdigest()


def published(body_: str, hash_: str) -> str:
    """The line as it is published, without its end of line."""
    return f'{body_[:-1]},"hash":"{hash_}"}}'


SHAPE = re.compile(
    rb'(\{"number":([1-9][0-9]{0,17}),"day":"[0-9]{4}-[0-9]{2}-[0-9]{2}","kind":"[a-z_]+","rule":"[^"\\]*(?:\\.[^"\\]*)*",'
    rb'"language":"[^"\\]*(?:\\.[^"\\]*)*","by":"[a-z]+","seconds":[0-9]+,"region":"[^"\\]*(?:\\.[^"\\]*)*",'
    rb'"surface":"[^"\\]*(?:\\.[^"\\]*)*","appealed":(?:true|false),"reverses":(?:null|[1-9][0-9]*),"receipt":"[0-9a-f]{32}",'
    rb'"previous":"([0-9a-f]{64})"),"hash":"([0-9a-f]{64})"\}\n'
)
"""A published line: all before the hash, the number, the previous hash, the hash."""
