"""Row 16: what was deleted shows in no answer that anybody can get, on no route, nor in anything that leaves the house."""

import logging
from collections import defaultdict
from typing import Any

import pytest
from django.core import mail
from django.db import connection

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from tests.cast import answer, arrive, client, suspend, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.security.matrix import ROWS

pytestmark = pytest.mark.django_db
CANARY = "canary7f3a"
# Pages of allauth's show nobody's words, the record neither (tests/record); the desk is not there for members
# (test_28_one_door.py). They are left out for the time they take.
NOBODYS = ("account_", "mfa_", "record_", "desk")
LOOKS = {
    name: row.path for name, row in ROWS.items()
    if row.get != (405, 405, 405, 405) and not name.startswith(NOBODYS) and not row.path.startswith("/desk")
}
LOOKS |= {"note in both": f"{LOOKS['note']}?read=both", "note as it was": f"{LOOKS['note']}?read=original&original=all",
          "likes": "/@mutual?tab=likes", "collections": "/@lin?tab=collections", "people found": "/search?q=cat&in=people"}


def sing(author: Person, reader: Person, other: Person) -> dict[str, int]:
    """A note full of canaries that a reader and another person saw, liked and answered; the ids of its parts."""
    accounts.follow(reader.pk, author.pk)
    note = write(author, CANARY, f"{CANARY} @{reader.handle} #cat", [upload(sample("PNG", 8, 8), f"{CANARY}.png")], alts=[CANARY],
                 language="zh-Hans", translations={"en": {"title": CANARY, "body": CANARY, "by": "human"}})
    comment = answer(reader, note, CANARY)
    answer(other, note, f"@{author.handle} {CANARY}", comment)
    notes.like(reader.pk, note)
    picture = Picture.objects.get(subject_id=note).pk
    storage().save(picture_key(picture, 240, "webp"), [CANARY.encode()], "image/webp")
    media.make_ready(picture, 8, 8, 0, [240])
    run_jobs()
    return {"note": note, "deleted": note, "comment": comment, "picture": picture}


def heard(ids: dict[str, int], *people: Person | None, **headers: str) -> list[str]:
    """The routes and people that any canary is heard on."""
    found = []
    for person in people:
        browser = client(person, headers={name.replace("_", "-"): said for name, said in headers.items()})
        for name, path in LOOKS.items():
            response: Any = browser.get(path.format_map(defaultdict(int, ids)))
            if CANARY.encode() in b"".join(response):
                found.append(f"{name} {person}")
    return found


def test_a_deleted_note_is_heard_nowhere(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    ids = sing(lin, joss, third)
    before = heard(ids, lin, joss, third, None)
    found = {line.split()[0] for line in before}
    assert found >= {"explore", "following", "search", "note", "profile", "topic", "notices", "rendition"}
    notes.remove_note(lin.pk, Note.objects.get(pk=ids["note"]))
    assert heard(ids, lin, joss, third, None) == ["deleted lin"], "its author's own list, to bring it back from"
    run_jobs()
    assert heard(ids, lin, joss, third, None) == ["deleted lin"]


def test_a_deleted_comment_and_what_stands_under_it_are_heard_nowhere(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    note = write(lin, "猫")
    comment = answer(joss, note, f"@third {CANARY}")
    answer(third, note, f"@lin @joss {CANARY}", comment)
    run_jobs()
    ids = {"note": note, "deleted": note, "comment": comment, "picture": 1}
    assert heard(ids, lin, joss, third, None)
    notes.remove_comment(joss.pk, Comment.objects.get(pk=comment))
    assert heard(ids, lin, joss, third, None) == ["deleted joss"]


def test_a_suspended_author_is_heard_nowhere(lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    ids = sing(lin, joss, third)
    suspend(lin)
    assert heard(ids, joss, third, None) == []


def test_nothing_that_travels_between_processes_holds_words(lin: Person, joss: Person, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        browser = client(lin)
        browser.post("/notes/new", {"kind": "card", "words": CANARY, "title": CANARY, "body": f"{CANARY} @joss"})
        note = Note.objects.get().pk
        client(joss).post(f"/notes/{note}/comments", {"body": CANARY})
        run_jobs()
    with connection.cursor() as cursor:
        for table in ("procrastinate_jobs", "procrastinate_events", "kernel_audit", "kernel_hit", "notifications_notice",
                      "home_feed", "feeds_explore"):
            cursor.execute(f"select count(*) from {table} t where t::text like %s", [f"%{CANARY}%"])
            assert cursor.fetchone() == (0,), table
    assert CANARY not in caplog.text
    assert all(CANARY not in str(message.message()) for message in mail.outbox)


def test_what_is_asked_for_is_not_in_the_log(lin: Person, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        client(lin).get(f"/?after={CANARY}&lang=en")
        client(None).post("/accounts/login/", {"login": CANARY, "password": CANARY})
        client(None).post("/accounts/signup/", {"username": CANARY, "email": f"{CANARY}@example.org", "birth_year": "1994"})
    assert CANARY not in caplog.text
