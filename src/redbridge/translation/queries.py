"""Reading the memory."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

_RECALL = """
select hash, text, by, engine from translation_memory
where hash = any(%s::bytea[]) and source = %s and target = %s
"""


@dataclass(frozen=True)
class Remembered:
    """A translation, `by` "human" or "engine"; `engine` is the engine's or the person's name."""

    text: str
    by: str
    engine: str


def get_remembered(hashes: Iterable[bytes], source: str, target: str) -> dict[bytes, Remembered]:
    """What the memory holds of these texts for one pair, by hash, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_RECALL, [list(hashes), source, target])
        return {bytes(row[0]): Remembered(*row[1:]) for row in cursor.fetchall()}
