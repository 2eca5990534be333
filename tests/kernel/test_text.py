"""Text is counted as a reader counts it, and the same in Python and in the browser."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redbridge.kernel.text import TextTooLong, clean, graphemes, width

TABLE: list[tuple[str, int, int]] = json.loads(Path(__file__).with_name("graphemes.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "characters", "units"), TABLE)
def test_the_shared_table_holds(text: str, characters: int, units: int) -> None:
    assert (graphemes(text), width(text)) == (characters, units)


def test_the_shared_table_covers_enough() -> None:
    assert len(TABLE) >= 40


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("nul\0and\x07bell\x7f\x9f", "nulandbell"),
        ("half \ud83d a pair\udc00", "half  a pair"),
        ("e\u0301", "é"),
        ("one\r\ntwo\rthree\u2028four\u0085five", "one\ntwo\nthree\nfour\nfive"),
        ("a\tb", "a b"),
        ("\u202egnp.exe\u202c \u2066x\u2069 \ufeff", "gnp.exe x "),
        ("العربية\u200f!", "العربية\u200f!"),
        ("👨‍👩‍👧 1️⃣ 🏴\U000e0067\U000e0062\U000e007f", "👨‍👩‍👧 1️⃣ 🏴\U000e0067\U000e0062\U000e007f"),
        ("红桥，繁體。", "红桥，繁體。"),
    ],
)
def test_it_keeps_words_and_drops_what_turns_them_around(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text(alphabet=st.characters()))
def test_cleaning_twice_changes_nothing_and_the_rest_can_be_stored(typed: str) -> None:
    kept = clean(typed)
    assert clean(kept) == kept
    assert "\0" not in kept
    kept.encode("utf-8")


def test_the_limit_is_in_characters_a_reader_sees() -> None:
    family = "👨‍👩‍👧‍👦"
    assert clean(family * 10, limit=10) == family * 10
    with pytest.raises(TextTooLong) as refused:
        clean(family * 11, limit=10)
    assert (refused.value.limit, refused.value.count) == (10, 11)


def test_stacked_marks_do_not_smuggle_a_book_into_ten_characters() -> None:
    with pytest.raises(TextTooLong):
        clean("z" + "\u0335" * 500, limit=10)
