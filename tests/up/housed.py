"""The gate's own small house (`served.py`) under test, and those who come to it."""

import contextlib
import http.client
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from redbridge.config.up import ports
from tests.up.running import PATIENT, clean, descendants, wait_for
from tests.up.served import HEAD_WITHIN

STILL = HEAD_WITHIN + 10
"""Seconds without a byte, after which an answer is taken to be all; the server closes a line that says no more before that."""


class House:
    """The server, and those who ask."""

    def __init__(self, pid: int, listening: socket.socket, folder: Path) -> None:
        self.pid, self.listening, self.folder = pid, listening, folder
        self.port: int = listening.getsockname()[1]
        self.said: dict[str, tuple[int, bytes]] = {}
        self.asking: list[threading.Thread] = []

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> http.client.HTTPResponse:
        """One request on a line of its own; its answer, read whole into `.came`."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENT)
        line.request(method, path, body, headers)
        answer = line.getresponse()
        answer.came = answer.read()  # type: ignore[attr-defined]
        line.close()
        return answer

    def hold(self, name: str, method: str = "GET") -> None:
        """Ask for what lasts until `end(name)`; its answer comes to `said`."""
        def asking() -> None:
            answer = self.ask(f"/hold/{name}", method)
            self.said[name] = (answer.status, answer.came)  # type: ignore[attr-defined]

        self.asking.append(threading.Thread(target=asking))
        self.asking[-1].start()

    def say(self, *words: bytes) -> bytes:
        """What comes back to these words, of which the first is the request's line, until the line is closed or still."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=STILL) as line:
            line.sendall(b"\r\n".join(words))
            return rest_of(line)

    @property
    def worker(self) -> int:
        """The process that serves."""
        [pid] = descendants(self.pid)
        return pid

    def most_memory(self) -> int:
        """Bytes, the most that its worker ever had resident."""
        return int(Path(f"/proc/{self.worker}/status").read_text().partition("VmHWM:")[2].split()[0]) * 1024

    def has_begun(self, name: str) -> bool:
        return (self.folder / f"{name}.begun").exists()

    def works(self, name: str) -> None:
        """Wait until it works."""
        wait_for(lambda: self.has_begun(name), f"{name} at work")

    def end(self, *names: str) -> None:
        """Let them end, and wait for all answers."""
        for name in names:
            (self.folder / f"{name}.end").touch()
        for one in self.asking:
            one.join(PATIENT)


def rest_of(line: socket.socket) -> bytes:
    """All that still comes on it."""
    came = bytearray()
    with contextlib.suppress(TimeoutError, ConnectionResetError):
        while piece := line.recv(1 << 20):
            came += piece
    return bytes(came)


def opened(pid: int) -> list[str]:
    """The files and lines a process has open, by name."""
    found = []
    for link in Path(f"/proc/{pid}/fd").iterdir():
        try:
            found.append(str(link.readlink()))
        except FileNotFoundError:
            continue
    return found


def sends(house: House, length: int, sent: int) -> socket.socket:
    """A line on which so many of the declared bytes were sent."""
    line = socket.create_connection(("127.0.0.1", house.port), timeout=PATIENT)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the answer may come before all is said
        line.sendall(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode() + b"x" * sent)
    return line


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with ports.listen("127.0.0.1", 0) as listening:
        process = subprocess.Popen([sys.executable, "-m", "tests.up.served", str(listening.fileno()), str(tmp_path)],
                                   pass_fds=[listening.fileno()], env=clean())
        house = House(process.pid, listening, tmp_path)
        try:
            house.ask("/environ")
            yield house
        finally:
            for name in house.said.keys() | {path.stem for path in tmp_path.glob("*.begun")}:
                (tmp_path / f"{name}.end").touch()
            process.terminate()
            assert process.wait(PATIENT) == 0
