"""A suggestion is accepted by the author or by two trusted members, and then stands wherever the same words stand."""

import pytest
from django.db.models.functions import Now
from django.http import Http404

from redbridge.accounts.models import Person
from redbridge.corrections import rules
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import accept, decline, suggest, undo
from redbridge.corrections.handlers import mend_note
from redbridge.corrections.models import Reach, Suggestion
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.notifications.models import Notice
from redbridge.translation.people import people_said
from tests.cast import answer, arrive, client, write
from tests.corrections.people import MACHINE, english, english_comment, propose, translated, trusted
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db
TITLE = ("猫税", "zh-Hans", "en")


def test_the_author_accepts_and_all_who_say_the_same_have_it(lin: Person, joss: Person) -> None:
    mei = arrive("mei", "zh-Hans", name="梅")
    note, same, other = translated(lin), translated(mei, body="别的"), translated(mei, "狗税")
    said = {"en": {"body": "Cat duty", "by": "engine", "engine": "M"}}
    comment = answer(mei, note, "猫税", language="zh-Hans", translations=said)
    outcome = accept(propose(joss, note, title="Cat tax"), lin.pk)
    assert (outcome.state, outcome.spread) == ("accepted", True)
    assert english(note) == {**MACHINE, "title": "Cat tax", "mended": "Joss", "mender": str(joss.pk)}
    assert english(same)["title"] == english_comment(comment)["body"] == "Cat tax" and english(other)["title"] == "Cat duty"
    assert people_said(*TITLE) == ("Cat tax", "Joss")
    later = write(mei, "猫税", language="zh-Hans", words="")
    run_jobs()
    assert english(later) == {"title": "Cat tax", "by": "human", "engine": "", "mended": "Joss", "mender": str(joss.pk)}


def test_two_trusted_members_decide_and_one_does_not(lin: Person, joss: Person) -> None:
    ana, bo = trusted("ana"), trusted("bo")
    note = translated(lin)
    id_ = propose(joss, note, title="Cat tax")
    for _again in range(2):
        assert accept(id_, ana.pk).state == "waiting"
    assert english(note) == MACHINE
    assert accept(id_, bo.pk).spread
    assert english(note)["title"] == "Cat tax"


def test_who_proposed_has_no_voice_and_nor_has_who_is_not_trusted(lin: Person, joss: Person) -> None:
    ana, bo = trusted("ana"), trusted("bo")
    note = translated(lin)
    id_ = propose(ana, note, title="Cat tax")
    for nobody in (ana, ana, joss, arrive("new", "en")):
        assert accept(id_, nobody.pk).state == "waiting"
    assert accept(id_, bo.pk).state == "waiting"
    assert accept(id_, trusted("cy").pk).spread


def test_what_is_said_anew_has_no_voices_from_before(lin: Person, joss: Person) -> None:
    note = translated(lin)
    accept(propose(joss, note, title="Cat tax"), trusted("ana").pk)
    anew = propose(joss, note, title="Something else")
    assert Suggestion.objects.count() == 1
    assert accept(anew, trusted("bo").pk).state == "waiting"


def test_undo_brings_everything_back(lin: Person, joss: Person) -> None:
    mei = arrive("mei", "zh-Hans")
    note, same = translated(lin), translated(mei, translations={"en": {**MACHINE, "title": "Kitten toll"}})
    bare = write(mei, "猫税", language="zh-Hans")
    id_ = propose(joss, note, title="Cat tax")
    accept(id_, lin.pk)
    run_jobs()
    assert {english(one)["title"] for one in (note, same, bare)} == {"Cat tax"}
    undo(id_, lin.pk)
    run_jobs()
    assert english(note) == MACHINE and english(same) == {**MACHINE, "title": "Kitten toll"} and english(bare) == {}
    assert people_said(*TITLE) == (None, "")
    assert not Reach.objects.filter(live=True).exists()
    undo(id_, lin.pk)
    assert english(note) == MACHINE


@pytest.mark.parametrize("first", [0, 1])
def test_changes_upon_changes_are_undone_in_any_order(lin: Person, joss: Person, first: int) -> None:
    note = translated(lin)
    ids = []
    for words in ("Cat tax", "The cat tax"):
        ids.append(propose(joss, note, title=words))
        accept(ids[-1], lin.pk)
        run_jobs()
    undo(ids[first], lin.pk)
    run_jobs()
    left = ("The cat tax", "Cat tax")[first]
    assert (english(note)["title"], english(note)["mended"], people_said(*TITLE)) == (left, "Joss", (left, "Joss"))
    undo(ids[1 - first], lin.pk)
    run_jobs()
    assert english(note) == MACHINE and people_said(*TITLE) == (None, "")


