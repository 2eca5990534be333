"""DeepL over real HTTP, kind and in every trouble."""

import time
from collections.abc import Iterator

import pytest

from redbridge.translation.addresses import addresses
from redbridge.translation.engines import Hints, Unavailable, opened, remote
from redbridge.translation.engines.deepl import FREE, PAID, DeepL, host
from tests.deepl_server import DeepLServer
from tests.troubled_server import AT_ONCE, SLOW


@pytest.fixture
def server() -> Iterator[DeepLServer]:
    with DeepLServer() as server:
        server.table = {"早": "Morning", "安": "Peace"}
        yield server


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remote, "FIRST_PAUSE", 0.01)


def ask(
    engine: DeepL, texts: list[str] | None = None, source: str = "zh-Hans", target: str = "en", seconds: float = 60,
    hints: Hints | None = None,
) -> list[str] | None:
    return engine.translate(texts or ["早", "安"], source, target, time.monotonic() + seconds, hints or Hints())


def test_texts_go_in_one_request_with_the_key_in_the_header(server: DeepLServer) -> None:
    assert ask(DeepL(server.url, "right")) == ["Morning", "Peace"]
    assert server.bodies == [{"text": ["早", "安"], "source_lang": "ZH", "target_lang": "EN-US"}]
    assert server.headers[0]["Authorization"] == "DeepL-Auth-Key right"
    assert server.calls == {"/v2/languages": 2, "/v2/translate": 1}


def test_glossary_and_what_is_answered_go_along_as_context(server: DeepLServer) -> None:
    ask(DeepL(server.url, "right"), hints=Hints({"绝绝子": "the absolute best"}, "昨天的猫"))
    assert server.bodies[0]["context"] == "昨天的猫\n绝绝子 = the absolute best"


def test_more_than_fifty_texts_go_in_several_requests(server: DeepLServer) -> None:
    texts = [f"第{n}行" for n in range(120)]
    assert ask(DeepL(server.url, "right"), texts) == [f"[EN-US] {text}" for text in texts]
    assert [len(body["text"]) for body in server.bodies] == [50, 50, 20]


def test_large_texts_stay_below_what_a_request_may_weigh(server: DeepLServer) -> None:
    texts = ["汉" * 15_000] * 5
    assert ask(DeepL(server.url, "right"), texts) == [f"[EN-US] {text}" for text in texts]
    assert len(server.bodies) == 3


def test_one_text_too_large_is_refused_and_no_failure(server: DeepLServer) -> None:
    engine = DeepL(server.url, "right")
    assert ask(engine, ["汉" * 60_000]) is None
    assert ask(engine) == ["Morning", "Peace"]


@pytest.mark.parametrize(("source", "target", "codes"), [
    ("zh-Hans", "en", ("ZH", "EN-US")), ("zh-Hant", "en-GB", ("ZH", "EN-GB")), ("en", "zh-Hans", ("EN", "ZH-HANS")),
    ("en-US", "zh-Hant", ("EN", "ZH-HANT")), ("en", "zh", ("EN", "ZH-HANS")), ("fr", "pt-BR", ("FR", "PT-BR")),
    ("pt-BR", "pt", ("PT", "PT-PT")), ("de-AT", "no", ("DE", "NB")), ("en", "en-AU", ("EN", None)), ("yue", "en", None),
    ("en", "tlh", None),
])  # fmt: skip
def test_languages_are_named_as_deepl_names_them(
    server: DeepLServer, source: str, target: str, codes: tuple[str, str | None] | None
) -> None:
    found = ask(DeepL(server.url, "right"), ["x"], source, target)
    if codes is None or codes[1] is None:
        assert found is None and not server.bodies
    else:
        assert (server.bodies[0]["source_lang"], server.bodies[0]["target_lang"]) == codes


def test_a_server_that_does_not_list_languages_is_simply_asked(server: DeepLServer) -> None:
    server.silent_of_languages = True
    assert ask(DeepL(server.url, "right"), ["x"], target="ja") == ["[JA] x"]
    assert ask(DeepL(server.url, "right"), ["x"], source="yue") is None


def test_a_used_up_quota_ends_until_the_month_does(server: DeepLServer) -> None:
    server.quota = 3
    engine = DeepL(server.url, "right")
    assert ask(engine) == ["Morning", "Peace"]
    with pytest.raises(Unavailable) as error:
        ask(engine)
    assert error.value.asked and not error.value.spent
    assert 0 < error.value.retry_after <= 31 * 86_400
    assert server.calls["/v2/translate"] == 2


@pytest.mark.parametrize(("header", "least", "most"), [
    ("7", 7, 7), ("", 5, 5), ("soon", 5, 5), ("9" * 400, 3600, 3600), ("Wed, 21 Oct 2099 07:28:00 GMT", 3600, 3600),
    ("Wed, 21 Oct 2015 07:28:00 GMT", 5, 5), ("-3", 5, 5),
])  # fmt: skip
def test_too_many_requests_are_followed_by_the_pause_asked_for(
    server: DeepLServer, header: str, least: float, most: float
) -> None:
    server.mode, server.retry_after = "busy", header
    with pytest.raises(Unavailable) as error:
        ask(DeepL(server.url, "right"), seconds=2)
    assert least <= error.value.retry_after <= most


def test_a_short_pause_is_waited_for(server: DeepLServer, monkeypatch: pytest.MonkeyPatch) -> None:
    server.mode, server.retry_after = "busy", "1"
    monkeypatch.setattr(time, "sleep", lambda seconds: setattr(server, "mode", "kind"))
    assert ask(DeepL(server.url, "right")) == ["Morning", "Peace"]


@pytest.mark.parametrize("mode", [*AT_ONCE, "error_200_message", "short", "wrong_types"])
def test_trouble_is_tried_three_times_and_then_said(server: DeepLServer, mode: str) -> None:
    server.mode = mode
    started = time.monotonic()
    with pytest.raises(Unavailable):
        ask(DeepL(server.url, "right"))
    assert server.calls["/v2/translate"] == 3 and "/elsewhere" not in server.calls
    assert time.monotonic() - started < 50


@pytest.mark.parametrize("mode", SLOW)
def test_slowness_is_cut_off_at_the_deadline_and_may_have_cost(server: DeepLServer, mode: str) -> None:
    server.mode = mode
    started = time.monotonic()
    with pytest.raises(Unavailable) as error:
        ask(DeepL(server.url, "right"), seconds=2)
    assert time.monotonic() - started < 15 and error.value.spent


def test_half_a_character_harms_nothing_either_way(server: DeepLServer) -> None:
    server.table["早"] = "Mor\ud800ning"
    assert ask(DeepL(server.url, "right"), ["早", "a\ud800b"]) == ["Mor\ud800ning", "[EN-US] a?b"]


def test_a_wrong_key_is_asked_once_and_is_in_no_line_of_the_log(
    server: DeepLServer, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(Unavailable) as error:
        ask(DeepL(server.url, "hunter2:fx"))
    assert server.calls["/v2/translate"] == 1 and error.value.retry_after >= 60
    assert caplog.text and "hunter2" not in f"{caplog.text}{error.value}"


def test_the_key_tells_the_server() -> None:
    assert (host("a:fx"), host("a")) == (FREE, PAID)
    (free,), (paid,) = addresses("deepl://abc:fx@"), addresses("deepl://abc@")
    assert (free.secret, opened(free)._url, opened(paid)._url) == ("abc:fx", FREE, PAID)  # type: ignore[attr-defined]
    (own,) = addresses("deepl+http://abc@localhost:99/x")
    assert opened(own)._url == "http://localhost:99/x"  # type: ignore[attr-defined]
