"""Links, names, topics, stickers and emoji come through whole, or the line stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from redbridge.kernel.spans import spans
from redbridge.translation.rules import carry, protect
from redbridge.translation.rules.checking import acceptable
from tests.engine_server import MODES

TEXTS = [
    "早！\n@lily 看看我家 🐱 的 #猫税[话题]# 交了没\n\nhttps://example.org/a，谢谢😂",
    "suck at spying 🥹 but @tom_22 thinks https://x.org/a_(b) is fine #cattax",
    "作者写了 __0__ 和 😂 在一起，_ _1__ 也在这里面",
    "  两边有空格 😂 中间 😂😂 也有 #话题  ",
    "[哭惹R]今天[哭惹R]好累啊👨‍👩‍👧🇨🇳明天再说",
]


def found(text: str) -> list[tuple[str, str]]:
    return sorted((span.kind, span.text) for span in spans(text))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("你好😂", ["你好"]),
        ("@lily 你好 #猫税 #成都", ["你好"]),
        ("我和@lily去 https://x.org/a 看", ["我和__0__去 __1__ 看"]),
        ("好😂 😂 #a 吧", ["好__0__ 吧"]),
        ("一\n二\n一", ["一", "二"]),
        ("😂\n#猫税 12:30 !!", []),
        ("写了__0__的人", ["写了__0__的人"]),
        ("", []),
    ],
)
def test_only_words_are_sent_with_placeholders_for_spans_between_them(text: str, wanted: list[str]) -> None:
    assert protect(text).wanted == wanted


def test_answers_go_back_to_their_lines_and_spans_to_their_places() -> None:
    protected = protect("我和@lily去了 https://x.org/a\n\n😂 好吃 #猫税[话题]#")
    assert protected.wanted == ["我和__0__去了", "好吃"]
    restored = protected.restore(["Went there with __0__", "Tasty"])
    assert restored == "Went there with @lily https://x.org/a\n\n😂 Tasty #猫税[话题]#"


@pytest.mark.parametrize(
    ("answer", "line"),
    [
        ("__0__says hi", "@lily says hi"),
        ("Hi__0__!", "Hi @lily!"),
        ("你好__0__", "你好@lily"),
        ("hi _ _ 0 _ _", "hi @lily"),
        ("hi ＿＿０＿＿", "hi @lily"),
        ("__0__\n hi", "@lily hi"),
    ],
)
def test_spans_stay_readable_beside_the_words_around_them(answer: str, line: str) -> None:
    assert protect("嗨@lily好").restore([answer]) == line


@pytest.mark.parametrize(
    "answer",
    ["hi", "hi __0__ __0__", "hi __1__", "hi __O__", "hi __0__ 😂", "hi __0__ @tom", "hi __0__ https://evil.example"],
)
def test_a_lost_doubled_or_invented_span_is_noticed(answer: str) -> None:
    assert protect("嗨@lily好").restore([answer]) is None


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("text", TEXTS)
def test_spans_and_lines_are_whole_whatever_the_engine_does(text: str, mode: str) -> None:
    carried = carry([text], lambda texts: [MODES[mode](f"words: {t}") for t in texts])
    assert carried is not None
    assert found(carried[0].text) == found(text)
    assert carried[0].text.count("\n") == text.count("\n")


@given(st.text(alphabet=st.sampled_from("ab好吃 _0＿😂#@\n[R]哭/.:htps")), st.sampled_from(sorted(MODES)))
def test_no_text_loses_a_span_to_any_engine(text: str, mode: str) -> None:
    carried = carry([text], lambda texts: [MODES[mode](f"words: {t}") for t in texts])
    assert carried is not None and found(carried[0].text) == found(text)


@pytest.mark.parametrize("mode", ["drops_spans", "doubles_spans", "mangles"])
def test_words_between_damaged_spans_are_still_translated(mode: str) -> None:
    english = {"我和__0__去了": "I went with __0__ and left", "我和": "With", "去了": "I went"}
    carried = carry(["我和@lily去了😂"], lambda texts: [MODES[mode](english[t]) for t in texts])
    assert carried is not None
    assert carried[0].text == "With @lily I went😂"
    assert not carried[0].whole


def test_a_line_that_cannot_be_saved_leaves_the_others_translated() -> None:
    answers = {"第一行": "The first line", "第二行": "", "第三行": "The third line"}
    carried = carry(["第一行\n第二行\n第三行"], lambda texts: [answers[t] for t in texts])
    assert carried is not None
    assert (carried[0].text, carried[0].whole) == ("The first line\n第二行\nThe third line", False)


def test_many_texts_take_one_call_and_the_same_line_is_sent_once() -> None:
    calls: list[list[str]] = []

    def engine(texts: list[str]) -> list[str]:
        calls.append(texts)
        return [f"in English: {text}" for text in texts]

    carry(["早\n安", "早😂", "😂"], engine)
    assert calls == [["早", "安"]]


def test_an_engine_without_the_pair_gives_nothing() -> None:
    assert carry(["早"], lambda texts: None) is None


@pytest.mark.parametrize(
    ("source", "answer", "fine"),
    [
        ("好", "good", True),
        ("哈哈哈哈哈哈", "hahaha", True),
        ("哈哈哈哈哈哈", "ha ha ha ha ha ha", True),
        ("不不不不不", "no no no no no", True),
        ("火锅", "火锅", True),
        ("今天我们一起去吃了很好吃的火锅", "今天我们一起去吃了很好吃的火锅", False),
        ("你好", "", False),
        ("你好", " ... ", False),
        ("你好", "hello " * 30, False),
        ("你好啊朋友们", "hello hello hello hello hello", False),
        ("今天天气很好", "the weather is, the weather is, the weather is, the weather is", False),
        ("I love it", "我爱我爱我爱我爱我爱它", False),
        ("short", "x" * 500, False),
    ],
)
def test_an_answer_is_checked_before_anyone_sees_it(source: str, answer: str, fine: bool) -> None:
    assert acceptable(source, answer) is fine