def test_of_two_changes_the_later_stands_on_what_is_written_next_and_the_earlier_after_its_undo(
    lin: Person, joss: Person
) -> None:
    note = translated(lin)
    ids = [propose(joss, note, title="Cat tax")]
    accept(ids[0], lin.pk)
    ids.append(propose(joss, note, title="The cat tax"))
    accept(ids[1], lin.pk)
    later = answer(lin, note, "猫税", language="zh-Hans")
    run_jobs()
    assert english_comment(later)["body"] == english(note)["title"] == "The cat tax"
    undo(ids[1], lin.pk)
    run_jobs()
    assert english_comment(later)["body"] == english(note)["title"] == "Cat tax"


def test_a_later_edit_of_the_note_is_not_undone_with_it(lin: Person, joss: Person) -> None:
    note = translated(lin)
    id_ = propose(joss, note, title="Cat tax")
    accept(id_, lin.pk)
    Note.objects.filter(pk=note).update(title="另一个", translations={"en": {**MACHINE, "title": "Another"}})
    undo(id_, lin.pk)
    assert english(note)["title"] == "Another"


def test_an_authors_own_suggestion_is_theirs_at_once_and_nobody_elses(lin: Person) -> None:
    mei = arrive("mei", "zh-Hans")
    note, mine, theirs = translated(lin), translated(lin, body="又一只"), translated(mei)
    id_ = propose(lin, note, title="Cat tax")
    assert english(note)["title"] == english(mine)["title"] == "Cat tax" and english(theirs) == MACHINE
    assert people_said(*TITLE) == (None, "")
    for voice in ("ana", "bo"):
        accept(id_, trusted(voice).pk)
    assert english(theirs)["title"] == "Cat tax" and people_said(*TITLE) == ("Cat tax", "小林")


def test_what_is_kept_from_somebody_stays_on_its_own_row(lin: Person) -> None:
    note, public = translated(lin, visibility="followers"), translated(lin)
    propose(lin, note, title="Cat tax")
    assert english(note)["title"] == "Cat tax" and english(public) == MACHINE and people_said(*TITLE) == (None, "")
    other = propose(lin, public, title="Kitty tax")
    accept(other, trusted("ana").pk)
    assert english(note)["title"] == "Cat tax"


def test_what_a_machine_goes_over_comes_back(lin: Person, joss: Person) -> None:
    note = translated(lin, visibility="followers")
    propose(lin, note, title="Cat tax")
    Note.objects.filter(pk=note).update(body="别的", translations={"en": {**MACHINE, "body": "Something else"}})
    mend_note(note)
    assert english(note) == {**MACHINE, "title": "Cat tax", "body": "Something else", "mended": "小林", "mender": str(lin.pk)}


def test_the_same_happening_again_is_told_again_once_seen(lin: Person, joss: Person) -> None:
    note = translated(lin)
    told = Notice.objects.filter(person=lin, kind="suggested")
    for number in range(2):
        propose(joss, note, title=f"Cat {number}")
        run_jobs()
        assert told.count() == 1
    told.update(seen=Now())
    propose(joss, note, title="Cat tax")
    run_jobs()
    assert told.get().seen is None


def test_declined_by_the_author_or_by_two(lin: Person, joss: Person) -> None:
    note = translated(lin)
    id_ = propose(joss, note, title="Cat tax")
    assert decline(id_, lin.pk, "不对").state == "declined"
    found = Suggestion.objects.get(pk=id_)
    assert (found.reason, found.decided_by, english(note)) == ("不对", lin.pk, MACHINE)
    assert accept(id_, lin.pk).state == "declined"
    again = propose(joss, note, title="Cat tax!")
    assert decline(again, trusted("ana").pk).state == "waiting"
    assert decline(again, trusted("bo").pk).state == "declined"


