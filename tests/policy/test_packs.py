"""A pack is taken whole or refused with line and reason."""

import re

import pytest

from redbridge.policy.rules.packs import PackError, read_pack
from redbridge.policy.rules.shelf import baseline
from tests.policy.packs import pack, rule

GOOD = """\
pack: berlin
version: 3
rules:
  - id: scams
    title: {en: No scams, zh-Hans: 不骗人, zh-Hant: 不騙人}
    text: {en: Words, zh-Hans: 话, zh-Hant: 話}
    category: scams
    severity: 3
    regions: [NO, DE]
    action: withhold
    match:
      terms: [free gift card, {text: 代写论文, pinyin: true}]
      patterns: ['\\bcall now \\d{6,}\\b']
      allow: [no free gift card]
"""


def test_a_pack_of_the_shape_that_was_agreed() -> None:
    read = read_pack(GOOD)
    [found] = read.rules
    assert (read.name, read.version, found.id, found.regions, found.action) == ("berlin", 3, "scams", ("NO", "DE"), "withhold")
    assert [(term.text, term.pinyin) for term in found.match.terms] == [("free gift card", False), ("代写论文", True)]
    assert found.match.patterns == (r"\bcall now \d{6,}\b",) and found.match.allow == ("no free gift card",)


FAULTS = {
    "an unknown key": ("    severity: 3", "    severity: 3\n    sverity: 3", 9, "'sverity' is no key of a rule"),
    "an unknown key above": ("version: 3", "version: 3\nname: x", 3, "'name' is no key of a pack"),
    "an unknown key below": ("      allow:", "      alow:", 14, "'alow' is no key of match"),
    "an unknown key of a term": ("pinyin: true", "sound: true", 12, "'sound' is no key of a term"),
    "a key twice": ("    severity: 3", "    severity: 3\n    severity: 4", 9, "severity stands twice"),
    "no English": ("{en: No scams, ", "{", 5, "title lacks en"),
    "no Simplified": ("zh-Hans: 话, ", "", 6, "text lacks zh-Hans"),
    "no Traditional": (", zh-Hant: 話", "", 6, "text lacks zh-Hant"),
    "an empty title": ("en: No scams", "en: ''", 5, "title.en is empty"),
    "a title that is a number": ("en: No scams", "en: 5", 5, "title.en should be text"),
    "a title alone": ("{en: No scams, zh-Hans: 不骗人, zh-Hant: 不騙人}", "No scams", 5, "title should be a mapping"),
    "a long title": ("No scams", "x" * 81, 5, "has 81 characters where 80 fit"),
    "no category": ("    category: scams\n", "", 4, "a rule lacks category"),
    "severity 0": ("severity: 3", "severity: 0", 8, "whole number from 1 to 5"),
    "severity 6": ("severity: 3", "severity: 6", 8, "whole number from 1 to 5"),
    "severity high": ("severity: 3", "severity: high", 8, "whole number from 1 to 5"),
    "severity 2.5": ("severity: 3", "severity: 2.5", 8, "whole number from 1 to 5"),
    "no such action": ("action: withhold", "action: ban", 10, "'ban' is no action"),
    "no such region": ("[NO, DE]", "[NO, ZZ]", 9, "'ZZ' is no region"),
    "a small region": ("[NO, DE]", "[de]", 9, "'de' is no region"),
    "regions of everything": ("[NO, DE]", "everywhere", 9, "regions should be all, or a list"),
    "no region": ("[NO, DE]", "[]", 9, "regions should be all, or a list"),
    "a bad id": ("id: scams", "id: No Scams", 4, "id should be small letters"),
    "a version that is none": ("version: 3", "version: new", 2, "version should be a whole number"),
    "terms alone": ("[free gift card, {text: 代写论文, pinyin: true}]", "free gift card", 12, "terms should be a list"),
    "a term that is a number": ("[free gift card,", "[42,", 12, "a term should be text"),
    "a long term": ("free gift card,", "x" * 101 + ",", 12, "has 101 characters where 100 fit"),
    "a term of signs": ("free gift card,", "'★★',", 12, "a term needs letters or digits"),
    "pinyin maybe": ("pinyin: true", "pinyin: maybe", 12, "pinyin should be true or false"),
    "looking ahead": (r"\d{6,}", "(?=x)", 13, "the pattern looks ahead or behind"),
    "a pattern that explodes": (r"'\bcall now \d{6,}\b'", "'((a{100}){100}){100}'", 13, "more than 1000 times"),
    "a repeat in a repeat": (r"'\bcall now \d{6,}\b'", "'(a+)+$'", 13, "the pattern explodes"),
    "a pattern that is too large": (r"'\bcall now \d{6,}\b'", r"'(\pL{0,500}x){2}'", 13, "too much memory"),
    "a pattern that meets nothing": (r"'\bcall now \d{6,}\b'", "'a*'", 13, "meets an empty text"),
    "a long pattern": (r"\bcall", "x" * 490 + r"\bcall", 13, "characters where 500 fit"),
    "an alias": ("[no free gift card]", "[&x one, *x]", 14, "aliases"),
    "a depth": ("[no free gift card]", "[" * 50 + "]" * 50, 14, "nested too deep"),
    "no YAML": ("[no free gift card]", "[no", 14, "a bracket that opens here"),
    "a tab": ("    severity", "\tseverity", 8, "a tab stands here"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_told_with_its_line(fault: str) -> None:
    old, new, line, reason = FAULTS[fault]
    assert old in GOOD
    with pytest.raises(PackError) as told:
        read_pack(GOOD.replace(old, new, 1))
    assert told.value.line == line and reason in told.value.reason, told.value


@pytest.mark.parametrize("pattern", [
    r"(a+)+$", "(哈+)+笑", r"(a*)*b", r"(a|a)*b", r"(a|aa)+$", r"(a|a?)+$", r"([a-z]+)*$", r"(\w+\s?)*$", r"((a+)b?)+",
    r"(.*)*x", r"(x+x+)+y", r"(?:a{1,100})+", r"^(([a-z])+.)+[A-Z]([a-z])+$", r"([^,]+)*",
])
def test_patterns_that_explode_elsewhere_are_refused(pattern: str) -> None:
    with pytest.raises(PackError, match="the pattern explodes"):
        read_pack(pack(rule(patterns=[pattern])))


@pytest.mark.parametrize("pattern", [
    r"\bcall now \d{6,}\b", r"(?:\d+-)+", r"(?:ab|ac)+x", r"(?i)free\s+\w+", r"(?:\+?\d{1,3}[- ]?)?\d{6,}", r"(?:\d[ -]*){13,19}",
    r"(?:\w+\.)+com", r"加微信\s*[a-z0-9_-]{5,}", r"(?:free|gift|win)+", r"(?:[a-z]+ )*buy", r"\p{Han}+x", r"(a?b)+",
])
def test_patterns_with_repeats_that_know_where_each_ends_are_taken(pattern: str) -> None:
    assert read_pack(pack(rule(patterns=[pattern]))).rules[0].match.patterns == (pattern,)


def test_names_with_underscores_are_taken() -> None:
    assert read_pack(pack(rule("gift_cards"))).rules[0].id == "gift_cards"


@pytest.mark.parametrize(
    "source", ["", "# nothing", "[]", "a: b", "pack: x\nversion: 1\nrules: []", "\0", "[" * 100_000, "{a: " * 100_000]
)
def test_what_is_no_pack_at_all(source: str) -> None:
    with pytest.raises(PackError):
        read_pack(source)


def test_an_id_twice() -> None:
    with pytest.raises(PackError, match="line 12: the id scams stands twice"):
        read_pack(pack(rule(), rule()))


def test_there_is_an_end_to_everything() -> None:
    with pytest.raises(PackError, match="50,001 entries where 50,000 fit"):
        read_pack(pack(rule(terms=["x"] * 50_001)))
    with pytest.raises(PackError, match="1,001 entries where 1,000 fit"):
        read_pack(pack(rule(patterns=["x"] * 1_001)))
    with pytest.raises(PackError, match="more than 1,000 patterns together"):
        read_pack(pack(rule("one", patterns=["x"] * 600), rule("two", patterns=["x"] * 600)))
    with pytest.raises(PackError, match="longer than 4,000,000 characters"):
        read_pack("#" * 4_000_001)


def test_the_baseline_speaks_of_all_that_it_should() -> None:
    found = baseline()
    assert (found.name, found.version) == ("baseline", 1)
    assert {one.category for one in found.rules} >= {
        "spam", "scams", "harassment", "hate", "sexual", "violence", "private", "minors", "illegal", "impersonation",
        "advertising", "paid-voices", "coordination",
    }  # fmt: skip
    assert all(one.action in ("label", "hold", "suspend") and not one.regions for one in found.rules)


SIMPLIFIED = set("这个们说让发现对问题号图视频链网络户评论没")
CONVERTED = ("視頻", "信息", "網絡", "用戶", "質量", "評論", "登錄", "賬號")


def test_chinese_of_a_folded_line_has_no_space_that_nobody_wrote() -> None:
    texts = [rule.text[language] for rule in baseline().rules for language in ("zh-Hans", "zh-Hant")]
    assert not [found for text in texts for found in re.findall(r"[\u4e00-\u9fff，。；：“”] [\u4e00-\u9fff“”]", text)]
    assert any(" " in rule.text["en"] for rule in baseline().rules)


def test_the_baseline_writes_traditional_and_does_not_convert() -> None:
    for found in baseline().rules:
        words = found.title["zh-Hant"] + found.text["zh-Hant"]
        assert not set(words) & SIMPLIFIED, found.id
        assert not [word for word in CONVERTED if word in words], found.id
