"""A bare ASGI handler: the statements of a page by asyncpg, then bytes that were there before. For `bare` alone."""

import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import asyncpg

WORK = json.loads(Path(os.environ["BARE_WORK"]).read_text())
BODY = WORK["body"].encode()
HEADERS = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(BODY)).encode())]
_pool: list[Any] = []


async def app(scope: dict[str, Any], receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]) -> None:
    """Answer any address with the same page, after the same statements."""
    if scope["type"] != "http":
        return
    if not _pool:
        _pool.append(await asyncpg.create_pool(WORK["url"], min_size=1, max_size=4))
    async with _pool[0].acquire() as line:
        for statement in WORK["statements"]:
            await line.fetch(statement)
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
