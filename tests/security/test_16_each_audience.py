"""Rows 15 and 16: a note is heard by those it is for, on every route of the matrix, and by nobody else, pictures included."""

from typing import Any

import pytest
from django.db import connection

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Apart, Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.security.test_16_no_side_channel import CANARY, LOOKS, heard

pytestmark = pytest.mark.django_db
READERS = {"everyone": "follower mutual stranger guest", "followers": "follower mutual", "mutuals": "mutual", "me": "",
           "private": "follower mutual"}

OUTSIDE = {"rendition", "embed", "oembed", "person_feed", "topic_feed"}
"""What is made for places outside asks nobody who they are: somebody blocked hears there what everyone hears."""


@pytest.fixture
def people(lin: Person) -> dict[str, Person | None]:
    """lin's follower, mutual follow, a stranger, somebody they blocked who followed them, and nobody."""
    found = {who: arrive(who, "en") for who in ("follower", "mutual", "stranger", "blocked")}
    for who in ("follower", "mutual"):
        accounts.follow(found[who].pk, lin.pk)
    accounts.follow(lin.pk, found["mutual"].pk)
    for one, other in ((lin, found["blocked"]), (found["blocked"], lin)):
        Apart.objects.create(person=one, other=other, mine=one == lin)
    return {**found, "guest": None}


def sing(author: Person, audience: str) -> dict[str, int]:
    """A note full of canaries for this audience, which mentions everybody, with a comment under it that does too, on a board
    that is public, and liked by a mutual follow; the ids of its parts."""
    visibility = "everyone" if audience == "private" else audience
    Person.objects.filter(pk=author.pk).update(private=audience == "private")
    everybody = "@follower @mutual @stranger @blocked"
    note = write(author, CANARY, f"{CANARY} #cat {everybody}", [upload(sample("PNG", 8, 8), f"{CANARY}.png")], alts=[CANARY],
                 language="zh-Hans", translations={"en": {"title": CANARY, "body": CANARY, "by": "human"}})
    Note.objects.filter(pk=note).update(visibility=visibility)
    media.reguard("note", [note])
    picture = Picture.objects.get(subject_id=note).pk
    storage().save(picture_key(picture, 240, "webp"), [CANARY.encode()], "image/webp")
    media.make_ready(picture, 8, 8, 0, [240])
    comment, board = answer(author, note, f"{CANARY} {everybody}"), notes.make_board(author.pk, "Board", public=True)
    notes.collect(author.pk, note, board)
    notes.like(Person.objects.get(handle="mutual").pk, note)
    run_jobs()
    return {"note": note, "deleted": note, "comment": comment, "picture": picture, "board": board}


@pytest.mark.parametrize("audience", READERS)
def test_each_audience(lin: Person, people: dict[str, Person | None], audience: str) -> None:
    ids = sing(lin, audience)
    assert {line.split()[0] for line in heard(ids, lin)} >= {"note", "profile", "topic", "rendition", "board", "likes"}
    for who, person in people.items():
        routes = {line.split()[0] for line in heard(ids, person)}
        if who in READERS[audience].split():
            assert routes >= {"note", "profile", "topic", "rendition", "likes"}, who
            assert ("board" in routes) == (audience != "private" or who in ("follower", "mutual")), who
            assert person is None or "notices" in routes, who
            assert ("following" in routes) == (who in ("follower", "mutual"))
            assert ("explore" in routes) == (audience == "everyone")
        else:
            assert routes <= (OUTSIDE if audience == "everyone" else set()), who


@pytest.mark.parametrize("audience", [name for name in READERS if name != "everyone"])
def test_nothing_of_a_closed_note_is_for_everyone(lin: Person, people: dict[str, Person | None], audience: str) -> None:
    """Not its place in Explore, not the memory its translations come from, not its pictures in anybody's cache."""
    ids = sing(lin, audience)
    with connection.cursor() as cursor:
        cursor.execute("select (select count(*) from feeds_explore), (select count(*) from translation_memory),"
                       " (select count(*) from translation_rendered)")
        assert cursor.fetchone() == (0, 0, 0)
    rendition: Any = client(lin).get(LOOKS["rendition"].format(**ids))
    assert rendition["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(("audience", "status"), [("followers", 404), ("everyone", 302)])
def test_who_cannot_read_cannot_touch(lin: Person, people: dict[str, Person | None], audience: str, status: int) -> None:
    note = sing(lin, audience)["note"]
    for who in ("stranger", "blocked"):
        expected = 404 if who == "blocked" else status
        browser = client(people[who])
        for deed, data in (("like", {}), ("comments", {"body": "x"})):
            assert browser.post(f"/notes/{note}/{deed}", data).status_code == expected, (who, deed)
    assert client(people["blocked"]).post("/@lin/follow").status_code == 404
    assert client(people["blocked"]).get("/@lin").status_code == client(lin).get("/@blocked").status_code == 404


@pytest.mark.parametrize(("replies", "may"), [("everyone", "follower mutual stranger"), ("followers", "follower mutual"),
                                              ("mutuals", "mutual"), ("me", "")])
def test_who_may_comment(lin: Person, people: dict[str, Person | None], replies: str, may: str) -> None:
    note = sing(lin, "everyone")["note"]
    Note.objects.filter(pk=note).update(replies=replies)
    for who in ("follower", "mutual", "stranger"):
        answer = client(people[who]).post(f"/notes/{note}/comments", {"body": "hello there"})
        assert answer.status_code == (302 if who in may.split() else 403), who
        if who not in may.split():
            assert "hello there" in answer.content.decode()
    assert client(lin).post(f"/notes/{note}/comments", {"body": "x"}).status_code == 302
