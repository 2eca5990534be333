"""One HTTP request with a real deadline: an engine that drips a byte a second holds no worker."""

import asyncio
import json
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from redbridge.translation.engines.errors import Failed, Refused

BODY_CAP = 4 * 1024 * 1024
KEY_PAUSE, SLOW_DOWN_PAUSE = 300.0, 5.0
# Decompression would let a small answer grow past the cap inside one chunk.
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}


def request(
    method: str, url: str, body: dict[str, Any] | None, deadline: float, headers: Mapping[str, str] | None = None
) -> Any:
    """The JSON answer of a 200; `deadline` is an instant of `time.monotonic()`.

    Raises `Refused` for other 4xx, `Failed` for everything else, redirects and 200 with an error included.
    """
    # httpx times each read by itself, so only cancelling the whole bounds a slow answer.
    try:
        return asyncio.run(_within(deadline - time.monotonic(), method, url, body, {**_HEADERS, **(headers or {})}))
    except TimeoutError:
        raise Failed("no answer in time") from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Failed(f"{type(error).__name__}: {error}") from None


async def _within(
    seconds: float, method: str, url: str, body: dict[str, Any] | None, headers: dict[str, str]
) -> Any:
    seconds = max(0.001, seconds)
    client = httpx.AsyncClient(verify=_trust(url), timeout=seconds, follow_redirects=False, trust_env=False)
    asked = client.stream(method, url, content=_packed(body), headers=headers)
    async with asyncio.timeout(seconds), client, asked as response:
        return _answer(response, await _read(response))


def _packed(body: dict[str, Any] | None) -> bytes | None:
    """JSON; half a character that no UTF-8 holds becomes a question mark."""
    return None if body is None else json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _trust(url: str) -> ssl.SSLContext | bool:
    return _certificates() if url.lower().startswith("https:") else False


@cache
def _certificates() -> ssl.SSLContext:
    return ssl.create_default_context()


async def _read(response: httpx.Response) -> bytes:
    body = bytearray()
    async for chunk in response.aiter_raw():
        body += chunk
        if len(body) > BODY_CAP:
            raise Failed("an answer without end")
    return bytes(body)


def _answer(response: httpx.Response, body: bytes) -> Any:
    said = _json(body)
    error = str(said.get("error", ""))[:200] if isinstance(said, dict) else ""
    if response.status_code == httpx.codes.OK and said is not None and not error:
        return said
    raise _complaint(response, f"{response.status_code} {error}".strip())


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _complaint(response: httpx.Response, why: str) -> Failed | Refused:
    if response.status_code in (401, 403):
        return Failed(why, KEY_PAUSE)
    if response.status_code == 429:
        asked = response.headers.get("Retry-After", "")
        return Failed(why, float(asked) if asked.isascii() and asked.isdigit() else SLOW_DOWN_PAUSE)
    return Refused(why) if response.is_client_error else Failed(why)
