"""A change of the rules: proposed by an administrator, spoken about for two weeks in any language, settled with words."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.guidelines import actions
from redbridge.guidelines.models import Draft, Remark, Version
from redbridge.guidelines.views import pages
from redbridge.kernel.errors import Refusal
from redbridge.kernel.limits import Limit
from redbridge.kernel.takeaway import chapters
from redbridge.notifications import actions as notifications
from redbridge.notifications.models import Notice
from redbridge.policy import site
from redbridge.policy.rules.packs import PackError
from tests.cast import LANGUAGES, arrive, client, suspend
from tests.engine_server import EngineServer
from tests.guidelines.packs import pack, put, rule
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
NEW = pack("house", 2, rule("quiet", text="Speak softly as in a room."), rule("kind", title="Be kind"))


@pytest.fixture
def draft(administrator: Person) -> Draft:
    """An open draft of lin's."""
    actions.keep_versions()
    return Draft.objects.get(pk=actions.propose(administrator.pk, NEW, "It is too loud here."))


@pytest.fixture
def engine(settings: Any) -> Iterator[EngineServer]:
    with EngineServer() as server:
        settings.REDBRIDGE_TRANSLATION_URL = server.url
        yield server


def over(draft: Draft) -> None:
    """The two weeks have passed."""
    Draft.objects.filter(pk=draft.pk).update(closes=timezone.now() - timedelta(seconds=1))


def says(person: Person | None, draft: Draft, body: str, **more: str) -> Any:
    data = {"body": body, "client_key": str(uuid.uuid4())} | more
    return client(person, "en").post(f"/guidelines/drafts/{draft.pk}/remarks", data)


def test_the_command_opens_a_page_for_two_weeks(
    administrator: Person, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "new.yaml").write_text(NEW, "utf-8")
    call_command("propose_policy", str(tmp_path / "new.yaml"), "--by", "lin", "--why", "太吵了。")
    found = Draft.objects.get()
    assert capsys.readouterr().out.strip().endswith(f"/guidelines/drafts/{found.pk}")
    assert found.closes - found.opened == timedelta(days=14) and found.by == administrator and found.language.startswith("zh")
    page = Page(client(None, "en").get(f"/guidelines/drafts/{found.pk}"))
    assert [node.words for node in page.by_id("quiet").walk() if node.tag == "ins"] == ["put in: softly"]
    assert "New rule" in page.by_id("kind").words and "太吵了。" in page.words
    assert f"/guidelines/drafts/{found.pk}" in Page(client(None).get("/guidelines")).html


BAD = {
    "an unknown key": (NEW + "colour: red\n", 0), "a duplicate id": (pack("house", 2, rule("quiet"), rule("quiet")), 13),
    "a missing language": (NEW.replace(", zh-Hant: 規則", "", 1), 0),
    "an id of another pack": (pack("house", 2, rule("spam")), 0),
    "an old version": (pack("house", 1, rule("quiet")), 1), "no YAML": ("rules: [", 0), "nothing": ("", 1),
}


@pytest.mark.parametrize("which", BAD)
def test_a_bad_pack_is_refused_with_line_and_reason_and_the_old_one_stays(
    administrator: Person, tmp_path: Path, which: str
) -> None:
    before = site.version()
    source, line = BAD[which]
    (tmp_path / "bad.yaml").write_text(source, "utf-8")
    with pytest.raises(CommandError, match=rf"bad\.yaml, line {line or r'[0-9]+'}: .+ Nothing has changed\."):
        call_command("propose_policy", str(tmp_path / "bad.yaml"), "--by", "lin")
    assert not Draft.objects.exists() and site.version() == before


def test_only_administrators_propose_one_at_a_time_and_a_file_that_can_be_read(
    draft: Draft, joss: Person, tmp_path: Path
) -> None:
    (tmp_path / "new.yaml").write_text(NEW, "utf-8")
    (tmp_path / "latin").write_bytes(b"pack: x\n\xff")
    for file, by, reason in (("new.yaml", "joss", "no administrator"), ("new.yaml", "nobody", "no administrator"),
                             ("none.yaml", "lin", "cannot be read"), ("latin", "lin", "line 2: this is not UTF-8"),
                             ("new.yaml", "lin", "open already")):
        with pytest.raises(CommandError, match=reason):
            call_command("propose_policy", str(tmp_path / file), "--by", by)
    assert Draft.objects.count() == 1


