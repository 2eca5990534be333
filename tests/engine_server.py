"""An engine that speaks the LibreTranslate API, kind or hostile, for tests, benchmarks and the browser.

`python -m tests.engine_server --pairs PAIRS.json --port N` answers with the pairs of a file like social-pairs.json.
"""

from __future__ import annotations

import argparse
import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import regex

from redbridge.kernel.spans import spans
from redbridge.translation.rules import Piece, protect
from redbridge.translation.rules.marks import marks
from tests.quiet_server import QuietServer

_PLACEHOLDER = regex.compile(r"__(\d+)__")
_SPAN = regex.compile(r"__\d+__|https?://\S+|[#@]\w+|\[\w+R\]|\p{Extended_Pictographic}")
HOSTILE_HTML = '<script>alert(1)</script><img src=x onerror="alert(1)">'
MODES: dict[str, Callable[[str], str]] = {
    "kind": lambda text: text,
    "drops_spans": lambda text: _SPAN.sub("", text),
    "doubles_spans": lambda text: _SPAN.sub(lambda m: f"{m[0]} {m[0]}", text),
    "mangles": lambda text: _PLACEHOLDER.sub(r"_ O\1 _", text),
    "widens": lambda text: _PLACEHOLDER.sub(r" ＿ _ \1 _＿ ", text),
    "adds_spans": lambda text: f"{text} 😂 https://evil.example @everyone",
    "loops": lambda text: f"{text} " * 40,
    "loops_words": lambda text: text + " again and again" * 6,
    "empty": lambda text: "",
    "dirty": lambda text: f"\0\u202e{text}\ud800\n",
    "html": lambda text: HOSTILE_HTML + text,
    "reorders": lambda text: _reordered(text),
    "renumbers": lambda text: _PLACEHOLDER.sub(lambda m: f"__{int(m[1]) + 1}__", text),
    "thins": lambda text: _PLACEHOLDER.sub(r"_\1_", text),
    "halves": lambda text: _PLACEHOLDER.sub(r"__\1_", text),
    "spells": lambda text: _PLACEHOLDER.sub("__zero__", text),
    "litters": lambda text: _PLACEHOLDER.sub(r"__\1__ __", text),
    "miscounts": lambda text: regex.sub(r"(?<![_\d])\d+(?![_\d])", lambda m: str(int(m[0]) + 1), text),
    "swallows": lambda text: text[: len(text) // 12],
    "stretches": lambda text: text + "o" * 60,
    "stuck": lambda text: "I really love this place and everyone in it",
    "foreign": lambda text: "это совсем другой язык, и никто его не просил " + text[:9],
    "unchanged": lambda text: text,
    "advertises": lambda text: f"{text} visit evil-shop.com or mail me@evil.example",
    "calls": lambda text: f"{text} call 138 0013 8000 now",
    "heaps": lambda text: regex.sub(r"(\p{L})", "\\1\u0336\u0321\u0328\u0322\u0327\u0316", text),
    "chats": lambda text: f"Sure! Here is the translation: {text}",
}
"""What becomes of each answer. Modes of the whole server: slow, slow_head, errors, error_200, redirect, short, busy."""


def _reordered(text: str) -> str:
    marks = _PLACEHOLDER.findall(text)
    return _PLACEHOLDER.sub(lambda _mark: f"__{marks.pop()}__", text)


class EngineServer:
    """A server on its own thread: `with EngineServer(table) as engine: engine.url`.

    `table` maps (source, target, text) to a translation, in the server's codes; what it lacks is answered with
    `[target] text`. `calls` counts requests by path, `seen` keeps every text asked for.
    """

    def __init__(
        self,
        table: dict[tuple[str, str, str], str] | None = None,
        mode: str = "kind",
        codes: tuple[str, ...] = ("en", "zh"),
        key: str = "",
        port: int = 0,
    ) -> None:
        self.table, self.mode, self.codes, self.key = dict(table or {}), mode, codes, key
        self.retry_after = "1"
        self.calls: Counter[str] = Counter()
        self.seen: list[str] = []
        self._server = _Server(("127.0.0.1", port), _Handler)
        self._server.engine = self
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    def serve_forever(self) -> None:
        """Serve on this thread until interrupted."""
        self._server.serve_forever()

    def learn(self, source: str, target: str, text: str, answer: str) -> None:
        """Know a whole text and, where both sides have as many lines with words, each line as it is sent."""
        self.table[source, target, text] = answer
        pieces, known = ([p for p in protect(side).pieces if p.wanted] for side in (text, answer))
        if len(pieces) == len(known):
            for piece, translated in zip(pieces, known, strict=True):
                self.table.setdefault((source, target, piece.wanted), _as_sent(piece, translated.source))

    def learn_pairs(self, path: Path) -> None:
        """Learn a file of `{en, zh}` rows in both directions."""
        for row in json.loads(path.read_text("utf-8")):
            self.learn("zh", "en", row["zh"], row["en"])
            self.learn("en", "zh", row["en"], row["zh"])

    def answer(self, text: str, source: str, target: str) -> str:
        """What the engine says to one text, in its mode."""
        self.seen.append(text)
        known = self.table.get((source, target, text), f"[{target}] {text}")
        return MODES.get(self.mode, MODES["kind"])(known)


def _as_sent(piece: Piece, answer: str) -> str:
    """A person's translation of a line as a good engine would send it: placeholders where the spans are."""
    for number, text in enumerate(piece.parts[1::2]):
        first = next((span.text for span in spans(text)), text)
        mark = f"__{number}__"
        answer = answer.replace(first, mark, 1) if first in answer else f"{answer} {mark}"
    for start, end in reversed(marks(answer)):
        if not _PLACEHOLDER.fullmatch(answer[start:end]):
            answer = answer[:start] + answer[end:]
    return " ".join(answer.split())


class _Server(QuietServer):
    engine: EngineServer


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        engine = self.server.engine
        engine.calls[self.path] += 1
        if self.path == "/languages":
            self.say(200, [{"code": c, "name": c, "targets": [*engine.codes]} for c in engine.codes])
        else:
            self.say(404, {"error": "Not found"})

    def do_POST(self) -> None:
        engine = self.server.engine
        engine.calls[self.path] += 1
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if engine.mode == "slow_head":
            self.drip(b"HTTP/1.0 200 OK\r\nX-Drip: " + b"x" * 10_000)
        else:
            self.say(*_reply(engine, asked), slowly=engine.mode == "slow")

    def say(self, status: int, body: Any, slowly: bool = False) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        if status == 307:
            self.send_header("Location", f"{self.server.engine.url}/elsewhere")
        if status == 429:
            self.send_header("Retry-After", self.server.engine.retry_after)
        self.end_headers()
        payload = json.dumps(body).encode()
        if slowly:
            self.drip(payload + b" " * 10_000)
        else:
            self.wfile.write(payload)

    def drip(self, payload: bytes) -> None:
        """A byte at a time, so that no single read ever times out."""
        for byte in payload:
            try:
                self.wfile.write(bytes([byte]))
            except OSError:
                return
            time.sleep(0.1)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def _reply(engine: EngineServer, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    trouble = {
        "errors": (500, {"error": "Cannot translate text"}),
        "error_200": (200, {"error": "Cannot translate text"}),
        "redirect": (307, {}),
        "busy": (429, {"error": "Slowdown"}),
    }
    if engine.mode in trouble:
        return trouble[engine.mode]
    if engine.key and asked.get("api_key") != engine.key:
        return 403, {"error": "Invalid API key"}
    source, target, q = asked["source"], asked["target"], asked["q"]
    for code in (source, target):
        if code not in engine.codes:
            return 400, {"error": f"{code} is not supported"}
    texts = [engine.answer(text, source, target) for text in ([q] if isinstance(q, str) else q)]
    if engine.mode == "short":
        texts = texts[:-1]
    return 200, {"translatedText": texts[0] if isinstance(q, str) else texts}


def main() -> None:
    """Serve the pairs of a file until interrupted."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--port", type=int, default=5000)
    parser.add_argument("--mode", default="kind")
    options = parser.parse_args()
    engine = EngineServer(mode=options.mode, port=options.port)
    if options.pairs:
        engine.learn_pairs(options.pairs)
    print(f"LibreTranslate API on {engine.url}, {len(engine.table)} texts known", flush=True)
    engine.serve_forever()


if __name__ == "__main__":
    main()
