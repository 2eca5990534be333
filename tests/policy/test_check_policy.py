"""`redbridge check_policy`: lines in, lines out, without a database."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.policy.packs import pack, rule

OURS = rule("scams", terms=["free gift card", {"text": "代写论文", "pinyin": True}], patterns=[r"\bcall now \d{6,}\b"])
LOCAL = rule("local", terms=["berlin wall"], regions="[DE]", action="withhold")


def run(lines: Sequence[object], *words: str, **more: str) -> "subprocess.CompletedProcess[bytes]":
    """Lines that are bytes as they are, others as JSON."""
    given = b"".join((one if isinstance(one, bytes) else json.dumps(one).encode()) + b"\n" for one in lines)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("REDBRIDGE_")}
    return subprocess.run(
        [sys.executable, "-m", "redbridge.config.cli", "check_policy", *words], input=given, capture_output=True, check=False,
        env={**kept, "PYTHONPATH": "src", "REDBRIDGE_DATABASE_URL": "postgresql://nowhere:1/none", **more}, timeout=150,
    )  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "pack.yaml"
    path.write_text(pack(OURS, LOCAL, rule("gone", terms=["cursed"], action="suspend")), "utf-8")
    return str(path)


def test_a_line_for_each_line(file: str, tmp_path: Path) -> None:
    done = run([
        {"text": "Get a FREE GIFT CARD, call now 123456", "language": "en"}, {"text": "找dai xie lun wen", "region": None},
        {"text": "berlin wall"}, {"text": "berlin wall", "region": "DE"}, {"text": "berlin wall", "region": "FR"},
        {"text": "berlin wall", "region": "nowhere"}, {"text": "cursed"}, {"text": "hello \ud800"}, {"text": ""},
    ], "--pack", file, REDBRIDGE_DATA=str(tmp_path))  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"verdict": "hold", "rules": ["scams"], "spans": [[6, 20], [22, 37]]},
        {"verdict": "hold", "rules": ["scams"], "spans": [[1, 16]]},
        {"verdict": "allow", "rules": [], "spans": []},
        {"verdict": "withhold", "rules": ["local"], "spans": [[0, 11]]},
        *[{"verdict": "allow", "rules": [], "spans": []}] * 2,
        {"verdict": "hold", "rules": ["gone"], "spans": [[0, 6]]},
        *[{"verdict": "allow", "rules": [], "spans": []}] * 2,
    ]
    assert not (tmp_path / "policy-kept").exists()


def test_a_bad_line_is_told_and_the_others_are_answered(file: str) -> None:
    long, deep = b'"' + b"a" * 4_000_001, b"[" * 100_000
    bad = [b"x", b"[]", b'{"text": 1}', b'{"text": "a", "region": 5}', b'{"text": "\xff"}', deep, long]
    done = run([{"text": "a"}, *bad, b"", {"text": "cursed"}], "--pack", file)
    told = done.stderr.decode().splitlines()
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1 and [one["verdict"] for one in said] == ["allow", *[None] * 8, "hold"], "a line for each line"
    assert [line.split(":")[0] for line in told] == [f"Line {number}" for number in range(2, 10)]
    assert "not JSON" in told[0] and '"text"' in told[2] and '"region"' in told[3] and "longer than" in told[6]
    assert said[1:-1] == [{"verdict": None, "rules": [], "spans": [], "error": line} for line in told]
    assert not any("error" in said[n] for n in (0, -1))


def test_a_bad_pack_is_told_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "pack.yaml"
    path.write_text(pack(rule(severity=9)))
    done = run([{"text": "a"}], "--pack", str(path))
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == f"{path}, line 8: severity should be a whole number from 1 to 5\n"
    done = run([], "--pack", str(tmp_path / "none.yaml"))
    assert done.returncode == 2 and "cannot be read: No such file" in done.stderr.decode()
    path.write_text(pack(rule()).replace("    severity", "\tseverity"))
    done = run([{"text": "a"}], "--pack", str(path))
    assert (done.returncode, done.stderr.decode()) == (2, f"{path}, line 8: a tab stands here; YAML takes spaces alone\n")


def test_the_sites_packs_where_none_is_named(tmp_path: Path) -> None:
    assert b'"scams"' in run([{"text": "free gift card"}], REDBRIDGE_DATA=str(tmp_path)).stdout
    (tmp_path / "own.yaml").write_text(pack(LOCAL, name="local"))
    done = run([{"text": "berlin wall", "region": "DE"}], REDBRIDGE_POLICY_FOLDER=str(tmp_path))
    assert b'"withhold"' in done.stdout
    (tmp_path / "own.yaml").write_text("pack: local\n")
    done = run([{"text": "a"}], REDBRIDGE_POLICY_FOLDER=str(tmp_path))
    assert (done.returncode, done.stderr) == (2, b"own.yaml, line 1: a pack lacks version\n")


def test_each_answer_comes_at_once(file: str) -> None:
    env = {**os.environ, "PYTHONPATH": "src"}
    with subprocess.Popen(
        [sys.executable, "-m", "redbridge.config.cli", "check_policy", "--pack", file],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={n: v for n, v in env.items() if not n.startswith("REDBRIDGE_")},
    ) as process:  # fmt: skip
        assert process.stdin and process.stdout
        for _ in range(3):
            process.stdin.write(b'{"text": "cursed"}\n')
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["verdict"] == "hold"
        process.stdin.close()


def test_it_loads_no_django() -> None:
    code = "import sys, redbridge.config.check_policy; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False).returncode == 0
