"""Editing with a history anyone can read; deleting with thirty days to undo, and for good after them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media.models import Picture
from redbridge.notes import actions, jobs
from redbridge.notes.changes import changes
from redbridge.notes.models import Comment, Note, NoteTopic, Version
from redbridge.notifications.models import Notice
from tests.cast import answer, client, write
from tests.jobs import run_jobs, waiting
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db


def change(person: Person, note_id: int, **said: Any) -> Any:
    note = Note.objects.get(pk=note_id)
    names = ("kind", "card", "words", "title", "body", "place", "visibility", "replies")
    same: dict[str, Any] = {name: getattr(note, name) for name in names}
    if note.kind == "pictures":
        stand = Picture.objects.filter(subject_id=note_id).order_by("position")
        same["picture"] = [str(id_) for id_ in stand.values_list("pk", flat=True)]
    return client(person).post(f"/notes/{note_id}/edit", same | {"client_key": str(uuid.uuid4())} | said)


def test_an_edit_keeps_what_was_said_before(lin: Person, joss: Person) -> None:
    note = write(lin, "旧标题", "the old body #旧")
    assert change(lin, note, title="新标题", body="the new body #新")["Location"] == f"/notes/{note}"
    row = Note.objects.get(pk=note)
    assert (row.title, row.body) == ("新标题", "the new body #新") and row.edited
    assert [(v.title, v.body, v.at) for v in Version.objects.all()] == [("旧标题", "the old body #旧", row.published)]
    assert list(NoteTopic.objects.filter(note_id=note).values_list("topic__key", flat=True)) == ["新"]
    page = Page(client(joss).get(f"/notes/{note}"))
    assert page.all("a", href=f"/notes/{note}/history")
    history = Page(client(joss).get(f"/notes/{note}/history"))
    assert {d.words.removeprefix("taken out: ") for d in history.all("del")} >= {"旧", "old"}
    assert {d.words.removeprefix("put in: ") for d in history.all("ins")} >= {"新", "new"}


def test_saying_the_same_again_is_no_edit(lin: Person) -> None:
    note = write(lin, "标题", "一样的话")
    before = len(waiting())
    change(lin, note)
    row = Note.objects.get(pk=note)
    assert row.edited is None and not Version.objects.exists() and len(waiting()) == before


def test_who_may_see_changes_without_an_edited_mark(lin: Person, joss: Person) -> None:
    note = write(lin, "标题", "话")
    change(lin, note, visibility="me")
    assert client(joss).get(f"/notes/{note}").status_code == client(joss).get(f"/notes/{note}/history").status_code == 404
    row = Note.objects.get(pk=note)
    assert row.visibility == "me" and row.edited is None


def test_nobody_else_edits(lin: Person, joss: Person) -> None:
    note = write(lin, "标题")
    assert client(joss).get(f"/notes/{note}/edit").status_code == change(joss, note, title="x").status_code == 404
    assert Note.objects.get().title == "标题"


def test_a_refused_edit_keeps_what_was_typed(lin: Person) -> None:
    note = write(lin, "标题", "话")
    page = Page(change(lin, note, title="长" * 30, body="新的话"))
    assert page.status == 422 and page.value("body") == "新的话" and Note.objects.get().body == "话"


def test_a_stale_translation_is_not_shown_and_one_of_unchanged_words_is(lin: Person, joss: Person) -> None:
    said = {"en": {"title": "Old title", "body": "Same body", "words": "Dots", "by": "human", "engine": ""}}
    note = write(lin, "旧标题", "同样的话", translations=said, language="zh-Hans")
    change(lin, note, title="新标题", language="zh-Hans")
    page = Page(client(joss).get(f"/notes/{note}")).words
    assert "Old title" not in page and "新标题" in page and "Same body" in page


def test_only_those_newly_mentioned_are_told(lin: Person, joss: Person) -> None:
    note = write(lin, "", "你好 @joss")
    run_jobs()
    change(lin, note, body="你好 @joss 再说一次")
    run_jobs()
    assert Notice.objects.filter(person_id=joss.pk, kind="mention").count() == 1


def test_opening_a_note_to_more_people_brings_it_to_their_feeds(lin: Person, joss: Person) -> None:
    accounts.follow(joss.pk, lin.pk)
    note = write(lin, "标题", visibility="me")
    run_jobs()
    assert f"/notes/{note}" not in client(joss).get("/").content.decode()
    change(lin, note, visibility="everyone")
    run_jobs()
    assert f"/notes/{note}" in client(joss).get("/").content.decode()


def test_pictures_are_ordered_taken_out_and_added(lin: Person) -> None:
    note = write(lin, "图", "", [upload(sample("PNG", 64, 48)) for _ in range(3)])
    one, two, three = Picture.objects.order_by("position").values_list("pk", flat=True)
    change(lin, note, picture=[str(three), str(one)], alt=["c", "a"], pictures=[upload(sample("JPEG"))])
    rows = list(Picture.objects.filter(subject_id=note).order_by("position").values_list("pk", "alt"))
    assert rows[:2] == [(three, "c"), (one, "a")] and len(rows) == 3 and two not in dict(rows)
    row = Note.objects.get(pk=note)
    assert (row.cover, row.picture_count) == (three, 3) and row.edited


def test_the_edit_form_begins_as_the_note_stands(lin: Person) -> None:
    note = write(lin, "图", "话", [upload(sample("PNG"))], alts=["一碗面"], place="重庆", sensitive=True)
    page = Page(client(lin).get(f"/notes/{note}/edit"))
    assert (page.value("title"), page.value("body"), page.value("place"), page.value("alt")) == ("图", "话", "重庆", "一碗面")
    assert "checked" in page.field("sensitive").attrs


def test_sensitive_pictures_wait_for_a_tap_and_not_for_their_author(lin: Person, joss: Person) -> None:
    note = write(lin, "图", "", [upload(sample("PNG"))], sensitive=True)
    veiled = [len(Page(client(who).get(address)).all("details", **{"class": "veil"}))
              for who, address in ((joss, f"/notes/{note}"), (joss, f"/notes/{note}?show=1"), (lin, f"/notes/{note}"))]
    assert veiled == [1, 0, 0]
    run_jobs()
    assert "card-picture veiled" in client(joss).get("/").content.decode()


def test_what_was_deleted_is_restored_within_thirty_days(lin: Person, joss: Person) -> None:
    note = write(lin, "标题", "话")
    comment = answer(joss, note, "a comment")
    client(joss).post(f"/comments/{comment}/delete")
    assert "a comment" in Page(client(joss).get("/deleted")).words and "a comment" not in Page(client(lin).get("/deleted")).words
    assert client(lin).post(f"/comments/{comment}/restore").status_code == 404
    assert client(joss).post(f"/comments/{comment}/restore").status_code == 302
    client(lin).post(f"/notes/{note}/delete")
    assert "标题" in Page(client(lin).get("/deleted")).words
    assert client(lin).post(f"/notes/{note}/restore").status_code == 302
    assert "a comment" in Page(client(joss).get(f"/notes/{note}")).words


def test_after_thirty_days_it_is_gone_for_good(lin: Person, joss: Person) -> None:
    note, stays = write(lin, "标题", "#猫 @joss", [upload(sample("PNG"))]), write(lin, "留下")
    answer(joss, note, "x")
    actions.like(joss.pk, note)
    run_jobs()
    actions.remove_note(lin.pk, Note.objects.get(pk=note))
    Note.objects.filter(pk=note).update(deleted=timezone.now() - timedelta(days=29, hours=23))
    jobs.purge(timestamp=0)
    assert Note.objects.filter(pk=note).exists()
    Note.objects.filter(pk=note).update(deleted=timezone.now() - timedelta(days=30, hours=1))
    assert client(lin).post(f"/notes/{note}/restore").status_code == 404
    jobs.purge(timestamp=0)
    run_jobs(but=())
    assert list(Note.objects.values_list("pk", flat=True)) == [stays]
    assert not Picture.objects.exists() and not Comment.objects.exists() and not Notice.objects.filter(note_id=note).exists()


@pytest.mark.parametrize(("before", "after", "pieces"), [
    ("", "", []), ("same", "same", [("same", "same")]), ("", "new", [("in", "new")]), ("old", "", [("out", "old")]),
    ("今天很冷", "今天很热", [("same", "今天很"), ("out", "冷"), ("in", "热")]),
    ("a cat sat", "a dog sat", [("same", "a "), ("out", "cat "), ("in", "dog "), ("same", "sat")]),
])
def test_what_changed_is_told_by_words_and_signs(before: str, after: str, pieces: list[tuple[str, str]]) -> None:
    assert changes(before, after) == pieces


def test_texts_too_long_to_compare_are_shown_whole() -> None:
    assert changes("a " * 5000, "b " * 5000) == [("out", "a " * 5000), ("in", "b " * 5000)]


def test_completions_are_ones_that_exist(lin: Person, joss: Person) -> None:
    write(lin, "", "#猫税 #猫咖 #狗")
    browser = client(joss)
    assert {li.attrs["data-insert"] for li in Page(browser.get("/complete?of=%23猫")).all("li")} == {"#猫税", "#猫咖"}
    assert [li.attrs["data-insert"] for li in Page(browser.get("/complete?of=@LI")).all("li")] == ["@lin"]
    for odd in ("", "#", "@", "#%25", "@_", "x", "#" + "长" * 500):
        assert Page(browser.get("/complete", {"of": odd})).all("li") == []
