"""A site that runs is backed up, and lives on in another folder with its people signed in."""

from collections.abc import Callable
from pathlib import Path

from tests.crash.member import Member, new_key
from tests.up.running import Up, run


def test_a_running_site_lives_on_elsewhere(site: Up, seeded: Callable[[], Path], tmp_path: Path) -> None:
    member = Member(site.url, "wanderer").sign_up()
    note = member.publish(new_key(), "过桥")
    asked = {"REDBRIDGE_DATA": str(site.data)}
    done = run("backup", str(tmp_path / "site.tar"), env=asked)
    assert done.returncode == 0 and done.stdout.startswith("Backup ready"), done.stderr
    assert (tmp_path / "site.tar").stat().st_mode & 0o077 == 0, "it holds the site's secret"
    verified = run("backup", "--verify", str(tmp_path / "site.tar"))
    assert verified.returncode == 0 and " is whole: made " in verified.stdout
    refused = run("restore", str(tmp_path / "site.tar"), "--data", str(site.data))
    assert refused.returncode == 2 and str(site.data) in refused.stderr and "Traceback" not in refused.stderr
    there = seeded()
    restored = run("restore", str(tmp_path / "site.tar"), "--data", str(there), seconds=120)
    assert restored.returncode == 0 and "row by row" in restored.stdout, restored.stderr
    again = run("restore", str(tmp_path / "site.tar"), "--data", str(there), seconds=120)
    assert again.returncode == 2 and "--force" in again.stderr
    other = Up(there, "--port", "0", "--no-demo").ready()
    try:
        member.http.base_url = other.url
        assert "过桥" in member.http.get(f"/notes/{note}").text
        assert member.http.get("/settings/").status_code == 200, "still signed in: the secret came along"
        member.publish(new_key(), "彼岸")
    finally:
        other.end()


def test_nothing_to_back_up_is_one_sentence(new_data: Callable[[], Path], tmp_path: Path) -> None:
    done = run("backup", str(tmp_path / "site.tar"), env={"REDBRIDGE_DATA": str(new_data())})
    assert done.returncode == 2 and "redbridge up" in done.stderr and "Traceback" not in done.stderr
    nothing = run("restore", str(tmp_path / "nothing.tar"), "--data", str(new_data()))
    assert nothing.returncode == 2 and nothing.stderr.startswith("There is no backup at")
