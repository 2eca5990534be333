"""Whatever is typed: no error, spans inside the text, and what is folded already says the same."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from redbridge.policy.rules.folding import Folded
from redbridge.policy.rules.masks import Vocabulary
from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.respelling import bare, readings
from redbridge.policy.rules.shelf import baseline
from redbridge.policy.rules.standing import word
from tests.policy.tables import read_table

OURS = Matcher([baseline()])
TERMS = [term.text for rule in baseline().rules for term in rule.match.terms]
WORDS = Vocabulary(lambda: map(word, TERMS))
ANY = st.text(st.characters(codec=None), max_size=60)
"""Lone surrogates, private characters, noncharacters and null bytes included."""
SIGNS = [" ", ".", "*", "\u200b", "\u0301", "😀", "1", "@", "x", "×", "ee", "代*论文", "p*rn"]
PARTS = st.lists(st.one_of(ANY, st.sampled_from(TERMS), st.sampled_from(SIGNS)), max_size=8)


@given(PARTS)
@settings(max_examples=600, deadline=None)
def test_spans_are_inside_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = "".join(parts)
    for hit in OURS.screen(text).hits:
        assert hit.spans == tuple(sorted(hit.spans))
        ends = [0, *(end for _, end in hit.spans)]
        assert all(0 <= start < end <= len(text) for start, end in hit.spans)
        assert ends == sorted(ends)


@given(ANY)
@settings(max_examples=600, deadline=None)
def test_every_form_knows_the_way_back(text: str) -> None:
    folded = Folded(text)
    assert len(folded.at) == len(folded.till) == len(folded.said) == len(folded.dense)
    assert folded.at == sorted(folded.at) and all(0 <= place < len(text) for place in folded.at)
    assert len(folded.sound_at) == len(folded.sound) and all(0 <= place < len(folded.dense) for place in folded.sound_at)
    assert len(folded.plain_at) == len(folded.plain) + 1
    for other in [*readings(folded, WORDS), *filter(None, [bare(folded)])]:
        assert len(other.at) == len(other.till) == len(other.said) == len(other.dense)
        assert all(0 <= start < end <= len(text) for start, end in zip(other.at, other.till, strict=True))


@given(PARTS)
@settings(max_examples=400, deadline=None)
def test_a_compatible_or_twice_folded_spelling_meets_the_same_rules(parts: list[str]) -> None:
    text = "".join(parts).encode("utf-8", "ignore").decode()
    once = OURS.screen(text).rules()
    assert OURS.screen(unicodedata.normalize("NFC", text)).rules() == once
    assert OURS.screen(text).rules() == once


@given(st.sampled_from(TERMS))
def test_folding_what_is_folded_changes_nothing(term: str) -> None:
    dense = Folded(term).dense
    assert Folded(dense).dense == dense


@given(st.sampled_from([line.text for line in read_table("table") if line.rule]), st.integers(0, 40))
@settings(max_examples=200, deadline=None)
def test_words_around_it_hide_nothing_and_move_the_span(text: str, more: int) -> None:
    alone, among = OURS.screen(text), OURS.screen("好。 " * more + text)
    assert set(alone.rules()) <= set(among.rules())
    assert [(start + 3 * more, end + 3 * more) for start, end in alone.spans()] == among.spans()


@pytest.mark.parametrize(
    "text", ["\ud800", "\0", "\uffff", "\U0010ffff", "\ue0f0\ue0f1", "", " ", "\u0301" * 5000, "𓀀", "ﷺ" * 100]
)
def test_what_nobody_should_type(text: str) -> None:
    assert OURS.screen(text).action() == "allow"
