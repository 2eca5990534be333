"""Faults that the libraries find are told in words of ours, with the line in which they are to be mended."""

import re

import pytest
from django.utils import translation

from redbridge.guidelines.words import fault
from redbridge.policy.rules.packs import PackError, read_pack
from tests.policy.packs import pack, rule
from tests.policy.test_packs import GOOD

BROKEN = {
    "a line too far out": ("    title:", "   title:", 5, "not indented like its neighbours"),
    "a line too far in": ("    title:", "      title:", 5, "not indented like its neighbours"),
    "a list among keys": ("    category: scams", "    - category", 7, "not indented like its neighbours"),
    "a rule too far out": ("  - id: scams", "   - id: first\n  - id: scams", 5, "not indented like its neighbours"),
    "a hyphen without its space": ("  - id: scams", "  -id: scams", 5, "or the line above it is not finished"),
    "a tab": ("    severity", "\tseverity", 8, "a tab stands here"),
    "a tab after spaces": ("    severity", "  \tseverity", 8, "a tab stands here"),
    "a tab first of all": ("pack: berlin", "\tpack: berlin", 1, "a tab stands here"),
    "a double quote left open": ("category: scams", 'category: "scams', 7, "quotation mark that opens here"),
    "a single quote left open": (
        "patterns: ['\\bcall now \\d{6,}\\b']", "patterns: 'call", 13, "quotation mark that opens here"
    ),
    "a quote closed by a later one": ("category: scams", "category: 'scams", 13, "one left open above"),
    "words after a quote": ("category: scams", "category: 'sc'ams", 7, "goes on where it should end"),
    "[ left open": ("[NO, DE]", "[NO, DE", 9, "bracket that opens here"),
    "[ left open at the end": ("[no free gift card]", "[no free gift card", 14, "bracket that opens here"),
    "{ left open": ("zh-Hant: 不騙人}", "zh-Hant: 不騙人", 5, "bracket that opens here"),
    "a comma that is missing": ("en: No scams, zh", "en: No scams zh", 5, "a comma is missing"),
    "a comma too many": ("[NO, DE]", "[NO, , DE]", 9, "between brackets"),
    "[ and then nothing": (
        "      patterns: ['\\bcall now \\d{6,}\\b']\n      allow: [no free gift card]\n", "      allow: [", 13,
        "bracket that opens here",
    ),
    "] too many": ("[NO, DE]", "[NO, DE]]", 9, "a bracket or a quotation mark too many"),
    "} too many": ("不騙人}", "不騙人}}", 5, "a bracket or a quotation mark too many"),
    "a key twice": ("version: 3", "version: 3\nversion: 4", 3, "the key version stands twice"),
    "an alias of nothing": ("[NO, DE]", "*nobody", 9, "aliases (*) have no place"),
    "an alias in a list": ("[NO, DE]", "[*nobody]", 9, "aliases (*) have no place"),
    "an alias of nobody": ("category: scams", "category: *", 7, "words cannot begin with *"),
    "an anchor of nobody": ("category: scams", "category: & scams", 7, "words cannot begin with &"),
    "an at sign": ("category: scams", "category: @scams", 7, "words cannot begin with @"),
    "a per cent sign": ("category: scams", "category: %scams", 7, "words cannot begin with %"),
    "a second colon": ("category: scams", "category: scams: bad", 7, "a second colon"),
    "no space after the colon": ("category: scams", "category:scams", 7, "a colon and a space"),
    "a full-width colon": ("severity: 3", "severity：3", 8, "a full-width colon is none"),
    "no colon": ("category: scams", "category scams", 7, "a colon and a space"),
    "a pattern in double quotes": ("'\\bcall now \\d{6,}\\b'", '"\\bcall now \\d{6,}"', 13, "put patterns in single quotes"),
    "two documents": ("      allow:", "---\n      allow:", 14, "a file is one pack"),
    "a character nobody sees": ("category: scams", "category: sc\x01ams", 7, "cannot be seen"),
    "a null": ("category: scams", "category: sc\0ams", 7, "cannot be seen"),
    "half a pair": ("category: scams", "category: sc\ud800ams", 7, "this is not UTF-8"),
    "something rare": ("category: scams", "category: !f!oo scams", 7, "this is not YAML: “found undefined tag handle”"),
}
REFUSED = {
    "(free": "lacks a closing bracket )", "free)": "a closing bracket ) too many", "[free": "lacks a closing bracket ]",
    "free[]": "lacks a closing bracket ]", "a**": "two repeats in a row: **", "a++": "two repeats in a row: ++",
    "*a": "nothing before * that", "x(?:|+)": "nothing before + that",
    "a{1001}": "more than 1000 times in all", "a{3,2}": "{3,2}",
    "((a{100}){100}){100}": "more than 1000 times in all", "free\\": "ends with a backslash", "\\y": "RE2 does not know: \\y",
    "\\Z": "RE2 does not know: \\Z", "\\u4e00": "RE2 does not know: \\u", "(a)\\1": "refers back",
    "(?P<n>a)(?P=n)": "refers back",
    "(?P<n>a)\\k<n>": "refers back", "a(?=b)": "looks ahead or behind with (?=", "a(?!b)": "with (?!", "(?<=a)b": "with (?<=",
    "(?<!a)b": "with (?<!", "(?>a)b": "a kind that RE2 does not know: (?>", "(?(1)a|b)": "a kind that RE2 does not know: (?(",
    "(?P<n": "the name of a group", "[b-a]": "between brackets that RE2 does not know: b-a",
    "\\p{Foo}": "does not know: \\p{Foo}",
    "(\\pL{0,500}x){2}": "too much memory",
}  # fmt: skip

WORDS = re.compile(r"(?<![\\(?<{a-z*])\b(?!(?:severity|version|category|aliases|pattern)\b)[a-z]{4,}\b")
"""English that no pack holds: the names of keys and what stands in a pattern stay as they were written."""


def told(source: str) -> PackError:
    with pytest.raises(PackError) as found:
        read_pack(source)
    return found.value


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_no_yaml_is_told_with_the_line_to_mend(name: str) -> None:
    old, new, line, words = BROKEN[name]
    assert old in GOOD
    found = told(GOOD.replace(old, new, 1))
    assert (found.line, words in found.reason) == (line, True), found


@pytest.mark.parametrize("pattern", REFUSED)
def test_what_is_no_pattern_is_told_with_its_line(pattern: str) -> None:
    source = pack(rule(patterns=["harmless", pattern]))
    found = told(source)
    assert REFUSED[pattern] in found.reason, found
    assert pattern in source.splitlines()[found.line - 1].replace("\\\\", "\\")


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant"])
def test_each_is_told_in_the_language_of_the_page(language: str) -> None:
    broken = [GOOD.replace(old, new, 1) for name, (old, new, *_) in BROKEN.items() if name != "something rare"]
    refused = [pack(rule(patterns=[pattern])) for pattern in REFUSED]
    with translation.override(language):
        for source in (*broken, *refused):
            found = told(source)
            assert fault(found) and not WORDS.search(fault(found).replace("RE2", "").replace("YAML", "")), fault(found)


def test_what_is_rare_is_quoted_in_a_sentence_of_the_page() -> None:
    old, new, line, _words = BROKEN["something rare"]
    with translation.override("zh-hans"):
        assert fault(told(GOOD.replace(old, new, 1))) == f"第 {line} 行：这不是 YAML：“found undefined tag handle”。"
