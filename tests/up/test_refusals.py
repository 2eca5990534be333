"""What a host can set wrong: one sentence that says which and how to mend it, and exit code 2."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from redbridge.config.up import owner
from tests.up.running import run


def refuse(*words: str, **settings: str) -> str:
    """The sentence with which a start is refused."""
    done = run("up", *words, env=settings)
    assert done.returncode == 2, done
    said = [line for line in (done.stdout + done.stderr).splitlines() if line]
    assert len(said) == 1 and "Traceback" not in said[0], said
    return said[0]


@pytest.mark.parametrize(("name", "value", "hint"), [
    ("REDBRIDGE_MIN_AGE", "old", "whole number"),
    ("REDBRIDGE_DATABASE_URL", "mysql://here/there", "postgresql://"),
    ("REDBRIDGE_SITE_URL", "localhost", "http"),
    ("REDBRIDGE_SECRET_KEY", "short", "32 characters"),
    ("REDBRIDGE_LOG", "loud", "console"),
    ("REDBRIDGE_TYPO", "1", "not a setting"),
])
def test_a_wrong_setting_is_named_with_its_cure(
    new_data: Callable[[], Path], name: str, value: str, hint: str
) -> None:
    sentence = refuse("--data", str(new_data()), "--port", "0", **{name: value})
    assert name in sentence and hint in sentence


def test_a_database_that_does_not_answer_is_named(new_data: Callable[[], Path]) -> None:
    sentence = refuse("--data", str(new_data()), "--port", "0", "--no-demo",
                      REDBRIDGE_DATABASE_URL="postgresql://nobody@127.0.0.1:1/nowhere")
    assert "REDBRIDGE_DATABASE_URL" in sentence


def test_a_taken_port_is_named(new_data: Callable[[], Path]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"Port {port} on localhost is taken" in refuse("--data", str(new_data()), "--port", str(port))
        sentence = refuse("--data", str(new_data()), "--port", "0", "--hub-port", str(port))
        assert f"Port {port}" in sentence and "--hub-port" in sentence


def test_a_host_that_is_not_this_machine_is_named(new_data: Callable[[], Path]) -> None:
    assert "--host" in refuse("--data", str(new_data()), "--port", "0", "--host", "192.0.2.1")


def test_a_data_folder_that_cannot_be_made_is_named(new_data: Callable[[], Path]) -> None:
    data = new_data()
    data.write_text("a file")
    assert str(data / "below") in refuse("--data", str(data / "below"), "--port", "0")


def test_a_cluster_of_another_major_version_is_left_alone(new_data: Callable[[], Path]) -> None:
    data = new_data()
    (data / "database").mkdir(parents=True)
    owner.choose().own(data / "database")
    (data / "database" / "PG_VERSION").write_text("14\n")
    sentence = refuse("--data", str(data), "--port", "0", "--no-demo")
    assert "PostgreSQL 14" in sentence and "docs/operate.md" in sentence


def test_help_and_version_need_no_site() -> None:
    assert run("--version").stdout.startswith("Redbridge ")
    helped = run("help")
    assert helped.returncode == 0 and helped.stdout.index("\n  up ") < helped.stdout.index("Django:")
    assert run("up", "--help").returncode == 0
