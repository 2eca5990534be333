"""Who works, who waits, who hears at once that the house is full, and what reaches an application; with the real server."""

import hashlib
import http.client
import json
import os
import signal
import socket
import time
from base64 import b64encode
from collections.abc import Callable

import pytest

from redbridge.config.serve import intake
from redbridge.config.serve.places import WRITERS
from tests.up.housed import House, rest_of, sends
from tests.up.running import wait_for
from tests.up.served import PATIENCE, PIECE, PLACES, SILENCE

LINE = PLACES
"""Reads that may wait."""


def full_for_reads(house: House) -> list[str]:
    """All places taken and as many reads waiting as may; their names."""
    names = [f"r{number}" for number in range(PLACES + LINE)]
    for name in names[:PLACES]:
        house.hold(name)
        house.works(name)
    for name in names[PLACES:]:
        house.hold(name)
    time.sleep(PATIENCE / 3)
    return names


def test_past_the_line_a_read_is_refused_at_once(house: House) -> None:
    names = full_for_reads(house)
    began = time.monotonic()
    refused = house.ask("/hold/late")
    assert (refused.status, refused.headers["Retry-After"]) == (503, "2") and time.monotonic() - began < PATIENCE / 2
    assert "Try again" in refused.came.decode() and "过几秒再试" in refused.came.decode()  # type: ignore[attr-defined]
    house.end(*names)
    assert set(house.said.values()) == {(200, b"held")} and not house.has_begun("late")


def test_a_browser_is_refused_in_a_page_that_needs_nothing_else(house: House) -> None:
    names = full_for_reads(house)
    refused = house.ask("/hold/late", Accept="text/html,*/*;q=0.8")
    came = refused.came.decode()  # type: ignore[attr-defined]
    assert refused.status == 503 and refused.headers["Retry-After"]
    assert refused.headers["Content-Type"].startswith("text/html")
    for said in ("Many people are here", "过几秒再试", "過幾秒再試", 'lang="zh-Hant"', '<a href="">Try again', "scheme:dark"):
        assert said in came
    # Its style is the one the policy allows; nothing else is fetched, and nothing runs.
    style = came.partition("<style>")[2].partition("</style>")[0]
    allowed = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{allowed}'" in refused.headers["Content-Security-Policy"]
    assert "src=" not in came.lower() and "<script" not in came
    house.end(*names)


def test_what_is_sent_too_large_is_refused_in_such_a_page(house: House) -> None:
    head = (b"POST / HTTP/1.1", b"Host: x", b"Connection: close", b"Accept: text/html", b"Content-Length: 900000000")
    came = house.say(*head, b"", b"")
    assert b" 413 " in came.split(b"\r\n")[0] and b"<p lang=" in came
    assert "一次少傳幾張圖片".encode() in came and b"Try again" not in came


def test_writes_leave_room_for_a_reader(house: House) -> None:
    for name in ("w0", "w1"):
        house.hold(name, "POST")
    wait_for(lambda: house.has_begun("w0") or house.has_begun("w1"), "a write at work")
    house.hold("reader")
    house.works("reader")
    assert not (house.has_begun("w0") and house.has_begun("w1")), "two writes at work"
    house.end("w0", "w1", "reader")
    assert set(house.said.values()) == {(200, b"held")} and len(house.said) == 3


def test_who_waits_too_long_is_told_and_holds_nothing(house: House) -> None:
    for name in ("r0", "r1"):
        house.hold(name)
        house.works(name)
    began = time.monotonic()
    assert house.ask("/hold/tired").status == 503 and PATIENCE - 0.1 < time.monotonic() - began < PATIENCE + 10
    house.end("r0", "r1")
    (house.folder / "next.end").touch()
    assert house.ask("/hold/next").status == 200 and not house.has_begun("tired")


