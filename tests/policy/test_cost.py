"""Linear in length, whatever stands there. Times are compared with one another, so that a busy machine is no failure."""

import random
import time

import pytest

from redbridge.policy.rules.domains import Blocklist
from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from redbridge.policy.rules.shelf import baseline
from tests.policy.packs import pack, rule

SHORT, LONG = 5_000, 100_000
HOSTILE = {
    "one letter": "a", "one character": "操", "spaces": " ", "marks": "\u0301", "zero width": "\u200b", "emoji": "😀",
    "a family": "👨‍👩‍👧", "dots": ".", "stars between": "a*", "letters apart": "s e x ", "terms": "free gift card ",
    "nearly terms": "free gift car ", "digits": "1", "leet": "g1ft", "signs": "a@", "dollars": "$", "underscores": "_",
    "links": "a.", "links apart": "a[.]", "hyphens": "a-", "taken apart": "亻弋", "pinyin": "daixielun", "homophones": "带鞋轮",
    "tones": "dai4", "harmless": "支援交", "brackets": "(dot)", "Cyrillic": "а", "Traditional": "論", "lines": "\n",
    "quotes": '"', "combining": "e\u0301", "call": "call now 1 ", "coupons": "领取",
    "masked": "fr*e g*ft c*rd ", "masks": "f*", "masked Chinese": "稳*不赔", "masks in Chinese": "赚*",
    "stretched": "freee gift caard ", "nearly stretched": "frreee giift caar ", "doubled": "aab",
    "told again": "代代写写论论文文",
    "letters between": "代x写x论x文", "letter between": "操x", "cut in two": "fr ee gi ft ca rd ",
    "changed about": "fere gfit crad ", "nearly changed about": "crad gfit ", "initials": "代写lw", "initials alone": "lw zy ",
}  # fmt: skip


@pytest.fixture(scope="module")
def ours() -> Matcher:
    own = rule("own", terms=["aaa aaa", "操操操操", "a a a a a", "1111"], patterns=[r"a+b", r"a*a*a*a+$"])
    made = Matcher([baseline(), read_pack(pack(own))], Blocklist(["evil.example"]))
    made.screen("warm up 操你妈 dai xie lun wen free gift card")
    return made


@pytest.mark.parametrize("name", HOSTILE)
def test_twenty_times_the_text_takes_about_twenty_times_as_long(ours: Matcher, name: str) -> None:
    unit = HOSTILE[name]
    short, long = unit * (SHORT // len(unit)), unit * (LONG // len(unit))
    few, many = min(_cpu(ours, short) for _ in range(3)), min(_cpu(ours, long) for _ in range(2))
    assert many < 45 * max(few, 0.001), f"{few * 1e3:.1f} ms, then {many * 1e3:.1f} ms"
    assert many < 6, "a text that holds a process for seconds"


def _cpu(matcher: Matcher, text: str) -> float:
    began = time.thread_time()
    matcher.screen(text)
    return time.thread_time() - began


def test_a_text_of_every_character_is_bounded_too(ours: Matcher) -> None:
    every = [chr(code) for code in range(0x110000)]
    random.Random(5).shuffle(every)
    assert _cpu(ours, "".join(every[:100_000])) < 12
