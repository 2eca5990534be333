"""The line of a request is the one structlog would have written, in either style, whoever listens."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
import structlog

from redbridge.config import logs, middleware

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z")
CASES = [("GET", "/", 200, 0.00123), ("POST", "/@lin/follow", 302, 0.1), ("GET", "/notes/247244908946000825", 404, 12.0),
         ("HEAD", "/a b", 200, 0.0), ("GET", "/话题/猫", 200, 0.00004), ("GET", "/x=1", 200, 1), ("GET", '/"', 200, 1),
         ("GET", "/a\nb", 500, 1), ("GET", "/'{0}%s\\", 200, 1), ("GET", "", 200, 0.0049)]


@pytest.fixture
def ours() -> Iterator[None]:
    """Logging as a running site has it, and afterwards as it was."""
    root, kept = logging.root, (logging.root.handlers[:], logging.root.level)
    yield
    root.handlers[:] = kept[0]
    root.setLevel(kept[1])
    logs.requests.clear()
    structlog.reset_defaults()
    logs.configure({"style": "console"})
    root.handlers[:] = kept[0]


def lines(style: str, quick: bool) -> list[str]:
    """What the cases leave, by the quick way or by structlog."""
    logs.configure({"style": style})
    told = io.StringIO()
    handler = logging.root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(told)
    if not quick:
        logs.requests.clear()
    for method, path, status, seconds in CASES:
        with middleware.request_named({"HTTP_X_REQUEST_ID": "abcdef-0123"}) as request_id:
            middleware.say(request_id, method, path, status, seconds)
    return TIME.sub("TIME", told.getvalue()).splitlines()


@pytest.mark.usefixtures("ours")
@pytest.mark.parametrize("style", ["console", "json"])
def test_both_ways_write_the_same(style: str) -> None:
    quick = lines(style, True)
    assert quick == lines(style, False) and len(quick) >= len(CASES) and quick[0].count("TIME") == 1


@pytest.mark.usefixtures("ours")
def test_the_quick_way_is_taken_and_leaves_others_their_lines(caplog: pytest.LogCaptureFixture) -> None:
    logs.configure({"style": "console"})
    (quick,) = logs.requests
    quick.handler.setStream(told := io.StringIO())
    assert quick.write("abcdef-0123", "GET", "/", 200, 1.2) and told.getvalue()
    assert not quick.write("abcdef-0123", "GET", "/a b", 200, 1.2)
    logging.root.addHandler(caplog.handler)
    assert not quick.write("abcdef-0123", "GET", "/", 200, 1.2), "somebody listens"
    logging.root.removeHandler(caplog.handler)
    logging.root.setLevel(logging.WARNING)
    assert not quick.write("abcdef-0123", "GET", "/", 200, 1.2), "nobody wants it"


@pytest.mark.usefixtures("ours")
def test_a_closed_stream_fails_nobody() -> None:
    logs.configure({"style": "console"})
    (quick,) = logs.requests
    quick.handler.setStream(closed := io.StringIO())
    closed.close()
    assert quick.write("abcdef-0123", "GET", "/", 200, 1.2)
