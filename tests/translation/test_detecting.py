"""Detection against a table of short lines that was written before the rules."""

from pathlib import Path

import pytest

from redbridge.translation.rules import detect, translatable
from redbridge.translation.rules.characters import SIMPLIFIED, TRADITIONAL

Line = tuple[str, tuple[str, ...], str]


def table() -> list[Line]:
    rows = Path(__file__).with_name("languages.tsv").read_text("utf-8").splitlines()
    fields = [row.split("\t") for row in rows if not row.startswith("#")]
    return [(language, tuple(prior.split(",")) if prior else (), text) for language, prior, text in fields]


def test_it_knows_95_of_100_short_lines() -> None:
    lines = table()
    wrong = [line for line in lines if detect(line[2], line[1]).language != line[0]]
    assert len(lines) >= 60
    assert len(wrong) <= 0.05 * len(lines), wrong


@pytest.mark.parametrize("text", ["", "😂😂", "https://example.org", "#猫税 @lily [哭惹R]", "12:30!", "\0\ud800"])
def test_a_text_without_words_has_no_language(text: str) -> None:
    guess = detect(text, ("en",))
    assert (guess.language, guess.confidence) == ("und", 0.0)


@pytest.mark.parametrize(
    ("text", "prior", "language"),
    [
        ("早安", (), "zh-Hans"),
        ("早安", ("en", "zh-Hant"), "zh-Hant"),
        ("早安", ("ja",), "ja"),
        ("這個", ("zh-Hans",), "zh-Hant"),
        ("这个", ("zh-Hant",), "zh-Hans"),
        ("Ohio 早", ("zh-Hans", "en"), "zh-Hans"),
        ("Ohio 早", ("en", "zh-Hans"), "en"),
        ("jaja", ("es", "en"), "es"),
    ],
)
def test_the_authors_languages_settle_what_could_be_either(text: str, prior: tuple[str, ...], language: str) -> None:
    assert detect(text, prior).language == language


def test_confidence_is_a_share() -> None:
    sure, unsure = detect("这家火锅真的绝绝子，你们快来吃"), detect("早安")
    assert 0 < unsure.confidence < sure.confidence <= 1


def test_each_script_is_spelt_in_its_own_character_set() -> None:
    """The national standards settle it: GB 2312 holds no Traditional form, Big5 no text without them."""
    "".join(SIMPLIFIED).encode("gb2312")
    assert not "".join(TRADITIONAL).encode("gb2312", "ignore")
    assert not SIMPLIFIED & TRADITIONAL


def test_a_very_long_text_is_read_by_its_beginning() -> None:
    assert detect("我们在成都吃火锅。" * 20_000).language == "zh-Hans"


def test_a_text_is_rendered_into_other_languages_only() -> None:
    targets = ("en", "zh-Hans", "zh-Hant")
    assert translatable("en", targets) == ["zh-Hans", "zh-Hant"]
    assert translatable("zh-Hant", targets) == ["en"]
    assert translatable("und", targets) == []
