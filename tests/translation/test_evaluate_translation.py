"""`redbridge evaluate_translation`: engines against what people wrote, without a database."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redbridge.kernel.errors import SettingError
from redbridge.translation.evaluating.pairs import read
from tests.engine_server import MODES, EngineServer

PAIRS = [
    {"zh": "我家的猫今天又拆家了 😂 #猫税", "en": "My cat wrecked the house again today 😂 #猫税", "source": "comment",
     "src_lang": "zh", "dst_lang": "en"},
    {"zh": "@lily 看看 https://example.org/a", "en": "@lily have a look https://example.org/a", "source": "note-title",
     "src_lang": "zh", "dst_lang": "en"},
    {"zh": "房租太贵了", "en": "The rent is far too high", "source": "note-content", "src_lang": "en", "dst_lang": "zh"},
    {"zh": "😂😂", "en": "😂😂", "source": "comment", "src_lang": "en", "dst_lang": "zh"},
]  # fmt: skip
BARE = {"PATH": os.environ["PATH"], "PYTHONPATH": "src", "REDBRIDGE_DATA": "/nonexistent"}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[EngineServer]:
    (tmp_path / "pairs.json").write_text(json.dumps(PAIRS), "utf-8")
    with EngineServer() as server:
        server.learn_pairs(tmp_path / "pairs.json")
        yield server


def evaluate(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "redbridge.config.cli", "evaluate_translation", *options]
    env = BARE | environment
    return subprocess.run(command, capture_output=True, text=True, env=env, timeout=250, check=False)


def figures(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_it_says_how_near_an_engine_comes_in_each_direction(server: EngineServer, tmp_path: Path) -> None:
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", server.url, "--json", "--output", str(tmp_path / "out"))
    found = figures(done)
    assert list(found) == ["en-zh", "zh-en"]
    for figure in found.values():
        assert set(figure) == {"bleu", "chrf", "kept", "refused", "texts", "seconds"}
        assert set(figure["kept"]) == {"hashtag", "mention", "emoji", "url"}
        assert figure["kept"] == {"hashtag": 1, "mention": 1, "emoji": 1, "url": 1}
        assert (figure["texts"], figure["refused"]) == (2, 0)
        assert figure["bleu"] > 99 and figure["chrf"] > 99 and figure["seconds"] > 0
    assert "4 of 4" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    assert {row["id"]: row for row in rows} == {
        0: {"id": 0, "direction": "zh-en", "source": "comment", "seen": PAIRS[0]["en"], "engine": "LibreTranslate"},
        1: {"id": 1, "direction": "zh-en", "source": "note-title", "seen": PAIRS[1]["en"], "engine": "LibreTranslate"},
        2: {"id": 2, "direction": "en-zh", "source": "note-content", "seen": PAIRS[2]["zh"], "engine": "LibreTranslate"},
        3: {"id": 3, "direction": "en-zh", "source": "comment", "seen": "😂😂", "engine": None},
    }
    assert "😂" not in "".join(server.seen)


def test_for_people_it_tells_each_kind_of_text_apart(server: EngineServer, tmp_path: Path) -> None:
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", server.url)
    assert done.returncode == 0
    for words in ("zh-en: 2 texts", "note-title", "comment", "BLEU 100.0", "kept: hashtag 100.0%"):
        assert words in done.stdout


def test_without_an_engine_named_it_takes_those_of_the_site(server: EngineServer, tmp_path: Path) -> None:
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--json", REDBRIDGE_TRANSLATION_URL=server.url)
    assert figures(done)["zh-en"]["refused"] == 0
    none = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--json")
    assert figures(none)["zh-en"]["refused"] == 2
    assert figures(none)["en-zh"]["refused"] == 1
    assert "no engine has these languages" in none.stderr


def test_what_is_refused_is_seen_as_it_was_written(server: EngineServer, tmp_path: Path) -> None:
    server.mode = "loops"
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", server.url, "--json", "--output", str(tmp_path / "out"))
    assert [figure["refused"] for figure in figures(done).values()] == [1, 2]
    rows = [json.loads(line) for line in (tmp_path / "out").read_text("utf-8").splitlines()]
    assert all(row["engine"] is None for row in rows)
    assert {row["seen"] for row in rows} == {row[row["src_lang"]] for row in PAIRS}


@pytest.mark.parametrize("mode", ["doubles_spans"])
def test_whatever_the_engine_does_all_spans_are_kept(server: EngineServer, tmp_path: Path, mode: str) -> None:
    assert mode in MODES
    server.mode = mode
    for figure in figures(evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", server.url, "--json")).values():
        assert set(figure["kept"].values()) == {1}


def test_an_engine_that_is_down_is_said_and_the_end_is_1(server: EngineServer, tmp_path: Path) -> None:
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", "http://127.0.0.1:9", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["zh-en"]["refused"] == 2
    assert "LibreTranslate did not answer" in done.stderr
    assert "4 of 4 texts are counted as they were written" in done.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (None, "cannot be read"),
        ("{", "is not JSON"),
        ("[]", "should be a list of pairs"),
        ("{}", "should be a list of pairs"),
        ("[1]", "pair 0 is no object"),
        ('[{"zh": "a", "en": "b", "src_lang": "zh"}]', "pair 0 has no text called dst_lang"),
        ('[{"zh": "a", "src_lang": "zh", "dst_lang": "en"}]', "pair 0 has no text called en"),
        ('[{"zh": 1, "en": "b", "src_lang": "zh", "dst_lang": "en"}]', "pair 0 has no text called zh"),
        ('[{"zh": "a", "en": "b", "src_lang": "zh", "dst_lang": "zh"}]', "goes from zh to zh"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, content: str | None, words: str) -> None:
    if content is not None:
        (tmp_path / "pairs.json").write_text(content)
    with pytest.raises(SettingError) as error:
        read(tmp_path / "pairs.json")
    assert words in str(error.value) and "\n" not in str(error.value)


def test_wrong_words_are_one_sentence_and_2(server: EngineServer, tmp_path: Path) -> None:
    pairs = str(tmp_path / "pairs.json")
    for options in (["/nonexistent"], [pairs, "--engine", "ftp://example.org"], [pairs, "--output", "/nonexistent/file"]):
        done = evaluate(tmp_path, *options)
        assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr


def test_what_nobody_should_write_is_evaluated_too(server: EngineServer, tmp_path: Path) -> None:
    hostile = ["\ud800", "\ud800你好\0", "‮你好‬", "a" * 100_000, "h̸̡" * 3_000, "", " ", "\r\n你好\u2028好"]
    rows = [{"zh": text, "en": "x", "source": "comment", "src_lang": "zh", "dst_lang": "en"} for text in hostile]
    (tmp_path / "pairs.json").write_text(json.dumps(rows))
    done = evaluate(tmp_path, str(tmp_path / "pairs.json"), "--engine", server.url, "--json", "--output", str(tmp_path / "out"))
    assert figures(done)["zh-en"]["texts"] == len(hostile)
    assert len((tmp_path / "out").read_text("utf-8").splitlines()) == len(hostile)
