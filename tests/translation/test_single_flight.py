"""Fifty who want one text at one moment, in two processes, make one call."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import connection
from pytest_django import Settings

from redbridge.translation.actions import flight, render
from redbridge.translation.engines import Unavailable
from redbridge.translation.rules import text_hash
from tests.engine_server import EngineServer
from tests.threads import at_once

pytestmark = pytest.mark.usefixtures("committed")
TEXT = "欢迎你来"


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    """One that takes a while, so that all the others come meanwhile."""
    with EngineServer() as server:
        answer = server.answer

        def slowly(text: str, source: str, target: str) -> str:
            time.sleep(0.5)
            return answer(text, source, target)

        server.answer = slowly  # type: ignore[method-assign]
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        yield server


def another_process(server: EngineServer, threads: int) -> "subprocess.Popen[str]":
    known = connection.get_connection_params()
    place = f"postgresql://{known['user']}@/{known['dbname']}?host={quote(str(known['host']))}"
    return subprocess.Popen(
        [sys.executable, "-m", "tests.translation.asking", str(threads), TEXT], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        env=os.environ | {"REDBRIDGE_DATABASE_URL": place, "REDBRIDGE_TRANSLATION_URL": server.url},
    )


def test_fifty_threads_of_two_processes_make_one_call(server: EngineServer) -> None:
    other = another_process(server, 25)
    assert other.stdin and other.stdout and other.stdout.readline() == "ready\n"
    other.stdin.write("go\n")
    other.stdin.flush()
    made = at_once(*[lambda: render({"body": TEXT}, "zh-Hans", "en", public=True)] * 25)
    told = other.communicate(timeout=150)[0].split("\n")[:-1]
    assert [one and one.texts["body"] for one in made] == ["[en] " + TEXT] * 25
    assert told == ["[en] " + TEXT] * 25
    assert server.calls["/translate"] == 1


def test_ten_thousand_times_the_same_is_asked_once(server: EngineServer) -> None:
    for _ in range(10_000):
        render({"body": TEXT}, "zh-Hans", "en", public=True)
    assert server.calls["/translate"] == 1


def test_who_waits_in_vain_is_told_to_come_again(server: EngineServer) -> None:
    keys = [text_hash("\n".join(("zh-Hans", "en", TEXT)))]

    def wait() -> float:
        started = time.monotonic()
        with pytest.raises(Unavailable):
            render({"body": TEXT}, "zh-Hans", "en", public=True, seconds=0.5)
        return time.monotonic() - started

    with flight.alone(keys, time.monotonic() + 60):
        (waited,) = at_once(wait)
    assert 0.4 < waited < 15
    assert not server.seen
    assert render({"body": TEXT}, "zh-Hans", "en", public=True), "the lock was given back"


def test_two_that_want_each_others_texts_both_come_through(server: EngineServer) -> None:
    one, other = {"a": "早安", "b": "晚安"}, {"a": "晚安", "b": "早安"}
    calls = [lambda texts=texts: render(texts, "zh-Hans", "en", public=True) for texts in (one, other) * 4]
    assert all(at_once(*calls))
    assert server.calls["/translate"] == 1
