"""Row 3: a far side that is slow, endless or huge costs ten seconds and half a megabyte at most, and the site serves on."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from redbridge.kernel import safe_fetch
from redbridge.kernel.safe_fetch import NotFetched, fetch
from tests.web_servers import Handler, drip, listening, page

OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
PITS: dict[str, Handler] = {
    "says nothing": lambda line: time.sleep(60),
    "headers for ever": drip(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n"),
    "a header that does not end": drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"a"),
    "a body that drips": drip(OK + b"\r\n", b"x"),
    "chunks that drip": drip(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
}


@pytest.fixture
def reach(monkeypatch: pytest.MonkeyPatch) -> Any:
    """This machine passes for a public place; the end comes after a second and not after ten."""
    monkeypatch.setattr(safe_fetch, "addresses", lambda host, port, seconds: ["127.0.0.1"])
    monkeypatch.setattr(safe_fetch, "SECONDS", 1.0)

    def let(port: int) -> str:
        monkeypatch.setattr(safe_fetch, "PORTS", frozenset({port}))
        return f"http://public.example:{port}/"

    return let


@pytest.mark.parametrize("pit", PITS)
def test_it_ends_in_time(reach: Any, pit: str) -> None:
    with listening(PITS[pit]) as outside:
        begun = time.monotonic()
        with pytest.raises(NotFetched):
            fetch(reach(outside.port))
        assert 0.8 < time.monotonic() - begun < 12


def test_redirects_share_one_end(reach: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_fetch, "SECONDS", 3.0)

    def slow(line: Any) -> None:
        time.sleep(2)
        page("", "302 Found", "Location: /again")(line)

    with listening(slow) as outside:
        with pytest.raises(NotFetched):
            fetch(reach(outside.port))
        assert outside.connections == 2, "with an end of its own the second would have led to a third"


def test_a_body_has_a_cap(reach: Any) -> None:
    def endless(line: Any) -> None:
        line.sendall(OK + b"\r\n")
        for _ in range(200):
            line.sendall(b"x" * 65536)

    with listening(endless) as outside, pytest.raises(NotFetched, match="too long"):
        fetch(reach(outside.port))


def test_headers_have_a_cap(reach: Any) -> None:
    long = [f"X-{number}: {'a' * 1000}" for number in range(300)]
    with listening(page("x", "200 OK", *long)) as outside, pytest.raises(NotFetched):
        fetch(reach(outside.port))


def test_names_that_hang_hold_up_nobody_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_fetch, "SECONDS", 0.5)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **more: time.sleep(12))
    monkeypatch.setattr(safe_fetch, "_names", ThreadPoolExecutor(1))
    begun = time.monotonic()
    with pytest.raises(NotFetched):
        fetch("http://example.org/")
    assert time.monotonic() - begun < 8


def test_the_real_end_is_ten_seconds_and_half_a_megabyte() -> None:
    assert safe_fetch.SECONDS == 10.0 and safe_fetch.MOST == 512 * 1024 and frozenset({80, 443}) == safe_fetch.PORTS
