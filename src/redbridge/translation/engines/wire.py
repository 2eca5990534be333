"""One HTTP request with a real deadline: an engine that drips a byte a second holds no worker."""

import asyncio
import json
import ssl
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx

from redbridge.translation.engines.complaints import complaint
from redbridge.translation.engines.errors import Failed

BODY_CAP = 4 * 1024 * 1024
# Decompression would let a small answer grow past the cap inside one chunk.
_HEADERS = {"Accept": "application/json", "Accept-Encoding": "identity", "Content-Type": "application/json"}


def request(method: str, url: str, body: bytes | None, deadline: float, headers: Mapping[str, str]) -> Any:
    """The JSON answer of a 200; `body` is JSON, `deadline` an instant of `time.monotonic()`.

    Raises `Refused` for other 4xx, `Failed` for everything else, redirects and 200 with an error included.
    """
    # httpx times each read by itself, so only cancelling the whole bounds a slow answer.
    try:
        return asyncio.run(_within(deadline - time.monotonic(), method, url, body, headers))
    except TimeoutError:
        raise Failed("no answer in time", spent=True, slow=True) from None
    except httpx.ConnectTimeout:
        raise Failed("no connection in time", slow=True) from None
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Failed(f"{type(error).__name__}: {error}", spent=isinstance(error, httpx.ReadError)) from None


def packed(body: Any) -> bytes:
    """JSON; half a character, which no UTF-8 holds, becomes a question mark."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


async def _within(seconds: float, method: str, url: str, body: bytes | None, headers: Mapping[str, str]) -> Any:
    seconds = max(0.001, seconds)
    client = httpx.AsyncClient(verify=_trust(url), timeout=seconds, follow_redirects=False, trust_env=False)
    asked = client.stream(method, url, content=body, headers={**_HEADERS, **headers})
    async with asyncio.timeout(seconds), client, asked as response:
        return _answer(response, await _read(response))


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
            raise Failed("an answer without end", spent=True)
    return bytes(body)


def _answer(response: httpx.Response, body: bytes) -> Any:
    answer = _json(body)
    said = str(answer.get("error") or answer.get("message") or "")[:300] if isinstance(answer, dict) else ""
    if response.status_code != httpx.codes.OK:
        raise complaint(response, said)
    if answer is None or (isinstance(answer, dict) and answer.get("error")):
        raise Failed("200 with an error or no JSON in it", said=said)
    return answer


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None
