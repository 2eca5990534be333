"""What nobody should type: bodies of 100,000 characters, lone surrogates, turned lines, heaps of marks, null bytes.

Each goes through protecting, detecting, carrying and what a page makes of it; the original stays readable, and twice as
long takes about twice as long.
"""

import time

import pytest

from redbridge.kernel.markup import to_html
from redbridge.kernel.spans import spans
from redbridge.translation.rules import carry, detect, protect
from redbridge.translation.rules.checking import acceptable
from tests.engine_server import MODES
from tests.translation.babble import babble

STRANGE = {
    "a lone surrogate": "你好\ud800，我的朋友\udfff今天来了 😂",
    "a null byte": "你好\0，我的朋友\x07今天来了 😂",
    "a turned line": "\u202e你好，我的朋友\u2066今天来了\u202c 😂",
    "a heap of marks": "h" + "\u0336\u0321\u0328" * 300 + "ello my friend 你好，今天来了 😂",
    "every line end": "你好\r\n我的朋友\u2028今天\x85来了\r😂",
    "nothing but space": " \u3000\u200b\n\t ",
}
PIECES = [
    "a", "好", " ", "\n", "😂", "#", "#a", "@", "@a ", "＠好 ", "_", "__0__", "_0 ", "(", "(^", "(^^)", "¯\\", "https://",
    "https://a.b/(", "[", "[哭R]",
    ":a", ":a:", "3.5km ", "1.", "1,000", "12:", "¥", "。", "！好", ". a", "。」", "e\u0301",
    "\u0336", "👨\u200d", "🇨", "1\ufe0f\u20e3", "a😂", "好__1__",
    "\ud800", "\0", "\u202e", "ʕ", "ツ)", "yes ", "a.com ", "a@", "0 0 0 0",
]  # fmt: skip


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
@pytest.mark.parametrize("mode", ["kind", "mangles", "dirty", "loops"])
def test_strange_characters_cost_no_mark_and_no_line(text: str, mode: str) -> None:
    carried = carry([text], lambda sent: [MODES[mode](babble(one, "en")) for one in sent], "en")
    assert carried is not None
    seen = carried[0].text
    assert [span.text for span in spans(seen)] == [span.text for span in spans(text)]
    assert seen.count("\n") == text.count("\n")
    assert to_html(seen)
    assert detect(text).confidence <= 1


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_without_a_usable_answer_it_is_as_it_was_written(text: str) -> None:
    carried = carry([text], lambda sent: ["" for _one in sent], "en")
    assert carried is not None and carried[0].text == text


def _seconds(text: str) -> float:
    """CPU; the answers are made before, so that the babbler is not counted."""
    answers = {one: babble(one, "en") for one in protect(text).wanted}
    began = time.process_time()
    carry([text], lambda sent: [answers.get(one, "") for one in sent], "en")
    carry([text], lambda sent: ["x __0__" for _one in sent], "en")
    detect(text)
    acceptable(text, text + " x", "en")
    return time.process_time() - began


@pytest.mark.parametrize("piece", PIECES)
def test_four_times_as_long_takes_about_four_times_as_long(piece: str) -> None:
    short, long = (piece * (size // len(piece)) for size in (10_000, 40_000))
    once, four = _seconds(short), min(_seconds(long) for _time in range(2))
    assert four < 9 * once + 0.3, (once, four)  # sixteen times is what the square would be


@pytest.mark.parametrize("piece", ["好", "a😂", "__0__", "(^", "3.5km ", "#a"])
def test_a_body_of_100_000_characters_is_carried_in_seconds(piece: str) -> None:
    assert _seconds(piece * (100_000 // len(piece))) < 20
