"""Many visitors at once, bounded in number and time, against a site on this machine alone."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from urllib.parse import urlsplit

LINES_MOST = 1000
"""Connections a rush may hold open."""
LENGTH = re.compile(rb"(?i)\r\ncontent-length: *(\d+)\r\n")
OPENING: set["asyncio.Task[None]"] = set()
Then = Callable[[int, bytes], None]
TICK = 0.002
"""Seconds between looks at the clock."""


@dataclass
class Seen:
    """What came back: times in seconds by status; `unsent` asked for a line when none was free."""

    times: dict[int, list[float]] = field(default_factory=dict)
    without_retry: int = 0
    broken: int = 0
    unsent: int = 0
    last: dict[int, tuple[int, float]] = field(default_factory=dict)
    """For each who came by `at_rate`, the last answer and the seconds until it."""
    seconds: float = 0.0

    def note(self, status: int, seconds: float, head: bytes) -> None:
        """One answer."""
        self.times.setdefault(status, []).append(seconds)
        if status == 503 and b"retry-after" not in head.lower():
            self.without_retry += 1

    @property
    def counts(self) -> Counter[int]:
        """Answers by status."""
        return Counter({status: len(times) for status, times in self.times.items()})

    def rate(self, status: int) -> float:
        """Answers of this status a second."""
        return len(self.times.get(status, [])) / self.seconds

    def slower_than(self, share: float, status: int) -> float:
        """The time below which this share of the answers of a status came."""
        times = sorted(self.times.get(status, [0.0]))
        return times[min(len(times) - 1, int(len(times) * share))]


class Line(asyncio.Protocol):
    """One kept-open connection; as cheap as Python has it, since the visitors' time comes off the site's own cores."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.port = parts.port or 80
        assert parts.hostname in ("localhost", "127.0.0.1")
        self.transport: asyncio.Transport | None = None
        self.came, self.whole = b"", 0
        self.asked: tuple[Seen, float, Then] | None = None
        self.again = b""
        """What is said once more where a kept-open line turns out to have been closed meanwhile: so do browsers."""

    async def ask(self, request: bytes, seen: Seen) -> tuple[int, bytes]:
        """Send and read one answer; (0, b"") where the connection broke."""
        answer: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self.send(request, seen, lambda status, came: answer.set_result((status, came)))
        return await answer

    def send(self, request: bytes, seen: Seen, then: Then) -> None:
        """The same; `then` is called with the answer."""
        self.asked = (seen, time.monotonic(), then)
        if self.transport and not self.transport.is_closing():
            self.again = request
            self.transport.write(request)
        else:
            self._anew(request)

    def _anew(self, request: bytes) -> None:
        self.again = b""
        opening = asyncio.get_running_loop().create_task(self._open(request))
        OPENING.add(opening)
        opening.add_done_callback(OPENING.discard)

    async def _open(self, request: bytes) -> None:
        try:
            self.transport, _ = await asyncio.get_running_loop().create_connection(lambda: self, "127.0.0.1", self.port)
            self.transport.write(request)
        except OSError:
            self._end(0)

    def data_received(self, data: bytes) -> None:
        self.came = self.came + data if self.came else data
        if not self.whole:
            end = self.came.find(b"\r\n\r\n")
            if end < 0:
                return
            length = LENGTH.search(self.came, 0, end + 2)
            self.whole = end + 4 + (int(length[1]) if length else 0)
        if len(self.came) >= self.whole:
            self._end(int(self.came[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        if self.asked and self.again and not self.came:
            self._anew(self.again)
        else:
            self._end(0)

    def _end(self, status: int) -> None:
        came, self.came, self.whole = self.came, b"", 0
        if not self.asked:
            return
        (seen, began, then), self.asked = self.asked, None
        if status:
            seen.note(status, time.monotonic() - began, came)
        else:
            seen.broken += 1
        then(status, came)

    def close(self) -> None:
        """Let it go."""
        if self.transport:
            self.transport.close()


def _retry_after(said: bytes) -> float:
    found = re.search(rb"(?i)retry-after:\s*(\d+)", said)
    return float(found[1]) if found else 1.0


def get(path: str, cookie: str = "") -> bytes:
    """A request for a page."""
    return (f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Language: en\r\n" + (f"Cookie: {cookie}\r\n" if cookie else "")
            + "\r\n").encode()


async def by_turns(url: str, request: bytes, visitors: int, seconds: float) -> Seen:
    """Each visitor asks again as soon as it was answered: what the site can do."""
    seen, end = Seen(seconds=seconds), time.monotonic() + seconds

    async def visit() -> None:
        line = Line(url)
        while time.monotonic() < end:
            await line.ask(request, seen)
        line.close()

    await asyncio.gather(*(visit() for _ in range(visitors)))
    return seen


async def at_rate(url: str, request: Callable[[int], bytes], rate: float, seconds: float, again: int = 0) -> Seen:
    """Somebody new comes `rate` times a second, whether or not those before were served.

    Who is told to come again does so, up to `again` times, as browsers and people do who read Retry-After; their
    connection serves others meanwhile.
    """
    crowd = Crowd(url, request, again)
    began = time.monotonic()
    for number in range(int(rate * seconds)):
        while began + number / rate > time.monotonic():
            await asyncio.sleep(TICK)
        crowd.come(number, new=True)
    while crowd.under_way:
        await asyncio.sleep(TICK)
    crowd.seen.seconds = time.monotonic() - began
    for line in crowd.free:
        line.close()
    return crowd.seen


class Crowd:
    """Those who come by `at_rate`."""

    def __init__(self, url: str, request: Callable[[int], bytes], again: int) -> None:
        self.request, self.again = request, again
        self.seen, self.free = Seen(), [Line(url) for _ in range(LINES_MOST)]
        self.since: dict[int, float] = {}
        self.times: Counter[int] = Counter()
        self.under_way = 0

    def come(self, number: int, new: bool = False) -> None:
        """Ask; who is new and finds no line is `unsent`, who comes again waits for one."""
        if self.free:
            self.under_way += new
            self.since.setdefault(number, time.monotonic())
            line = self.free.pop()
            line.send(self.request(number), self.seen, partial(self._told, line, number))
        elif new:
            self.seen.unsent += 1
        else:
            asyncio.get_running_loop().call_later(10 * TICK, self.come, number)

    def _told(self, line: Line, number: int, status: int, came: bytes) -> None:
        self.free.append(line)
        if status == 503 and self.times[number] < self.again:
            self.times[number] += 1
            asyncio.get_running_loop().call_later(_retry_after(came) + number % 10 / 10, self.come, number)
        else:
            self.seen.last[number] = (status, time.monotonic() - self.since[number])
            self.under_way -= 1