def test_everybody_is_told_once_and_not_by_mail(draft: Draft, joss: Person, mo: Person, mailoutbox: list[Any]) -> None:
    run_jobs()
    run_jobs()
    told = Notice.objects.filter(kind="draft")
    assert {one.person_id for one in told} == {draft.by_id, joss.pk} and mailoutbox == []
    page = Page(client(joss).get("/notifications"))
    assert page.all("a", href="/guidelines/drafts") and Notice.objects.get(person=joss, kind="draft").seen
    # The job that runs twice tells nobody anew; the next draft does.
    notifications.tell_everybody(Notice.Kind.DRAFT, draft.opened, 0)
    assert Notice.objects.get(person=joss, kind="draft").seen
    notifications.tell_everybody(Notice.Kind.DRAFT, timezone.now() + timedelta(seconds=1), 0)
    assert Notice.objects.get(person=joss, kind="draft").seen is None


def test_a_large_place_is_told_chunk_by_chunk(draft: Draft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notifications, "CHUNK", 2)
    people = {arrive(f"m{n}", "en").pk for n in range(5)} | {draft.by_id}
    run_jobs()
    assert set(Notice.objects.filter(kind="draft").values_list("person_id", flat=True)) == people


def test_remarks_in_any_language_are_read_in_ones_own(draft: Draft, joss: Person, engine: EngineServer) -> None:
    engine.learn("zh", "en", "太严了，留点余地。", "Too strict, leave some room.")
    engine.learn("en", "zh", "It is too loud here.", "这里太吵了。")
    zh = arrive("wen", "zh-Hans", name="小文")
    made = says(zh, draft, "太严了，留点余地。")
    assert made.status_code == 302 and made["Location"].startswith(f"/guidelines/drafts/{draft.pk}#remark-")
    run_jobs()
    path = f"/guidelines/drafts/{draft.pk}"
    english, chinese = Page(client(joss, "en").get(path)), Page(client(zh, "zh-CN").get(path))
    assert "Too strict, leave some room." in english.words and "太严了，留点余地。" in english.words
    assert "Too strict" not in chinese.words and "这里太吵了。" in chinese.words


def test_said_twice_it_stands_once_and_bad_remarks_come_back_as_typed(draft: Draft, joss: Person) -> None:
    key = str(uuid.uuid4())
    for _time in range(2):
        assert says(joss, draft, "Fine", client_key=key).status_code == 302
    assert Remark.objects.count() == 1
    for body, words in (("", "Write something first."), ("  ", "Write something first."), ("x" * 1001, "Take out 1 character"),
                        ("a shouting word here", "This is against the rule “No shouting” of this site:")):
        refused = says(joss, draft, body)
        page = Page(refused)
        assert refused.status_code == 422 and words in page.words
        assert page.all("textarea", name="body")[0].words == body.strip()
    assert Remark.objects.count() == 1
    assert says(joss, draft, "<b>x</b>").status_code == 302
    assert "<b>x</b>" not in client(None).get(f"/guidelines/drafts/{draft.pk}").content.decode()


def test_when_the_two_weeks_are_over_nothing_more_is_taken(draft: Draft, joss: Person) -> None:
    over(draft)
    late = says(joss, draft, "wait")
    assert late.status_code == 422 and "The two weeks are over." in Page(late).words
    assert Page(late).all("textarea", name="body")[0].words == "wait"


def test_blocks_and_suspensions_hide_remarks(draft: Draft, joss: Person) -> None:
    other = arrive("other", "en")
    says(other, draft, "mine is here")
    path = f"/guidelines/drafts/{draft.pk}"
    accounts.block(joss.pk, other.pk)
    assert "mine is here" not in Page(client(joss).get(path)).words and "mine is here" in Page(client(None).get(path)).words
    suspend(other)
    assert "mine is here" not in Page(client(None).get(path)).words
    assert "0 remarks" in Page(client(None, "en").get("/guidelines/drafts")).words


def test_who_said_it_takes_it_back_and_nobody_else(draft: Draft, joss: Person) -> None:
    says(joss, draft, "mine")
    made = Remark.objects.get()
    other = arrive("other", "en")
    path = f"/guidelines/remarks/{made.pk}/delete"
    assert client(other).post(path).status_code == 404 and client(None).post(path).status_code == 302
    made.refresh_from_db()
    assert made.deleted is None
    assert client(joss).post(path).status_code == 302 and client(joss).post(path).status_code == 404
    assert "mine" not in Page(client(None).get(f"/guidelines/drafts/{draft.pk}")).by_id("remarks").words


