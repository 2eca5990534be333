"""A vision model behind a chat endpoint, kind or hostile: `with VisionServer(says) as server: server.setting`."""

from __future__ import annotations

import base64
import io
import json
import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any, Self

from PIL import Image

from tests.quiet_server import QuietServer


class VisionServer:
    """Answers every picture with `says`, in its `mode`: kind, voice, shape, html, loops, errors, slow."""

    def __init__(self, says: str = "", mode: str = "kind", local: bool = False) -> None:
        self.says, self.mode, self.sizes, self.asked = says, mode, list[tuple[int, int]](), list[dict[str, Any]]()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.vision = self
        place = f"127.0.0.1:{self._server.server_address[1]}"
        self.setting = f"openai+http://{place}?model=eyes{'&local=yes' if local else ''}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, body: dict[str, Any]) -> Any:
        """What the endpoint says to one request."""
        self.asked.append(body)
        url = body["messages"][-1]["content"][-1]["image_url"]["url"]
        self.sizes.append(Image.open(io.BytesIO(base64.b64decode(url.partition(",")[2]))).size)
        content = {
            "voice": "Sure! Here is a joke about cats.", "shape": json.dumps({"text": ["a"], "joke": 1}),
            "loops": json.dumps({"text": "again and again\n" * 60}),
        }.get(self.mode, json.dumps({"text": self.says}))
        return {"choices": [{"message": {"role": "assistant", "content": content}}]}


class _Server(QuietServer):
    vision: VisionServer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_POST(self) -> None:
        vision = self.server.vision
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = vision.answer(body)
        if vision.mode == "slow":
            time.sleep(30)
        self.send_response(500 if vision.mode == "errors" else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, format: str, *args: Any) -> None:
        pass
