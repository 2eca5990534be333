"""Row 16: of a note whose author's account has ended nothing is heard or named on any route, but for the comments of others at
its own address; before any job and after all."""

from collections import defaultdict
from typing import Any

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.portability import actions
from redbridge.search.actions import reindex
from tests.cast import answer, arrive, client, write
from tests.ends import over, overdue
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.security.test_16_no_side_channel import CANARY, LOOKS, heard

pytestmark = pytest.mark.django_db
OTHERS = "others9d2c"
THEIRS = {"note", "note in both", "note as it was", "comment_crossing", "replies", "notices"}
"""Where a comment under it is read, or told of."""


@pytest.fixture
def third(db: None) -> Person:
    return arrive("third", "en")


@pytest.fixture
def ids(lin: Person, joss: Person, third: Person) -> dict[str, int]:
    """A note full of canaries, liked, collected on a public board, answered by two, one of whom follows its author."""
    accounts.follow(joss.pk, lin.pk)
    note = write(lin, CANARY, f"{CANARY} @joss #cat #cattax", [upload(sample("PNG", 8, 8), f"{CANARY}.png")], alts=[CANARY],
                 language="zh-Hans", translations={"en": {"title": CANARY, "body": CANARY, "by": "human"}})
    comment = answer(joss, note, OTHERS)
    answer(third, note, f"@joss {OTHERS}", comment)
    answer(lin, note, CANARY, comment)
    notes.like(joss.pk, note)
    board = notes.make_board(joss.pk, "Board", public=True)
    notes.collect(joss.pk, note, board)
    picture = Picture.objects.get(subject_id=note).pk
    storage().save(picture_key(picture, 240, "webp"), [CANARY.encode()], "image/webp")
    media.make_ready(picture, 8, 8, 0, [240])
    run_jobs()
    return {"note": note, "deleted": note, "comment": comment, "picture": picture, "board": board}


def said_on(ids: dict[str, int], *people: Person | None) -> set[str]:
    """The routes on which the note's number or what others wrote under it stands, of those that are there."""
    found = set()
    for browser in map(client, people):
        for name, path in LOOKS.items():
            response: Any = browser.get(path.format_map(defaultdict(int, ids)))
            body = b"".join(response) if response.status_code == 200 else b""
            if f"/notes/{ids['note']}".encode() in body or OTHERS.encode() in body:
                found.add(name)
    return found


def test_nothing_of_it_is_heard_or_named_anywhere_else(ids: dict[str, int], lin: Person, joss: Person, third: Person) -> None:
    people = (joss, third, None)
    before = {line.split()[0] for line in heard(ids, *people)}
    assert before >= {"explore", "following", "search", "note", "profile", "topic", "notices", "rendition", "board", "embed"}
    assert said_on(ids, *people) > THEIRS - {"comment_crossing", "replies"}, "the test would see it"
    overdue(lin)
    actions.erase(lin.pk)
    for _ in ("before any job", "after all of them"):
        assert heard(ids, *people) == []
        assert "note" in said_on(ids, *people) <= THEIRS
        run_jobs(but=())
    reindex(lambda _said: None, everything=True)
    assert heard(ids, *people) == [] and "note" in said_on(ids, *people) <= THEIRS
    assert str(ids["note"]).encode() not in client(None).get("/sitemap/0.xml").content


def test_where_it_was_not_for_everyone_nobody_else_hears_others(
    ids: dict[str, int], lin: Person, joss: Person, third: Person
) -> None:
    Note.objects.filter(pk=ids["note"]).update(visibility="followers")
    fourth = arrive("fourth", "en")
    accounts.follow(fourth.pk, lin.pk)
    assert "note" in said_on(ids, fourth)
    over(lin)
    assert said_on(ids, fourth, None) == set() == set(heard(ids, joss, third, fourth, None))
    assert "note" in said_on(ids, joss) <= THEIRS
