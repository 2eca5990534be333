"""A page of what was found, and the place of the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection

from redbridge.kernel import cursors

T = TypeVar("T")
FIRST = (float("1e308"), 2**62)
"""Before the first row."""


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows of one page and the cursor of the next; empty at the end."""

    rows: list[T]
    after: str = ""


def place(cursor: str) -> tuple[float | int, ...]:
    """Score and id of the last row seen; raises BadCursor."""
    return cursors.unpack(cursor, "fi") if cursor else FIRST


def page(rows: Sequence[tuple[Any, ...]], limit: int) -> tuple[Sequence[tuple[Any, ...]], str]:
    """Of `limit` + 1 rows that end in (score, id): those of the page, and the cursor of the next."""
    kept = rows[:limit]
    return kept, cursors.pack(float(kept[-1][-2]), int(kept[-1][-1])) if len(rows) > limit else ""


def ask(sql: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    """All rows of one statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
