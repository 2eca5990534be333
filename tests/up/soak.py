"""Many who mean no good, at once and at random, for a while; and what a house is like when they are gone."""

import contextlib
import random
import socket
import struct
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.up.housed import House, opened
from tests.up.running import wait_for
from tests.up.served import ON_DISK, PATIENCE, PLACES

Words = Callable[[random.Random], bytes]
LEAVES = struct.pack("ii", 1, 0)
"""Hang up with a reset, at once."""


def _post(rule: random.Random) -> bytes:
    length, sent = rule.choice([0, 1, 5_000, 70_000, 400_000]), rule.choice([0, 0.5, 1, 1])
    return b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % length + b"x" * int(length * sent)


def _get(path: str) -> Words:
    def words(rule: random.Random) -> bytes:
        return f"{rule.choice(['GET', 'GET', 'HEAD'])} {path} HTTP/1.{rule.choice('01')}\r\nHost: a\r\n\r\n".encode()

    return words


def _raw(words: bytes) -> Words:
    return lambda rule: words


KINDS: list[Words] = [_post] * 4 + [_get(path) for path in (
    "/environ", "/busy/20", "/busy/20", "/breaks/x", "/leaves/x", "/ends/0", "/ends/2", "/elsewhere/0", "/elsewhere/3",
    "/file/long", "/file/none", "/gone/x", "/header/x", "//%00%ff", "*",
)] + [_raw(words) for words in (
    b"", b"\0\xff\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"GET /environ HTTP/1.1\r\nHost: a\r\nX: ",
    b"GET /environ HTTP/1.1\r\nHost: a\r\n\r\n" * 5,
    b"POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
)]


class Soak:
    """So many at once, each a line after another, each of which says one thing and leaves at a moment of its own."""

    def __init__(self, house: House, many: int, seconds: float, seed: int, least: int = 0) -> None:
        self.house, self.said, self.least = house, 0, least
        self.until = time.monotonic() + seconds
        self.many = [threading.Thread(target=self._one, args=(random.Random(seed + n),)) for n in range(many)]

    def run(self) -> int:
        """How many things were said; for longer than was asked where they are not `least` by then."""
        for one in self.many:
            one.start()
        for one in self.many:
            one.join()
        return self.said

    def _one(self, rule: random.Random) -> None:
        while time.monotonic() < self.until or self.said < self.least:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.house.port), timeout=10) as line:
                line.sendall(rule.choice(KINDS)(rule))
                line.settimeout(rule.choice([0.001, 0.01, 0.05, 0.2]))
                with contextlib.suppress(TimeoutError):
                    while line.recv(rule.choice([1, 1000, 1 << 20])) and rule.random() < 0.9:
                        pass
                if rule.random() < 0.5:
                    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LEAVES)
            self.said += 1


def is_as_it_was(house: House, files: list[str], lying: set[Path]) -> None:
    """Fails where a place, a file that is open or that lies there, or room for bodies was lost."""
    wait_for(lambda: sorted(opened(house.worker)) == files, "all lines and files closed")
    wait_for(lambda: set(house.folder.iterdir()) - {house.folder / "closed"} == lying, "no file left")
    names = [f"after{number}" for number in range(PLACES)]
    for name in names:
        house.hold(name)
    for name in names:
        house.works(name)
    time.sleep(PATIENCE * 1.2)
    house.end(*names)
    assert {house.said[name] for name in names} == {(200, b"held")}
    assert house.ask("/echo", "POST", b"x" * (ON_DISK - 1)).status == 200
