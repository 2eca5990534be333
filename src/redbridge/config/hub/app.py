"""The hub's addresses, as one plain ASGI application."""

import asyncio
import re
from collections.abc import Awaitable, Callable, MutableMapping
from math import inf
from typing import Any

from django.conf import settings
from django.db import Error

from redbridge.accounts.queries import PersonInSession, session_person
from redbridge.config.hub.news import News
from redbridge.config.hub.streams import REFRESH, Full, Stream, Streams
from redbridge.config.hub.watch import Watch, ask

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

HEARTBEAT = 15.0
"""Seconds of silence after which a comment keeps proxies from closing the line."""
RETRY_MS = 2000
Answer = tuple[int, bytes]


class Hub:
    """The application. Its two loops start with it and end with it."""

    def __init__(self) -> None:
        self.streams = Streams()
        self.news = News(self.streams)
        self.watch = Watch(self.streams)
        self.origin: str = settings.REDBRIDGE_SITE_URL

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        loops = [asyncio.create_task(self.news.run()), asyncio.create_task(self.watch.run())]
        await send({"type": "lifespan.startup.complete"})
        await receive()
        for loop in loops:
            loop.cancel()
        await asyncio.gather(*loops, return_exceptions=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("origin", self.origin) != self.origin:
            await self._say(send, 403, b"Only pages of this site may listen.\n")
        elif scope["path"] == "/stream" and scope["method"] == "OPTIONS":
            await self._say(send, 204, b"")
        elif scope["method"] != "GET":
            await self._say(send, 405, b"Only GET.\n")
        elif scope["path"] == "/stream":
            await self._stream(scope, headers, receive, send)
        else:
            await self._say(send, *self._state(scope, headers))

    def _state(self, scope: Message, headers: dict[str, str]) -> Answer:
        if scope["path"] == "/healthz":
            return 200, b"ok\n"
        if scope["path"] == "/readyz":
            return (200, b"ok\n") if self.news.listening and self.watch.alive else (503, b"no database\n")
        near = (scope.get("client") or ("",))[0] in ("127.0.0.1", "::1") and "x-forwarded-for" not in headers
        if scope["path"] == "/metrics" and near:
            return 200, self._metrics()
        return 404, b"Nothing here.\n"

    def _metrics(self) -> bytes:
        """Prometheus text, for this machine alone, as with the pages' metrics."""
        return (
            f"# TYPE redbridge_hub_streams gauge\nredbridge_hub_streams {self.streams.count}\n"
            f"# TYPE redbridge_hub_events counter\nredbridge_hub_events_total {self.streams.delivered}\n"
            f"# TYPE redbridge_hub_listening gauge\nredbridge_hub_listening {int(self.news.listening)}\n"
        ).encode()

    async def _stream(self, scope: Message, headers: dict[str, str], receive: Receive, send: Send) -> None:
        key = _cookie(headers.get("cookie", ""), settings.SESSION_COOKIE_NAME)
        try:
            person = await self._person(key)
        except Error:
            await self._say(send, 503, b"No database at this moment.\n")
            return
        if person is None or person.suspended:
            await self._say(send, *((401, b"Sign in first.\n") if person is None else (403, b"Suspended.\n")))
            return
        try:
            stream = self.streams.add(person.id, key)
        except Full:
            await self._say(send, 429, b"Too many pages are open.\n")
            return
        if self.streams.missed(person.id, _age(scope.get("query_string", b""))):
            stream.put(REFRESH)
        await self._serve(stream, receive, send)

    async def _person(self, key: str) -> PersonInSession | None:
        return await ask(lambda: session_person(key)) if key else None

    async def _serve(self, stream: Stream, receive: Receive, send: Send) -> None:
        gone = asyncio.create_task(_until_gone(stream, receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": [
                (b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-store"),
                (b"x-accel-buffering", b"no"), *self._cors()]})
            await _part(send, f"retry: {RETRY_MS}\n\n")
            while (events := await stream.take(HEARTBEAT)) is not None:
                await _part(send, "".join(f"event: {event}\ndata: \n\n" for event in events) or ": here\n\n")
            await send({"type": "http.response.body", "body": b""})
        finally:
            gone.cancel()
            self.streams.remove(stream)

    async def _say(self, send: Send, status: int, text: bytes) -> None:
        await send({"type": "http.response.start", "status": status, "headers": [
            (b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store"), *self._cors()]})
        await send({"type": "http.response.body", "body": text})

    def _cors(self) -> list[tuple[bytes, bytes]]:
        """The site's own pages may listen with their cookie; no others."""
        return [(b"access-control-allow-origin", self.origin.encode()),
                (b"access-control-allow-credentials", b"true"), (b"vary", b"Origin")]


def _cookie(header: str, name: str) -> str:
    pairs = (pair.strip().partition("=") for pair in header.split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _age(query: bytes) -> float:
    """Seconds since the page was asked for, as the page says; without a number as long as can be."""
    found = re.fullmatch(rb"age=(\d{1,7})", query)
    return float(found[1]) if found else inf


async def _part(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _until_gone(stream: Stream, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    stream.close()
