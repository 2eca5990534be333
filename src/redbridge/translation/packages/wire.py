"""Asking the index and whom it names: bounded, and led nowhere by a redirect that a host did not mean.

The index's own address is the host's to choose. Whatever it leads to by a link or a redirect has to be https on the
public net, or on the index's own host.
"""

import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from urllib.parse import urljoin, urlsplit

import httpx

from redbridge.kernel.safe_fetch import NotFetched, addresses
from redbridge.translation.packages.words import CannotPull

HOPS = 5
SECONDS = 30.0
"""Without a byte."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_HEADERS = {"User-Agent": "Redbridge", "Accept-Encoding": "identity"}


def get(url: str, most: int, home: str) -> bytes:
    """The whole answer, at most `most` bytes. `home` is the index's address. Raises CannotPull."""
    with opened(url, home) as answer:
        body = bytearray()
        for block in answer.iter_raw():
            body += block
            if len(body) > most:
                raise CannotPull(f"{url} answers more than {most // 1_000_000} MB.")
        return bytes(body)


@contextmanager
def opened(url: str, home: str, headers: Mapping[str, str] | None = None) -> Iterator[httpx.Response]:
    """The answer of 200, 206 or 416 with its body still to come; httpx's own errors pass once it has begun."""
    with httpx.Client(timeout=SECONDS, follow_redirects=False) as client:
        for _hop in range(HOPS + 1):
            check(url, home)
            try:
                answer = client.send(client.build_request("GET", url, headers={**_HEADERS, **(headers or {})}), stream=True)
            except httpx.InvalidURL as error:
                raise CannotPull(f"{url} is no address.") from error
            if answer.status_code not in _REDIRECTS:
                break
            answer.close()
            url = urljoin(url, answer.headers.get("Location", ""))
        else:
            raise CannotPull(f"{url}: too many redirects.")
        with closing(answer):
            if answer.status_code not in (200, 206, 416):
                raise CannotPull(f"{url} answers {answer.status_code}.")
            yield answer


def check(url: str, home: str) -> None:
    """Raises CannotPull for an address that the index must not lead to."""
    parts = urlsplit(url)
    if (parts.scheme, parts.netloc) == urlsplit(home)[:2]:
        return
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
        raise CannotPull(f"{url} is not an https address, and {home} must not lead to it.")
    if _by_proxy(parts.hostname):
        return
    try:
        addresses(parts.hostname, parts.port or 443, SECONDS)
    except (NotFetched, ValueError) as error:
        raise CannotPull(f"{parts.hostname} cannot be asked ({error}), and {home} leads to it.") from error


def _by_proxy(host: str) -> bool:
    """Behind a proxy names are looked up there; a bare address is judged here all the same."""
    bare = host.replace(".", "").isdigit() or ":" in host
    return not bare and "https" in urllib.request.getproxies() and not urllib.request.proxy_bypass(host)
