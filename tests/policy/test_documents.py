"""docs/policy.md and docs/operate.md say what is so; the tables of characters are those of the libraries."""

import importlib.util
import json
import re
import unicodedata
from pathlib import Path

import pytest

from redbridge.policy.rules.letters import simplified, sounds, taken_apart
from redbridge.policy.rules.matching import Matcher
from redbridge.policy.rules.packs import read_pack
from redbridge.policy.rules.shelf import baseline

DOCS = Path(__file__).parents[2] / "docs"
EXAMPLE = re.compile(r"\$ echo '(.*)' \| redbridge check_policy.*\n(\{.*\})")


@pytest.mark.parametrize("name", ["policy.md", "operate.md"])
def test_the_examples_are_true(name: str) -> None:
    page = (DOCS / name).read_text("utf-8")
    packs = [read_pack(source) for source in re.findall(r"```yaml\n(pack:.*?)```", page, re.DOTALL)] or [baseline()]
    [(asked, answered)] = EXAMPLE.findall(page)
    asked, answered = json.loads(asked), json.loads(answered)
    found, region = Matcher(packs).screen(asked["text"]), asked.get("region", "")
    assert answered == {
        "verdict": found.action(region), "rules": found.rules(region), "spans": [list(span) for span in found.spans(region)]
    }  # fmt: skip


def test_simplified_characters_are_those_of_opencc() -> None:
    from opencc import OpenCC

    table = {old: new for old, new in simplified().items() if ord(old) >= 0x3400 and old not in "丨丶妳祢幺"}
    assert len(table) > 4_000
    assert OpenCC("t2s").convert("\n".join(table)).split("\n") == list(table.values())


def test_syllables_are_those_of_pypinyin() -> None:
    spec = importlib.util.find_spec("pypinyin")
    assert spec and spec.submodule_search_locations
    known = json.loads((Path(spec.submodule_search_locations[0]) / "pinyin_dict.json").read_text("utf-8"))
    assert len(sounds()) > 6_000
    for character, syllables in sounds().items():
        readings = [_plain(reading) for reading in known[str(ord(character))].split(",")]
        assert syllables[0] == readings[0] and set(syllables) <= set(readings)


def _plain(reading: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFD", reading) if "a" <= one <= "z")


def test_characters_taken_apart_are_two_that_are_one() -> None:
    table = taken_apart()
    assert len(table) > 100 and all(len(two) == 2 and len(one) == 1 and one not in two for two, one in table.items())
