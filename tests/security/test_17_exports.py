"""Row 17: an archive holds what its owner may see, and nothing of anybody else's."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Apart, Person
from redbridge.media import jobs as media_jobs
from redbridge.media.models import Picture
from redbridge.moderation.models import Report
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, Collected, Composition, Note
from redbridge.portability import archive
from tests.cast import answer, arrive, write
from tests.media.making import sample, upload

pytestmark = pytest.mark.django_db
CANARY = "канарейка7319"


@pytest.fixture
def wen(db: None) -> Person:
    """Somebody who liked, collected and answered what joss wrote."""
    return arrive("wen", "zh-Hans")


def everything(person: Person) -> str:
    """All bytes of all files of an archive, and their names."""
    book = zipfile.ZipFile(io.BytesIO(b"".join(archive.pack(person, lambda pieces: None))))
    return "\n".join([*book.namelist(), *(book.read(name).decode("utf-8", "replace") for name in book.namelist())])


def hide_by_block(joss: Person, wen: Person, note: int) -> None:
    Apart.objects.create(person=joss, other=wen, mine=True)
    Apart.objects.create(person=wen, other=joss, mine=False)


HIDDEN: dict[str, Callable[[Person, Person, int], Any]] = {
    "for its author alone": lambda joss, wen, note: Note.objects.filter(pk=note).update(visibility="me"),
    "for followers": lambda joss, wen, note: Note.objects.filter(pk=note).update(visibility="followers"),
    "for mutual follows": lambda joss, wen, note: Note.objects.filter(pk=note).update(visibility="mutuals"),
    "deleted": lambda joss, wen, note: notes.remove_note(joss.pk, Note.objects.get(pk=note)),
    "its author private": lambda joss, wen, note: Person.objects.filter(pk=joss.pk).update(private=True),
    "its author suspended": lambda joss, wen, note: Person.objects.filter(pk=joss.pk).update(state="suspended"),
    "its author leaving": lambda joss, wen, note: Person.objects.filter(pk=joss.pk).update(state="leaving"),
    "a block between them": hide_by_block,
}


@pytest.mark.parametrize("how", HIDDEN)
def test_what_one_answered_is_not_there_once_it_is_hidden(joss: Person, wen: Person, how: str) -> None:
    note = write(joss, f"title {CANARY}", f"body {CANARY}", words=f"words {CANARY}")
    mine = answer(wen, note, "我自己的话")
    answer(joss, note, f"answer {CANARY}", mine)
    notes.like(wen.pk, note)
    board = Board.objects.create(owner=wen, name="收")
    Collected.objects.create(person=wen, note_id=note, board=board)
    assert CANARY in everything(wen), "the test would see it"
    HIDDEN[how](joss, wen, note)
    text = everything(wen)
    assert CANARY not in text and str(note) not in text and "我自己的话" in text


def test_nothing_of_others_that_was_never_ones_own_to_see(lin: Person, joss: Person, wen: Person) -> None:
    for other in (lin, joss):
        note = write(other, "", f"private {CANARY}")
        Note.objects.filter(pk=note).update(visibility="me")
        Composition.objects.create(author=other, client_key=f"00000000-0000-4000-8000-{other.pk % 10**12:012d}",
                                   fields={"body": CANARY})
        Report.objects.create(reporter=other, kind="person", subject_id=wen.pk, category="spam", words=CANARY, language="en")
        Board.objects.create(owner=other, name=CANARY, public=False)
        Person.objects.filter(pk=other.pk).update(email=f"{CANARY}@example.org")
        accounts.follow(other.pk, wen.pk)
    text = everything(wen)
    assert CANARY not in text and "example.org" in text and "lin@" not in text


def test_no_file_of_anybody_elses(lin: Person, wen: Person, settings: Any, tmp_path: Any) -> None:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()
    notes_of = {person: write(person, "猫", "", [upload(sample("PNG", 300, 200))], alts=[person.handle]) for person in (lin, wen)}
    notes.like(wen.pk, notes_of[lin])
    for picture in Picture.objects.all():
        media_jobs.render_picture(picture_id=picture.pk)
    book = zipfile.ZipFile(io.BytesIO(b"".join(archive.pack(wen, lambda pieces: None))))
    own = Picture.objects.get(owner_id=wen.pk)
    assert [name for name in book.namelist() if name.startswith("media/")] == [f"media/{own.pk}.webp"]


def test_secrets_of_ones_own_stay_here(wen: Person) -> None:
    text = everything(wen)
    assert wen.password not in text and "argon2" not in text and "auth_hash" not in text
