"""Proposing a change of the rules and settling it in the browser, as the commands do."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.guidelines import actions
from redbridge.guidelines.models import Draft, Version
from redbridge.guidelines.views import changing
from redbridge.kernel.limits import Limit
from redbridge.notifications.models import Notice
from redbridge.policy import site
from tests.cast import LANGUAGES, client
from tests.guidelines.packs import pack, rule
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]
NEW = pack("house", 2, rule("quiet", text="Speak softly as in a room."), rule("kind", title="Be kind"))
SOFTER = pack("house", 3, rule("quiet", text="Speak softly."))


@pytest.fixture
def draft(root: Person) -> Draft:
    """An open draft of root's."""
    actions.keep_versions()
    return Draft.objects.get(pk=actions.propose(root.pk, NEW, "It is too loud here."))


def over(draft: Draft) -> str:
    """The two weeks have passed; where it is settled."""
    Draft.objects.filter(pk=draft.pk).update(closes=timezone.now() - timedelta(seconds=1))
    return f"/desk/rules/{draft.pk}"


def propose(person: Person, source: str, language: str = "en", **more: Any) -> Any:
    return client(person).post(f"/desk/rules?lang={language}", {"source": source, "why": "Too loud."} | more)


def source_in(page: Page) -> str:
    """What stands in the field, as it was sent."""
    return "".join(node.text for node in page.all("textarea", name="source")[0].walk()).strip()


def test_the_pack_in_force_stands_in_the_form_one_version_higher(root: Person) -> None:
    house = source_in(Page(client(root, "en").get("/desk/rules?pack=house")))
    assert house.startswith("pack: house\nversion: 2\n") and "shouting word" in house
    assert "pack: baseline\nversion: 2\n" in source_in(Page(client(root, "en").get("/desk/rules")))
    assert "my-region" in source_in(Page(client(root, "en").get("/desk/rules?pack=")))


def test_what_is_typed_becomes_a_draft_for_two_weeks_and_everybody_is_told(root: Person, joss: Person) -> None:
    made = propose(root, NEW.replace("\n", "\r\n"))
    found = Draft.objects.get()
    assert made["Location"] == f"/guidelines/drafts/{found.pk}" and found.source == NEW and found.why == "Too loud."
    assert found.by == root and found.closes - found.opened == timedelta(days=14)
    run_jobs()
    assert Notice.objects.filter(kind="draft", person=joss).exists()
    page = Page(client(joss, "en").get(made["Location"]))
    assert "put in: softly" in page.words and not page.all("a", href=f"/desk/rules/{found.pk}")
    assert Page(client(root, "en").get(made["Location"])).all("a", href=f"/desk/rules/{found.pk}")


def test_a_file_takes_the_place_of_what_is_typed(root: Person) -> None:
    file = SimpleUploadedFile("new.yaml", b"\xef\xbb\xbf" + NEW.encode())
    assert propose(root, "pack: typed", file=file).status_code == 302 and Draft.objects.get().source == NEW


def test_what_would_change_is_seen_before_anybody_is_told(root: Person) -> None:
    seen = propose(root, NEW, preview="1")
    page = Page(seen)
    assert seen.status_code == 200 and "put in: softly" in page.words and "New rule" in page.by_id("kind").words
    assert "waits until somebody has looked at it" in page.by_id("kind").words, "what follows from a new rule is said"
    assert source_in(page) == NEW.strip() and page.all("textarea", name="why")[0].words == "Too loud."
    assert not Draft.objects.exists()


