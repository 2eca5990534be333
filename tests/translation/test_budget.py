"""Budget, health and speed of engines, as all processes know them; what is used up or down ends in originals."""

import time
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import Settings

from redbridge.translation import engines
from redbridge.translation.actions import render
from redbridge.translation.engines import Unavailable, ledger, remote
from redbridge.translation.engines.choosing import configured
from redbridge.translation.models import Health, Spending
from tests.engine_server import EngineServer
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings: Settings) -> Iterator[EngineServer]:
    with EngineServer({("zh", "en", "早上好"): "Good morning"}) as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        yield server


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)


def ask(*texts: str, number: int = 0, seconds: float = 60) -> list[str] | None:
    engine = engines.chosen("zh-Hans", "en")[number]
    return engine.translate(list(texts or ("早上好",)), "zh-Hans", "en", time.monotonic() + seconds)


def fail(times: int = 1, seconds: float = 60) -> float:
    """Ask in vain; the seconds to wait that the last one was told."""
    for _ in range(times):
        with pytest.raises(Unavailable) as error:
            ask(seconds=seconds)
    return error.value.retry_after


def later(seconds: float) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update translation_health set shut_until = shut_until - make_interval(secs => %s)", [seconds])


def test_characters_requests_and_time_are_written_down(server: EngineServer) -> None:
    ask("早上好", "晚安")
    ask("早上好")
    row = Spending.objects.get()
    assert (row.engine, row.characters, row.requests, row.failures) == (configured()[0].key, 8, 2, 0)
    assert 0 < row.milliseconds < 5000


def test_a_budget_ends_in_none_and_the_engine_is_not_asked(server: EngineServer, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?budget=7"
    assert ask("早上好") == ["Good morning"]
    assert ask("晚安啊早上好") is None
    assert ask("早上好") == ["Good morning"]
    assert ask("晚安") is None
    assert server.calls["/translate"] == 2 and Spending.objects.get().characters == 6


def test_a_used_up_budget_shows_originals_and_raises_nothing(server: EngineServer, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?budget=3"
    first = render({"body": "早上好"}, "zh-Hans", "en", public=True)
    assert first and first.texts == {"body": "Good morning"}
    assert render({"body": "晚上好"}, "zh-Hans", "en", public=True) is None
    again = render({"body": "早上好"}, "zh-Hans", "en", public=True)
    assert again and (again.texts, again.by) == ({"body": "Good morning"}, "memory")


def test_after_the_budget_the_next_engine_is_asked(server: EngineServer, settings: Settings) -> None:
    with EngineServer() as second:
        settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?budget=0&name=First {second.url}?name=Second"
        rendering = render({"body": "晚上好"}, "zh-Hans", "en", public=True)
    assert rendering and rendering.engine == "Second" and not server.calls["/translate"]


def test_the_next_day_has_a_budget_of_its_own(server: EngineServer, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"{server.url}?budget=3"
    assert ask() and ask() is None
    with connection.cursor() as cursor:
        cursor.execute("update translation_spending set day = day - 1")
    assert ask() == ["Good morning"]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_never_spend_more_than_there_is() -> None:
    given = at_once(*[lambda: ledger.reserve("one", 10, 65)] * 12)
    assert sum(receipt is not None for receipt in given) == 6
    assert Spending.objects.get().characters == 60


@pytest.mark.parametrize("mode", ["errors", "redirect"])
def test_what_an_engine_that_is_down_was_to_get_is_given_back(server: EngineServer, mode: str) -> None:
    server.mode = mode
    fail()
    row = Spending.objects.get()
    assert (row.characters, row.failures) == (0, 1)


@pytest.mark.parametrize("mode", ["slow", "short"])
def test_what_an_engine_may_have_worked_on_stays_counted(server: EngineServer, mode: str) -> None:
    ask("早")
    server.mode = mode
    fail(seconds=2)
    assert Spending.objects.get().characters == 4


def test_a_pair_it_lacks_costs_nothing(server: EngineServer) -> None:
    engine = engines.chosen("zh-Hans", "ko")[0]
    assert engine.translate(["早上好"], "zh-Hans", "ko", time.monotonic() + 5) is None
    row = Spending.objects.get()
    assert (row.characters, row.requests) == (0, 0)


def test_after_five_failures_no_process_asks_for_half_a_minute(server: EngineServer) -> None:
    server.mode = "errors"
    fail(5)
    engines.opened.cache_clear()
    calls = server.calls["/translate"]
    assert 0 < fail() <= 30
    assert server.calls["/translate"] == calls


def test_two_timeouts_are_enough(server: EngineServer) -> None:
    ask()
    server.mode = "slow"
    fail(2, seconds=1.5)
    calls = server.calls["/translate"]
    assert 0 < fail() <= 30 and server.calls["/translate"] == calls


def test_after_a_failure_one_at_a_time_tries_and_an_answer_opens_it_for_all(server: EngineServer) -> None:
    server.mode = "errors"
    fail()
    assert ledger.hold(configured()[0].key) == 0
    assert ledger.hold(configured()[0].key) > 0
    later(ledger.ALONE)
    server.mode = "kind"
    assert ask() == ["Good morning"]
    assert [ledger.hold(configured()[0].key) for _ in range(3)] == [0, 0, 0]
    assert Health.objects.get().failures == 0


def test_a_pause_that_was_asked_for_holds_for_all(server: EngineServer) -> None:
    server.mode, server.retry_after = "busy", "20"
    with pytest.raises(Unavailable):
        ask(seconds=10)
    assert 0 < ledger.hold(configured()[0].key) <= 20


def test_one_that_rests_is_passed_over_at_once_for_the_next(server: EngineServer, settings: Settings) -> None:
    server.mode = "errors"
    fail(5)
    with EngineServer() as second:
        settings.REDBRIDGE_TRANSLATION_URL = f"{server.url} {second.url}?name=Second"
        calls = server.calls["/translate"]
        rendering = render({"body": "早上好"}, "zh-Hans", "en", public=True)
    assert rendering and rendering.engine == "Second" and server.calls["/translate"] == calls
    settings.REDBRIDGE_TRANSLATION_URL = server.url
    with pytest.raises(Unavailable):
        render({"body": "没说过的"}, "zh-Hans", "en", public=True)
