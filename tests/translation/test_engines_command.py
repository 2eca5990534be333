"""`redbridge engines` and the doctor: what is configured, how it does, how fast, what it costs, and never a key."""

import json
import time
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from pytest_django import Settings

from redbridge.config import examine
from redbridge.translation import engines
from redbridge.translation.engines import ledger
from redbridge.translation.engines.choosing import configured
from redbridge.translation.models import Health
from tests.chat_server import ChatServer
from tests.deepl_server import DeepLServer
from tests.engine_server import EngineServer
from tests.translation.tiny_models import make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def servers(settings: Settings, tmp_path: Path) -> Iterator[tuple[EngineServer, DeepLServer, ChatServer]]:
    make_pair(tmp_path, "en", "zh")
    with EngineServer(key="hunter2a") as libre, DeepLServer("hunter2b:fx") as deepl, ChatServer("hunter2c") as chat:
        chat.table = {"你好": "Hello"}
        settings.REDBRIDGE_TRANSLATION_URL = " ".join([
            f"deepl+http://hunter2b:fx@{_host(deepl.url)}?budget=100&price=20",
            f"openai+http://hunter2c@{_host(chat.url)}?model=small&pairs=zh>en",
            f"http://{_host(libre.url)}?local=yes", f"local:{tmp_path}",
        ])  # fmt: skip
        settings.REDBRIDGE_TRANSLATION_KEY = "hunter2a"
        yield libre, deepl, chat


def _host(url: str) -> str:
    return url.removeprefix("http://")


def told(*options: str) -> tuple[str, int]:
    """What the command says, and how it ends."""
    out = StringIO()
    try:
        call_command("engines", *options, stdout=out)
    except SystemExit as end:
        return out.getvalue(), int(end.code or 0)
    return out.getvalue(), 0


def rows() -> list[dict[str, Any]]:
    return list(json.loads(told("--json")[0]))


def test_every_engine_is_asked_and_told(servers: tuple[EngineServer, DeepLServer, ChatServer]) -> None:
    engine = engines.chosen("zh-Hans", "en")[0]
    assert engine.translate(["一共六个汉字"], "zh-Hans", "en", time.monotonic() + 5)
    told_, status = told()
    assert status == 0
    assert "1. DeepL: well" in told_ and "today 6 characters of 100, 94 left, 0.00; this month 6, 0.00" in told_
    assert "2. small: well" in told_ and "asked only for zh>en" in told_
    assert "3. LibreTranslate: well" in told_ and "en>zh" in told_ and "4. OPUS-MT: well" in told_
    assert told_.count("not local") == 2


def test_machines_get_the_same_as_json(servers: tuple[EngineServer, DeepLServer, ChatServer]) -> None:
    receipt = ledger.reserve(configured()[0].key, 50_000, None)
    assert receipt
    ledger.settle(receipt, 400)
    deepl, chat, libre, local = rows()
    assert (deepl["today"], deepl["left"], deepl["cost_today"], deepl["budget"]) == (50_000, 0, 1.0, 100)
    assert (deepl["milliseconds_a_request"], deepl["milliseconds_a_thousand_characters"]) == (400, 8)
    assert [row["well"] for row in (deepl, chat, libre, local)] == [True] * 4
    assert [row["local"] for row in (deepl, chat, libre, local)] == [False, False, True, True]
    assert libre["pairs"] == ["en>zh", "zh>en"] and local["pairs"] == ["en>zh"] and chat["milliseconds_a_request"] is None


def test_no_key_is_shown_not_even_one_that_a_server_repeats(
    servers: tuple[EngineServer, DeepLServer, ChatServer], settings: Settings
) -> None:
    libre, deepl, chat = servers
    deepl.key = chat.secret = libre.key = "changed"
    for said, status in (told(), told("--json")):
        assert status == 1 and "hunter2" not in said
        assert "look at its key" in said and "Incorrect API key provided" in said
    with pytest.raises(examine.Ill) as ill:
        examine.engine()
    assert "hunter2" not in str(ill.value) and "DeepL (403, look at its key" in str(ill.value)


def test_a_slow_one_holds_up_no_other_and_is_told(
    servers: tuple[EngineServer, DeepLServer, ChatServer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("redbridge.translation.engines.looking.look_at.__defaults__", (4.0,))
    servers[1].mode = servers[2].mode = "silent"
    started = time.monotonic()
    found = rows()
    assert time.monotonic() - started < 7.5, "one after another they take eight"
    assert [row["well"] for row in found] == [False, False, True, True] and "no answer in time" in found[0]["words"]


def test_a_model_that_cannot_translate_is_told(servers: tuple[EngineServer, DeepLServer, ChatServer]) -> None:
    servers[2].mode = "prose"
    assert "try another model" in rows()[1]["words"]
    servers[2].mode, servers[2].model = "kind", "other"
    assert "look at its address and model: {'message': \"model 'small' not found\"}" in rows()[1]["words"]


def test_one_that_answers_again_is_asked_again_by_all(servers: tuple[EngineServer, DeepLServer, ChatServer]) -> None:
    key = configured()[0].key
    ledger.note_failure(key, "456", 86_400.0)
    assert ledger.hold(key) > 80_000
    told()
    assert ledger.hold(key) == 0 and Health.objects.get().failures == 0


def test_the_doctor_knows_all_of_them(
    servers: tuple[EngineServer, DeepLServer, ChatServer], settings: Settings, tmp_path: Path
) -> None:
    assert examine.engine().startswith("DeepL, small, LibreTranslate, OPUS-MT; OPUS-MT ")
    settings.REDBRIDGE_TRANSLATION_URL, settings.REDBRIDGE_DATA = "", str(tmp_path / "new")
    engines.opened.cache_clear()
    assert examine.engine().startswith("none")
    assert "no packages there" in rows()[0]["words"]
