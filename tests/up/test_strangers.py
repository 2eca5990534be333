"""Those who mean no good, or whose line breaks: what they say, say slowly, or leave unread costs nobody a place."""

import contextlib
import http.client
import json
import os
import resource
import signal
import socket
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from redbridge.config.serve.pages import FILES, KILL_AFTER
from redbridge.config.up.ports import UNREAD
from tests.up.housed import House, opened, rest_of, sends
from tests.up.running import PATIENT, Up, alive, descendants, wait_for
from tests.up.served import HEAD_WITHIN, ON_DISK, PIECE, PLACES, SILENCE
from tests.up.soak import Soak, is_as_it_was

Limited = Callable[[int, int], None]


def status(said: bytes) -> bytes:
    return said.partition(b"\r\n")[0].removeprefix(b"HTTP/1.1 ")[:3]


def environ(house: House, *words: bytes) -> dict[str, Any]:
    """What an application learns of a request without a body."""
    found: dict[str, Any] = json.loads(house.say(*words, b"", b"").partition(b"\r\n\r\n")[2])
    return found


def still_serves(house: House) -> bool:
    """As many as may work at once, several times over."""
    return all(house.ask("/echo", "POST", b"next").came == b"next" for _ in range(3 * PLACES))  # type: ignore[attr-defined]


@pytest.mark.parametrize("words", [b"", b"P", b"PRI * HTTP/2.0\r\n", b"GET /environ HTTP/1.1\r\nHost: a\r\n",
                                   b"GET /environ HTTP/1.1\r\nHost: a\r\n\r\n"])
def test_a_line_that_says_no_more_is_closed(house: House, words: bytes) -> None:
    with socket.create_connection(("127.0.0.1", house.port), timeout=HEAD_WITHIN + 15) as line:
        line.sendall(words)
        began = time.monotonic()
        rest_of(line)
        assert time.monotonic() - began < HEAD_WITHIN + 10


def test_only_the_version_that_proxies_speak_is_spoken(house: House) -> None:
    """A reset stream of HTTP/2 would go on for ever, and nobody needs a socket of the web's."""
    assert house.say(b"PRI * HTTP/2.0", b"", b"SM", b"", b"\0\0\0\4\0\0\0\0\0") == b"", "hung up on"
    asked = house.say(b"GET /environ HTTP/1.1", b"Host: a", b"Connection: Upgrade", b"Upgrade: websocket",
                      b"Sec-WebSocket-Version: 13", b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", b"", b"")
    assert status(asked) == b"200"


@pytest.mark.parametrize("ask", ["/breaks/here", "/leaves/now", "/ends/0", "/ends/2"])
def test_whatever_an_application_raises_costs_no_place_and_no_file(house: House, ask: str) -> None:
    before = set(house.folder.iterdir())
    answers = [house.ask(ask) for _ in range(3 * PLACES)]
    assert {answer.status for answer in answers} == {500}
    assert still_serves(house) and set(house.folder.iterdir()) == before


def test_a_header_never_becomes_two(house: House) -> None:
    answer = house.ask("/header/x")
    assert "X-Name" not in answer.headers and "Set-Cookie" not in answer.headers and still_serves(house)


def test_a_body_of_unknown_length_is_refused_and_nothing_in_it_is_a_request(house: House) -> None:
    inner = b"GET /environ/inner HTTP/1.1\r\nHost: a\r\n\r\n"
    chunk = b"%x\r\n%b\r\n" % (len(inner), inner)
    for lengths in ([], [b"Content-Length: 4"]):
        said = house.say(b"POST /echo HTTP/1.1", b"Host: a", b"Transfer-Encoding: chunked", *lengths, b"", chunk + b"0", b"", b"")
        assert status(said) == b"411" and b"inner" not in said
    assert still_serves(house)


@pytest.mark.parametrize("lengths", [[b"5", b"6"], [b"5, 5"], [b"+5"], [b"-5"], [b"5 5"], [b"9" * 5000], [b"0x5"]])
def test_two_lengths_or_none_that_is_a_number_are_refused(house: House, lengths: list[bytes]) -> None:
    said = house.say(b"POST /echo HTTP/1.1", b"Host: a", *(b"Content-Length: " + length for length in lengths), b"", b"hello")
    assert status(said) == b"400"


def test_a_target_that_names_its_host_outdoes_the_header(house: House) -> None:
    found = environ(house, b"GET http://red.example/environ?a HTTP/1.1", b"Host: other.example")
    assert (found["HTTP_HOST"], found["PATH_INFO"], found["QUERY_STRING"]) == ("red.example", "/environ", "a")
    assert environ(house, b"GET /environ HTTP/1.1", b"Host: a", b"Host: b")["HTTP_HOST"] == "a,b", "no site's name"
    assert "HTTP_HOST" not in environ(house, b"GET /environ HTTP/1.1")


def test_who_is_spoken_for_unreadably_is_not_the_proxy(house: House) -> None:
    found = environ(house, b"GET /environ HTTP/1.1", b"Host: a", b"X-Forwarded-For: \xff, 10.0.0.1")
    assert found["HTTP_X_FORWARDED_FOR"] == "unknown"
    assert "HTTP_X_FORWARDED_FOR" not in environ(house, b"GET /environ HTTP/1.1", b"Host: a", b"X_Forwarded_For: 10.0.0.1")


def test_a_body_that_trickles_is_given_up(house: House) -> None:
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", house.port), timeout=0.4) as line:
        line.sendall(b"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n")
        while not (said := rest_of(line)):
            assert time.monotonic() - began < SILENCE + 15
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the answer came just now
                line.sendall(b"x")
    assert status(said) == b"400"


def test_an_answer_that_is_left_unread_is_given_up(house: House) -> None:
    assert house.listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) == UNREAD
    house.listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, 1500)
    (house.folder / "long").write_bytes(PIECE * 32)
    line = socket.create_connection(("127.0.0.1", house.port), timeout=PATIENT)
    line.sendall(b"GET /file/long HTTP/1.1\r\nHost: a\r\n\r\n")
    name = str(house.folder / "long")
    wait_for(lambda: name in files_of(house), "the file open")
    wait_for(lambda: name not in files_of(house), "the file closed again", UNREAD / 2000)
    line.close()


