"""`redbridge pull_engine`: from an index, kind or hostile, and from a file; there whole or not at all."""

import json
import os
import shutil
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from redbridge.config import cli
from redbridge.translation.engines.inprocess import InProcess
from redbridge.translation.packages import download, wire
from redbridge.translation.packages.found import found
from redbridge.translation.packages.words import CannotPull
from tests.translation.index_server import IndexServer
from tests.translation.tiny_models import make_argos

SOON = 30.0


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("made")
    return [make_argos(folder, "en", "zh"), make_argos(folder, "zh", "en"), make_argos(folder, "en", "zh", "1.10")]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(download, "PAUSE", 0.01)
    for name in [n for n in os.environ if n.startswith("REDBRIDGE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("REDBRIDGE_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "engines"


def pull(index: IndexServer, *words: str) -> int:
    os.environ["REDBRIDGE_ENGINE_INDEX_URL"] = index.url
    try:
        return cli.main(["pull_engine", *words])
    finally:
        del os.environ["REDBRIDGE_ENGINE_INDEX_URL"]


def left(folder: Path) -> list[str]:
    """Everything below a folder but the lock, which is empty and means nothing."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file() and path.name != "lock")


def test_a_pair_is_pulled_and_translates(made: list[Path], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with IndexServer(made) as index:
        assert pull(index, "en-zh") == 0
    (package,) = found(site)
    assert package.folder == site / "translate-en_zh-1_10" and package.version == "1.10"
    assert InProcess(site).translate(["the cat"], "en", "zh-Hans", time.monotonic() + SOON) == ["这猫"]
    said = capsys.readouterr().out
    assert "100%" in said and "sha256" in said and "as it should be" in said and "en-zh is ready" in said
    assert not [name for name in left(site) if name.startswith(".incoming")]


def test_a_second_pull_downloads_nothing(made: list[Path], site: Path) -> None:
    with IndexServer(made) as index:
        assert [pull(index, "en-zh"), pull(index, "en-zh")] == [0, 0]
        assert len(index.ranges) == 1


def test_what_a_site_needs_is_pulled(made: list[Path], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with IndexServer(made) as index:
        assert pull(index, "--site") == 0
        assert {package.pair for package in found(site)} == {("en", "zh"), ("zh", "en")}
        assert pull(index, "--site") == 0
    assert "All that this site's languages need" in capsys.readouterr().out


def test_a_pair_that_goes_over_english_takes_two(tmp_path: Path, site: Path) -> None:
    with IndexServer([make_argos(tmp_path, "zt", "en"), make_argos(tmp_path, "en", "ja")]) as index:
        assert pull(index, "zh-Hant>ja") == 0
    assert {package.pair for package in found(site)} == {("zt", "en"), ("en", "ja")}


def test_the_list_says_what_is_here(made: list[Path], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with IndexServer(made) as index:
        pull(index, "en-zh")
        capsys.readouterr()
        assert pull(index, "--list") == 0
    assert [line.split() for line in capsys.readouterr().out.splitlines()] == [["en-zh", "1.10", "here"], ["zh-en", "1.9"]]


def test_it_goes_on_where_it_stopped(made: list[Path], site: Path) -> None:
    with IndexServer(made, "stops") as index:
        assert pull(index, "en-zh") == 0
        first, *others = index.ranges
        assert first is None and len(others) == 2 and all(asked and asked != "bytes=0-" for asked in others)
    assert len(found(site)) == 1


def test_another_run_goes_on_where_one_was_killed(made: list[Path], site: Path) -> None:
    with IndexServer(made, "held") as index:
        environment = {**os.environ, "REDBRIDGE_ENGINE_INDEX_URL": index.url}
        process = subprocess.Popen([sys.executable, "-m", "redbridge.config.cli", "pull_engine", "en-zh"], env=environment)
        part = site / ".incoming" / "translate-en_zh-1_10.argosmodel.part"
        end = time.monotonic() + SOON
        while not (part.exists() and part.stat().st_size > 8192) and time.monotonic() < end:
            time.sleep(0.005)
        process.kill()
        process.wait()
        index.go_on.set()
        assert found(site) == ()
        came = part.stat().st_size
        assert came > 8192
        assert pull(index, "en-zh") == 0
        assert index.ranges == [None, f"bytes={came}-"]
    assert len(found(site)) == 1


def test_a_whole_download_is_asked_for_no_second_time(made: list[Path], site: Path) -> None:
    part = site / ".incoming" / "translate-en_zh-1_10.argosmodel.part"
    part.parent.mkdir(parents=True)
    with IndexServer(made) as index:
        data = index.files["translate-en_zh-1_10.argosmodel"]
        part.write_bytes(data)
        part.with_name(part.name + ".json").write_text(
            json.dumps({"url": f"{index.at}/translate-en_zh-1_10.argosmodel", "tag": '"1"', "whole": len(data)}))
        assert pull(index, "en-zh") == 0
        assert index.ranges == []


def test_a_server_without_ranges_is_asked_for_all_of_it(made: list[Path], site: Path) -> None:
    part = site / ".incoming" / "translate-en_zh-1_10.argosmodel.part"
    part.parent.mkdir(parents=True)
    with IndexServer(made, "no_range") as index:
        part.write_bytes(b"half of another")
        part.with_name(part.name + ".json").write_text(
            json.dumps({"url": f"{index.at}/translate-en_zh-1_10.argosmodel", "tag": '"old"'}))
        assert pull(index, "en-zh") == 0
        assert index.ranges == ["bytes=15-"]
    assert len(found(site)) == 1


def test_redirects_on_the_index_s_own_host_are_followed(made: list[Path], site: Path) -> None:
    with IndexServer(made, "redirects") as index:
        assert pull(index, "en-zh") == 0


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "truncates": ({"sha256": "", "size": None}, "no whole package"),
    "changes": ({}, "goes on from there"),
    "wrong_range": ({}, "goes on from there"),
    "private": ({}, "cannot be asked"),
    "endless": ({}, "bytes long where the index says"),
    "errors": ({}, "answers 503"),
}


@pytest.mark.parametrize("mode", REFUSED)
def test_a_hostile_server_changes_nothing(made: list[Path], site: Path, mode: str, capsys: pytest.CaptureFixture[str]) -> None:
    says, words = REFUSED[mode]
    with IndexServer(made, mode, says) as index:
        assert pull(index, "en-zh") == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1 and "Traceback" not in said
    assert found(site) == () and [path for path in site.iterdir() if path.name != ".incoming"] == []


@pytest.mark.parametrize(("says", "words"), [
    ({"sha256": "0" * 64}, "has the checksum"), ({"sha256": "nonsense"}, "has the checksum"), ({"size": 7}, "bytes long where"),
    ({"links": ["ipfs://x"]}, "no package for"), ({"links": ["http://169.254.169.254/latest"]}, "is not an https address"),
    ({"links": ["https://10.0.0.1/x.argosmodel"]}, "cannot be asked (not a public place)"),
    ({"links": ["file:///etc/passwd"]}, "no package for"), ({"from_code": "../../x"}, "no package for"),
    ({"package_version": "../1"}, "no package for"), ({"type": "sbd"}, "no package for"),
])
def test_a_hostile_index_changes_nothing(
    made: list[Path], site: Path, says: dict[str, object], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with IndexServer(made, says=says) as index:
        assert pull(index, "en-zh") == 1
    assert words in capsys.readouterr().err
    assert left(site) == []


def test_the_checksum_can_come_from_elsewhere(made: list[Path], site: Path) -> None:
    with IndexServer(made, says={"sha256": ""}) as index:
        assert pull(index, "en-zh", "--sha256", "0" * 64) == 1
        assert pull(index, "en-zh") == 0


def test_a_disk_without_room_is_told_before(made: list[Path], site: Path, monkeypatch: pytest.MonkeyPatch,
                                            capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda path: shutil._ntuple_diskusage(1, 1, 1))
    with IndexServer(made) as index:
        assert pull(index, "en-zh") == 1
    assert "no room" in capsys.readouterr().err and left(site) == []


def test_an_index_out_of_reach_is_told_with_the_way_round(site: Path, capsys: pytest.CaptureFixture[str],
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDBRIDGE_ENGINE_INDEX_URL", "http://127.0.0.1:9/index.json")
    assert cli.main(["pull_engine", "en-zh"]) == 1
    said = capsys.readouterr().err
    assert "cannot be reached" in said and "FILE.argosmodel" in said


@pytest.mark.parametrize("word", ["english", "en", "en-zh-de-fr", "../x", "en-zh;rm", ""])
def test_what_is_no_pair_is_told(made: list[Path], site: Path, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    with IndexServer(made) as index:
        assert pull(index, word) == 1
    said = capsys.readouterr().err
    assert ("neither a pair" in said or "no file" in said) and left(site) == []


def test_a_file_is_installed_without_a_network(made: list[Path], site: Path) -> None:
    assert cli.main(["pull_engine", str(made[0])]) == 0
    assert [package.folder.name for package in found(site)] == ["translate-en_zh-1_9"]


def test_another_folder_can_be_named(made: list[Path], site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.main(["pull_engine", str(made[0]), "--folder", str(tmp_path / "a")]) == 0
    monkeypatch.setenv("REDBRIDGE_TRANSLATION_URL", f"http://localhost:1 file://{tmp_path}/b")
    assert cli.main(["pull_engine", str(made[0])]) == 0
    assert len(found(tmp_path / "a")) == len(found(tmp_path / "b")) == 1 and not site.exists()


def spoil(good: Path, to: Path, name: str, data: bytes = b"x", mode: int = 0, times: int = 1) -> Path:
    """A copy of a package with one entry more."""
    shutil.copyfile(good, to / "bad.argosmodel")
    with zipfile.ZipFile(to / "bad.argosmodel", "a", zipfile.ZIP_DEFLATED) as archive:
        info = zipfile.ZipInfo(name)
        info.external_attr, info.compress_type = mode << 16, zipfile.ZIP_DEFLATED
        for _ in range(times):
            archive.writestr(info, data)
    return to / "bad.argosmodel"


INSIDE = "translate-en_zh-1_9"


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(("name", "options", "words"), [
    ("../outside", {}, "outside its folder"), (f"{INSIDE}/../../outside", {}, "outside its folder"),
    ("/tmp/outside", {}, "outside its folder"), ("..\\outside", {}, "outside its folder"),
    ("C:/outside", {}, "outside its folder"),
    (f"{INSIDE}/link", {"data": b"/etc/passwd", "mode": stat.S_IFLNK | 0o777}, "a link or a device"),
    (f"{INSIDE}/pipe", {"mode": stat.S_IFIFO | 0o666}, "a link or a device"),
    (f"{INSIDE}/bomb", {"data": b"\0" * 200_000_000}, "no package is like that"),
    (f"{INSIDE}/README.md", {}, "two files of one name"),
    (f"{INSIDE}/sentencepiece.model/x", {}, "cannot be unpacked"),
])
def test_a_hostile_package_writes_nothing(made: list[Path], site: Path, tmp_path: Path, name: str, options: dict[str, Any],
                                          words: str, capsys: pytest.CaptureFixture[str]) -> None:
    bad = spoil(made[0], tmp_path, name, **options)
    before = left(tmp_path)
    assert cli.main(["pull_engine", str(bad)]) == 1
    said = capsys.readouterr().err
    assert words in said and said.count("\n") == 1
    assert left(tmp_path) == before and not Path("/tmp/outside").exists()


def test_many_files_are_refused(made: list[Path], site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = tmp_path / "many.argosmodel"
    shutil.copyfile(made[0], bad)
    with zipfile.ZipFile(bad, "a") as archive:
        for number in range(2_100):
            archive.writestr(f"{INSIDE}/{number}", b"x")
    assert cli.main(["pull_engine", str(bad)]) == 1
    assert "would unpack to 2106 files" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["half", "flipped", "text", "empty", "no model", "no metadata", "broken model"])
def test_a_spoilt_package_leaves_nothing(made: list[Path], site: Path, tmp_path: Path, what: str,
                                         capsys: pytest.CaptureFixture[str]) -> None:
    bad, data = tmp_path / "bad.argosmodel", made[0].read_bytes()
    flipped = bytearray(data)
    flipped[len(data) // 2] ^= 255
    bad.write_bytes({"half": data[: len(data) // 2], "flipped": bytes(flipped), "text": b"<html>404</html>"}.get(what, b""))
    if " " in what:
        with zipfile.ZipFile(made[0]) as good, zipfile.ZipFile(bad, "w") as archive:
            for info in good.infolist():
                if not (what.startswith("no") and what.removeprefix("no ") in info.filename):
                    broken = what == "broken model" and ".bin" in info.filename
                    archive.writestr(info, b"nonsense" * 9 if broken else good.read(info))
    assert cli.main(["pull_engine", str(bad)]) == 1
    said = capsys.readouterr().err
    assert any(words in said for words in ("no whole package", "no model that", "does not work"))
    assert left(site) == []


def test_a_package_that_is_there_stays_as_it_is(made: list[Path], site: Path) -> None:
    assert cli.main(["pull_engine", str(made[0])]) == 0
    before = (site / INSIDE).stat()
    assert cli.main(["pull_engine", str(made[0])]) == 0
    assert (site / INSIDE).stat().st_ino == before.st_ino


def test_what_a_killed_run_left_half_is_replaced(made: list[Path], site: Path) -> None:
    (site / ".incoming" / "unpacking" / INSIDE).mkdir(parents=True)
    (site / ".incoming" / "unpacking" / INSIDE / "model.bin").write_bytes(b"half")
    assert found(site) == ()
    assert cli.main(["pull_engine", str(made[0])]) == 0
    assert len(found(site)) == 1 and not (site / ".incoming" / "unpacking").exists()


def test_two_at_once_do_not_meet(made: list[Path], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from redbridge.config.pull import _alone

    with _alone(site):
        assert cli.main(["pull_engine", str(made[0])]) == 1
    assert "already" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told(made: list[Path], site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.parent.mkdir(parents=True)
    site.write_text("a file where the folder should be")
    assert cli.main(["pull_engine", str(made[0])]) == 1
    assert "cannot be written" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["https://127.0.0.1/x", "https://[::1]/x", "https://192.168.1.1/x", "https://169.254.169.254/x",
                                 "https://localhost/x", "http://93.184.216.34/x", "https://a@b.example/x", "https:///x"])
def test_nothing_private_is_asked_because_an_index_says_so(url: str) -> None:
    with pytest.raises(CannotPull):
        wire.check(url, "https://index.example/index.json")


def test_the_command_needs_no_apps(made: list[Path], site: Path) -> None:
    code = ("import sys; from redbridge.config import cli; assert cli.main(['pull_engine', sys.argv[1]]) == 0; "
            "sys.exit('django.apps.registry' in sys.modules and sys.modules['django.apps'].apps.ready)")
    assert subprocess.run([sys.executable, "-c", code, str(made[0])], check=False).returncode == 0


def test_no_address_of_httpx_s_own_making_is_followed() -> None:
    assert httpx.Client().follow_redirects is False
