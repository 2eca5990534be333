"""One call for messages and live lines: the reader's language or the original, in bounded time, never an error."""

import time
from collections.abc import Iterator

import pytest
from django.db import DatabaseError
from pytest_django import Settings

from redbridge.kernel.reading import leaving
from redbridge.translation.actions import Said, say
from redbridge.translation.models import Rendered
from tests.engine_server import EngineServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer({("zh", "en", "早"): "Morning"}) as server:
        settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?local=yes"
        yield server


def test_a_line_comes_in_the_first_language_there_is(server: EngineServer) -> None:
    assert say("早", "zh-Hans", ["ko", "en"], private=False) == Said("Morning", "en", "engine", "LibreTranslate")
    assert say("早", "", ["en"], private=False) == Said("Morning", "en", "memory", "LibreTranslate")


@pytest.mark.parametrize("reads", [["zh-Hans"], ["en", "zh-Hans"], ["zh-Hant"], []])
def test_who_reads_it_already_gets_it_as_it_was_said(server: EngineServer, reads: list[str]) -> None:
    assert say("早", "zh-Hans", reads, private=False) == Said("早", "zh-Hans")
    assert not server.seen


def test_a_private_line_leaves_nothing_behind(server: EngineServer) -> None:
    assert say("早", "zh-Hans", ["en"], private=True).text == "Morning"
    assert not Rendered.objects.exists()


def test_a_private_line_goes_to_no_engine_that_is_not_local(server: EngineServer, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?local=no"
    assert say("早", "zh-Hans", ["en"], private=True) == Said("早", "zh-Hans")
    assert not server.seen


@pytest.mark.parametrize("mode", ["errors", "busy", "slow", "slow_head", "short", "loops", "empty"])
def test_whatever_the_engine_does_the_original_comes_in_time(server: EngineServer, mode: str) -> None:
    server.mode = mode
    started = time.monotonic()
    assert say("早", "zh-Hans", ["en"], private=False, seconds=1) == Said("早", "zh-Hans")
    assert time.monotonic() - started < 15


def test_not_even_a_fault_of_ours_is_an_error(server: EngineServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr("redbridge.translation.actions.rendering.get_remembered", broken)
    assert say("早", "zh-Hans", ["en"], private=False) == Said("早", "zh-Hans")


@pytest.mark.parametrize("text", ["", "😂", "\0\ud800", "x" * 100_000])
def test_any_text_may_be_said(server: EngineServer, text: str) -> None:
    assert say(text, "", ["en"], private=False).text == text


def test_what_somebody_wants_as_it_was_said_stays_so(server: EngineServer) -> None:
    assert say("早", "zh-Hans", leaving(["en"], ("zh-Hans",)), private=False) == Said("早", "zh-Hans")
    assert say("早", "zh-Hans", leaving(["en"], ("yue", "77")), private=False).text == "Morning"
