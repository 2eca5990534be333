"""Real notes and comments through every kind of engine: 100 of 100 spans whole, no loop seen, the rest translated."""

import json
import os
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from redbridge.kernel.spans import spans
from redbridge.translation.rules import Carried, carry, protect
from redbridge.translation.rules.checking import acceptable
from tests.engine_server import MODES, EngineServer

DATA = os.environ.get("REDBRIDGE_TEST_DATA")
pytestmark = pytest.mark.skipif(not DATA, reason="REDBRIDGE_TEST_DATA names no folder with social-pairs.json")


@cache
def pairs() -> list[tuple[str, str]]:
    rows = json.loads((Path(DATA or "") / "social-pairs.json").read_text("utf-8"))
    return [pair for row in rows for pair in ((row["zh"], row["en"]), (row["en"], row["zh"]))]


@cache
def texts() -> list[str]:
    """Those with spans in them, and as many others again as one in ten."""
    return [text for n, (text, _) in enumerate(pairs()) if n % 10 == 0 or spans(text)]


@cache
def seen(mode: str) -> list[Carried]:
    carried = carry(texts(), lambda sent: [MODES[mode](f"words: {text}") for text in sent])
    assert carried is not None
    return carried


def found(text: str) -> Counter[tuple[str, str]]:
    return Counter((span.kind, span.text) for span in spans(text))


@pytest.mark.parametrize("mode", MODES)
def test_every_span_is_whole_in_what_is_seen(mode: str) -> None:
    for text, shown in zip(texts(), seen(mode), strict=True):
        assert found(shown.text) == found(text)
        assert shown.text.count("\n") == text.count("\n")


@pytest.mark.parametrize("mode", ["drops_spans", "doubles_spans", "mangles", "widens", "dirty"])
def test_what_can_be_saved_is_translated(mode: str) -> None:
    worded = [(text, shown) for text, shown in zip(texts(), seen(mode), strict=True) if protect(text).wanted]
    saved = sum(shown.text != text for text, shown in worded)
    assert saved >= 0.99 * len(worded)


@pytest.mark.parametrize("mode", ["loops", "loops_words", "empty"])
def test_no_loop_is_seen(mode: str) -> None:
    assert [shown.text for shown in seen(mode)] == texts()


def test_what_people_wrote_passes_the_checks() -> None:
    """The checks are for engines gone wrong: of human translations they may refuse next to nothing."""
    lines = [pair for pair in pairs() if protect(pair[0]).wanted and pair[0] != pair[1]]
    refused = [pair for pair in lines if not acceptable(*pair)]
    assert len(refused) <= 0.01 * len(lines), refused[:5]


def test_the_engine_server_knows_both_directions() -> None:
    with EngineServer() as server:
        server.learn_pairs(Path(DATA or "") / "social-pairs.json")
        assert len(server.table) >= 2_800
        assert {(source, target) for source, target, _ in server.table} == {("zh", "en"), ("en", "zh")}
