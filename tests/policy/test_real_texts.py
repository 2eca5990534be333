"""What people really wrote, in both languages: nobody among them broke a rule, so none may be hit."""

import importlib.util
import json
import os
from pathlib import Path

import pytest

from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.shelf import baseline

FOLDER = os.environ.get("REDBRIDGE_TEST_DATA", "")
OURS = Matcher([baseline()])


@pytest.mark.skipif(not FOLDER, reason="REDBRIDGE_TEST_DATA names no folder with social-pairs.json")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_of_1400_real_texts_none_is_hit(language: str) -> None:
    texts = [row[language] for row in json.loads((Path(FOLDER) / "social-pairs.json").read_text("utf-8"))]
    assert len(texts) > 1_000
    assert [text for text in texts if OURS.screen(text).hits] == []


def test_slang_and_what_it_means_is_not_hit() -> None:
    files = list((Path(__file__).parents[2] / "src/redbridge/translation/glossary/data").glob("*.yaml"))
    assert files
    assert [file.name for file in files if OURS.screen(file.read_text("utf-8")).hits] == []


def test_of_47000_idioms_and_phrases_only_the_one_that_is_a_term_is_hit() -> None:
    spec = importlib.util.find_spec("pypinyin")
    assert spec and spec.submodule_search_locations
    phrases = json.loads((Path(spec.submodule_search_locations[0]) / "phrases_dict.json").read_text("utf-8"))
    assert len(phrases) > 40_000
    assert [phrase for phrase in phrases if OURS.screen(phrase).hits] == ["煞笔"]
