"""What fails in a browser is tried once more, said at the end, and no cover for more than a few."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
HOOKS = "from tests.again import pytest_collection_modifyitems, pytest_sessionfinish, pytest_terminal_summary"
SHAKY = """
import pytest
TRIED = []
@pytest.fixture
def browser(): pass
@pytest.fixture
def tidied(browser):
    yield
    shaky("tidied")
def shaky(name, good=1):
    TRIED.append(name)
    assert TRIED.count(name) > good, f"{name} at first"
"""
CASES = {
    "steady": ("def test_it(browser): pass", 0, ""),
    "by chance": ("def test_it(browser): shaky('it')", 0, "tried a second time: 1 "),
    "after it": ("def test_it(tidied): pass", 0, "tidied at first"),
    "always": ("def test_it(browser): shaky('it', 2)", 1, "it at first"),
    "not in a browser": ("def test_it(): shaky('it')", 1, ""),
    "too many": ("@pytest.mark.parametrize('n', range(4))\ndef test_it(browser, n): shaky(n)", 1, "the run fails"),
}


def run(folder: Path, test: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A run of its own over one file."""
    (folder / "conftest.py").write_text(HOOKS)
    (folder / "test_it.py").write_text(f"{SHAKY}\n{test}\n")
    kept = {name: value for name, value in os.environ.items() if name != "REDBRIDGE_TEST_ONCE"}
    alone = ["-p", "no:django", "-p", "no:cacheprovider", "-c", os.devnull, "--rootdir", str(folder)]
    command = [sys.executable, "-m", "pytest", *alone, str(folder)]
    return subprocess.run(command, cwd=ROOT, env={**kept, **environment}, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("case", CASES)
def test_a_second_time(case: str, tmp_path: Path) -> None:
    test, code, said = CASES[case]
    done = run(tmp_path, test)
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout
    assert ("tried a second time" in done.stdout) == (case not in ("steady", "not in a browser"))


def test_none_where_one_is_asked_for(tmp_path: Path) -> None:
    assert run(tmp_path, "def test_it(browser): shaky('it')", REDBRIDGE_TEST_ONCE="1").returncode == 1