def files_of(house: House) -> list[str]:
    """What the worker has open."""
    return opened(house.worker)


@pytest.fixture
def limited(house: House) -> Limited:
    def limit(kind: int, most: int) -> None:
        resource.prlimit(house.worker, kind, (most, resource.prlimit(house.worker, kind)[1]))

    return limit


def test_a_full_disk_is_said_and_takes_no_room_for_ever(house: House, limited: Limited) -> None:
    whole = resource.prlimit(house.worker, resource.RLIMIT_FSIZE)[0]
    limited(resource.RLIMIT_FSIZE, ON_DISK // 4)
    for _ in range(8):
        with house_body(house, ON_DISK // 2) as line:
            assert status(line.recv(4096)) == b"503"
    limited(resource.RLIMIT_FSIZE, whole)
    assert house.ask("/echo", "POST", b"x" * (ON_DISK - 1000)).status == 200


def house_body(house: House, length: int) -> socket.socket:
    """A line on which so long a body is sent, until nobody listens."""
    line = socket.create_connection(("127.0.0.1", house.port), timeout=PATIENT)
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        line.sendall(f"POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n\r\n".encode())
        line.sendall(b"x" * (ON_DISK // 4 + 100_000))
    return line


def test_files_are_no_scarcer_than_the_system_allows(house: House, limited: Limited) -> None:
    soft, hard = resource.prlimit(house.worker, resource.RLIMIT_NOFILE)
    assert soft == hard or soft >= FILES
    line = http.client.HTTPConnection("127.0.0.1", house.port, timeout=PATIENT)
    line.request("GET", "/environ")
    assert line.getresponse().read()
    limited(resource.RLIMIT_NOFILE, 3)  # as many as every process has from the beginning: there is no fourth
    line.request("POST", "/echo", b"x" * 100_000)
    assert line.getresponse().status == 503
    line.close()
    limited(resource.RLIMIT_NOFILE, soft)
    assert house.ask("/echo", "POST", b"x" * 100_000).status == 200


def test_what_comes_is_put_aside_below_the_data(site: Up) -> None:
    """The system's own folder for it may be memory."""
    place = f"{site.data}/run/bodies/"
    address = urlsplit(site.url)
    with socket.create_connection((address.hostname or "", address.port or 0)) as line:
        line.sendall(b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n" + b"x" * 70_000)
        workers = descendants(site.pids["web"])
        wait_for(lambda: any(name.startswith(place) for pid in workers for name in opened(pid)), "a file")


@pytest.mark.parametrize(("ask", "said"), [("named/there", b"unpacked"), ("gone/x", b"gone")])
def test_a_file_of_another_kind_is_not_taken_for_what_lies_under_its_name(house: House, ask: str, said: bytes) -> None:
    (house.folder / "there").write_bytes(b"another's")
    assert house.ask(f"/{ask}").came == said  # type: ignore[attr-defined]


def test_a_crowd_of_them_leaves_the_house_as_it_was(house: House) -> None:
    """Both places and all room for bodies, the files that are open and those that lie there; and it was never down."""
    (house.folder / "long").write_bytes(PIECE * 3)
    worker, files, lying = house.worker, sorted(files_of(house)), set(house.folder.iterdir())
    assert Soak(house, many=24, seconds=2.0, seed=1, least=101).run() > 100
    is_as_it_was(house, files, lying)
    assert house.worker == worker


@pytest.mark.parametrize("name", ["200-3", "200-9", "200-5", "200-", "204-", "304-"])
def test_an_answer_whose_length_is_a_lie_never_becomes_another_ones(house: House, name: str) -> None:
    """On a line that is kept open, as proxies keep theirs: the next answer begins with its own head, or the line is closed."""
    first = f"GET /says/{name} HTTP/1.1\r\nHost: a\r\n\r\n".encode()
    said = house.say(first + b"GET /environ/second HTTP/1.1", b"Host: a", b"", b"")
    head, _, rest = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + name[:3].encode())
    body = b"hello" if name.startswith("200") else b""
    assert rest.startswith(body + b"HTTP/1.1 200") and (b"content-length: 5" in head) == bool(body)


@pytest.mark.parametrize(("path", "length"), [("says/200-5", b"5"), ("echo", b"0"), ("elsewhere/3", b""), ("ends/2", b"")])
def test_the_head_alone_is_not_read_for_its_body(house: House, path: str, length: bytes) -> None:
    said = house.say(f"HEAD /{path} HTTP/1.1\r\nHost: a\r\n\r\nGET /environ HTTP/1.1".encode(), b"Host: a", b"", b"")
    head, _, rest = said.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200") and rest.startswith(b"HTTP/1.1 200")
    assert head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0] == length, head


def test_only_the_head_of_a_file_comes_to_who_asks_for_it(house: House) -> None:
    (house.folder / "long").write_bytes(PIECE)
    said = house.say(b"HEAD /file/long HTTP/1.1\r\nHost: a\r\n\r\nGET /environ HTTP/1.1", b"Host: a", b"", b"")
    head, _, rest = said.partition(b"\r\n\r\n")
    assert f"content-length: {len(PIECE)}".encode() in head and rest.startswith(b"HTTP/1.1 200")
    wait_for(lambda: str(house.folder / "long") not in files_of(house), "the file closed")


def test_who_is_told_to_stop_takes_in_what_comes_and_leaves(house: House) -> None:
    """An upload under way is served, a line that says nothing holds nobody up, and one that never ends is left after a while."""
    idle = socket.create_connection(("127.0.0.1", house.port))
    under_way, never = sends(house, 100_000, 70_000), sends(house, 100_000, 70_000)
    assert house.ask("/environ").status == 200
    os.kill(house.pid, signal.SIGTERM)
    time.sleep(0.3)
    under_way.sendall(b"y" * 30_000)
    assert status(under_way.recv(4096)) == b"200"
    wait_for(lambda: not alive(house.pid), "stopped", KILL_AFTER + 30)
    for line in (idle, under_way, never):
        line.close()
