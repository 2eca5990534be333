"""The site's packs: read anew when they change, and a faulty one changes nothing."""

from pathlib import Path

import pytest
from pytest_django import Settings

from redbridge.config.examine import Ill, rules
from redbridge.policy import site
from tests.policy.packs import pack, rule


@pytest.fixture
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.REDBRIDGE_DATA, settings.REDBRIDGE_POLICY_FOLDER = str(tmp_path), ""
    monkeypatch.setattr(site, "LOOK_EVERY", 0.0)
    monkeypatch.setattr(site, "_open", None)
    made = tmp_path / "policy"
    made.mkdir()
    return made


def restart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "_open", None)


def test_without_a_pack_of_its_own_a_site_goes_by_the_baseline(folder: Path) -> None:
    folder.rmdir()
    assert site.version() == "baseline-1" and site.screen("free gift card").rules() == ["scams"]
    found = site.rule("scams")
    assert found and found.title["zh-Hant"] == "不騙人" and found in site.rules()
    assert site.rule("nothing") is None


def test_a_pack_counts_as_soon_as_it_is_there_and_no_longer(folder: Path) -> None:
    assert site.screen("berlin wall").action() == "allow"
    (folder / "berlin.yaml").write_text(pack(rule("berlin", terms=["berlin wall"]), name="berlin", version=3))
    assert site.version() == "baseline-1+berlin-3" and site.screen("berlin wall").rules() == ["berlin"]
    (folder / "berlin.yaml").unlink()
    assert site.screen("berlin wall").action() == "allow"


def test_a_faulty_pack_is_told_and_the_old_one_stays_after_a_restart_too(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = folder / "berlin.yaml"
    file.write_text(pack(rule("berlin", terms=["berlin wall"]), name="berlin"))
    assert site.version() == "baseline-1+berlin-1"
    file.write_text(pack(rule("berlin", terms=["berlin wall"], severity=9), name="berlin", version=2))
    for _ in range(2):
        assert site.version() == "baseline-1+berlin-1" and site.screen("berlin wall").rules() == ["berlin"]
        assert [str(fault) for fault in site.shelf().faults] == [
            "berlin.yaml, line 8: severity should be a whole number from 1 to 5"
        ]
        restart(monkeypatch)
    file.write_text(pack(rule("berlin", terms=["berlin wall"]), name="berlin", version=3))
    assert site.version() == "baseline-1+berlin-3" and not site.shelf().faults


def test_a_pack_named_baseline_takes_the_place_of_ours(folder: Path) -> None:
    (folder / "own.yaml").write_text(pack(rule("own", terms=["berlin wall"]), name="baseline", version=7))
    assert site.version() == "baseline-7" and [one.id for one in site.rules()] == ["own"]
    (folder / "own.yaml").write_text("nonsense")
    assert site.version() == "baseline-7"


def test_two_packs_share_no_name_and_no_rule(folder: Path) -> None:
    (folder / "a.yaml").write_text(pack(rule("one"), name="berlin"))
    (folder / "b.yaml").write_text(pack(rule("two"), name="berlin"))
    (folder / "c.yaml").write_text(pack(rule("three"), rule("scams"), name="munich"))
    assert site.version() == "baseline-1+berlin-1" and site.rule("three") is None
    assert [str(fault) for fault in site.shelf().faults] == [
        "b.yaml, line 1: a.yaml is the pack berlin already", "c.yaml, line 12: the id scams stands in the pack baseline already"
    ]  # fmt: skip


def test_bytes_that_are_no_text_and_files_that_cannot_be_read(folder: Path) -> None:
    (folder / "a.yaml").write_bytes(b"pack: x\nversion: \xff")
    (folder / "b.yaml").mkdir()
    assert site.version() == "baseline-1"
    assert [(fault.file, fault.line) for fault in site.shelf().faults] == [("a.yaml", 2), ("b.yaml", 1)]


def test_links_to_blocked_domains(folder: Path) -> None:
    (folder / "blocked-domains.txt").write_text("# had enough\nevil.example\n坏.example  # by name\nno domain\n", "utf-8")
    for text in (
        "https://evil.example/x", "看evil.example啊", "HTTP://WWW.EVIL.EXAMPLE", "evil[.]example", "evil (dot) example",
        "ｅｖｉｌ．example", "https://坏.example/", "xn--7es.example", "evil。example",
    ):  # fmt: skip
        found = site.screen(text)
        assert found.rules() == ["scams"], text
        [(start, end)] = found.spans()
        assert 0 <= start < end <= len(text)
    for text in ("devil.example", "evil.example.org", "evil. Example", "https://good.example/?evil", "example"):
        assert site.screen(text).action() == "allow", text
    assert [str(fault) for fault in site.shelf().faults] == ["blocked-domains.txt, line 4: this names no domain"]


def test_the_doctor_names_version_or_fault(folder: Path) -> None:
    assert rules() == "baseline-1"
    (folder / "berlin.yaml").write_text(pack(rule("berlin", severity=9)))
    with pytest.raises(Ill, match=r"berlin\.yaml, line 8: severity should be a whole number from 1 to 5\. The last good one"):
        rules()
