"""Row 19: an address that a person typed reaches no private place: a listener there sees no connection."""

import socket
from collections.abc import Iterator
from typing import Any

import httpcore
import pytest

from redbridge.kernel import safe_fetch
from redbridge.kernel.safe_fetch import NotFetched, fetch, public
from tests.web_servers import Listener, listening, page

PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
    "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "fe80::1", "fe80::1%eth0", "fc00::1",
    "fd12:3456:789a::1", "ff02::1", "2001:db8::1", "2002:7f00:1::", "2001:0:7f00:1::", "64:ff9b::7f00:1", "::127.0.0.1",
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"]


@pytest.fixture
def private(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listener]:
    """Somebody's router on this machine, on a port that may be asked."""
    with listening(page("<h1>router</h1>")) as listener:
        monkeypatch.setattr(safe_fetch, "PORTS", frozenset({80, 443, listener.port}))
        yield listener


def answers(monkeypatch: pytest.MonkeyPatch, *turns: list[str]) -> None:
    """What DNS says, turn by turn; the last turn stays."""
    left = list(turns)

    def look_up(host: str, port: int, *words: Any, **more: Any) -> list[Any]:
        found = left.pop(0) if len(left) > 1 else left[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("address", PRIVATE)
def test_no_such_address_is_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_these_are(address: str) -> None:
    assert public(address)


@pytest.mark.parametrize("host", [
    "127.0.0.1", "localhost", "LOCALHOST", "localhost.", "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    "2130706433", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "0", "①②⑦.⓪.⓪.①", "127。0。0。1",
    "user@127.0.0.1", "example.org@127.0.0.1", "127.0.0.1\\@example.org", "example.org%40127.0.0.1", "127.0.0.1%00.example.org",
    "127.0.0.1\t", "[fe80::1%25lo]", "",
])
def test_no_spelling_reaches_this_machine(private: Listener, host: str) -> None:
    with pytest.raises(NotFetched):
        fetch(f"http://{host}:{private.port}/")
    assert private.connections == 0


@pytest.mark.parametrize("address", PRIVATE)
def test_no_name_that_leads_inside(private: Listener, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    answers(monkeypatch, [address.partition("%")[0]])
    with pytest.raises(NotFetched, match="not a public place"):
        fetch(f"http://example.org:{private.port}/")
    assert private.connections == 0


def test_one_private_address_among_public_ones_is_enough(private: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(monkeypatch, ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(NotFetched, match="not a public place"):
        fetch(f"http://example.org:{private.port}/")
    assert private.connections == 0


def test_a_name_that_changes_its_mind_is_asked_once(private: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: public when it is judged, private when it would be connected to. The judged address is connected to."""
    reached: list[str] = []
    answers(monkeypatch, ["93.184.216.34"], ["127.0.0.1"])

    def connect(self: Any, host: str, *words: Any, **more: Any) -> Any:
        reached.append(host)
        raise httpcore.ConnectError

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    with pytest.raises(NotFetched):
        fetch(f"http://example.org:{private.port}/")
    assert reached == ["93.184.216.34"] and private.connections == 0


@pytest.fixture
def open_to(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets one listener of this machine pass for a public place, and no other."""

    def let(listener: Listener) -> str:
        monkeypatch.setattr(safe_fetch, "PORTS", frozenset({80, 443, listener.port}) | safe_fetch.PORTS)
        monkeypatch.setattr(safe_fetch, "addresses", lambda host, port, seconds: (
            ["127.0.0.1"] if host == "public.example" else real(host, port, seconds)))
        return f"http://public.example:{listener.port}"

    real = safe_fetch.addresses
    return let


@pytest.mark.parametrize("inside", ["http://127.0.0.1:{port}/", "http://localhost:{port}/", "//127.0.0.1:{port}/", "http://[::1]:{port}/",
                                    "http://2130706433:{port}/", "http://x@127.0.0.1:{port}/", "file:///etc/passwd",
                                    "gopher://127.0.0.1:{port}/", "http://169.254.169.254/latest/meta-data/"])
def test_no_redirect_leads_inside(private: Listener, open_to: Any, inside: str) -> None:
    with listening(page("", "302 Found", f"Location: {inside.format(port=private.port)}")) as outside:
        with pytest.raises(NotFetched):
            fetch(open_to(outside))
        assert outside.connections == 1 and private.connections == 0


def test_redirects_come_to_an_end(open_to: Any) -> None:
    with listening(page("", "302 Found", "Location: /again")) as outside:
        with pytest.raises(NotFetched, match="too many redirects"):
            fetch(open_to(outside))
        assert outside.connections == safe_fetch.HOPS + 1


@pytest.mark.parametrize("port", [0, 1, 21, 22, 25, 53, 8080, 5432, 6379, 8443, 65535, 99999])
def test_no_odd_port(port: int) -> None:
    with pytest.raises(NotFetched):
        fetch(f"http://example.org:{port}/")


@pytest.mark.parametrize("url", ["ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,x",
                                 "example.org", "http:/example.org", "", "http://", "https://user:secret@example.org/"])
def test_nothing_but_the_web(url: str) -> None:
    with pytest.raises(NotFetched):
        fetch(url)


def test_a_page_of_the_public_net_is_fetched(open_to: Any) -> None:
    with listening(page("<p>你好</p>")) as outside:
        found = fetch(f"{open_to(outside)}/a?b=1#c")
    assert found.body.decode() == "<p>你好</p>" and found.kind == "text/html"
    (asked,) = outside.asked
    assert asked.startswith(b"GET /a?b=1 HTTP/1.1") and b"Host: public.example" in asked
    assert b"cookie" not in asked.lower() and b"referer" not in asked.lower()


@pytest.mark.parametrize("handler", [page("x", kind="image/png"), page("x", "404 Not Found"),
                                     page("x", "200 OK", "Content-Encoding: gzip")])
def test_nothing_but_such_an_answer(open_to: Any, handler: Any) -> None:
    with listening(handler) as outside, pytest.raises(NotFetched):
        fetch(open_to(outside))
