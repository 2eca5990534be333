"""Whence a request comes: the header of a trusted proxy, the host's file, or nobody knows."""

import re
import struct
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import RequestFactory
from structlog.testing import capture_logs

from redbridge.config import region
from tests.cast import client

METADATA = b"\xab\xcd\xefMaxMind.com"


def _text(words: str) -> bytes:
    return bytes([0x40 | len(words)]) + words.encode()


def _short(value: int) -> bytes:
    return b"\xa2" + struct.pack(">H", value)


def _map(values: dict[str, bytes]) -> bytes:
    return bytes([0xE0 | len(values)]) + b"".join(_text(name) + value for name, value in values.items())


def country_file(path: Path, code: str) -> Path:
    """An MMDB file of one node: addresses below 128.0.0.0 are in the country of this code, others in none."""
    data = _map({"country": _map({"iso_code": _text(code)})})
    tree = (1 + 16).to_bytes(3, "big") + (1).to_bytes(3, "big")
    about = _map({
        "binary_format_major_version": _short(2), "binary_format_minor_version": _short(0),
        "build_epoch": b"\x08\x02" + struct.pack(">Q", 1), "database_type": _text("Test"), "description": _map({}),
        "ip_version": _short(4), "languages": b"\x00\x04", "record_size": _short(24),
        "node_count": b"\xc4" + struct.pack(">I", 1),
    })
    path.write_bytes(tree + b"\0" * 16 + data + METADATA + about)
    return path


def came_from(address: str, **headers: str) -> str:
    return region.region_of(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers).META)


def test_nothing_is_known_where_the_host_names_no_source() -> None:
    assert not region.is_asked_for()
    assert came_from("10.0.0.1", **{"CF-IPCountry": "DE", "Accept-Language": "de"}) == ""


@pytest.mark.parametrize(("said", "found"), [("DE", "DE"), ("de ", "DE"), ("XX", ""), ("T1", ""), ("DEU", ""), ("", "")])
def test_the_header_of_a_trusted_proxy_alone(settings: LazySettings, said: str, found: str) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "CF-IPCountry", ("10.0.0.1",)
    assert came_from("10.0.0.1", **{"CF-IPCountry": said}) == found
    assert came_from("10.0.0.2", **{"CF-IPCountry": said}) == ""


def test_the_hosts_file(settings: LazySettings, tmp_path: Path) -> None:
    settings.REDBRIDGE_REGION_FILE = str(country_file(tmp_path / "country.mmdb", "FR"))
    assert came_from("1.2.3.4") == "FR"
    assert came_from("200.2.3.4") == came_from("::1") == came_from("nonsense") == ""
    settings.REDBRIDGE_TRUSTED_PROXIES = ("200.0.0.1",)
    assert came_from("200.0.0.1", **{"X-Forwarded-For": "9.9.9.9, 1.2.3.4"}) == "FR"
    assert came_from("200.0.0.2", **{"X-Forwarded-For": "1.2.3.4"}) == "", "nobody believes a stranger's word"


def test_a_file_that_is_none_withholds_nothing_and_breaks_nothing(settings: LazySettings, tmp_path: Path) -> None:
    (tmp_path / "broken.mmdb").write_bytes(b"not one")
    settings.REDBRIDGE_REGION_FILE = str(tmp_path / "broken.mmdb")
    assert came_from("1.2.3.4") == ""


def test_what_the_file_costs(settings: LazySettings, tmp_path: Path) -> None:
    """It is read once, and asked without a statement."""
    settings.REDBRIDGE_REGION_FILE = str(country_file(tmp_path / "country.mmdb", "FR"))
    came_from("1.2.3.4")
    first = region._reader(settings.REDBRIDGE_REGION_FILE)
    for _ in range(20):
        came_from("1.2.3.4")
    assert first is not None and region._reader(settings.REDBRIDGE_REGION_FILE) is first


def test_a_new_file_counts_after_a_minute_and_not_before(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "country.mmdb"
    settings.REDBRIDGE_REGION_FILE = str(country_file(file, "FR"))
    assert came_from("1.2.3.4") == "FR"
    country_file(tmp_path / "new.mmdb", "DE").replace(file)
    assert came_from("1.2.3.4") == "FR", "looked at too often"
    assert region.LOOK_EVERY == 60
    monkeypatch.setattr(region, "LOOK_EVERY", 0)
    assert came_from("1.2.3.4") == "DE"


@pytest.mark.parametrize("spoil", ["cut", "gone", "other"])
def test_a_broken_file_leaves_the_old_one_and_a_line_in_the_log(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    file = country_file(tmp_path / "country.mmdb", "FR")
    settings.REDBRIDGE_REGION_FILE = str(file)
    assert came_from("1.2.3.4") == "FR"
    monkeypatch.setattr(region, "LOOK_EVERY", 0)
    with capture_logs() as told:
        if spoil == "gone":
            file.unlink()
        else:  # written over in place, as a careless download does
            file.write_bytes(file.read_bytes()[:20] if spoil == "cut" else b"<html>not found</html>")
        assert [came_from("1.2.3.4") for _ in range(3)] == ["FR"] * 3
    assert [line["event"] for line in told] == ["region.unreadable"] and told[0]["kept"]
    country_file(file, "DE")
    assert came_from("1.2.3.4") == "DE", "mended"


def test_it_is_never_shown_or_kept(settings: LazySettings, db: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_TRUSTED_PROXIES = "X-Where", ("127.0.0.1",)
    answer = client(None, headers={"X-Where": "QZ"}).get("/")
    assert b"QZ" not in answer.content
    assert "QZ" not in re.sub(r"sha256-[^']+", "", str(answer.headers))
    assert "QZ" not in caplog.text