def test_both_hear_of_it(lin: Person, joss: Person) -> None:
    note = translated(lin)
    ids = [propose(joss, note, title="Cat tax"), propose(joss, note, body="This is a cat #cat")]
    run_jobs()
    assert Notice.objects.filter(person=lin, kind="suggested", actor=joss, note_id=note).count() == 1
    accept(ids[0], lin.pk)
    decline(ids[1], lin.pk)
    undo(ids[0], lin.pk)
    run_jobs()
    assert list(Notice.objects.filter(person=joss, actor=lin).order_by("id").values_list("kind", flat=True)) == [
        "accepted", "declined", "undone"]


def test_an_accepted_suggestion_earns_standing_but_not_twice_from_the_same_friend(lin: Person, joss: Person) -> None:
    ids = [propose(joss, translated(lin, f"猫{n}"), title=f"Cat {n}") for n in range(4)]
    for id_ in ids:
        accept(id_, lin.pk)
    joss.refresh_from_db()
    assert joss.accepted == rules.EARNED_BY_ONE
    undo(ids[0], lin.pk)
    propose(lin, translated(lin, "狗"), title="Dog")
    joss.refresh_from_db()
    lin.refresh_from_db()
    assert (joss.accepted, lin.accepted) == (1, 0)


def test_the_door(lin: Person, joss: Person, mo: Person) -> None:
    closed, own = translated(lin, visibility="followers"), translated(lin, translations={"en": {**MACHINE, "by": "author"}})
    note, dead = translated(lin), translated(lin)
    notes.remove_note(lin.pk, Note.objects.get(pk=dead))
    for id_, target in ((closed, "en"), (own, "en"), (dead, "en"), (note, "zh-Hans"), (note, "zh-Hant"), (note, "xx"), (1, "en")):
        with pytest.raises(Http404):
            access_text(joss.pk, "note", id_, target)
    assert access_text(lin.pk, "note", closed, "en").words["title"] == "猫税"
    assert access_text(joss.pk, "note", note, "fr").said == {}


def test_of_somebody_blocked_there_is_nothing(lin: Person, joss: Person) -> None:
    from redbridge.accounts import actions as accounts

    note = translated(lin)
    accounts.block(lin.pk, joss.pk)
    for one in (lin, joss):
        other = translated(joss) if one is lin else note
        with pytest.raises(Http404):
            access_text(one.pk, "note", other, "en")


def test_a_suggestion_for_many_fields_at_once(lin: Person, joss: Person) -> None:
    note = translated(lin)
    made = suggest(joss.pk, access_text(joss.pk, "note", note, "en"), {"title": "Cat tax", "body": "A cat #cat"})
    assert len(made) == 2
    for id_ in made:
        accept(id_, lin.pk)
    assert (english(note)["title"], english(note)["body"]) == ("Cat tax", "A cat #cat")


def test_a_bio_is_corrected_like_anything_else(lin: Person, joss: Person) -> None:
    said = {"en": {"bio": "Noodles and cats", "by": "engine", "engine": "Mill"}}
    mei = arrive("mei", "zh-Hans")
    Person.objects.filter(pk__in=[lin.pk, mei.pk]).update(bio="面和猫", bio_language="zh-Hans", bio_translations=said)
    browser = client(joss)
    page = Page(browser.get("/@lin"))
    assert [a.attrs["href"] for a in page.all("a") if "Improve" in a.words] == [f"/corrections/suggest/person/{lin.pk}?to=en"]
    assert browser.get(f"/corrections/suggest/person/{lin.pk}?to=en").status_code == 200
    browser.post(f"/corrections/suggest/person/{lin.pk}", {"to": "en", "bio": "Cats and noodles"})
    id_ = Suggestion.objects.get().pk
    assert client(lin).post(f"/corrections/{id_}/answer", {"answer": "accept"}).status_code == 302
    run_jobs()
    for handle in ("lin", "mei"):
        page = Page(browser.get(f"/@{handle}"))
        assert "Cats and noodles" in page.words and "mended by Joss" in page.words
    undo(id_, lin.pk)
    assert Person.objects.get(pk=mei.pk).bio_translations == said
    browser.post(f"/corrections/doubt/person/{lin.pk}", {"to": "en"})
    client(lin).post(f"/corrections/doubt/person/{lin.pk}", {"to": "en"})
    page = Page(browser.get("/@lin"))
    turns = {node.words: "hidden" in node.attrs for node in page.nodes if "data-turn" in node.attrs}
    assert turns == {"面和猫": False, "Noodles and cats": True} and "Readers call the translation wrong" in page.words
    assert "面和猫" in Page(browser.get("/corrections?show=sent")).words
