"""What a place for bytes can do, whoever keeps them."""

from collections.abc import Iterable, Iterator
from typing import IO, Protocol


class Unreachable(Exception):
    """The place cannot be used: one sentence that says why and how to mend it."""


class Storage(Protocol):
    """What a place for pictures can do. Every method raises ValueError for a key that is not ours."""

    def save(self, key: str, chunks: Iterable[bytes], kind: str) -> None:
        """Keep the bytes under `key` (media type `kind`): all of them, durably, or nothing. Replaces."""

    def open(self, key: str) -> IO[bytes]:
        """The bytes, to be read once from the front; raises FileNotFoundError."""

    def size(self, key: str) -> int:
        """How many bytes; raises FileNotFoundError."""

    def delete(self, key: str) -> None:
        """Forget the key; fine where there is none."""

    def exists(self, key: str) -> bool:
        """Whether there are bytes under the key."""

    def stale(self, seconds: float) -> Iterator[str]:
        """Keys in the spool, half-written ones of any kind included, older than `seconds`."""

    def check(self) -> str:
        """Write, read and forget a few bytes; where that was, for a person to read. Raises Unreachable."""
