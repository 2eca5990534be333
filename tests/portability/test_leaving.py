"""Ending an account: hidden at once, two weeks to come back, then gone for good from every table and every file."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, OldHandle, Person
from redbridge.media import jobs as media_jobs
from redbridge.media.models import Picture
from redbridge.moderation.models import Report
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, Collected, Comment, Composition, Note, Tally, Version
from redbridge.portability import actions
from redbridge.portability.jobs import end_accounts
from redbridge.translation import actions as translation
from redbridge.translation.models import Term
from tests.cast import PASSWORD, answer, arrive, client, write
from tests.ends import over, overdue
from tests.jobs import run_jobs
from tests.media.making import files_under, sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db
CANARY = "qxzcanary"


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()
    return tmp_path / "media"


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": person.handle, "password": PASSWORD})
    return browser


def state(person: Person) -> str:
    return Person.objects.get(pk=person.pk).state


def test_the_handle_typed_by_hand_ends_it(lin: Person) -> None:
    browser = signed_in(lin)
    page = Page(browser.get("/settings/data/leave"))
    assert "14" in page.words and "90" in page.words
    wrong = browser.post("/settings/data/leave", {"handle": "joss"})
    assert wrong.status_code == 422 and state(lin) == "active"
    assert browser.post("/settings/data/leave", {"handle": "@Lin "})["Location"] == "/settings/leaving"
    assert state(lin) == "leaving" and [letter.to for letter in mail.outbox] == [["lin@example.org"]]


def test_not_without_showing_who_one_is(lin: Person) -> None:
    answer = client(lin).post("/settings/data/leave", {"handle": "lin"})
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/reauthenticate/")
    assert state(lin) == "active"


def test_other_sign_ins_end_at_once(lin: Person) -> None:
    other, browser = client(lin), signed_in(lin)
    browser.post("/settings/data/leave", {"handle": "lin"})
    assert other.get("/settings/").status_code == 302 and browser.get("/settings/leaving").status_code == 200


def test_one_question_wherever_one_goes(lin: Person, joss: Person) -> None:
    note = write(joss, "A walk")
    actions.leave(lin.pk, "")
    browser = signed_in(lin)
    for path in ("/", "/following", f"/notes/{note}", "/notes/new", "/settings/", "/@joss", "/search?q=x"):
        assert browser.get(path)["Location"] == "/settings/leaving", path
    assert browser.post(f"/notes/{note}/comments", {"body": "x"}, headers={"HX-Request": "true"}).status_code == 401
    assert Comment.objects.count() == 0
    assert browser.get("/settings/data").status_code == 200, "their own they may still take along"


def test_pictures_are_served_no_more_and_again(lin: Person) -> None:
    note, deleted = (write(lin, "猫", "", [upload(sample("PNG", 300, 200))]) for _ in range(2))
    for picture in Picture.objects.all():
        media_jobs.render_picture(picture_id=picture.pk)
    notes.remove_note(lin.pk, Note.objects.get(pk=deleted))
    shown, hidden = (Picture.objects.get(subject_id=id_).pk for id_ in (note, deleted))
    actions.leave(lin.pk, "")
    assert Client().get(f"/media/{shown}/240.webp").status_code == 404
    actions.stay(lin.pk)
    assert Client().get(f"/media/{shown}/240.webp").status_code == 200
    assert Client().get(f"/media/{hidden}/240.webp").status_code == 404, "what was deleted stays so"


def test_coming_back_is_as_if_nothing_had_been(lin: Person, joss: Person) -> None:
    note = write(lin, "还在")
    notes.like(joss.pk, note)
    actions.leave(lin.pk, "")
    assert Client().get(f"/notes/{note}").status_code == 404 and Client().get("/@lin").status_code == 404
    browser = signed_in(lin)
    assert browser.post("/settings/data/stay")["Location"] == "/"
    assert state(lin) == "active" and Client().get(f"/notes/{note}").status_code == 200
    end_accounts.func(timestamp=0)
    run_jobs()
    assert state(lin) == "active" and Tally.objects.get(pk=note).likes == 1


def test_a_suspended_person_may_go_and_does_not_come_back_better(mo: Person) -> None:
    actions.leave(mo.pk, "")
    assert state(mo) == "suspended"
    actions.stay(mo.pk)
    assert state(mo) == "suspended" and Person.objects.get(pk=mo.pk).leaving is None
    over(mo)
    assert state(mo) == "gone"


def test_nobody_is_erased_before_their_time(lin: Person) -> None:
    actions.leave(lin.pk, "")
    actions.erase(lin.pk)
    end_accounts.func(timestamp=0)
    run_jobs()
    assert state(lin) == "leaving"
    actions.stay(lin.pk)
    actions.erase(lin.pk)
    assert state(lin) == "active"


@pytest.fixture
def full(joss: Person) -> Person:
    """Somebody whose word stands in every place there is."""
    wen = arrive("wen", "zh-Hans", name=CANARY)
    Person.objects.filter(pk=wen.pk).update(
        bio=CANARY, links=[f"https://{CANARY}.example/"], interests=[CANARY], email=f"{CANARY}@example.org")
    EmailAddress.objects.filter(user=wen).update(email=f"{CANARY}@example.org")
    wen.refresh_from_db()
    note = write(wen, CANARY, f"{CANARY} #{CANARY}topic", [upload(sample("PNG", 300, 200))], alts=[CANARY],
                 translations={"en": {"title": CANARY, "body": CANARY, "by": "human", "engine": CANARY}})
    Note.objects.filter(pk=note).update(place=CANARY)
    translation.remember(CANARY, "zh-Hans", "en", f"{CANARY} in English")
    Term.objects.create(language="en", term=CANARY, folded=CANARY, entry={"term": CANARY}, proposer_id=wen.pk)
    Version.objects.create(note_id=note, title=CANARY, body=CANARY, language="en", at=timezone.now())
    deleted = write(wen, CANARY)
    notes.remove_note(wen.pk, Note.objects.get(pk=deleted))
    theirs = write(joss, "A walk")
    answer(joss, theirs, "an answer to it", answer(wen, theirs, CANARY))
    answer(wen, theirs, CANARY)
    answer(joss, note, "under a note that goes")
    Composition.objects.create(author=wen, client_key="00000000-0000-4000-8000-000000000001", fields={"body": CANARY})
    Mute.objects.create(person=wen, kind="word", word=CANARY)
    Report.objects.create(reporter=wen, kind="note", subject_id=theirs, category="spam", words=CANARY, language="en")
    board = Board.objects.create(owner=wen, name=CANARY)
    Collected.objects.create(person=wen, note_id=theirs, board=board)
    Collected.objects.create(person=joss, note_id=theirs, board=board)
    Tally.objects.filter(pk=theirs).update(collects=2)
    notes.like(wen.pk, theirs)
    accounts.follow(wen.pk, joss.pk)
    accounts.follow(joss.pk, wen.pk)
    client(wen)
    actions.ask(wen.pk, "en")
    run_jobs(but=())
    return wen


def places() -> dict[str, int]:
    """Tables in which the canary stands, and in how many rows: every column of every table, as text."""
    found = {}
    with connection.cursor() as cursor:
        # What was done is deleted at once by the worker.
        cursor.execute("delete from procrastinate_jobs where status = 'succeeded'")
        cursor.execute("select c.oid::regclass::text from pg_class c where c.relkind = 'r'"
                       " and c.relnamespace = 'public'::regnamespace order by 1")
        for (table,) in cursor.fetchall():
            cursor.execute(f"select count(*) from {table} t where t::text ilike %s", [f"%{CANARY}%"])
            if rows := cursor.fetchone()[0]:
                found[table] = rows
    return found


def test_after_the_end_the_words_are_in_no_table_and_no_file(full: Person, joss: Person, media: Path) -> None:
    before = places()
    assert {"notes_note", "notes_comment", "notes_version", "notes_topic", "notes_composition", "notes_board", "accounts_person",
            "accounts_mute", "account_emailaddress", "moderation_report", "translation_memory", "media_picture", "search_note",
            "search_person", "search_topic"} <= set(before), "the test would see it"
    assert any("exports/" in name for name in files_under(media)) and any("pictures/" in name for name in files_under(media))
    over(full)
    assert places() == {}
    assert files_under(media) == set()


def test_what_others_wrote_stays_and_counts_are_right(full: Person, joss: Person) -> None:
    over(full)
    theirs = Note.objects.get()
    assert theirs.author_id == joss.pk
    said = Comment.objects.exclude(body="").order_by("pk").values_list("body", flat=True)
    assert list(said) == ["an answer to it", "under a note that goes"]
    tombstone = Comment.objects.get(body="")
    assert tombstone.author_id == full.pk and tombstone.translations == {}
    tally = Tally.objects.get(pk=theirs.pk)
    assert (tally.likes, tally.collects, tally.comments) == (0, 1, 2)
    assert Collected.objects.get().board_id is None
    words = Page(client(joss).get(f"/notes/{theirs.pk}")).words
    assert "an answer to it" in words and "Deleted, with its author's account." in words and "~" not in words


def test_the_handle_is_nobodys_for_ninety_days(full: Person) -> None:
    over(full)
    assert OldHandle.objects.get(handle="wen").until > timezone.now() + timedelta(days=89)
    assert Client().get("/@wen").status_code == 404
    form = {"username": "wen", "email": "new@example.org", "password1": "a-long-enough-secret-7", "birth_year": "1994"}
    assert Client().post("/accounts/signup/", form).status_code == 422


def test_nobody_signs_in_as_one_who_is_gone(full: Person) -> None:
    key = client(full)
    over(full)
    assert key.get("/settings/").status_code == 302
    for login in ("wen", f"{CANARY}@example.org", f"~{full.pk}"):
        assert Client().post("/accounts/login/", {"login": login, "password": PASSWORD}).status_code in (422, 429)
    assert Client().get(f"/@~{full.pk}").status_code == 404


@pytest.mark.parametrize("step", ["forget", "_erase_notes", "_erase_comments", "_take_back", "_end"])
def test_an_end_that_was_broken_off_is_carried_through(
    full: Person, media: Path, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from redbridge.portability.actions import erasing

    def killed(*words: Any) -> None:
        raise ConnectionError

    overdue(full)
    with monkeypatch.context() as patch:
        patch.setattr(erasing, step, killed)
        with pytest.raises(ConnectionError):
            actions.erase(full.pk)
    end_accounts.func(timestamp=0)
    run_jobs(but=())
    assert places() == {} and files_under(media) == set()


def test_an_unsent_letter_goes_too(lin: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("insert into procrastinate_jobs (queue_name, task_name, args, status) values"
                       " ('news', 'kernel.mail.send', %s, 'failed')",
                       [json.dumps({"to": ["lin@example.org"], "body": CANARY})])
    over(lin)
    assert places() == {}


def test_streams_end(lin: Person) -> None:
    from redbridge.accounts.queries import live_sessions

    key = client(lin).cookies["sessionid"].value
    assert live_sessions([key]) == {key}
    actions.leave(lin.pk, key)
    assert live_sessions([key]) == set()


@pytest.mark.parametrize("path", ["/notes/{note}", "/@wen", "/", "/topics/{canary}topic", "/search?q={canary}", "/@joss",
                                  "/notes/{theirs}", "/notifications", "/following"])
def test_who_is_leaving_is_nowhere(full: Person, joss: Person, path: str) -> None:
    note, theirs = (Note.objects.filter(author=author, deleted=None).get().pk for author in (full, joss))
    address = path.format(note=note, theirs=theirs, canary=CANARY)
    page = client(joss).get(address)
    assert page.status_code == 200 and (CANARY in page.content.decode() or path == "/@joss"), "the test would see it"
    actions.leave(full.pk, "")
    page = client(joss).get(address)
    links = {link.attrs.get("href", "") for link in Page(page).all("a")}
    assert page.status_code == 404 or not {f"/notes/{note}", "/@wen"} & links
    # The names of topics over Explore are kept for a minute.
    words = Page(page).words.replace(f"{CANARY}topic", "")
    assert CANARY not in words or path.startswith(("/topics", "/search"))
