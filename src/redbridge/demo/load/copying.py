"""Rows into tables by COPY."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

ROWS_A_PIECE = 5000
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def text(value: str) -> str:
    """A text as COPY reads it."""
    return value.translate(_ESCAPES)


def document(value: Any) -> str:
    """A JSON document as COPY reads it."""
    return text(json.dumps(value, ensure_ascii=False))


def copy(table: str, columns: Sequence[str], lines: Iterable[str]) -> int:
    """Copy lines of tab-separated values into a table; how many there were."""
    many, piece = 0, []
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as sink:
        for line in lines:
            piece.append(line)
            if len(piece) == ROWS_A_PIECE:
                sink.write("\n".join(piece) + "\n")
                many, piece = many + len(piece), []
        if piece:
            sink.write("\n".join(piece) + "\n")
    return many + len(piece)


def run(sql: str, values: Any = None) -> list[tuple[Any, ...]]:
    """One statement; its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []
