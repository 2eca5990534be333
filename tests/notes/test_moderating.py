"""What moderation leaves of a note or comment, and giving it back whole."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes import jobs, queries
from redbridge.notes.actions import restrict_comment, restrict_note
from redbridge.notes.models import Comment, Note, Tally
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db


def sees(person: Person | None, note: int) -> bool:
    return queries.note(person.pk if person else None, ["en"], note) is not None


def said(person: Person | None, note: int) -> list[str]:
    found = queries.comments(person.pk if person else None, ["en"], note)
    return [one.body for top in found for one in (top, *top.replies)]


@pytest.mark.parametrize(("standing", "by_author"), [("held", True), ("removed", False)])
def test_a_note_goes_and_comes_back_whole(lin: Person, joss: Person, standing: str, by_author: bool) -> None:
    note = write(lin, "walls", "#walls", [upload(sample("PNG", 8, 8))])
    answer(joss, note, "fine walls")
    notes.like(joss.pk, note)
    notes.collect(joss.pk, note, None)
    assert restrict_note(note, None, standing=standing, rule="scams")
    run_jobs()
    assert [sees(who, note) for who in (lin, joss, None)] == [by_author, False, False]
    assert Picture.objects.get(subject_id=note).hidden is not by_author
    assert Picture.objects.get(subject_id=note).guarded or not by_author
    assert restrict_note(note, None, standing="")
    run_jobs()
    picture = Picture.objects.get(subject_id=note)
    assert [sees(who, note) for who in (lin, joss, None)] == [True, True, True]
    assert (picture.hidden, picture.guarded) == (False, False)
    tally = Tally.objects.get(pk=note)
    assert (tally.likes, tally.comments, tally.collects) == (1, 1, 1)
    assert said(None, note) == ["fine walls"]
    assert Note.objects.get(pk=note).rule == ""


def test_doing_it_twice_is_doing_it_once_and_nothing_is_found_by_a_wrong_number(lin: Person) -> None:
    note = write(lin, "walls")
    assert restrict_note(note, lin.pk, standing="held", rule="spam")
    assert not restrict_note(note, lin.pk, standing="held", rule="spam")
    assert not restrict_note(note, lin.pk)
    assert not restrict_note(1, lin.pk, standing="held")
    assert not restrict_comment(1, lin.pk, standing="held")


def test_each_part_is_left_as_it_is_unless_it_is_named(lin: Person) -> None:
    note = write(lin, "walls")
    restrict_note(note, None, limited=True, label="violence", withheld={"FR": "b", "DE": "a"}, rule="spam")
    parts = ("limited", "label", "rule", "withheld", "withheld_rules")
    assert Note.objects.values_list(*parts).get(pk=note) == (True, "violence", "spam", ["DE", "FR"], ["a", "b"])
    restrict_note(note, None, withheld={})
    assert Note.objects.values_list(*parts).get(pk=note) == (True, "violence", "spam", [], [])
    restrict_note(note, None, limited=False)
    assert Note.objects.get(pk=note).rule == "", "a rule without what it was for would name nothing"


def test_a_comment_takes_its_replies_along_and_brings_them_back(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    top = answer(joss, note, "top")
    answer(lin, note, "under", top)
    restrict_comment(top, None, standing="held", rule="spam")
    run_jobs()
    assert (said(joss, note), said(lin, note), said(None, note)) == (["top", "under"], [], [])
    assert Tally.objects.get(pk=note).comments == 0
    restrict_comment(top, None, standing="removed")
    assert (said(joss, note), said(lin, note), said(None, note)) == ([], [], [])
    restrict_comment(top, None, standing="")
    run_jobs()
    assert said(None, note) == ["top", "under"]
    assert Tally.objects.get(pk=note).comments == 2


def test_an_author_brings_nothing_back_that_was_removed(lin: Person) -> None:
    note = write(lin, "walls")
    comment = answer(lin, note, "mine")
    browser = client(lin)
    assert browser.post(f"/notes/{note}/delete").status_code == 302
    restrict_note(note, None, standing="removed", rule="scams")
    assert browser.post(f"/notes/{note}/restore").status_code == 404
    assert b"walls" not in browser.get("/deleted").content
    for path in ("edit", "delete", "restore"):
        assert browser.post(f"/notes/{note}/{path}", {"title": "x"}).status_code == 404, path
    assert browser.post(f"/comments/{comment}/delete").status_code == 404
    assert Note.objects.filter(pk=note).exists()


def test_what_is_held_or_removed_is_not_purged(lin: Person) -> None:
    kept, gone = write(lin, "kept"), write(lin, "gone")
    comment = answer(lin, kept, "kept too")
    restrict_note(kept, None, standing="removed", rule="scams")
    restrict_comment(comment, None, standing="removed", rule="scams")
    Note.objects.update(deleted=timezone.now() - timedelta(days=60))
    Comment.objects.update(deleted=timezone.now() - timedelta(days=60))
    jobs.purge(0)
    assert list(Note.objects.values_list("pk", flat=True)) == [kept] != [gone]
    assert Comment.objects.filter(pk=comment).exists()


def test_limited_is_for_those_who_follow_and_come_by_its_address(lin: Person, joss: Person) -> None:
    follower = arrive("follower", "en")
    accounts.follow(follower.pk, lin.pk)
    note = write(lin, "walls of jade", "#jade")
    run_jobs()
    mark = f'id="note-{note}"'.encode()
    for limited in (False, True, False):
        restrict_note(note, None, limited=limited, rule="spam")
        run_jobs()
        for path in ("/", "/topics/jade", "/search?q=walls"):
            assert (mark in client(joss).get(path).content) is not limited, (path, limited)
        assert mark in client(follower).get("/following").content
        assert mark in client(None).get("/@lin").content
        assert client(None).get(f"/notes/{note}").status_code == 200


def test_a_held_comment_is_counted_when_it_is_shown(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    comment = answer(joss, note, "fine")
    restrict_comment(comment, None, standing="held", rule="spam")
    assert Tally.objects.get(pk=note).comments == 0
    answer(lin, note, "more")
    assert Tally.objects.get(pk=note).comments == 1
    restrict_comment(comment, None, standing="")
    assert Tally.objects.get(pk=note).comments == 2


def test_an_edit_gives_nothing_back(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    restrict_note(note, None, standing="held", rule="scams")
    fields = {"title": "other", "kind": "card", "words": "…", "card": "letter"}
    assert client(lin).post(f"/notes/{note}/edit", fields).status_code == 302
    run_jobs()
    assert sees(lin, note)
    assert not sees(joss, note)


def test_a_label_stands_over_card_and_note_and_hard_words_wait_for_a_tap(lin: Person, joss: Person) -> None:
    note = write(lin, "walls of jade", "all of jade")
    run_jobs()
    restrict_note(note, None, label="hidden-ads")
    browser = client(joss, "en")
    for path in ("/", f"/notes/{note}"):
        page = browser.get(path).content.decode()
        assert 'href="/guidelines#hidden-ads"' in page
        assert "walls of jade" in page
    restrict_note(note, None, label="violence")
    card = browser.get("/").content.decode()
    assert 'href="/guidelines#violence"' in card
    assert "walls of jade" not in card
    assert f'href="/notes/{note}?show=1"' in card
    page = browser.get(f"/notes/{note}").content.decode()
    assert '<details class="veil behind">' in page
    assert '<details class="veil behind">' not in browser.get(f"/notes/{note}?show=1").content.decode()
    restrict_note(note, None, label="")
    assert "walls of jade" in browser.get("/").content.decode()


def test_an_author_is_told_over_the_note_and_nobody_else(lin: Person, joss: Person) -> None:
    note = write(lin, "walls")
    restrict_note(note, None, limited=True, rule="spam")
    told = "does not stand in Explore"
    assert told in client(lin, "en").get(f"/notes/{note}?lang=en").content.decode()
    assert told not in client(joss, "en").get(f"/notes/{note}?lang=en").content.decode()
    restrict_note(note, None, standing="held")
    page = client(lin, "en").get(f"/notes/{note}?lang=en").content.decode()
    assert "Only you see this until a person has looked." in page
    assert 'href="/guidelines#spam"' in page
    assert 'href="/settings/standing"' in page
