"""The engine over real HTTP: kind, slow, broken and hostile."""

import threading
import time
from collections.abc import Iterator

import pytest

from redbridge.translation.addresses import addresses
from redbridge.translation.engines import Unavailable, remote
from redbridge.translation.engines.breaker import Breaker
from redbridge.translation.engines.codes import pair
from redbridge.translation.engines.libretranslate import LibreTranslate
from tests.engine_server import EngineServer


@pytest.fixture
def server() -> Iterator[EngineServer]:
    with EngineServer({("zh", "en", "早"): "Morning", ("zh", "en", "安"): "Peace"}) as server:
        yield server


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)


def ask(engine: LibreTranslate, texts: list[str] | None = None, seconds: float = 60) -> list[str] | None:
    return engine.translate(texts or ["早", "安"], "zh-Hans", "en", time.monotonic() + seconds)


def test_many_texts_come_back_in_order_from_one_request(server: EngineServer) -> None:
    engine = LibreTranslate(server.url)
    assert ask(engine) == ["Morning", "Peace"]
    assert ask(engine, ["安", "早"]) == ["Peace", "Morning"]
    assert server.calls == {"/languages": 1, "/translate": 2}


def test_a_long_batch_is_sent_in_several_requests(server: EngineServer) -> None:
    texts = [f"第{n}行" for n in range(120)]
    answers = ask(LibreTranslate(server.url), texts)
    assert answers == [f"[en] {text}" for text in texts]
    assert server.calls["/translate"] == 3


def test_a_pair_the_engine_lacks_gives_nothing_and_no_call(server: EngineServer) -> None:
    engine = LibreTranslate(server.url)
    assert engine.translate(["hi"], "en", "ko", time.monotonic() + 5) is None
    assert engine.translate(["hi"], "en", "zh-Hant", time.monotonic() + 5) is None
    assert server.calls["/translate"] == 0


def test_the_key_goes_along_and_a_wrong_one_is_not_tried_again(server: EngineServer) -> None:
    server.key = "right"
    assert ask(LibreTranslate(server.url, "right")) == ["Morning", "Peace"]
    with pytest.raises(Unavailable) as error:
        ask(LibreTranslate(server.url, "wrong"))
    assert error.value.retry_after >= 60
    assert server.calls["/translate"] == 2


@pytest.mark.parametrize("mode", ["errors", "error_200", "redirect", "short"])
def test_trouble_is_tried_three_times_and_then_said(server: EngineServer, mode: str) -> None:
    server.mode = mode
    with pytest.raises(Unavailable):
        ask(LibreTranslate(server.url))
    assert server.calls["/translate"] == 3


def test_a_redirect_is_not_followed(server: EngineServer) -> None:
    server.mode = "redirect"
    with pytest.raises(Unavailable):
        ask(LibreTranslate(server.url))
    assert "/elsewhere" not in server.calls


def test_a_busy_engine_is_left_alone_as_long_as_it_asks(server: EngineServer) -> None:
    server.mode = "busy"
    with pytest.raises(Unavailable) as error:
        ask(LibreTranslate(server.url), seconds=1.95)
    assert error.value.retry_after == 1
    assert server.calls["/translate"] == 2, "a third would come a second after the second"


@pytest.mark.parametrize("mode", ["slow", "slow_head"])
def test_an_engine_that_drips_is_cut_off_at_the_deadline(server: EngineServer, mode: str) -> None:
    server.mode = mode
    started = time.monotonic()
    with pytest.raises(Unavailable):
        ask(LibreTranslate(server.url), seconds=1)
    assert time.monotonic() - started < 15


def test_no_caller_can_wait_longer_than_the_host_allows(server: EngineServer) -> None:
    assert addresses("http://a")[0].seconds == 10
    server.mode = "slow"
    started = time.monotonic()
    with pytest.raises(Unavailable):
        ask(LibreTranslate(server.url, seconds=0.5), seconds=3600)
    assert time.monotonic() - started < 15


def test_an_answer_without_end_is_not_read_to_its_end(server: EngineServer) -> None:
    server.table["zh", "en", "早"] = "x" * 5_000_000
    with pytest.raises(Unavailable):
        ask(LibreTranslate(server.url))


def test_nobody_listening_is_said_plainly() -> None:
    with pytest.raises(Unavailable):
        ask(LibreTranslate("http://127.0.0.1:9"), seconds=2)


def test_after_five_failures_the_engine_is_left_alone_and_then_tried_once(server: EngineServer) -> None:
    now = [0.0]
    engine = LibreTranslate(server.url, breaker=Breaker(clock=lambda: now[0]))
    assert ask(engine)
    server.mode = "errors"
    for _ in range(5):
        with pytest.raises(Unavailable):
            ask(engine)
    calls = server.calls["/translate"]
    with pytest.raises(Unavailable) as error:
        ask(engine)
    assert (server.calls["/translate"], error.value.retry_after) == (calls, 30)
    server.mode, now[0] = "kind", 31.0
    assert ask(engine) == ["Morning", "Peace"]
    assert ask(engine) == ["Morning", "Peace"]


def test_a_half_open_breaker_lets_one_through_at_a_time() -> None:
    now = [0.0]
    breaker = Breaker(failures=2, rest=30, clock=lambda: now[0])
    breaker.failed()
    assert breaker.wait() == 0
    breaker.failed()
    assert breaker.wait() == 30
    now[0] = 30
    tried: list[float] = []
    threads = [threading.Thread(target=lambda: tried.append(breaker.wait())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(tried) == [0.0] + [30.0] * 7
    breaker.failed()
    assert breaker.wait() == 30
    breaker.succeeded()
    assert breaker.wait() == 0


def test_a_refused_text_is_no_failure_of_the_engine(server: EngineServer) -> None:
    engine = LibreTranslate(server.url)
    ask(engine)
    server.codes = ("en",)
    for _ in range(6):
        assert ask(engine) is None
    server.codes = ("en", "zh")
    assert ask(engine) == ["Morning", "Peace"]


@pytest.mark.parametrize(
    ("source", "target", "offered", "codes"),
    [
        ("zh-Hans", "en", {"en": [], "zh": []}, ("zh", "en")),
        ("zh-Hans", "en", {"en": [], "zh-Hans": [], "zh": []}, ("zh-Hans", "en")),
        ("en", "zh-Hant", {"en": [], "zh": [], "zt": []}, ("en", "zt")),
        ("en", "zh-Hant", {"en": [], "zh": []}, None),
        ("en-GB", "fr", {"en": ["fr"], "fr": []}, ("en", "fr")),
        ("en", "fr", {"en": ["de"], "fr": []}, None),
        ("zh-Hans", "en", {}, ("zh", "en")),
        ("zh", "en", {"en": [], "zh-Hans": []}, ("zh-Hans", "en")),
        ("zh", "en", {}, ("zh", "en")),
        ("yue", "en", {"en": [], "zh": [], "zt": []}, ("zt", "en")),
        ("yue", "en", {"en": [], "zh": []}, ("zh", "en")),
        ("yue", "en", {}, ("zh", "en")),
        ("en", "yue", {"en": [], "zh": [], "zt": []}, None),
    ],
)
def test_languages_are_named_as_the_engine_names_them(
    source: str, target: str, offered: dict[str, list[str]], codes: tuple[str, str] | None
) -> None:
    assert pair(source, target, offered) == codes
