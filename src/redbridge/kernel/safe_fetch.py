"""Fetching an address that a person typed, and nothing but that: no private network, no other port, no endless answer.

Every name is looked up here and every connection goes to the very address that was judged, so an answer of DNS that
changes in between reaches nobody. Engines and servers that the host configures are not fetched by this.
"""

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooSlow
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import httpcore

from redbridge.kernel.links import link

SECONDS = 10.0
"""For everything: names, connections, redirects, the last byte."""
HOPS = 3
MOST = 512 * 1024
PORTS = frozenset({80, 443})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
_names = ThreadPoolExecutor(4, thread_name_prefix="names")


class NotFetched(Exception):
    """Why not, in words for a log; none of them is the far side's."""


@dataclass(frozen=True)
class Fetched:
    """An answer of 200: the address it came from in the end, its media type, at most MOST bytes."""

    url: str
    kind: str
    body: bytes


def fetch(url: str, kinds: Iterable[str] = ("text/html", "application/xhtml+xml")) -> Fetched:
    """GET an address; raises NotFetched for whatever is not a short answer of one of these kinds from a public place."""
    end = time.monotonic() + SECONDS
    for _hop in range(HOPS + 1):
        answer = _get(_judged(url), end, frozenset(kinds))
        if isinstance(answer, Fetched):
            return answer
        url = _onward(url, answer)
    raise NotFetched("too many redirects")


def _onward(url: str, location: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise NotFetched("not an honest address") from error


def _judged(url: str) -> str:
    """The address as it is asked for; raises NotFetched for one that browsers might read in another way."""
    to = link(url)
    if to is None or "@" in url.partition("://")[2].partition("/")[0]:
        raise NotFetched("not an honest address")
    place = to.href.partition("://")[2].partition("/")[0].partition("?")[0].partition(":")[2]
    if place and int(place) not in PORTS:
        raise NotFetched("an odd port")
    return to.href.partition("#")[0]


def public(address: str) -> bool:
    """Whether an IP address is on the public net and is not another one in disguise."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (ip.ipv4_mapped or ip.sixtofour or ip.teredo or ip in _TRANSLATED):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def addresses(host: str, port: int, seconds: float) -> list[str]:
    """What a name leads to; raises NotFetched where one of it is not public."""
    try:
        found = _names.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM).result(max(0.0, seconds))
    except (OSError, UnicodeError, TooSlow) as error:
        raise NotFetched("no such name") from error
    all_ = [str(entry[4][0]) for entry in found]
    if not all_ or not all(public(address) for address in all_):
        raise NotFetched("not a public place")
    return all_


class _Pinned(httpcore.SyncBackend):
    """Connects to the address it looked up and judged, and lets nothing outlast the end."""

    def __init__(self, end: float) -> None:
        self._end = end

    def connect_tcp(self, host: str, port: int, timeout: float | None = None, local_address: str | None = None,
                    socket_options: Any = None) -> httpcore.NetworkStream:
        found = addresses(host, port, self._end - time.monotonic())
        return _Ending(super().connect_tcp(found[0], port, _left(self._end), local_address, socket_options), self._end)


class _Ending(httpcore.NetworkStream):
    """A stream whose every wait is cut at the same end, however many bytes drip in."""

    def __init__(self, stream: httpcore.NetworkStream, end: float) -> None:
        self._stream, self._end = stream, end

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(self._end))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _left(self._end))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None,
                  timeout: float | None = None) -> httpcore.NetworkStream:
        return _Ending(self._stream.start_tls(ssl_context, server_hostname, _left(self._end)), self._end)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise NotFetched("too slow")
    return left


def _get(url: str, end: float, kinds: frozenset[str]) -> Fetched | str:
    """What one address answers, or where it leads on."""
    headers: dict[bytes | str, bytes | str] = {
        "User-Agent": "Redbridge", "Accept": ", ".join(sorted(kinds)), "Accept-Encoding": "identity"}
    try:
        with (
            httpcore.ConnectionPool(ssl_context=ssl.create_default_context(), network_backend=_Pinned(end)) as pool,
            pool.stream("GET", url, headers=headers) as answer,
        ):
            return _read(url, answer, kinds)
    except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, OSError, ssl.SSLError) as error:
        raise NotFetched(type(error).__name__) from error


def _read(url: str, answer: httpcore.Response, kinds: frozenset[str]) -> Fetched | str:
    said = {name.lower(): value.decode("latin-1") for name, value in answer.headers}
    if answer.status in _REDIRECTS and b"location" in said:
        return said[b"location"]
    kind = said.get(b"content-type", "").partition(";")[0].strip().lower()
    if answer.status != 200 or kind not in kinds or said.get(b"content-encoding", "identity") != "identity":
        raise NotFetched("not such an answer")
    body = bytearray()
    for block in answer.iter_stream():
        body += block
        if len(body) > MOST:
            raise NotFetched("too long")
    return Fetched(url, kind, bytes(body))
