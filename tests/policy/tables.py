"""The lines of table.tsv and heldout.tsv."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Line:
    """`rule` is empty where no rule may be met."""

    kind: str
    language: str
    rule: str
    text: str


def read_table(name: str) -> list[Line]:
    """All but the remarks."""
    rows = (HERE / f"{name}.tsv").read_text("utf-8").splitlines()
    return [_line(row) for row in rows if not row.startswith("#")]


def _line(row: str) -> Line:
    kind, language, rule, text = row.split("\t", 3)
    return Line(kind, language, rule, re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), text))
