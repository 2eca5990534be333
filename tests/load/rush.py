"""Many visitors at once, bounded in number and time, against a site on this machine alone."""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

LINES_MOST = 1000
"""Connections a rush may hold open."""


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


class Line:
    """One kept-open connection."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self.host, self.port = "127.0.0.1", parts.port or 80
        assert parts.hostname in ("localhost", "127.0.0.1")
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, request: bytes, seen: Seen) -> tuple[int, bytes]:
        """Send and read one answer; (0, b"") where the connection broke."""
        began = time.monotonic()
        try:
            if self.reader is None or self.reader.at_eof():  # browsers too see that a kept-open line was closed meanwhile
                self.close()
                self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
            assert self.writer
            self.writer.write(request)
            status, head, body = await self._answer()
        except (OSError, asyncio.IncompleteReadError, ValueError):
            seen.broken += 1
            self.close()
            return 0, b""
        seen.note(status, time.monotonic() - began, head)
        return status, head + body

    async def _answer(self) -> tuple[int, bytes, bytes]:
        assert self.reader
        head = await self.reader.readuntil(b"\r\n\r\n")
        fields = {name.strip().lower(): value.strip() for name, _, value in
                  (line.partition(b":") for line in head.split(b"\r\n")[1:])}
        body = await self.reader.readexactly(int(fields.get(b"content-length", b"0")))
        return int(head.split(b" ", 2)[1]), head, body

    def close(self) -> None:
        """Let it go."""
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


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
    seen, free, tasks = Seen(seconds=seconds), [Line(url) for _ in range(LINES_MOST)], set()

    async def visit(line: Line, number: int) -> None:
        came = time.monotonic()
        status, said = await line.ask(request(number), seen)
        for _time in range(again):
            if status != 503:
                break
            free.append(line)
            await asyncio.sleep(_retry_after(said) + number % 10 / 10)
            while not free:
                await asyncio.sleep(0.02)
            line = free.pop()
            status, said = await line.ask(request(number), seen)
        seen.last[number] = (status, time.monotonic() - came)
        free.append(line)

    began = time.monotonic()
    for number in range(int(rate * seconds)):
        if (early := began + number / rate - time.monotonic()) > 0:
            await asyncio.sleep(early)
        if not free:
            seen.unsent += 1
            continue
        task = asyncio.create_task(visit(free.pop(), number))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    seen.seconds = time.monotonic() - began
    for line in free:
        line.close()
    return seen
