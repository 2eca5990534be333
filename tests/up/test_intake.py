"""What a request brings is taken in before it takes a place at work."""

import io
import threading
from typing import Any

from redbridge.config.serve import intake
from redbridge.config.serve.gate import Gate
from redbridge.config.serve.intake import Intake


class Slow(io.RawIOBase):
    """A body whose end is a long way off."""

    def __init__(self) -> None:
        self.asked, self.end = threading.Event(), threading.Event()

    def read(self, size: int = -1) -> bytes:
        self.asked.set()
        self.end.wait(10)
        return b"x" * size


def echo(environ: dict[str, Any], start: Any) -> list[bytes]:
    start("200 OK", [])
    return [environ["wsgi.input"].read()]


def ask(application: Any, body: Any, length: str) -> tuple[str, bytes]:
    """Status and text of one request."""
    said: list[str] = []
    answer = application({"wsgi.input": body, "CONTENT_LENGTH": length}, lambda status, headers: said.append(status))
    return said[0], b"".join(answer)


def test_a_body_arrives_whole_however_long() -> None:
    for size in (0, 1, intake.PIECE, intake.IN_MEMORY * 3 + 1):
        assert ask(Intake(echo), io.BytesIO(b"x" * size), str(size)) == ("200 OK", b"x" * size)


def test_what_is_past_the_declared_length_is_not_read() -> None:
    assert ask(Intake(echo), io.BytesIO(b"abcdef"), "3") == ("200 OK", b"abc")


def test_a_body_that_ends_early_or_is_too_large_is_refused() -> None:
    assert ask(Intake(echo), io.BytesIO(b"abc"), "9")[0] == "400 Bad Request"
    status, text = ask(Intake(echo), io.BytesIO(), str(intake.LARGEST + 1))
    assert status == "413 Content Too Large" and "400 MB" in text.decode()


def test_a_slow_upload_holds_no_place() -> None:
    slow = Slow()
    application = Intake(Gate(echo, most=1, patience=0.05))
    upload = threading.Thread(target=ask, args=(application, slow, "10"))
    upload.start()
    assert slow.asked.wait(10)
    assert ask(application, io.BytesIO(b"quick"), "5") == ("200 OK", b"quick")
    slow.end.set()
    upload.join()
