"""`redbridge verify_record`: of a file, with no database in reach, and of the site's own."""

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from redbridge.config import proof
from redbridge.record import actions, heads
from tests.record.making import Site, kept


@pytest.fixture
def files(tmp_path: Path) -> "tuple[Site, Path, Path]":
    site = Site(120)
    lines, signed = tmp_path / "record.jsonl", tmp_path / "heads.json"
    lines.write_bytes(b"".join(site.lines))
    signed.write_text(json.dumps({"keys": list(map(asdict, site.keys)), "heads": list(map(asdict, site.heads))}))
    return site, lines, signed


def alone(*words: str, stdin: bytes = b"") -> "subprocess.CompletedProcess[bytes]":
    """As a stranger runs it: no setting, no database, another folder."""
    here = {name: value for name, value in os.environ.items() if not name.startswith("REDBRIDGE_")}
    program = Path(sys.executable).parent / "redbridge"
    return subprocess.run([program, "verify_record", *words], input=stdin, capture_output=True, env=here, check=False, cwd="/")


def test_a_stranger_proves_a_file_without_a_database(files: "tuple[Site, Path, Path]") -> None:
    site, lines, signed = files
    done = alone(str(lines), "--heads", str(signed), "--key", site.key)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().startswith(f"ok: 120 lines, 120 of them under the signed head of {site.heads[-1].day}")
    assert alone("-", stdin=b"".join(site.lines)).stdout == b"ok: 120 lines hold together; no signed head was looked at\n"


@pytest.mark.parametrize(("what", "said"), [("change", "line 60:"), ("cut", "line 101:"), ("lose", "line 31:")])
def test_it_names_the_first_line_that_is_wrong(files: "tuple[Site, Path, Path]", what: str, said: str,
                                               capsys: pytest.CaptureFixture[str]) -> None:
    site, lines, signed = files
    rows = list(site.lines)
    if what == "change":
        rows[59] = rows[59].replace(b'"by":"', b'"by":"x')
    rows = rows[:100] if what == "cut" else rows[:30] + rows[31:] if what == "lose" else rows
    lines.write_bytes(b"".join(rows))
    assert proof.main([str(lines), "--heads", str(signed)]) == 1
    assert capsys.readouterr().out.startswith(said)


def test_a_file_that_is_none_of_ours(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for raw in (b"\xff\xfe", b"x" * 100_000, b"{}\n", b"\n"):
        (tmp_path / "x").write_bytes(raw)
        assert proof.main([str(tmp_path / "x")]) == 1
        assert capsys.readouterr().out == "line 1: line 1 is not a line of the record\n"
    assert alone(str(tmp_path / "absent")).returncode == 2
    assert b"cannot be read" in alone(str(tmp_path / "absent")).stderr


@pytest.mark.django_db
def test_the_site_proves_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    for _each in range(3):
        actions.append(kept())
    actions.chain(2)
    heads.sign()
    actions.chain()
    assert proof.main([]) == 0
    assert "ok: 3 lines, 2 of them" in capsys.readouterr().out


@pytest.mark.django_db
def test_heads_that_somebody_else_signed_are_found_beside_the_sites_own_key(
    capsys: pytest.CaptureFixture[str], settings: Any
) -> None:
    actions.append(kept())
    actions.chain()
    heads.sign()
    settings.REDBRIDGE_RECORD_KEY = "C" * 43 + "="
    assert proof.main([]) == 1
    assert "this site's own key" in capsys.readouterr().out
