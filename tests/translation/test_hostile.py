"""Random social texts through random hostile engines: every mark whole, no loop, nothing added, the rest translated."""

from collections import Counter

import pytest
import regex
from hypothesis import example, given, settings
from hypothesis import strategies as st

from redbridge.kernel.spans import spans
from redbridge.translation.rules import carry, detect, protect
from redbridge.translation.rules.marks import PLACEHOLDER, marks
from tests.engine_server import MODES
from tests.translation.babble import babble
from tests.translation.test_detecting import table

MARKS = [
    "https://example.org/a_(b)?c=1", "http://b23.tv/x", "@lily_22", "＠tom", "#猫税", "#cattax", "#猫税[话题]#", "＃成都＃",
    "😂", "👨‍👩‍👧", "🇨🇳", "👍🏽", "1️⃣", "❤️", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "[哭惹R]",
    "[笑哭R]", ":smile:", ":cat_face:", "¯\\_(ツ)_/¯", "(｡♥‿♥｡)", "T_T", "__0__", "_1_",
]  # fmt: skip
WORDS = [
    "我家的猫今天又拆家了", "真的很好吃", "好", "否", "是的", "谢谢", "哈哈哈哈", "跑了",
    "my cat sleeps all day", "no", "yes", "so cute",
    "where did you get that?", "thank you so much!!!", "これどこで買えますか", "고양이 너무 귀여워요", "这个hotpot真的yyds",
    "3.5km", "¥299",
    "20%", "5斤", "12:30", "2024", "，", "。", "！", ",", ".", "? ", "…", " ", "  ", "\n", "\n\n",
    "_", "__", "(", ")", "/", "\u202e", "\0", "e\u0301",
]  # fmt: skip
PIECES = st.one_of(st.sampled_from(MARKS), st.sampled_from(WORDS), st.text(max_size=4))
TEXTS = st.lists(PIECES, max_size=14).map("".join)
TARGETS = st.sampled_from(["en", "zh-Hans"])
LOOP = regex.compile(r"(\b\w{2,}(?:\W+\w+){0,5}?)(?:\W+\1\b){5,}", regex.IGNORECASE)


def through(text: str, modes: list[str], target: str) -> str:
    """What a reader sees of `text` by an engine that takes one of the modes after another."""
    turn = iter(range(10**6))

    def engine(sent: list[str]) -> list[str]:
        return [MODES[modes[next(turn) % len(modes)]](babble(one, target)) for one in sent]

    carried = carry([text], engine, target)
    assert carried is not None
    return carried[0].text


def whole(text: str) -> Counter[str]:
    return Counter((span.kind + span.text) for span in spans(text)) + Counter(text[a:b] for a, b in marks(text))


@settings(max_examples=400, deadline=None)
@example('https://example.org/a_(b)?c=11️⃣¯\\_(ツ)_/¯__0__我家的猫今天又拆家了', ["adds_spans", "html"], "en")
@given(TEXTS, st.lists(st.sampled_from(sorted(MODES)), min_size=1, max_size=4), TARGETS)
def test_whatever_an_engine_does_every_mark_and_line_is_whole(text: str, modes: list[str], target: str) -> None:
    seen = through(text, modes, target)
    assert whole(seen) == whole(text)
    assert seen.count("\n") == text.count("\n")
    assert Counter(PLACEHOLDER.findall(seen)) == Counter(PLACEHOLDER.findall(text))
    for bad in ("evil", "138 0013", "это", "Here is the translation", "\ud800", "oooooooooooo"):
        assert bad not in seen


@given(st.lists(st.sampled_from([*MARKS, " ", "\n", "12:30", "！"]), max_size=12).map("".join))
def test_what_has_no_words_is_never_sent(text: str) -> None:
    if not any(c.isalpha() for c in _without_marks(text)):
        assert protect(text).wanted == []


def _without_marks(text: str) -> str:
    for start, end in reversed(marks(text)):
        text = text[:start] + " " + text[end:]
    return text


def test_an_engine_that_answers_one_thing_to_everything_is_not_shown() -> None:
    text = "\n".join(WORDS[:4] + WORDS[8:13])
    assert through(text, ["stuck"], "en") == text


LINES = [text for language, _prior, text in table() if detect(text).language != "und"]
SAVED = [
    "kind", "drops_spans", "doubles_spans", "mangles", "widens", "reorders", "renumbers", "thins", "halves", "spells", "litters",
    "dirty",
]  # fmt: skip


def decorated(text: str) -> str:
    return f"@lily {text} 😂 {text}，3.5km #猫税[话题]#\n[哭惹R]{text}https://example.org/a :smile:"


@pytest.mark.parametrize("mode", SAVED)
def test_what_can_be_saved_of_our_own_lines_is_translated(mode: str) -> None:
    for text in LINES:
        target = "en" if detect(text).language.startswith("zh") else "zh-Hans"
        seen = through(decorated(text), [mode], target)
        assert whole(seen) == whole(decorated(text))
        assert seen != decorated(text)


@pytest.mark.parametrize("mode", sorted(MODES))
def test_of_our_own_lines_every_mark_is_whole_and_no_loop_is_seen(mode: str) -> None:
    for text in LINES:
        target = "en" if detect(text).language.startswith("zh") else "zh-Hans"
        seen = through(decorated(text), [mode], target)
        assert whole(seen) == whole(decorated(text))
        assert not LOOP.search(seen) or LOOP.search(text)
        assert len(seen) < 400 + 12 * len(text)
