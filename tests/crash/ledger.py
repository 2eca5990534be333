"""What a writer knows for certain, on disk before it goes on: what it is about to do, and what was acknowledged."""

import json
import os
import threading
from pathlib import Path


class Ledger:
    """An append-only file, one JSON object a line, each synced before the call returns."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a")
        self.path = path
        self.lock = threading.Lock()

    def intend(self, verb: str, key: str, **about: str | int) -> None:
        """Say what is about to be tried."""
        self._write({"intent": verb, "key": key, **about})

    def acknowledge(self, verb: str, key: str, answer: int = 0) -> None:
        """The site said that it is done."""
        self._write({"done": verb, "key": key, "answer": answer})

    def _write(self, entry: dict[str, str | int]) -> None:
        with self.lock:
            self.file.write(json.dumps(entry) + "\n")
            self.file.flush()
            os.fsync(self.file.fileno())

    def entries(self, kind: str, verb: str) -> dict[str, dict[str, str | int]]:
        """All entries of a kind ("intent" or "done") for a verb, by key."""
        found = [json.loads(line) for line in self.path.read_text().splitlines()]
        return {entry["key"]: entry for entry in found if entry.get(kind) == verb}
