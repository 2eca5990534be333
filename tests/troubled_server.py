"""A server on a thread that answers JSON and can be in any trouble that servers are in, whatever protocol it speaks."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from types import TracebackType
from typing import Any, Self

from tests.quiet_server import QuietServer

TROUBLES: dict[str, tuple[int, Any]] = {
    "error_500": (500, {"error": "Internal"}),
    "error_503": (503, "<html>Bad gateway</html>"),
    "error_200": (200, {"error": {"message": "overloaded"}}),
    "error_200_message": (200, {"message": "Something went wrong"}),
    "html_200": (200, "<html>Welcome to the wifi of this hotel</html>"),
    "broken_json": (200, '{"translations": [{"text": "Mor'),
    "empty_200": (200, ""),
    "list_200": (200, [1, 2, 3]),
    "deep_json": (200, "[" * 100_000),
    "redirect": (307, {}),
    "forbidden": (403, {"message": "Forbidden"}),
    "quota": (456, {"message": "Quota for this billing period has been exceeded"}),
    "busy": (429, {"message": "Too many requests"}),
    "huge": (200, {"padding": "x" * 5_000_000}),
}
"""Answers to every POST. Beside them `drip` and `drip_head` (a byte at a time), `silent` (connects, says nothing),
`hang_up`, `endless` (never stops sending)."""


class Troubled:
    """`with Server() as server: server.url`. `calls` counts requests by path, `bodies` and `headers` keep what came."""

    def __init__(self) -> None:
        self.mode, self.retry_after = "kind", ""
        self.calls: Counter[str] = Counter()
        self.bodies: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self._over = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.owner = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    def wait(self, seconds: float) -> bool:
        """Sleep, unless the test is over: True then."""
        return self._over.wait(seconds)

    def get(self, path: str) -> tuple[int, Any]:
        """The answer to a GET: status, and a body that is JSON or already text."""
        return 404, {"message": f"no {path}"}

    def post(self, path: str, asked: dict[str, Any], headers: dict[str, str]) -> tuple[int, Any]:
        """The answer to a POST."""
        raise NotImplementedError


class _Server(QuietServer):
    owner: Troubled


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.owner.calls[self.path.partition("?")[0]] += 1
        self.say(*self.server.owner.get(self.path))

    def do_POST(self) -> None:
        owner = self.server.owner
        owner.calls[self.path] += 1
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        owner.bodies.append(asked)
        owner.headers.append(dict(self.headers))
        if ill := _ILL.get(owner.mode):
            ill(self)
        elif owner.mode in TROUBLES:
            self.say(*TROUBLES[owner.mode])
        else:
            self.say(*owner.post(self.path, asked, dict(self.headers)))

    def say(self, status: int, body: Any) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 307:
            self.send_header("Location", f"{self.server.owner.url}/elsewhere")
        if self.server.owner.retry_after:
            self.send_header("Retry-After", self.server.owner.retry_after)
        self.end_headers()
        self.put((body if isinstance(body, str) else json.dumps(body)).encode())

    def put(self, payload: bytes, size: int = 0, pause: float = 0.0) -> None:
        """Send it in pieces until it is all there, the other side has gone, or the test is over."""
        for at in range(0, len(payload), size or len(payload) or 1):
            try:
                self.wfile.write(payload[at : at + (size or len(payload))])
            except OSError:
                return
            if pause and self.server.owner.wait(pause):
                return

    def drip(self) -> None:
        self.put(b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n" + b" " * 10_000, 1, 0.05)

    def drip_head(self) -> None:
        self.put(b"HTTP/1.0 200 OK\r\nX-Drip: " + b"x" * 10_000, 1, 0.05)

    def silent(self) -> None:
        self.server.owner.wait(60)

    def hang_up(self) -> None:
        self.connection.close()

    def endless(self) -> None:
        self.put(b"HTTP/1.0 200 OK\r\n\r\n")
        started = time.monotonic()
        while time.monotonic() - started < 30 and not self.server.owner.wait(0):
            try:
                self.wfile.write(b'{"choices": ' + b" " * 60_000)
            except OSError:
                return

    def log_message(self, format: str, *args: Any) -> None:
        pass


_ILL: dict[str, Callable[[_Handler], None]] = {
    "drip": _Handler.drip, "drip_head": _Handler.drip_head, "silent": _Handler.silent, "hang_up": _Handler.hang_up,
    "endless": _Handler.endless,
}  # fmt: skip
SLOW = ("drip", "drip_head", "silent")
AT_ONCE = ("error_500", "error_503", "error_200", "html_200", "broken_json", "empty_200", "list_200", "deep_json",
           "redirect", "huge", "hang_up", "endless")  # fmt: skip
