"""An index of packages over real HTTP, kind or hostile."""

import hashlib
import json
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.quiet_server import QuietServer

MODES = ("kind", "no_range", "truncates", "stops", "changes", "redirects", "private", "endless", "wrong_range", "held", "errors")
"""kind: with ETag and Range. stops: breaks each connection a third of the way. changes: another file at each asking.
truncates: ends early and says so by no length. private: leads to an address of this machine on another port.
held: sends half and waits until `go_on` is set."""


class IndexServer:
    """`with IndexServer(packages) as index: index.url`; `packages` are .argosmodel files named as Argos does.

    `says` is laid over each entry of the index. `asked` counts paths, `ranges` keeps each Range header.
    """

    def __init__(self, packages: list[Path], mode: str = "kind", says: dict[str, Any] | None = None) -> None:
        assert mode in MODES
        self.files = {path.name: path.read_bytes() for path in packages}
        self.mode, self.says = mode, says or {}
        self.asked: Counter[str] = Counter()
        self.ranges: list[str | None] = []
        self.go_on = threading.Event()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.index = self
        self.at = f"http://127.0.0.1:{self._server.server_address[1]}"
        self.url = f"{self.at}/index.json"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()

    def entries(self) -> list[dict[str, Any]]:
        """What the index says."""
        return [self._entry(name, data) for name, data in self.files.items()]

    def _entry(self, name: str, data: bytes) -> dict[str, Any]:
        _, pair, version = name.removesuffix(".argosmodel").split("-")
        source, target = pair.split("_")
        return {"package_version": version.replace("_", "."), "argos_version": "1.9", "type": "translate",
                "from_code": source, "to_code": target, "links": ["ipfs://nowhere", f"{self.at}/{name}"],
                "sha256": hashlib.sha256(data).hexdigest(), "size": len(data), **self.says}


class _Server(QuietServer):
    index: IndexServer


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        index, name = self.server.index, self.path.rpartition("/")[2]
        index.asked[name] += 1
        if name == "index.json":
            self.say(json.dumps(index.entries()).encode())
        elif index.mode == "redirects" and not self.path.startswith("/elsewhere"):
            self.lead(f"/elsewhere/{name}")
        elif index.mode == "private":
            self.lead(f"https://127.0.0.1:1/{name}")
        elif index.mode == "errors":
            self.say(b"no", 503)
        else:
            self.file(index, index.files[name])

    def file(self, index: IndexServer, data: bytes) -> None:
        asked, tag = self.headers.get("Range"), f'"{hashlib.md5(data).hexdigest()}"'
        index.ranges.append(asked)
        if index.mode == "changes":
            tag = f'"{len(index.ranges)}"'
        goes_on = asked and index.mode != "no_range" and self.headers.get("If-Range") == tag
        start = int(asked.removeprefix("bytes=").rstrip("-")) if asked and goes_on else 0
        self.send_response(206 if goes_on else 200)
        self.send_header("ETag", tag)
        if goes_on:
            first = start + 7 if index.mode == "wrong_range" else start
            self.send_header("Content-Range", f"bytes {first}-{len(data) - 1}/{len(data)}")
        if index.mode in ("truncates", "endless"):
            self.send_header("Connection", "close")
        else:
            self.send_header("Content-Length", str(len(data) - start))
        self.end_headers()
        self.body(index.mode, data[start:], len(data))

    def body(self, mode: str, rest: bytes, whole: int) -> None:
        if mode in ("stops", "changes", "wrong_range"):
            self.wfile.write(rest[: whole // 3 + 1])
            self.close_connection = True
        elif mode == "truncates":
            self.wfile.write(rest[: len(rest) // 2])
        elif mode == "held":
            self.wfile.write(rest[: whole // 2])
            self.server.index.go_on.wait(120)
            self.wfile.write(rest[whole // 2 :])
        else:
            self.wfile.write(rest * (50 if mode == "endless" else 1))

    def lead(self, where: str) -> None:
        self.send_response(302)
        self.send_header("Location", where)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def say(self, body: bytes, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass
