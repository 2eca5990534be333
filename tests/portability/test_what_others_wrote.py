"""What others wrote under a note stays when the account of its author ends: at its address, for those who could read it."""

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Apart, Mute, Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.moderation.appeals import answering
from redbridge.moderation.appeals.closing import close_ended
from redbridge.moderation.models import Case
from redbridge.notes import actions as notes
from redbridge.notes import jobs, rules
from redbridge.notes.actions import empty
from redbridge.notes.models import (
    Collected,
    Comment,
    CommentLike,
    Like,
    Note,
    NoteTopic,
    Screening,
    Tally,
    Topic,
    Version,
    Waiting,
)
from redbridge.notifications.models import Notice
from redbridge.notifications.queries import count
from redbridge.portability import actions
from redbridge.portability.actions import erasing
from redbridge.portability.jobs import end_accounts
from tests.cast import answer, arrive, client, write
from tests.ends import over, overdue
from tests.jobs import run_again, run_jobs
from tests.media.making import sample, upload
from tests.moderation.cases import case_of
from tests.moderation.deciding import decided, staff
from tests.moderation.test_answering import file, hands
from tests.pages import Page
from tests.portability.test_export import packed, read
from tests.up.running import PATIENT, wait_for

pytestmark = pytest.mark.django_db
SAID = "This note went with its author's account."


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()


@pytest.fixture
def third(db: None) -> Person:
    return arrive("third", "en")


def words(note: int, person: Person | None = None, query: str = "", **headers: str) -> str:
    """The page at the note's address, as this person reads it; "" where there is none."""
    response: Any = client(person, "en").get(f"/notes/{note}{query}", headers=headers)
    assert response.status_code in (200, 404)
    return "" if response.status_code == 404 else Page(response).words


