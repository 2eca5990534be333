"""`redbridge up` and translation: brought in the background where asked for, else how to, in one line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from redbridge.config.up.engine import HINT
from redbridge.translation.packages.found import found
from tests.translation.index_server import IndexServer
from tests.translation.tiny_models import make_argos
from tests.up.running import Up, run, wait_for

READY = "Translation is ready."


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("packages")
    return [make_argos(folder, "en", "zh"), make_argos(folder, "zh", "en")]


def test_a_plain_start_says_in_one_line_how(site: Up) -> None:
    wait_for(lambda: HINT in site.lines, "the hint")
    assert len([line for line in site.lines if "engine" in line.lower() or "translat" in line.lower()]) == 1


def test_the_first_start_brings_it_and_waits_for_nothing(seeded: Callable[[], Path], packages: list[Path]) -> None:
    with IndexServer(packages, "held") as index:
        up = Up(seeded(), "--port", "0", "--no-demo", "--pull", env={"REDBRIDGE_ENGINE_INDEX_URL": index.url}).ready()
        try:
            assert READY not in up.lines and up.answers()
            assert "pulling of engines" in up.pids
            index.go_on.set()
            wait_for(lambda: READY in up.lines, f"the models; it said {up.lines}")
            assert {package.pair for package in found(up.data / "engines")} == {("en", "zh"), ("zh", "en")}
            assert HINT not in up.lines and up.answers()
            told = run("doctor", env={"REDBRIDGE_DATA": str(up.data), "REDBRIDGE_TRANSLATION_URL": "local:"}).stdout
            assert "Argos en-zh; Argos zh-en, in " in told, told
        finally:
            assert up.end() == 0
        asked = len(index.ranges)
        again = Up(up.data, "--port", "0", "--no-demo", "--pull", env={"REDBRIDGE_ENGINE_INDEX_URL": index.url}).ready()
        again.end()
        assert len(index.ranges) == asked and not [line for line in again.lines if "ranslation" in line]


def test_without_a_network_it_says_so_and_goes_on(seeded: Callable[[], Path]) -> None:
    nowhere = {"REDBRIDGE_ENGINE_INDEX_URL": "http://127.0.0.1:9/index.json"}
    up = Up(seeded(), "--port", "0", "--no-demo", "--pull", env=nowhere).ready()
    try:
        wait_for(lambda: any(line.startswith("No translation yet (exit code 1") for line in up.lines), f"{up.lines}")
        assert any("127.0.0.1:9/index.json cannot be reached" in line for line in up.lines)
        assert up.answers() and "pulling of engines" not in {name for name, pid in up.pids.items() if pid}
    finally:
        assert up.end() == 0


def test_a_stop_in_the_middle_keeps_what_came(seeded: Callable[[], Path], packages: list[Path]) -> None:
    with IndexServer(packages, "held") as index:
        up = Up(seeded(), "--port", "0", "--no-demo", "--pull", env={"REDBRIDGE_ENGINE_INDEX_URL": index.url}).ready()
        part = up.data / "engines" / ".incoming"
        wait_for(lambda: any(p.suffix == ".part" and p.stat().st_size for p in part.glob("*")), "a beginning")
        assert up.end() == 0
        assert found(up.data / "engines") == ()


def test_other_engines_are_left_alone(seeded: Callable[[], Path]) -> None:
    up = Up(seeded(), "--port", "0", "--no-demo", "--pull", env={"REDBRIDGE_TRANSLATION_URL": "http://127.0.0.1:9"}).ready()
    try:
        wait_for(lambda: any(line.startswith("Nothing is pulled") for line in up.lines), f"{up.lines}")
        assert not (up.data / "engines").exists()
    finally:
        up.end()
