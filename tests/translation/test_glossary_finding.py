"""Where terms stand in a text, and how they help an engine."""

import time

import pytest

from redbridge.translation import glossary


def terms(text: str, language: str) -> list[str]:
    return [text[one.start : one.end] for one in glossary.find(text, language)]


@pytest.mark.parametrize(("text", "language", "found"), [
    ("这家奶茶yyds！", "zh-Hans", ["奶茶", "yyds"]),
    ("絕絕子，真的", "zh-Hant", ["絕絕子"]),
    ("That dress is SO good, No Cap", "en", ["No Cap"]),
    ("That’s cap and you know it", "en", ["That’s cap"]),
    ("Slay!", "en", ["Slay"]),
    ("我们slay the dragon", "en", []),
    ("slay the dragon tonight", "en", []),
    ("yydsabc xyyds yyds_", "zh-Hans", []),
    ("#yyds https://a.example/yyds @yyds", "zh-Hans", []),
    ("no cap", "zh-Hans", []),
    ("", "en", []),
    ("İİİ no cap", "en", ["no cap"]),
])
def test_found(text: str, language: str, found: list[str]) -> None:
    assert terms(text, language) == found


@pytest.mark.parametrize("entry", [one for one in glossary.entries() if one.found == "anywhere"], ids=lambda one: one.term)
def test_an_entry_is_found_in_its_own_example(entry: glossary.Entry) -> None:
    assert entry in [one.entry for one in glossary.find(entry.example.text, entry.language)]


@pytest.mark.parametrize("entry", [one for one in glossary.entries() if one.not_in], ids=lambda one: one.term)
def test_an_entry_is_not_found_where_it_stands_by_accident(entry: glossary.Entry) -> None:
    for word in entry.not_in:
        said = f"嗯，{word}了" if entry.language.startswith("zh") else f"well {word} then"
        assert entry not in [one.entry for one in glossary.find(said, entry.language)], word


def test_a_text_that_is_one_term_needs_no_engine() -> None:
    assert glossary.exact("绝绝子！", "zh-Hans", "en") == "absolutely amazing!"
    assert glossary.exact("no cap!", "en", "zh-Hans") == "说真的！"
    assert glossary.exact("no cap!", "en", "zh-Hant") is not None
    assert glossary.exact("这家店绝绝子", "zh-Hans", "en") is None
    assert glossary.exact("yyds 3 __0__", "zh-Hans", "en") is None
    assert glossary.exact("no cap", "en", "fr") is None


def test_an_engine_gets_terms_in_plain_words_or_is_told_them() -> None:
    assert glossary.plain("楼下 yyds __0__", "zh-Hans") == "楼下 永远最棒 __0__"
    assert glossary.hints("楼下 yyds", "zh-Hans", "en") == {"yyds": "the greatest of all time"}
    assert glossary.plain("nothing here", "en") == "nothing here"
    assert glossary.plain("OOTD again. Dm me", "en") == "Today's outfit again. Send me a private message"


def test_words_with_a_gap_are_no_text_of_their_own() -> None:
    assert glossary.exact("It's giving!", "en", "zh-Hans") == "有感觉！"


def test_finding_takes_time_by_the_length() -> None:
    text = "这家店真的yyds，环境也好，姐妹们冲！That was bussin, no cap. " * 20
    assert _cost(text * 8) < 20 * _cost(text)
    assert len(glossary.find(text * 50, "zh-Hans")) == 64


def _cost(text: str) -> float:
    def once() -> float:
        began = time.process_time()
        glossary.find(text, "zh-Hans")
        return time.process_time() - began

    return max(1e-4, min(once() for _ in range(5)))
