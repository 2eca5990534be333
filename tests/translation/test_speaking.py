"""Whether an answer is in the language asked for."""

import json
import os
from pathlib import Path

import pytest

from redbridge.translation.rules import speaks

PAIRS = Path(os.environ.get("REDBRIDGE_TEST_DATA", "")) / "social-pairs.json"


@pytest.mark.parametrize(("answer", "target"), [
    ("Good morning, everyone, have a lovely day", "en"), ("早上好，祝大家今天开心", "zh-Hans"),
    ("早安，祝大家今天開心", "zh-Hant"), ("早上好，祝大家今天开心", "zh-Hant"),
    ("おはようございます、いい一日を", "ja"), ("좋은 아침이에요, 여러분", "ko"),
    ("OK", "zh-Hans"), ("小红书", "en"), ("Доброе утро, друзья", "ru"), ("Добар дан свима", "sr"), ("Dobar dan svima", "sr"),
    ("haha lol __0__", "zh-Hans"), ("iPhone Pro Max", "zh-Hans"), ("来源：the.world.in.maps", "zh-Hans"), ("", "en"),
    ("最高", "ja"), ("Bom dia a todos, tenham um ótimo dia", "pt-BR"),
    ("The sign said 你好 and I laughed so much", "en"), ("__0__ __1__", "en"),
])  # fmt: skip
def test_the_right_language_passes(answer: str, target: str) -> None:
    assert speaks(answer, target)


@pytest.mark.parametrize(("answer", "target"), [
    ("早上好，祝大家今天开心", "en"), ("Good morning, everyone", "zh-Hans"), ("Good morning, everyone", "zh-Hant"),
    ("Доброе утро, друзья", "en"), ("おはようございます、いい一日を", "zh-Hans"), ("좋은 아침이에요, 여러분", "ja"),
    ("Buenos días a todos, que tengan un muy buen día con sus amigos", "en"), ("早上好，祝大家今天开心，我们明天去公园", "ja"),
    ("Bonjour à tous, je vous souhaite une très belle journée avec vos amis", "en"),
])  # fmt: skip
def test_another_language_does_not(answer: str, target: str) -> None:
    assert not speaks(answer, target)


@pytest.mark.skipif(not PAIRS.is_file(), reason="needs REDBRIDGE_TEST_DATA")
def test_next_to_no_translation_by_a_person_is_refused() -> None:
    rows = json.loads(PAIRS.read_text("utf-8"))
    refused = [row for row in rows if not speaks(row["en"], "en") or not speaks(row["zh"], "zh-Hans")]
    assert len(refused) <= len(rows) * 0.005, [(row["en"], row["zh"]) for row in refused[:20]]