BAD = {
    "an unknown key": (NEW + "colour: red\n", "is no key of", "没有"),
    "a duplicate id": (pack("house", 2, rule("quiet"), rule("quiet")), "stands twice", "两次"),
    "a missing language": (NEW.replace(", zh-Hant: 規則", "", 1), "lacks zh-Hant", "缺少 zh-Hant"),
    "an id of another pack": (pack("house", 2, rule("spam")), "stands in the pack baseline", "已经在规则包 baseline"),
    "an old version": (pack("house", 1, rule("quiet")), "version 1 is in force", "现行的是版本 1"),
    "no YAML": ("rules: [", "a bracket that opens here is not closed", "这里开始的括号没有结束"),
    "a tab": (NEW.replace("    severity", "\tseverity", 1), "a tab stands here", "这里有一个制表符"),
    "a pattern": (NEW.replace("terms: [", "patterns: ['(a'], terms: [", 1), "lacks a closing bracket", "少了右括号"),
    "something rare": ("%YAML 3.0\n---\n" + NEW, "not YAML: “found incompatible YAML", "这不是 YAML：“found incompatible"),
    "nothing": ("", "the file is empty", "文件是空的"),
}


@pytest.mark.parametrize("which", BAD)
def test_a_bad_pack_comes_back_with_line_and_reason_in_ones_language(root: Person, which: str) -> None:
    source, english, chinese = BAD[which]
    for language, reason in (("en", english), ("zh-hans", chinese)):
        refused = propose(root, source, language)
        page = Page(refused)
        assert refused.status_code == 422 and reason in page.error("source"), page.error("source")
        assert any(figure in page.error("source") for figure in "123456789")
        assert source_in(page) == source.strip() and page.all("textarea", name="why")[0].words == "Too loud."
    assert not Draft.objects.exists() and site.version() == "baseline-1+house-1"


def test_the_line_of_the_fault_is_shown_among_its_neighbours(root: Person) -> None:
    page = Page(propose(root, pack("house", 2, rule("quiet"), rule("quiet"))))
    here = [node.words for node in page.all("span") if node.attrs.get("class") == "here"]
    assert here == ["13 - id: quiet"]


@pytest.mark.parametrize(("file", "said"), [
    (b"pack: x\n\xff", "Line 2: this is not UTF-8."), (b"x" * 1_000_001, "larger than 1 MB")])
def test_a_file_that_cannot_be_read_leaves_what_was_typed(root: Person, file: bytes, said: str) -> None:
    refused = propose(root, NEW, file=SimpleUploadedFile("new.yaml", file))
    assert refused.status_code == 422 and said in Page(refused).error("file") and source_in(Page(refused)) == NEW.strip()


def test_why_is_asked_and_only_one_change_of_a_pack_is_open(root: Person) -> None:
    refused = propose(root, NEW, why=" ")
    assert refused.status_code == 422 and Page(refused).error("why") == "Say why, in a few words."
    long = propose(root, NEW, why="x" * 2001)
    assert long.status_code == 422 and "Take out 1 character" in Page(long).error("why")
    assert propose(root, NEW).status_code == 302
    again = propose(root, NEW)
    assert again.status_code == 422 and "open already" in Page(again).words and source_in(Page(again)) == NEW.strip()


def test_only_administrators_find_the_forms(draft: Draft, ada: Person, mei: Person, lin: Person) -> None:
    for person in (ada, mei, lin):
        for path in ("/desk/rules", f"/desk/rules/{draft.pk}"):
            assert client(person).get(path).status_code == 404 and client(person).post(path, {}).status_code == 404
    assert Draft.objects.get().state == "open"


def test_there_is_an_end_to_it_and_nothing_typed_is_lost(root: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "CHANGING", Limit("change-rules", 3, 3600))
    asked = [propose(root, NEW, preview="1") for _ in range(4)]
    assert [one.status_code for one in asked] == [200] * 3 + [429] and int(asked[-1]["Retry-After"]) > 0
    assert "That was a lot in a short time." in Page(asked[-1]).words and source_in(Page(asked[-1])) == NEW.strip()


