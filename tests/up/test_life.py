"""A site's life: it comes up, it mends itself, it goes."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.up.running import PATIENT, Up, alive, all_gone, descendants, run, wait_for

CHILDREN = ("web", "hub", "worker", "database")


def _port_before_a_taken_one(taken: socket.socket) -> int:
    """A free port whose neighbour `taken` now holds, as another site's hub would. No program gets one of these by chance."""
    for port in range(21000, 30000, 7):
        with socket.socket() as free:
            try:
                free.bind(("127.0.0.1", port))
                taken.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
        taken.listen()
        return port
    raise AssertionError("no free port")


@pytest.fixture(scope="module")
def second_data(seeded: Callable[[], Path]) -> Path:
    """The folder of another site beside the first."""
    return seeded()


def test_it_says_where_it_is_ready_and_answers_there(site: Up) -> None:
    assert site.url.startswith("http://localhost:")
    assert site.get("/healthz").status_code == 200
    assert site.get("/readyz").json() == {"ready": True, "missing": []}
    assert httpx.get(site.site["hub_url"] + "/readyz", timeout=PATIENT, trust_env=False).status_code == 200


def test_every_line_before_that_says_how_long_a_step_took(site: Up) -> None:
    steps = site.lines[: site.lines.index(f"Redbridge is ready at {site.url}")]
    for name in ("Database ready (", "Static files ready (", "Tables ready (", "Pages ready ("):
        assert any(line.startswith(name) for line in steps), (name, steps)


def test_what_it_leaves_for_other_commands_is_for_its_own_user_alone(site: Up) -> None:
    assert (site.data / "run" / "site.json").stat().st_mode & 0o077 == 0
    assert (site.data / "secret").stat().st_mode & 0o077 == 0
    told = run("doctor", env={"REDBRIDGE_DATA": str(site.data)})
    assert "PostgreSQL 18" in told.stdout, told


def test_the_doctor_finds_a_running_site_well_and_a_missing_one_in_one_sentence(
    site: Up, new_data: Callable[[], Path]
) -> None:
    well = run("doctor", env={"REDBRIDGE_DATA": str(site.data)})
    assert well.returncode == 0, well.stdout
    assert all(line.startswith("ok ") for line in well.stdout.splitlines())
    missing = run("doctor", env={"REDBRIDGE_DATA": str(new_data())})
    assert missing.returncode == 2
    assert len(missing.stderr.splitlines()) == 1, missing.stderr


def test_two_run_side_by_side_and_one_ends_whole_when_told(site: Up, second_data: Path) -> None:
    with socket.socket() as taken:
        second = Up(second_data, "--port", str(_port_before_a_taken_one(taken)), "--no-demo").ready()
        try:
            assert site.answers() and second.answers()
            assert second.site["hub_url"] != site.site["hub_url"]
            everybody = [second.process.pid, *descendants(second.process.pid)]
            assert len(everybody) > len(CHILDREN)
        finally:
            assert second.end(signal.SIGTERM) == 0
    wait_for(lambda: all_gone(everybody), "all processes of the second site gone")
    assert not (second.data / "run" / "site.json").exists()
    assert site.answers()


def test_nothing_is_left_behind_when_the_supervisor_is_killed_and_it_starts_again_at_once(second_data: Path) -> None:
    first = Up(second_data, "--port", "0", "--no-demo").ready()
    below = descendants(first.process.pid)
    first.end(signal.SIGKILL)
    again = Up(second_data, "--port", "0").ready()
    assert all_gone(below)
    assert not [line for line in again.lines if line.startswith(("Tables", "Static", "Filling"))], again.lines
    assert again.end(signal.SIGINT) == 0


def test_a_second_one_on_the_same_folder_is_refused(site: Up) -> None:
    refused = run("up", "--data", str(site.data), "--port", "0")
    assert refused.returncode == 2
    assert refused.stderr.startswith(f"A site already runs on {site.data}.")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", CHILDREN)
def test_a_child_that_is_killed_comes_back(site: Up, name: str) -> None:
    old = site.pid(name)
    said = len(site.lines)
    _kill(old)
    wait_for(lambda: site.pids[name] not in (0, old) and alive(site.pids[name]), f"a new {name}")
    wait_for(site.answers, "pages again")
    wait_for(lambda: f"The {name} ended (killed by SIGKILL). It starts again." in site.lines[said:], "the line that says so")


def test_a_page_process_that_is_killed_comes_back_alone(site: Up) -> None:
    web = site.pid("web")
    wait_for(lambda: len(descendants(web)) == 2, "two page processes")
    pages = descendants(web)
    _kill(pages[0])
    wait_for(lambda: len([p for p in descendants(web) if alive(p) and p not in pages]) == 1, "a new page process")
    wait_for(site.answers, "pages again")
    assert site.pids["web"] == web


def test_nothing_is_left_behind_when_only_the_web_process_is_killed(site: Up) -> None:
    web = site.pid("web")
    pages = descendants(web)
    _kill(web)
    wait_for(lambda: all_gone(pages), "its page processes gone")
    wait_for(site.answers, "pages again")


def _kill(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