def test_it_stays_readable_where_it_stood(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶", "一起喝茶 #tea")
    comment = answer(joss, note, "with milk")
    reply = answer(third, note, "without", comment)
    over(lin)
    response: Any = client(None, "en").get(f"/notes/{note}")
    page = Page(response)
    assert response.status_code == 200 and 'name="robots" content="noindex"' in response.content.decode()
    assert SAID in page.words and "with milk" in page.words and "without" in page.words
    assert "茶" not in page.words and "lin" not in {link.attrs.get("href", "").lstrip("/@") for link in page.all("a")}
    assert page.by_id(f"comment-{comment}") and page.by_id(f"comment-{reply}") and "2 comments" in page.words
    assert not [form for form in page.all("form") if form.attrs.get("action", "").endswith("/comments")]


def test_an_opened_thread_a_page_and_an_order_are_there(lin: Person, joss: Person) -> None:
    note = write(lin, "茶")
    ids = [answer(joss, note, f"number {n}.") for n in range(22)]
    over(lin)
    assert "number 0." not in words(note) and "number 0." in words(note, query=f"?comment={ids[0]}")
    link = next(a for a in Page(client(None).get(f"/notes/{note}?sort=best")).all("a") if "after=" in a.attrs.get("href", ""))
    assert "number 0." in Page(client(None).get(link.attrs["href"])).words
    assert "<html" not in client(None).get(f"/notes/{note}", headers={"HX-Request": "true"}).content.decode()


def test_one_may_do_with_it_what_one_may_with_any_comment(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk")
    over(lin)
    browser = client(third, "en")
    assert browser.post(f"/comments/{comment}/like")["Location"].startswith(f"/notes/{note}?comment={comment}")
    assert Comment.objects.get(pk=comment).likes == 1
    assert browser.get(f"/report/comment/{comment}").status_code == 200
    assert browser.post(f"/comments/{comment}/translate").status_code == 302
    assert browser.get(f"/comments/{comment}/replies", headers={"HX-Request": "true"}).status_code == 200
    assert browser.get(f"/corrections/suggest/comment/{comment}?to=zh-Hans").status_code == 200
    assert client(joss).post(f"/comments/{comment}/language", {"language": "de"}).status_code == 302
    run_jobs()
    assert count(joss.pk) == 1, "they hear who liked it"
    assert words(note, joss) and "third" in Page(client(joss).get("/notifications")).words


@pytest.mark.parametrize("path", ["comments", "like", "collect", "translate", "as-written", "delete", "restore", "language"])
def test_nothing_can_be_added_to_the_note(lin: Person, joss: Person, path: str) -> None:
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk")
    over(lin)
    said = {"body": "again", "parent": str(comment), "client_key": "00000000-0000-4000-8000-000000000001"}
    assert client(joss).post(f"/notes/{note}/{path}", said).status_code == 404
    for other in ("edit", "history", "share", "menu", "collect"):
        assert client(joss).get(f"/notes/{note}/{other}").status_code == 404, other
    assert Comment.objects.count() == 1 and not Like.objects.exists() and not Collected.objects.exists()


@pytest.mark.parametrize("closed", ["followers", "mutuals", "me", "private", "held", "removed", "withheld"])
def test_what_was_not_for_everyone_opens_to_nobody(lin: Person, joss: Person, third: Person, closed: str) -> None:
    """Each reads what they wrote themselves, and no thread."""
    accounts.follow(third.pk, lin.pk)
    accounts.follow(lin.pk, third.pk)
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk", picture=upload(sample("PNG", 8, 8)))
    answer(third, note, "without", comment)
    _shut(lin, note, closed)
    over(lin)
    assert words(note) == "" and words(note, arrive("fourth", "en")) == ""
    mine, theirs = words(note, joss), words(note, third)
    assert "with milk" in mine and "without" not in mine and "1 comment" in mine and "2 comments" not in mine
    assert "without" in theirs and "with milk" not in theirs
    assert "with milk" not in words(note, third, f"?comment={comment}")
    assert client(third).post(f"/comments/{comment}/like").status_code == 404
    assert client(third).get(f"/comments/{comment}/replies", headers={"HX-Request": "true"}).status_code == 404
    assert "without" not in client(joss).get(f"/comments/{comment}/replies", headers={"HX-Request": "true"}).content.decode()
    assert [_is_served(comment, who) for who in (joss, third, None)] == [True, False, False]


def _shut(author: Person, note: int, how: str) -> None:
    if how == "private":
        Person.objects.filter(pk=author.pk).update(private=True)
    elif how == "withheld":
        notes.restrict_note(note, None, withheld={"DE": "scams"})
    elif how in ("held", "removed"):
        notes.restrict_note(note, None, standing=how, rule="scams")
    else:
        Note.objects.filter(pk=note).update(visibility=how)


def _is_served(comment: int, person: Person | None) -> bool:
    picture = Picture.objects.get(kind="comment", subject_id=comment)
    storage().save(picture_key(picture.pk, 240, "webp"), [b"picture"], "image/webp")
    media.make_ready(picture.pk, 8, 8, 0, [240])
    return client(person).get(f"/media/{picture.pk}/240.webp").status_code == 200


def test_pictures_of_others_are_served(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶")
    comment = answer(joss, note, "look", picture=upload(sample("PNG", 8, 8)))
    reply = answer(third, note, "look", comment, picture=upload(sample("PNG", 8, 8)))
    over(lin)
    assert [_is_served(one, who) for one in (comment, reply) for who in (None, joss)] == [True] * 4
    over(joss)
    assert not Picture.objects.filter(subject_id=comment).exists()
    assert _is_served(reply, None), "the place it answers is empty, and there"


def test_blocks_and_mutes_are_as_anywhere(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk")
    for one, other in ((third, joss), (joss, third)):
        Apart.objects.create(person=one, other=other, mine=one == third)
    over(lin)
    assert words(note, third) == "" and "with milk" in words(note)
    assert client(third).post(f"/comments/{comment}/like").status_code == 404
    Comment.objects.create(note_id=note, author=third, client_key="00000000-0000-4000-8000-000000000002", body="mine",
                           language="en")
    assert "with milk" not in words(note, third) and "mine" in words(note, third)
    Apart.objects.all().delete()
    Mute.objects.create(person=third, kind="person", other=joss)
    assert "with milk" not in words(note, third) and "with milk" in words(note, third, "?muted=1")


def test_the_row_keeps_nothing_and_nothing_hangs_on_it(lin: Person, joss: Person) -> None:
    note = write(lin, "茶", "喝 #tea", [upload(sample("PNG", 30, 20))], alts=["杯"],
                 translations={"en": {"title": "Tea", "by": "author", "engine": ""}})
    comment = answer(joss, note, "with milk")
    notes.pin(lin.pk, note, comment)
    notes.like(joss.pk, note)
    notes.collect(joss.pk, note, None)
    notes.restrict_note(note, None, limited=True, label="sexual", rule="spam")
    Note.objects.filter(pk=note).update(place="上海", place_language="zh-Hans", places={"en": {"place": "Shanghai"}},
                                        edited=timezone.now(), sensitive=True, language_chosen=True, replies="followers")
    Version.objects.create(note_id=note, title="水", language="zh-Hans", at=timezone.now())
    Screening.objects.create(kind="note", subject_id=note, verdict=[])
    Waiting.objects.create(kind="note", row_id=note, target="", note_id=note, turn=timezone.now())
    run_jobs()
    was = Note.objects.get(pk=note)
    over(lin)
    row = Note.rows.get(pk=note)
    kept = {"id": note, "author": lin.pk, "kind": "emptied", "visibility": "everyone", "replies": "me", "language": "und",
            "place_language": "und"}
    for field in Note._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in ("client_key", "published", "deleted"):
            assert value and value != getattr(was, field.name), field.name
        else:
            assert value == kept[field.name] if field.name in kept else value in ("", None, False, 0, [], {}), field.name
    fields: Any = Note._meta.get_fields(include_hidden=True)
    for relation in (one for one in fields if one.auto_created and not one.concrete):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: note})
        left = {"notes_comment": 1, "notes_tally": 1}.get(relation.related_model._meta.db_table, 0)
        assert rows.count() == left, relation.related_model
    assert not Screening.objects.exists() and not Waiting.objects.filter(kind="note").exists() and not Topic.objects.exists()
    assert not NoteTopic.objects.exists() and not Picture.objects.exists()
    tally = Tally.objects.get(pk=note)
    assert (tally.likes, tally.collects, tally.comments) == (0, 0, 1)
    assert not Note.objects.exists(), "and no verb finds it"
    assert not notes.restrict_note(note, None, standing="removed")


def test_notes_without_words_of_others_go_and_those_deleted_before(lin: Person, joss: Person) -> None:
    alone, own, taken, deleted = (write(lin, title) for title in "一二三四")
    answer(lin, own, "I say so myself")
    notes.remove_comment(joss.pk, Comment.objects.get(pk=answer(joss, taken, "I did not mean it")))
    answer(joss, deleted, "under a note that was deleted")
    notes.remove_note(lin.pk, Note.objects.get(pk=deleted))
    over(lin)
    assert not Note.rows.exists() and not Comment.objects.exists()
    assert [words(note, joss) for note in (alone, own, taken, deleted)] == [""] * 4


def test_their_own_comments_go_or_leave_an_empty_place(lin: Person, joss: Person) -> None:
    note = write(lin, "茶")
    answered = answer(lin, note, "who drinks tea")
    answer(joss, note, "I do", answered)
    answer(lin, note, "me too", answer(joss, note, "with milk"))
    over(lin)
    page = words(note)
    assert "Deleted, with its author's account." in page and "I do" in page and "with milk" in page
    assert "who drinks" not in page and "me too" not in page and "~" not in page
    assert Comment.objects.count() == 3 and Tally.objects.get(pk=note).comments == 3


def test_when_the_last_one_deletes_theirs_the_place_goes(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk")
    over(lin)
    browser = client(joss, "en")
    assert browser.post(f"/comments/{comment}/delete")["Location"] == f"/notes/{note}?removed={comment}#comments-head"
    page = Page(browser.get(f"/notes/{note}?removed={comment}"))
    assert "Comment deleted." in page.words and "with milk" not in page.words
    assert words(note) == "" and words(note, third) == ""
    assert "with milk" in Page(browser.get("/deleted")).words
    browser.post(f"/comments/{comment}/restore")
    assert "with milk" in words(note)
    browser.post(f"/comments/{comment}/delete")
    Comment.objects.update(deleted=timezone.now() - rules.RESTORABLE * 2)
    assert words(note, joss) == ""
    for _again in range(2):
        jobs.purge.func(timestamp=0)
        assert not Note.rows.exists() and not Comment.objects.exists()


def test_when_the_last_writers_account_ends_the_place_goes(lin: Person, joss: Person, third: Person) -> None:
    note = write(lin, "茶")
    answer(third, note, "no", answer(joss, note, "with milk"))
    over(lin)
    over(joss)
    assert "no" in words(note) and "with milk" not in words(note)
    over(third)
    assert not Note.rows.exists() and not Comment.objects.exists()
    assert words(note) == ""


def test_purging_the_old_leaves_what_stands(lin: Person, joss: Person) -> None:
    note = write(lin, "茶")
    answer(joss, note, "with milk")
    over(lin)
    Note.rows.update(deleted=timezone.now() - rules.RESTORABLE * 2)
    jobs.purge.func(timestamp=0)
    assert "with milk" in words(note)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_end_that_breaks_off_among_the_notes_is_carried_through(
    lin: Person, joss: Person, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = [write(lin, title) for title in "一二三"]
    for note in ids:
        answer(joss, note, f"under {note}")
        answer(lin, note, "my own")
    monkeypatch.setattr(erasing, "CHUNK", 1)
    overdue(lin)
    done, whole = list[list[int]](), erasing._erase_notes

    def killed(some: list[int]) -> None:
        if len(done) == after:
            raise ConnectionError
        done.append(some)
        whole(some)

    with monkeypatch.context() as patch:
        patch.setattr(erasing, "_erase_notes", killed)
        with pytest.raises(ConnectionError):
            actions.erase(lin.pk)
    assert Note.rows.filter(kind="emptied").count() == after
    end_accounts.func(timestamp=0)
    run_jobs(but=())
    actions.erase(lin.pk)
    run_again()
    assert Note.rows.filter(kind="emptied").count() == 3 and Person.objects.get(pk=lin.pk).leaving is None
    assert all(f"under {note}" in words(note) and "my own" not in words(note) for note in ids)


def test_a_private_account_broken_off_stays_shut(lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    note = write(lin, "茶")
    answer(joss, note, "with milk")
    Person.objects.filter(pk=lin.pk).update(private=True)
    overdue(lin)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, "_forget_said", lambda _id: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            actions.erase(lin.pk)
    actions.erase(lin.pk)
    assert words(note) == "" and "with milk" in words(note, joss) and not Person.objects.get(pk=lin.pk).private


def test_each_writer_takes_their_words_along(lin: Person, joss: Person) -> None:
    note = write(lin, "茶")
    answer(joss, note, "with milk")
    over(lin)
    book = packed(Person.objects.get(pk=joss.pk))
    said = json.dumps([read(book, name) for name in book.namelist() if name.endswith(".json")])
    assert "with milk" in said and "茶" not in said and f"~{lin.pk}" not in said


def test_statement_and_appeal_of_a_comment_work_on(lin: Person, joss: Person, third: Person) -> None:
    m07, m12 = staff("m07"), hands(staff("m12"))
    note = write(lin, "茶")
    removed, withheld = answer(joss, note, "with milk"), answer(third, note, "without")
    first, second = decided("remove", "comment", removed, joss, m07), decided("withhold", "comment", withheld, third, m07)
    run_jobs()
    over(lin)
    assert "with milk" not in words(note) and "with milk" not in words(note, joss)
    assert "with milk" in Page(client(joss, "en").get(f"/settings/standing/{first.pk}")).words
    answering.grant(m12, file(joss, first), "You are right.")
    run_jobs()
    assert "with milk" in words(note)
    row = Comment.objects.get(pk=withheld)
    assert row.withheld == ["DE"] and second.undone is None
    answering.grant(m12, file(third, second), "You too.")
    assert Comment.objects.get(pk=withheld).withheld == []


def test_a_comment_can_be_decided_and_the_note_not(lin: Person, joss: Person) -> None:
    m07 = staff("m07")
    note = write(lin, "茶")
    comment = answer(joss, note, "with milk")
    case = case_of(lin, note)
    over(lin)
    close_ended()
    assert Case.objects.get(pk=case.pk).state == "closed", "of the note nothing is left to decide on"
    decided("remove", "comment", comment, joss, m07)
    assert words(note) == ""
    assert Notice.objects.filter(note_id=note, comment=None).count() == CommentLike.objects.count() == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["erased", "let go"])
def test_two_ends_at_one_moment_leave_no_empty_row(
    lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """The note is being emptied for the sake of a comment that goes for good before that is done."""
    comment = answer(joss, write(lin, "茶"), "with milk")
    overdue(lin)
    overdue(joss)
    other = partial(actions.erase, joss.pk) if how == "erased" else partial(notes.purge_comments, [comment])
    begun, go_on, whole = threading.Event(), threading.Event(), empty._take_off

    def waits(ids: set[int]) -> None:
        begun.set()
        assert go_on.wait(PATIENT)
        whole(ids)

    monkeypatch.setattr(empty, "_take_off", waits)
    with ThreadPoolExecutor(2) as threads:
        ends = [threads.submit(_alone, partial(actions.erase, lin.pk))]
        assert begun.wait(PATIENT)
        ends.append(threads.submit(_alone, other))
        wait_for(_somebody_waits, "the second is held up by the first")
        go_on.set()
        assert [end.result() for end in ends] == [None, None]
    assert not Note.rows.exists() and not Comment.objects.exists()


def _alone(call: Callable[[], None]) -> None:
    try:
        call()
    finally:
        connection.close()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select exists (select 1 from pg_stat_activity where datname = current_database()"
                       " and wait_event_type = 'Lock')")
        return bool(cursor.fetchone()[0])
