"""Rules that hold for the whole house, each with a word on how to keep it."""

import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from io import StringIO
from pathlib import Path

import grimp
import pytest
from django.core.management import call_command

from tools import catalogues
from tools.templates import INLINE

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "redbridge"
LONGEST = 300
CODE = {".py", ".html", ".css", ".js"}
NOT_OURS = {".venv", ".git", "var", "node_modules", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
BINARY = {".png", ".jpg", ".avif", ".webp", ".mo", ".woff2", ".pyc", ".gz"}
# Written so that none of them names itself.
UNWANTED = {
    "a package index": re.compile(
        r"py(?:pi)\.org|python(?:hosted)|index[-_](?:url)|registry\.np(?:mjs)|proxy\.gol(?:ang)"
    ),
    "a path of one machine": re.compile(r"/wor(?:k)/(?:main|shared)|/hom(?:e)/\w+/|/Use(?:rs)/\w+/"),
    "a key": re.compile(r"BEGIN [A-Z ]*PRIVATE K(?:EY)|gh[pousr]_[A-Za-z0-9]{30,}|AK(?:IA)[0-9A-Z]{16}"),
}


def files(folder: Path = ROOT) -> Iterator[Path]:
    """Every file of the repository that is text."""
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.suffix in BINARY or path.name.endswith(".egg-info"):
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


def test_imports_fall_downward_only() -> None:
    done = subprocess.run([Path(sys.executable).parent / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_no_imports_go_in_a_circle() -> None:
    """Nor those inside a function: a verb names its job by its name, models that know one another are a folder."""
    graph = grimp.build_graph("redbridge", exclude_type_checking_imports=True, cache_dir=None)
    try:
        TopologicalSorter({module: graph.find_modules_directly_imported_by(module) for module in graph.modules}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


@pytest.mark.django_db
def test_migrations_are_up_to_date_with_the_models() -> None:
    said = StringIO()
    try:
        call_command("makemigrations", check=True, dry_run=True, stdout=said)
    except SystemExit:
        pytest.fail(f"Run `redbridge makemigrations`:\n{said.getvalue()}")


def test_no_file_is_longer_than_one_reads_at_once() -> None:
    lengths = {path.relative_to(ROOT): len(path.read_text("utf-8").splitlines()) for path in files(SOURCE) if path.suffix in CODE}
    assert {str(path): length for path, length in lengths.items() if length > LONGEST} == {}, "cut them in two"


def test_the_catalogues_are_complete(capsys: pytest.CaptureFixture[str]) -> None:
    gaps = catalogues.check()
    assert gaps == 0, f"Run `make catalogues` and translate:\n{capsys.readouterr().out}"


def test_jobs_that_are_asked_for_by_name_are_there() -> None:
    """A verb names its job where the job's file imports the verb."""
    from procrastinate.contrib.django import app

    named = {name for path in files(SOURCE) if path.suffix == ".py"
             for name in re.findall(r'"([a-z_]+(?:\.[a-z_]+)*\.jobs\.[a-z_]+)"', path.read_text("utf-8"))}
    assert len(named) > 4 and named <= set(app.tasks)


def test_no_page_holds_inline_script_or_style() -> None:
    found = {f"{path.relative_to(SOURCE)}: {match[0]}" for path in files(SOURCE) if path.suffix == ".html"
             for match in INLINE.finditer(re.sub(r"\{#.*?#\}", "", path.read_text("utf-8"), flags=re.DOTALL))}
    assert found == set(), "the content policy forbids it: put it into static/"


def test_no_script_runs_text() -> None:
    runs = re.compile(r"\beval\(|new Function|document\.write|insertAdjacentHTML|outerHTML\s*=|set(Timeout|Interval)\(['\"`]")
    found = {f"{path.name}: {match[0]}" for path in files(SOURCE) if path.suffix == ".js"
             for match in runs.finditer(path.read_text("utf-8"))}
    assert found == set(), "words of people would come alive"


def test_what_tests_wait_for_is_a_function() -> None:
    call = re.compile(r"""wait_for_function\(\s*f?["']+(?!\s*(?:async )?(?:\w+|\([^)]*\)) =>)[^\n]*""")
    found = [f"{path.name}: {match[0]}" for path in files(ROOT / "tests") for match in call.finditer(path.read_text("utf-8"))]
    assert found == [], "an expression is asked anew each time, which the content policy forbids from the second time on"


@pytest.mark.parametrize("what", UNWANTED)
def test_nothing_names(what: str) -> None:
    found = [f"{path.relative_to(ROOT)}: {match[0]}" for path in files()
             for match in UNWANTED[what].finditer(path.read_text("utf-8", errors="replace"))]
    assert found == []


def test_every_room_has_its_test_folder() -> None:
    rooms = {path.name for path in SOURCE.iterdir() if (path / "apps.py").exists()}
    assert rooms - {path.name for path in (ROOT / "tests").iterdir()} <= {"web", "config"}
