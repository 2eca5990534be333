"""How many rows to take at a time: as many as the engine does in a moment, so that what comes now waits for no backlog."""

LONG, SHORT = 3.0, 1.0
"""Seconds: after a batch that took longer the next is half as large, after one that took less twice."""


class Pace:
    """Of one process; two threads that adapt it at once do no harm."""

    def __init__(self, most: int) -> None:
        self.size = self._most = most

    def adapt(self, many: int, seconds: float) -> None:
        """So many rows took so long."""
        if seconds > LONG:
            self.size = max(1, min(self.size, many) // 2)
        elif seconds < SHORT and many >= self.size:
            self.size = min(self._most, self.size * 2)