def test_who_leaves_while_they_wait_is_not_waited_for(house: House) -> None:
    """A page that is asked for again and again leaves the line to others; what was sent is worked on all the same."""
    names = ["r0", "r1"]
    for name in names:
        house.hold(name)
        house.works(name)
    leaving = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(LINE + 1)]
    for number, line in enumerate(leaving):
        line.sendall(f"{'GET' if number else 'POST'} /hold/left{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    time.sleep(PATIENCE / 5)
    for line in leaving:
        line.close()
    time.sleep(PATIENCE / 5)
    house.hold("late")
    time.sleep(PATIENCE / 5)
    assert "late" not in house.said, "it was refused"
    house.end(*names, "left0", "late")
    house.works("left0")
    assert house.said["late"] == (200, b"held") and not house.has_begun("left1")


def test_a_write_waits_longer_and_is_served(house: House) -> None:
    house.hold("w0", "POST")
    house.works("w0")
    house.hold("w1", "POST")
    time.sleep(PATIENCE * 1.5)
    assert "w1" not in house.said and WRITERS > 2
    house.end("w0", "w1")
    assert house.said["w1"] == (200, b"held")


def test_a_hundred_slow_uploads_hold_up_nobody(house: House) -> None:
    """Neither who reads nor who brings a whole body; and each of them is served in the end."""
    slow = []
    for _ in range(100):
        line = socket.create_connection(("127.0.0.1", house.port))
        line.sendall(b"POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n" + b"x" * 70_000)
        slow.append(line)
    for _ in range(20):
        assert house.ask("/environ").status == 200
        assert house.ask("/echo", "POST", b"quick").came == b"quick"  # type: ignore[attr-defined]
    for line in slow:
        line.sendall(b"y" * 30_000)
        assert line.recv(15) == b"HTTP/1.1 200 OK"
        line.close()


@pytest.mark.parametrize("size", [0, 1, intake.IN_MEMORY, intake.IN_MEMORY * 30 + 1])
def test_a_body_arrives_whole_however_long(house: House, size: int) -> None:
    body = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    assert house.ask("/echo", "POST", body).came == body  # type: ignore[attr-defined]


def test_a_body_that_is_too_large_or_goes_silent_is_refused(house: House) -> None:
    with sends(house, intake.LARGEST + 1, 0) as line:
        assert line.recv(13) == b"HTTP/1.1 413 "
    began = time.monotonic()
    with sends(house, 9, 3) as line:
        assert line.recv(13) == b"HTTP/1.1 400 " and SILENCE - 0.1 < time.monotonic() - began < SILENCE + 15
    sends(house, 9, 3).close()
    assert house.ask("/echo", "POST", b"next").came == b"next"  # type: ignore[attr-defined]


def test_larger_bodies_together_take_no_more_of_the_disk_than_was_said(house: House) -> None:
    """Who comes when it is taken is told when to come again; once the others are done or gone there is room."""
    others = [sends(house, 9_000_000, 7_000_000), sends(house, 6_000_000, 4_000_000)]
    time.sleep(SILENCE / 4)  # their last bytes are on the way
    with sends(house, 3_000_000, 2_000_000) as line:
        answer = line.recv(4096)
        assert answer.startswith(b"HTTP/1.1 503 ") and f"retry-after: {intake.RETRY_AFTER}".encode() in answer.lower()
    assert house.ask("/echo", "POST", b"small").came == b"small"  # type: ignore[attr-defined]
    others[0].close()
    others[1].sendall(b"y" * 2_000_000)
    assert others[1].recv(15) == b"HTTP/1.1 200 OK"
    others[1].close()
    wait_for(lambda: house.ask("/echo", "POST", b"x" * 10_000_000).status == 200, "room again")


def test_the_application_is_told_what_was_asked(house: House) -> None:
    line = http.client.HTTPConnection("127.0.0.1", house.port)
    line.putrequest("POST", "/environ/%E7%8C%AB%20a?q=%20y&z", skip_host=True)
    for name, value in (("Host", "red.example"), ("Cookie", "a=b"), ("Cookie", "c=d"), ("X-Forwarded-For", "10.0.0.1"),
                        ("X-Forwarded-For", "10.0.0.2"), ("X_Forwarded_For", "6.6.6.6"), ("Content-Type", "text/plain"),
                        ("Content-Length", "2")):
        line.putheader(name, value)
    line.endheaders(b"xy")
    answer = line.getresponse()
    found = json.loads(answer.read())
    assert answer.headers.get_all("Set-Cookie") == ["a=1", "b=2"]
    assert {name: found[name] for name in (
        "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_COOKIE", "HTTP_X_FORWARDED_FOR", "CONTENT_TYPE",
        "CONTENT_LENGTH", "REMOTE_ADDR", "SERVER_PORT", "SCRIPT_NAME", "wsgi.url_scheme",
    )} == {
        "REQUEST_METHOD": "POST", "PATH_INFO": "/environ/猫 a".encode().decode("latin-1"), "QUERY_STRING": "q=%20y&z",
        "HTTP_HOST": "red.example", "HTTP_COOKIE": "a=b; c=d", "HTTP_X_FORWARDED_FOR": "10.0.0.1,10.0.0.2",
        "CONTENT_TYPE": "text/plain", "CONTENT_LENGTH": "2", "REMOTE_ADDR": "127.0.0.1", "SERVER_PORT": str(house.port),
        "SCRIPT_NAME": "", "wsgi.url_scheme": "http",
    }
    assert "PATH" not in found, "what the process was started with is nobody's to read"


@pytest.mark.parametrize("kind", ["file/long", "elsewhere/64"])
def test_long_answers_taken_slowly_hold_no_place_and_little_memory(house: House, kind: str) -> None:
    """Six of 64 MB under way where two may work; who fetches one has it whole, and nothing of it stays open."""
    (house.folder / "long").write_bytes(PIECE * 64)
    lines = []
    for _ in range(3 * PLACES):
        lines.append(line := socket.create_connection(("127.0.0.1", house.port)))
        line.sendall(f"GET /{kind} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        assert line.recv(15) == b"HTTP/1.1 200 OK"
    assert house.ask("/environ").status == 200
    assert rest_of(lines[0]).endswith(PIECE * 64)
    assert house.most_memory() < 200_000_000
    for line in lines:
        line.close()
    if kind != "file/long":
        wait_for((house.folder / "closed").exists, "closed")


def test_a_file_comes_without_a_pause_between_its_head_and_its_body(house: House) -> None:
    """On a line that is kept open, where the visitor's machine puts off saying that the head came (40 ms)."""
    (house.folder / "short").write_bytes(b"x" * 30_000)
    line, waits = http.client.HTTPConnection("127.0.0.1", house.port), []
    for _ in range(60):
        began = time.monotonic()
        line.request("GET", "/file/short")
        assert len(line.getresponse().read()) == 30_000
        waits.append(time.monotonic() - began)
    line.close()
    # The first are acknowledged at once in any case; with the pause all others take it, on however quick a machine.
    assert sorted(waits[20:])[10] < 0.03, waits


def test_a_worker_that_was_killed_leaves_no_long_answer_behind(house: House) -> None:
    """What others are giving stays."""
    killed = house.worker
    theirs, others = house.folder / f"{killed}-left", house.folder / f"{os.getpid()}-given"
    theirs.touch()
    others.touch()
    with socket.create_connection(("127.0.0.1", house.port)) as line:
        line.sendall(b"GET /elsewhere/64 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert line.recv(15) == b"HTTP/1.1 200 OK"
        os.kill(killed, signal.SIGKILL)
    assert house.ask("/environ").status == 200
    assert house.worker != killed and not list(house.folder.glob(f"{killed}-*")) and others.exists()


@pytest.mark.parametrize("megabytes", [0, 1, 2])
def test_an_answer_from_elsewhere_is_whole_and_closed(house: House, megabytes: int) -> None:
    assert house.ask(f"/elsewhere/{megabytes}").came == PIECE * megabytes  # type: ignore[attr-defined]
    wait_for((house.folder / "closed").exists, "closed")


@pytest.mark.parametrize("ask", [lambda house: house.ask("/breaks/here"), lambda house: house.ask("/environ", "HEAD")])
def test_what_breaks_costs_no_place(house: House, ask: Callable[[House], http.client.HTTPResponse]) -> None:
    answers = [ask(house) for _ in range(3 * PLACES)]
    assert {answer.status for answer in answers} <= {500, 200} and {answer.came for answer in answers} == {b""}  # type: ignore[attr-defined]
    assert house.ask("/environ").status == 200
