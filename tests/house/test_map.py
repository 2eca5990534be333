"""docs/map.md is true: its floors, its rooms, its table of news, and every file and function that a page names."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from redbridge.kernel import events

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "redbridge"
MAP = (ROOT / "docs" / "map.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *SOURCE.glob("*/README.md")]
_TICKED = re.compile(r"`([^`\s]+)`")
_EVENT = re.compile(r"[a-z]+\.[a-z_]+")
_PLACE = re.compile(r"(\w[\w./-]*\.(?:py|html|js|md|toml|json|tsv))(?::(\w+))?")
_LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def rows(heading: str) -> Iterator[list[str]]:
    """The cells of each row of the first table under a heading of the map."""
    section = MAP.partition(f"\n## {heading}")[2].partition("\n## ")[0]
    for line in section.splitlines():
        if line.startswith("| `"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def emitted() -> dict[str, set[str]]:
    """Every event the code tells of, with the names of what it carries."""
    found: dict[str, set[str]] = {}
    for path in SOURCE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and ast.unparse(call.func).split(".")[-1] == "emit":
                said = [node.value for arg in call.args for node in ast.walk(arg) if isinstance(node, ast.Constant)]
                for name in filter(_EVENT.fullmatch, map(str, said)):
                    found[name] = {word.arg or "" for word in call.keywords}
    return found


def test_every_event_stands_in_the_table_with_what_it_carries() -> None:
    assert {_TICKED.findall(event)[0]: set(_TICKED.findall(carries)) for event, carries, _ in rows("News")} == emitted()


def test_the_table_names_who_listens_and_nobody_else() -> None:
    told = {_TICKED.findall(event)[0]: set(_TICKED.findall(heard)) for event, _, heard in rows("News")}
    assert told == {event: set(events.subscribers(event)) for event in told}


def test_nobody_listens_to_what_nobody_tells() -> None:
    assert {event for event in events._subscribers if events.subscribers(event)} <= set(emitted())


def test_the_floors_are_those_of_the_import_contract() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"][0]
    floors = MAP.partition("```floors\n")[2].partition("\n```")[0].splitlines()
    assert floors == [layer.replace("redbridge.", "") for layer in contract["layers"]]


def test_every_room_says_what_it_is() -> None:
    rooms = {path.parent.name for path in SOURCE.glob("*/apps.py")}
    assert {room for room in rooms if not (SOURCE / room / "README.md").exists()} == set()
    assert rooms == set(re.findall(r"src/redbridge/(\w+)/README\.md\) \|", MAP))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_file_and_function_a_page_names_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = [found for word in _TICKED.findall(text) if (found := _PLACE.fullmatch(word)) and "/" in word]
    assert [found[0] for found in named if not _is_there(found[1], found[2] or "", page)] == []
    links = [link for link in _LINK.findall(text) if not link.endswith(".png")]
    assert [link for link in links if not (page.parent / link).exists()] == []


def _is_there(path: str, name: str, page: Path) -> bool:
    tops = (SOURCE, ROOT, page.parent, *SOURCE.glob("*/templates"))
    found = next((at for top in tops if (at := top / path).is_file()), None)
    if found is None:
        return False
    return not name or re.search(rf"^(?:async )?(?:def|class) {name}\b|^{name}\b.*=", found.read_text("utf-8"), re.M) is not None
