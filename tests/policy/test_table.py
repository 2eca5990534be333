"""The baseline against a table that was written before there was a matcher: half harmless, half evasions."""

from collections import Counter
from functools import cache

import pytest

from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from redbridge.policy.rules.shelf import baseline
from tests.policy import packs
from tests.policy.tables import Line, read_table

LANGUAGES = ("en", "zh")
TABLES = ("table", "spelling", "swapped")


@cache
def matcher() -> Matcher:
    return Matcher([baseline()])


def share(kind: str, language: str, *names: str) -> float:
    """Of these lines, how many meet a rule: the one they evade, or any where none should."""
    lines = [line for name in names or TABLES[:1] for line in read_table(name) if (line.kind, line.language) == (kind, language)]
    return sum(map(hit, lines)) / len(lines)


def hit(line: Line) -> bool:
    met = matcher().screen(line.text).rules()
    return line.rule in met if line.rule else bool(met)


def test_the_table_has_what_was_asked() -> None:
    lines = read_table("table")
    count = Counter((line.kind, line.language) for line in lines)
    assert len(lines) >= 400 and len({line.text for line in lines}) == len(lines)
    assert min(count.values()) >= 100
    assert {line.rule for line in lines if line.rule} == {rule.id for rule in baseline().rules}


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_95_of_100_evasions_are_caught(language: str, name: str) -> None:
    assert share("evasion", language, name) >= 0.95


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_what_is_harmless_less_than_one_in_100_is_hit(language: str) -> None:
    assert share("harmless", language) < 0.01
    assert share("harmless", language, "swapped") < 0.01
    assert share("harmless", language, *TABLES) < 0.01


def test_the_table_of_spellings_has_what_was_asked() -> None:
    lines = read_table("spelling")
    count = Counter((line.kind, line.language) for line in lines)
    assert len({line.text for line in lines}) == len(lines) and min(count.values()) >= 100
    swapped = read_table("swapped")
    assert len({line.text for line in swapped}) == len(swapped) and min(Counter(line.kind for line in swapped).values()) >= 130


def test_spans_of_letters_put_right_are_those_that_were_written() -> None:
    written = {"my fere gfit crad, now": (3, 17), "找人代写LW，急": (2, 6), "lw 代写": (0, 5), "出售sfz吗": (0, 5)}
    for text, span in written.items():
        (found,) = matcher().screen(text).hits
        assert found.spans == (span,), text


def test_short_words_and_single_characters_are_not_guessed() -> None:
    own = Matcher([read_pack(packs.pack(packs.rule(terms=["stupid cunt", "买粉丝", "bad word"])))])
    for text in ("King Cnut", "买fs", "a bad wrod"):
        assert not own.screen(text).hits, text
    assert own.screen("stuipd cnut").hits


def test_every_term_of_the_baseline_is_met_as_it_stands() -> None:
    for rule in baseline().rules:
        for term in rule.match.terms:
            assert rule.id in matcher().screen(f"so, {term.text}").rules(), term


def test_a_harmless_phrase_of_the_baseline_meets_its_rule_nowhere() -> None:
    for rule in baseline().rules:
        for phrase in rule.match.allow:
            assert rule.id not in matcher().screen(f"读 {phrase} 吧").rules(), phrase


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lines_nobody_tuned_by(language: str) -> None:
    """Looked at once, at the end: all 50 evasions were caught, and one of 50 harmless lines was hit; then all 50, and none."""
    assert share("evasion", language, "heldout") >= 0.95
    assert share("harmless", language, "heldout") <= 0.04
    assert share("evasion", language, "heldout_spelling") >= 0.95
    # Two of 15 in English change the last letter about, which is left alone.
    assert share("evasion", language, "heldout_swapped") >= 0.85
    assert share("harmless", language, "heldout_swapped") < 0.01
    assert share("harmless", language, "heldout_spelling") < 0.01