def test_there_is_an_end_to_remarks(draft: Draft, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "REMARKING", Limit("remark", 3, 3600))
    made = [says(joss, draft, f"no. {n}") for n in range(4)]
    assert [one.status_code for one in made] == [302] * 3 + [429]
    assert int(made[-1]["Retry-After"]) > 0 and Page(made[-1]).all("textarea", name="body")[0].words == "no. 3"


def test_adopted_it_is_the_sites_pack_in_every_process_and_a_version(draft: Draft, folder: Path, joss: Person) -> None:
    with pytest.raises(Refusal, match="Members may speak"):
        actions.settle(draft.pk, draft.by_id, "adopted", "Yes.")
    over(draft)
    call_command("settle_policy", str(draft.pk), "adopted", "--by", "lin", "--why", "Most of you want it quieter.")
    assert (folder / "house.yaml").read_text("utf-8") == NEW and "house-2" in site.version() and site.rule("kind")
    assert actions.keep_versions() == 1
    versions = Page(client(None).get("/guidelines/versions"))
    assert versions.all("a", href=f"/guidelines/drafts/{draft.pk}")
    page = Page(client(None, "en").get(f"/guidelines/drafts/{draft.pk}"))
    assert "Most of you want it quieter." in page.words and "adopted on" in page.words
    assert page.all("a", href="/guidelines/versions")
    run_jobs()
    assert Notice.objects.filter(kind="settled", person=joss).exists()
    with pytest.raises(Refusal, match="no open draft"):
        actions.settle(draft.pk, draft.by_id, "dropped", "No.")


def test_changed_by_what_was_said_another_file_is_adopted(draft: Draft, tmp_path: Path) -> None:
    over(draft)
    (tmp_path / "other.yaml").write_text(pack("house", 3, rule("quiet", text="Speak softly.")), "utf-8")
    with pytest.raises(CommandError, match="Give the file"):
        call_command("settle_policy", str(draft.pk), "changed", "--by", "lin", "--why", "You were right.")
    file = str(tmp_path / "other.yaml")
    call_command("settle_policy", str(draft.pk), "changed", "--by", "lin", "--why", "You were right.", "--file", file)
    assert "house-3" in site.version()
    page = Page(client(None, "en").get(f"/guidelines/drafts/{draft.pk}"))
    assert "What was adopted" in page.words and "Be kind" not in page.words


def test_what_cannot_be_brought_into_force_leaves_everything_as_it_was(draft: Draft, folder: Path, tmp_path: Path) -> None:
    over(draft)
    before = (folder / "house.yaml").read_text("utf-8")
    with pytest.raises(PackError):
        actions.settle(draft.pk, draft.by_id, "changed", "So.", "pack: house")
    with pytest.raises(Refusal, match="another pack"):
        actions.settle(draft.pk, draft.by_id, "changed", "So.", pack("elsewhere", 1, rule("new")))
    with pytest.raises(Refusal, match="Say why"):
        actions.settle(draft.pk, draft.by_id, "adopted", " ")
    put(folder, "house", 2, rule("quiet"))  # meanwhile the host wrote a version 2 by hand
    with pytest.raises(PackError, match="version 2 is in force"):
        actions.settle(draft.pk, draft.by_id, "adopted", "So.")
    assert Draft.objects.get().state == "open" and before != (folder / "house.yaml").read_text("utf-8")


def test_dropped_it_may_be_before_the_two_weeks_are_over_and_says_why(draft: Draft) -> None:
    actions.settle(draft.pk, draft.by_id, "dropped", "It was a bad idea.")
    page = Page(client(None, "en").get(f"/guidelines/drafts/{draft.pk}"))
    assert "It was a bad idea." in page.words and "dropped on" in page.words and "house-1" in site.version()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_are_in_three_languages(draft: Draft, joss: Person, language: str) -> None:
    says(joss, draft, "x")
    one = Version.objects.all()[0].pk
    for path in ("/guidelines", "/guidelines/versions", f"/guidelines/versions/{one}", "/guidelines/drafts",
                 f"/guidelines/drafts/{draft.pk}"):
        answer = client(joss).get(f"{path}?lang={language}")
        assert answer.status_code == 200 and answer["Content-Language"].lower() == language


def test_ones_remarks_are_taken_along_and_go_with_the_account(draft: Draft, joss: Person) -> None:
    says(joss, draft, "mine")
    assert [one["body"] for one in chapters()["remarks"](joss.pk)] == ["mine"]
