"""docs/operate.md names commands, options, settings and proxies as they are."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.core.management import get_commands

from redbridge.config import check_policy, cli, env, pull
from redbridge.config.backup import restore, take
from redbridge.config.up import plan
from tests.security.matrix import routes

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operate.md").read_text("utf-8")
WORDS = {"lines", "is", "without", "and", "was"}
PARSERS = {"up": plan.parser, "backup": take.parser, "restore": restore.parser, "pull_engine": pull.parser,
           "check_policy": check_policy.parser}


def test_every_command_is_there() -> None:
    named = set(re.findall(r"(?:`|bin/|^|\d )redbridge ([a-z_]+)", PAGE, re.MULTILINE)) - WORDS
    assert {"up", "backup", "restore", "doctor", "migrate", "web", "hub", "worker"} <= named
    assert named - {*cli.OURS, *get_commands()} == set()


@pytest.mark.parametrize("command", PARSERS)
def test_every_option_is_there(command: str) -> None:
    known = {option for action in PARSERS[command]()._actions for option in action.option_strings}
    said = {option for line in re.findall(rf"redbridge {command} ([^`\n]*)", PAGE) for option in re.findall(r"--[a-z-]+", line)}
    assert said <= known


def test_every_setting_is_there() -> None:
    assert set(re.findall(r"REDBRIDGE_[A-Z_]+", PAGE)) <= {setting.name for setting in env.SETTINGS}


def test_every_probe_is_there() -> None:
    paths = set(re.findall(r"^\| `/([a-z]+)` \|", PAGE, re.MULTILINE))
    assert paths and paths <= set(routes().values())


@pytest.mark.skipif(not shutil.which("nginx"), reason="nginx is not installed")
def test_nginx_takes_the_example(tmp_path: Path) -> None:
    site = PAGE.partition("```nginx\n")[2].partition("```")[0].replace("443", "8443")
    key, certificate = tmp_path / "key", tmp_path / "pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=x", "-keyout", key,
                    "-out", certificate], check=True, capture_output=True)
    site = re.sub(r"/etc/ssl/\S+\.pem", str(certificate), re.sub(r"/etc/ssl/\S+\.key", str(key), site))
    (tmp_path / "conf").write_text(f"pid {tmp_path}/pid; error_log stderr; events {{}} http {{ {site} }}")
    done = subprocess.run(["nginx", "-t", "-c", tmp_path / "conf", "-p", tmp_path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
