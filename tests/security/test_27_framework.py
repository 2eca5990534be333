"""Row 27: nothing of Django that is known to be slow on a person's words is in use, and headers have an end."""

import contextlib
import re
import socket
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.up.conftest import new_data, site
from tests.up.running import Up

__all__ = ["new_data", "site"]
SOURCE = Path(__file__).resolve().parents[2] / "src" / "redbridge"
# Their cost grows with the square of what a person wrote (CVE-2025-14550, CVE-2026-1285 and their like).
SLOW = re.compile(r"truncat\w*_html|Truncator|striptags|strip_tags|\|\s*urlize|urlizetrunc")

OURS = {"accounts/templates/account/form.html: striptags"}
"""On a sentence of allauth's, never on a person's words."""


def test_no_html_of_a_persons_words_is_cut_or_stripped() -> None:
    files = [path for pattern in ("*.py", "*.html", "*.txt") for path in SOURCE.rglob(pattern)]
    found = {f"{path.relative_to(SOURCE)}: {match[0]}" for path in files for match in SLOW.finditer(path.read_text("utf-8"))}
    assert found - OURS == set(), "cut the text, then escape it (kernel/markup.py)"


@pytest.mark.parametrize("asked", ["en" + ",en;q=0.1" * 20_000, "x-" * 30_000, "zh-" + "a" * 50_000])
@pytest.mark.django_db
def test_a_long_wish_for_languages_costs_nothing(client: object, asked: str) -> None:
    from time import process_time

    from django.test import Client

    begun = process_time()
    assert Client().get("/healthz", headers={"Accept-Language": asked}).status_code == 200
    assert process_time() - begun < 2


@pytest.mark.parametrize("name", ["base", "dev", "uv"])
def test_every_dependency_is_pinned_by_version_and_hash(name: str) -> None:
    """What is installed is what was looked at; the framework is of a series that is mended."""
    lines = (SOURCE.parents[1] / "requirements" / f"{name}.txt").read_text().replace("\\\n", " ").splitlines()
    locked = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    assert locked
    assert [line for line in locked if not re.match(r"[\w.\[\]-]+==[\w.+!-]+ .*--hash=sha256:[0-9a-f]{64}", line)] == []


def test_a_form_has_an_end() -> None:
    from django.conf import settings

    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS <= 1000 and settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 2_621_440


def test_headers_have_an_end(site: Up) -> None:
    """The server says no before a line of ours runs."""
    for headers, status in (("x" * 1000, b"200"), ("x" * 150_000, b"431")):
        with socket.create_connection(("localhost", urlsplit(site.url).port or 80), timeout=60) as line:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the answer may come before all is said
                line.sendall(f"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Long: {headers}\r\nConnection: close\r\n\r\n"
                             .encode())
            assert line.recv(64).split()[1] == status