def test_adopted_it_is_in_force_and_says_why(root: Person, joss: Person, draft: Draft, folder: Path) -> None:
    path, browser = f"/desk/rules/{draft.pk}", client(root, "en")
    early = browser.post(path, {"state": "adopted", "why": "Yes."})
    assert early.status_code == 422 and "Members may speak about it until" in Page(early).words
    over(draft)
    unsaid = browser.post(path, {"state": "adopted", "why": ""})
    assert unsaid.status_code == 422 and "Say why, in a few words." in Page(unsaid).words
    done = browser.post(path, {"state": "adopted", "why": "Most want it quieter."})
    assert done["Location"] == f"/guidelines/drafts/{draft.pk}"
    assert (folder / "house.yaml").read_text("utf-8") == NEW and "house-2" in site.version()
    run_jobs()
    assert Notice.objects.filter(kind="settled", person=joss).exists()
    assert "Most want it quieter." in Page(client(joss, "en").get(f"/guidelines/drafts/{draft.pk}")).words
    again = browser.post(path, {"state": "dropped", "why": "No."})
    assert again.status_code == 422 and "There is no open draft of this number." in Page(again).words
    assert "This change is settled." in Page(browser.get(path)).words


def test_adopted_otherwise_another_pack_is_in_force(root: Person, draft: Draft) -> None:
    path, browser = over(draft), client(root, "en")
    assert source_in(Page(browser.get(path))) == NEW.strip()
    seen = browser.post(path, {"source": SOFTER, "why": "You were right.", "preview": "1"})
    put_in = [node.words for node in Page(seen).by_id("quiet").walk() if node.tag == "ins"]
    assert seen.status_code == 200 and put_in == ["put in: softly"]
    bad = browser.post(path, {"state": "changed", "source": "pack: house", "why": "You were right."})
    assert bad.status_code == 422 and "lacks version" in Page(bad).error("source")
    assert Page(bad).all("textarea", name="why")[0].words == "You were right."
    other = browser.post(path, {"state": "changed", "source": pack("elsewhere", 1, rule("new")), "why": "You were right."})
    assert other.status_code == 422 and "another pack" in Page(other).words
    assert Draft.objects.get().state == "open" and "house-1" in site.version()
    assert browser.post(path, {"state": "changed", "source": SOFTER, "why": "You were right."}).status_code == 302
    assert "house-3" in site.version() and actions.keep_versions() == 1 and Version.objects.latest("pk").source == SOFTER


def test_when_the_two_weeks_are_over_administrators_find_it_at_the_head_of_the_desk(
    root: Person, ada: Person, draft: Draft
) -> None:
    said = "The two weeks for house 2 are over."
    assert said not in Page(client(root).get("/desk?lang=en")).words
    path = over(draft)
    page = Page(client(root).get("/desk?lang=en"))
    assert said in page.words and page.all("a", href=path) and said not in Page(client(ada).get("/desk?lang=en")).words
    client(root).post(path, {"state": "dropped", "why": "Nobody wanted it."})
    assert said not in Page(client(root).get("/desk?lang=en")).words


def test_dropped_it_may_be_at_once(root: Person, draft: Draft) -> None:
    done = client(root).post(f"/desk/rules/{draft.pk}", {"state": "dropped", "why": "A bad idea."})
    assert done.status_code == 302 and Draft.objects.get().outcome == "A bad idea." and "house-1" in site.version()


def test_a_choice_is_asked_and_the_draft_that_is_there_no_more_is_not_found(root: Person, draft: Draft) -> None:
    refused = client(root, "en").post(f"/desk/rules/{draft.pk}", {"why": "x"})
    assert refused.status_code == 422 and "Choose what comes of it." in Page(refused).words
    assert client(root).get(f"/desk/rules/{draft.pk + 1}").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_are_in_three_languages(root: Person, draft: Draft, language: str) -> None:
    for path in ("/desk/rules", f"/desk/rules/{draft.pk}"):
        answer = client(root).get(f"{path}?lang={language}")
        assert answer.status_code == 200 and answer["Content-Language"].lower() == language
