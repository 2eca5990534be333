"""When those who are sent away shall come again."""

from collections import deque
from math import ceil
from time import monotonic

RETRY_AFTER, LATEST = 2, 30
"""Seconds, the fewest and the most that anybody is sent away for."""


class Turns:
    """Who is refused comes again once as many as were sent away before them can have been served.

    Told to come back in two seconds, two thousand people knock a thousand times a second, and answering them costs what
    would have let them in. Whoever waits knocks once in the time that was said, so the knocks of that time are the queue.
    """

    KEPT = 10.0
    """Seconds over which those who were served are counted."""
    MOST = 10_000

    def __init__(self) -> None:
        self._served: deque[float] = deque(maxlen=self.MOST)
        self._refused: deque[float] = deque(maxlen=self.MOST)
        self._said = float(RETRY_AFTER)

    def served(self) -> None:
        """One more is through."""
        self._served.append(monotonic())

    def refused(self) -> int:
        """One more is sent away: for so many seconds."""
        now = monotonic()
        self._refused.append(now)
        queue, each = _since(self._refused, now - self._said), self.KEPT / max(self.KEPT, _since(self._served, now - self.KEPT))
        self._said = min(float(LATEST), max(float(RETRY_AFTER), queue * each))
        return ceil(self._said)


def _since(times: deque[float], first: float) -> int:
    """How many are not older, the older ones forgotten."""
    while times and times[0] < first:
        times.popleft()
    return len(times)
