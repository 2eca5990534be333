"""What the rules make of a note or a comment while it is written: held, limited, labelled, withheld, told to its author."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.models import Person
from redbridge.accounts.rules import bcp47
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft, Said
from redbridge.notes.models import Comment, Note, Screening, Tally
from redbridge.notes.screening import Screened, from_json, look
from redbridge.policy.site import rule
from redbridge.policy.verdicts import Hit, Verdict
from tests.cast import LANGUAGES, answer, client, write
from tests.media.making import sample, upload
from tests.pages import Page, refused

pytestmark = pytest.mark.django_db
Rules = Callable[..., None]
BAD = "buy my fake gold"
in_three_languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def ruled(monkeypatch: pytest.MonkeyPatch) -> Rules:
    """Let these words be met by rules: (words, action, regions)."""

    def set_(*met: tuple[str, str, tuple[str, ...]]) -> None:
        def screen(text: str, language: str = "") -> Verdict:
            return Verdict(tuple(
                Hit("scams", action, "scams", 3, regions, ((at, at + len(words)),))
                for words, action, regions in met if (at := text.find(words)) >= 0))

        monkeypatch.setattr("redbridge.policy.site.screen", screen)

    return set_


def row(note_id: int) -> Note:
    return Note.objects.get(pk=note_id)


def found(kind: str, id_: int) -> Screened:
    (one,) = Screening.objects.filter(kind=kind, subject_id=id_)
    return from_json(one.verdict, comment=kind == "comment")


@pytest.mark.parametrize(("action", "regions", "becomes"), [
    ("hold", (), ("held", False, "", [])),
    ("remove", (), ("held", False, "", [])),
    ("withhold", (), ("held", False, "", [])),
    ("limit", (), ("", True, "", [])),
    ("label", (), ("", False, "scams", [])),
    ("withhold", ("FR", "DE"), ("", False, "", ["DE", "FR"])),
    ("remove", ("DE",), ("", False, "", ["DE"])),
    ("label", ("DE",), ("", False, "", [])),
])
def test_each_action_and_what_it_makes_of_a_note(
    lin: Person, ruled: Rules, action: str, regions: tuple[str, ...], becomes: tuple[Any, ...]
) -> None:
    ruled((BAD, action, regions))
    note = row(write(lin, "金", f"here: {BAD} now"))
    assert (note.standing, note.limited, note.label, sorted(note.withheld)) == becomes
    assert note.rule == ("scams" if note.standing or note.limited else "")
    assert note.withheld_rules == ["scams"] * len(note.withheld)
    (one,) = found("note", note.pk).found
    assert (one.part, one.why, one.hit.rule) == ("body", "rules", "scams")
    assert [one.said[start:end] for start, end in one.marks] == [BAD]


def test_what_no_rule_meets_is_published_as_ever_and_costs_no_statement(lin: Person, ruled: Rules) -> None:
    costs = []
    for met in ((), (("words that do not stand there", "hold", ()),), ((BAD, "hold", ()),)):
        ruled(*met)
        with CaptureQueriesContext(connection) as caught:
            note = row(write(lin, "金", f"here: {BAD} now"))
        costs.append(len(caught))
    assert costs[0] == costs[1] and costs[2] <= costs[0] + 1
    assert note.standing == "held" and Screening.objects.count() == 1


@pytest.mark.parametrize("field", ["title", "words", "body", "place"])
def test_every_word_of_a_note_is_looked_at(lin: Person, ruled: Rules, field: str) -> None:
    ruled((BAD, "hold", ()))
    said: dict[str, Any] = {field: BAD}
    note_id = write(lin, **said)
    assert row(note_id).standing == "held" and found("note", note_id).found[0].part == field


def test_what_a_picture_shows_and_a_second_language_are_looked_at_too(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    pictured = write(lin, "金", "", [upload(sample("PNG"))], alts=[BAD])
    second = write(lin, "金", "字", translations={"en": {"title": BAD, "by": "author", "engine": ""}})
    assert [row(id_).standing for id_ in (pictured, second)] == ["held", "held"]
    assert [found("note", id_).found[0].part for id_ in (pictured, second)] == ["alt:0", "en.title"]
    assert Picture.objects.get(subject_id=pictured).guarded, "the picture of a held note is served to anybody"


def test_what_only_its_author_reads_is_nobody_elses_matter_until_it_is_shown(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金", BAD, visibility="me")
    assert row(note_id).standing == "" and not Screening.objects.exists()
    change(lin, note_id, "金", BAD)
    assert row(note_id).standing == "held"


def change(person: Person, note_id: int, title: str, body: str) -> Screened:
    draft = Draft(client_key=uuid.uuid4(), kind="card", card="letter", words="…", title=title, body=body)
    return notes.edit_screened(person.pk, person.languages, note_id, draft)


def test_an_edit_is_looked_at_and_lifts_nothing(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金", "clean")
    change(lin, note_id, "金", BAD)
    assert row(note_id).standing == "held"
    change(lin, note_id, "金", "clean again")
    assert row(note_id).standing == "held", "a machine's look lifted what stood"


def test_a_comma_does_not_undo_what_a_person_decided(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    note_id = write(lin, "金", BAD)
    Note.objects.filter(pk=note_id).update(standing="", rule="")
    Screening.objects.all().delete()
    assert change(lin, note_id, "金", f"{BAD}, truly").found == ()
    assert row(note_id).standing == "" and not Screening.objects.exists()
    change(lin, note_id, f"{BAD} and more", "gone from here")
    assert row(note_id).standing == "", "the same words, elsewhere in the same note"


def test_comments_are_held_or_left(lin: Person, joss: Person, ruled: Rules) -> None:
    note_id = write(lin, "金")
    for action, regions, standing, label in [("hold", (), "held", ""), ("limit", (), "held", ""), ("label", (), "", "scams"),
                                             ("withhold", ("DE",), "", "")]:
        ruled((BAD, action, regions))
        comment = Comment.objects.get(pk=answer(joss, note_id, f"well, {BAD} {action}"))
        assert (comment.standing, comment.label) == (standing, label), action
        assert found("comment", comment.pk).found[0].part == "comment"
        assert (comment.withheld, comment.withheld_rules) == (list(regions), ["scams"] * len(regions)), action
    assert Tally.objects.get(pk=note_id).comments == 2, "those that everybody reads"


def test_sent_twice_it_is_screened_once(lin: Person, ruled: Rules) -> None:
    ruled((BAD, "hold", ()))
    draft = Draft(client_key=uuid.uuid4(), kind="card", card="letter", words=BAD)
    assert notes.publish(lin.pk, [], draft) == notes.publish(lin.pk, [], draft)
    said = Said(notes.publish(lin.pk, [], draft), uuid.uuid4(), BAD)
    assert notes.answer_screened(lin.pk, [], said).id == notes.answer_screened(lin.pk, [], said).id
    assert sorted(Screening.objects.values_list("kind", flat=True)) == ["comment", "note"]


@in_three_languages
def test_regions_are_told_by_name(lin: Person, ruled: Rules, lang: str) -> None:
    ruled((BAD, "withhold", ("DE", "FR")))
    browser = client(lin)
    sent: Any = browser.post(f"/notes/new?lang={lang}", {"kind": "card", "words": "早安", "body": BAD})
    words = Page(browser.get(f"{sent.url}?lang={lang}")).words
    names = {"en": "Germany, France", "zh-hans": "德国、法国", "zh-hant": "德國、法國"}[lang]
    assert names in words and "DE, FR" not in words


@in_three_languages
def test_the_author_is_told_the_rule_and_loses_nothing(lin: Person, ruled: Rules, lang: str) -> None:
    ruled((BAD, "hold", ()))
    browser = client(lin)
    sent: Any = browser.post(f"/notes/new?lang={lang}", {"kind": "card", "words": "早安", "body": BAD})
    assert sent.status_code == 302
    page = Page(browser.get(f"{sent.url}?lang={lang}"))
    (toast,) = [node for node in page.all("p") if node.attrs.get("class") == "toast"]
    told = toast.words
    scams = rule("scams")
    title = scams.title[bcp47(lang)] if scams else ""
    assert title in told and BAD in page.html
    assert told != "" and ("Held" in told) == (lang == "en")
    assert browser.get(sent.url).status_code == 200 and client(None).get(sent.url).status_code == 404


@in_three_languages
def test_a_name_a_bio_and_a_board_that_others_see(lin: Person, ruled: Rules, lang: str) -> None:
    ruled((BAD, "hold", ()))
    browser = client(lin)
    mine = {"name": "小林", "bio": "早安", "first": "zh-Hans", "interface": "zh-Hans"}
    for field in ("name", "bio"):
        page = Page(browser.post(f"/settings/?lang={lang}", mine | {field: BAD[:19]}))
        refused(page, field, lang, BAD)
        assert page.value(field) == BAD
    page = Page(browser.post(f"/boards?lang={lang}", {"name": BAD}))
    refused(page, "name", lang, BAD)
    assert browser.post(f"/boards?lang={lang}", {"name": BAD, "private": "on"}).status_code == 302
    lin.refresh_from_db()
    assert lin.name == "小林" and lin.bio == ""


def test_a_bio_that_stood_before_its_rule_keeps_nobody_from_their_settings(lin: Person, ruled: Rules) -> None:
    Person.objects.filter(pk=lin.pk).update(bio=BAD)
    ruled((BAD, "hold", ()))
    mine = {"name": "小林", "bio": BAD, "first": "en", "interface": "en"}
    assert client(lin).post("/settings/", mine).status_code == 302


def test_hostile_lengths_stay_within_the_row(lin: Person, ruled: Rules) -> None:
    ruled(*[("a", "hold", ())] * 500)
    note_id = write(lin, "金", "a" * 1000)
    assert len(found("note", note_id).found) <= 60


def test_screening_reads_in_linear_time_and_leaves_what_it_found_short() -> None:
    begun = time.thread_time()
    look({"body": ("字" * 100_000, "zh-Hans")})
    assert time.thread_time() - begun < 6
