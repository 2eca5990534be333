"""Who listens. A stream holds little: whoever reads too slowly is told to look again, and costs no memory."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable
from time import monotonic

QUEUE = 32
"""Events a stream holds. Past it the oldest go, and the reader is told to refresh."""
STREAMS_A_PERSON = 8
STREAMS = 20_000
"""All together: some 25 kB each."""
REFRESH = "refresh"
REMEMBERED = 60.0
"""Seconds for which it is known who was told."""
LATE = 5.0
"""Seconds a browser's question may be under way."""
MOST_REMEMBERED = 50_000


class Full(Exception):
    """There is no room for another stream."""


class Stream:
    """One open connection of one person."""

    def __init__(self, person: int, session: str) -> None:
        self.person = person
        self.session = session
        self.closed = False
        self._waiting: deque[str] = deque(maxlen=QUEUE)
        self._dropped = False
        self._wake = asyncio.Event()

    def put(self, event: str) -> None:
        """Queue an event by its name. The same one twice in a row says nothing new."""
        if self._waiting and self._waiting[-1] == event:
            return
        self._dropped = self._dropped or len(self._waiting) == QUEUE
        self._waiting.append(event)
        self._wake.set()

    def close(self) -> None:
        """End it; the reader learns at once."""
        self.closed = True
        self._wake.set()

    async def take(self, seconds: float) -> list[str] | None:
        """The events since the last call, [] when there were none within `seconds`, None once it is closed."""
        try:
            await asyncio.wait_for(self._wake.wait(), seconds)
        except TimeoutError:
            return []
        self._wake.clear()
        if self.closed:
            return None
        events = [*self._waiting, *([REFRESH] if self._dropped else [])]
        self._waiting.clear()
        self._dropped = False
        return events


class Streams:
    """All open streams, by person. One thread, so no locks."""

    def __init__(self) -> None:
        self._open: dict[int, list[Stream]] = defaultdict(list)
        self.count = 0
        self.delivered = 0
        self._told: dict[int, float] = {}
        self._complete_since = monotonic()

    def add(self, person: int, session: str) -> Stream:
        """A new stream; raises Full where the person or the hub has as many as there may be."""
        if len(self._open.get(person, ())) >= STREAMS_A_PERSON or self.count >= STREAMS:
            raise Full
        stream = Stream(person, session)
        self._open[person].append(stream)
        self.count += 1
        return stream

    def remove(self, stream: Stream) -> None:
        """Forget a stream, once."""
        mine = self._open[stream.person]
        mine.remove(stream)
        self.count -= 1
        if not mine:
            del self._open[stream.person]

    def tell(self, people: Iterable[int], event: str) -> None:
        """Queue an event for every stream of these people."""
        now = monotonic()
        for person in people:
            self._told.pop(person, None)
            self._told[person] = now  # the latest stand last
            for stream in self._open.get(person, ()):
                stream.put(event)
                self.delivered += 1
        self._forget(now - REMEMBERED)

    def _forget(self, before: float) -> None:
        while self._told and (self._told[first := next(iter(self._told))] < before or len(self._told) > MOST_REMEMBERED):
            self._complete_since = self._told.pop(first)

    def missed(self, person: int, age: float) -> bool:
        """Whether a page written `age` seconds ago may not know what its reader was told since, or nobody remembers."""
        since = monotonic() - age - LATE
        return since <= self._complete_since or self._told.get(person, since) > since

    def lost(self) -> None:
        """News may have been lost until now: whoever listens looks again, and so does whoever comes with an older page."""
        self.tell(list(self._open), REFRESH)
        self._told.clear()
        self._complete_since = monotonic()

    def everybody(self) -> list[Stream]:
        """All of them."""
        return [stream for mine in self._open.values() for stream in mine]

    def close_all(self) -> None:
        """End every stream: we are stopping, and each browser asks again by itself."""
        for stream in self.everybody():
            stream.close()
