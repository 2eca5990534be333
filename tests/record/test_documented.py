"""docs/record.md is true: its example has the hash that it says, and the code writes lines as the page tells."""

import re
from datetime import date
from pathlib import Path

from redbridge.record import lines, rules
from redbridge.record.proof import chain
from redbridge.record.proof.heads import head_message

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "record.md").read_text("utf-8")
EXAMPLE = re.findall(r"^line='(.*)'$", PAGE, re.MULTILINE)[0]


def test_the_example_is_a_whole_record_of_one_line() -> None:
    assert chain.check([EXAMPLE.encode() + b"\n"]).lines == 1


def test_the_code_writes_the_example() -> None:
    line = lines.Line(1, date(2026, 11, 26), "limit", "scams", "zh-Hans", "both", 840, "", "note", False, None,
                      "0123456789abcdef0123456789abcdef", lines.GENESIS)
    body = lines.body(line)
    assert lines.published(body, lines.hash_of(body)) == EXAMPLE


def test_the_head_of_the_page_is_what_is_signed() -> None:
    said = re.findall(r"```\n(redbridge record head\n.*?)\n```", PAGE, re.DOTALL)[0]
    hash_ = EXAMPLE[-66:-2]
    assert head_message("2026-11-26", 1, hash_) == said.encode()


def test_the_page_names_every_kind_and_every_key() -> None:
    assert all(kind in PAGE for kind in rules.KINDS)
    table = PAGE.partition("## A line")[2].partition("\n## ")[0]
    assert re.findall(r'"(\w+)":', EXAMPLE) == re.findall(r"^\| `(\w+)` \| ", table, re.MULTILINE)
