"""A loaded site is a site: what COPY brought equals what the verbs would have written, column by column."""

import re
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.base import CommandError
from django.db import connection

from redbridge.accounts.models import Person
from redbridge.demo.load import fill, keys, pictures
from redbridge.demo.load.copying import run
from redbridge.demo.load.sizes import Size
from redbridge.feeds import actions as feeds
from redbridge.feeds.jobs import place_stale
from redbridge.feeds.rules import score
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft
from redbridge.notes.models import Comment, Like, Note, Tally
from tests.cast import client
from tests.jobs import run_jobs

OTHERWISE = {"id", "client_key", "published", "at", "created", "note_id", "subject_id", "spool", "cover", "score", "parent_id",
             "said_language"}
"""Ids and times, what is compared apart from them below, and whether a machine that can has read a picture's text."""
TIME_WORDS = re.compile(r"'@[^']*'\S* ?")
"""What search keeps of when a note was published."""
OF_DEEDS = {"notifications_notice"}
"""A loaded like or comment is old: it was told of and seen long ago."""


@pytest.fixture
def loaded(committed: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REDBRIDGE_MEDIA_URL = tmp_path.as_uri()
    monkeypatch.setattr(pictures, "DRAWN", pictures.DRAWN[:1])
    fill.load(Size(people=40, notes=60, follows=200), "no password opens this", lambda words: None)


def tables_of_notes() -> list[tuple[str, str]]:
    """Every table with a column that refers to a note, and that column."""
    return run("""select c.conrelid::regclass::text, a.attname from pg_constraint c
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
        where c.contype = 'f' and c.confrelid = 'notes_note'::regclass and array_length(c.conkey, 1) = 1""")


def rows(sql: str, note_id: int) -> list[list[tuple[str, Any]]]:
    """Rows as sorted (column, value), without what is bound to differ."""
    with connection.cursor() as cursor:
        cursor.execute(sql, [note_id])
        names = [column.name for column in cursor.description or ()]
        found = [[(n, TIME_WORDS.sub("", v) if n == "tsv" else v) for n, v in zip(names, row, strict=True) if n not in OTHERWISE]
                 for row in cursor.fetchall()]
    return sorted(found, key=repr)


def everything_about(note_id: int) -> dict[str, Any]:
    found = {table: rows(f"select * from {table} where {column} = %s", note_id)
             for table, column in tables_of_notes() if table not in OF_DEEDS}
    return found | {
        "notes_note": rows("select * from notes_note where id = %s", note_id),
        "media_picture": rows("select * from media_picture where kind = 'note' and subject_id = %s", note_id),
        "kernel_audit": rows("select * from kernel_audit where kind = 'note' and subject_id = %s", note_id),
        "audit of comments": rows("""select * from kernel_audit where kind = 'comment'
            and subject_id in (select id from notes_comment where note_id = %s)""", note_id),
        "widely": run("select author_id in (select author_id from feeds_widely) from notes_note where id = %s", [note_id]),
    }


def published_like(note: Note) -> int:
    """Publish the same through the verbs, and let the same people answer it."""
    drawn = [drawing(number) for number in range(note.picture_count)]
    id_ = notes.publish(note.author_id, note.author.languages, Draft(
        client_key=uuid.uuid4(), kind=note.kind, title=note.title, body=note.body, card=note.card, words=note.words,
        translations=note.translations, uploads=drawn, alts=["cat tabby"] * len(drawn)))
    for like in Like.objects.filter(note=note):
        notes.like(like.person_id, id_)
    same: dict[int, int] = {}
    for one in Comment.objects.filter(note=note).order_by("id"):
        parent = same.get(one.parent_id) if one.parent_id else None
        same[one.pk] = notes.answer(one.author_id, [], id_, uuid.uuid4(), one.body, parent, one.translations, one.language)
    run_jobs(but=())
    place_stale.func(0)
    return id_


def drawing(number: int) -> SimpleUploadedFile:
    """The first of DRAWN, as the loader draws it."""
    return SimpleUploadedFile(f"{number}.jpg", pictures.jpeg(0), "image/jpeg")


def placed(note_id: int) -> bool:
    """Stands a note in Explore where the rules say?"""
    note, tally = Note.objects.get(pk=note_id), Tally.objects.get(pk=note_id)
    stored = run("select score from feeds_explore where note_id = %s", [note_id])[0][0]
    return bool(stored == pytest.approx(score(tally.likes, tally.comments, note.published.timestamp()), abs=1e-6))


def test_a_loaded_note_equals_a_published_one(loaded: None) -> None:
    cards, pictured = (list(Note.objects.filter(kind=kind).order_by("-picture_count", "id")) for kind in ("card", "pictures"))
    assert len(cards) > 5 and pictured[0].picture_count > 1
    for note in (*cards[:3], pictured[0], pictured[-1]):
        again = published_like(note)
        assert everything_about(again) == everything_about(note.pk)
        assert placed(note.pk) and placed(again)
        first = Picture.objects.filter(kind="note", subject_id=note.pk, position=0).first()
        assert note.cover == (first.pk if first else None)


def test_what_is_derived_is_what_the_verbs_would_derive(loaded: None) -> None:
    before = run("select person_id, note_id from home_feed order by 1, 2")
    run("truncate home_feed")
    for id_ in Note.objects.values_list("id", flat=True):
        feeds.fan_out(id_)
    assert before and run("select person_id, note_id from home_feed order by 1, 2") == before
    assert run("""select count(*) from notes_tally t where
        likes <> (select count(*) from notes_like l where l.note_id = t.note_id)
        or comments <> (select count(*) from notes_comment c where c.note_id = t.note_id)""") == [(0,)]


def test_indexes_references_and_defaults_are_as_before(committed: None, settings: Any, tmp_path: Path, request: Any) -> None:
    before = shape()
    request.getfixturevalue("loaded")
    assert shape() == before


def shape() -> list[tuple[Any, ...]]:
    """Indexes, constraints and defaults of all tables."""
    return run("""select tablename, indexdef, '' from pg_indexes where schemaname = 'public'
        union all select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
        union all select table_name, column_name, column_default from information_schema.columns where table_schema = 'public'
        order by 1, 2, 3""")


def test_pages_show_it_and_twice_is_refused(loaded: None) -> None:
    reader = Person.objects.order_by("id").first()
    assert reader
    for path in ("/", "/following", f"/@{reader.handle}"):
        assert client(reader).get(path).status_code == 200
    assert 'class="picture dc-' in client(reader).get("/").content.decode()
    served = Picture.objects.filter(kind="note").first()
    assert served and client(None).get(f"/media/{served.pk}/480.webp").status_code == 200
    with pytest.raises(CommandError, match="new data folder"):
        fill.load(Size(40, 10, 10), "", lambda words: None)


def test_a_load_that_fails_leaves_nothing(
    committed: None, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.REDBRIDGE_MEDIA_URL = tmp_path.as_uri()
    monkeypatch.setattr(pictures, "DRAWN", pictures.DRAWN[:1])
    before = shape()
    monkeypatch.setattr(keys, "put_back", lambda keys: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        fill.load(Size(40, 10, 10), "", lambda words: None)
    assert shape() == before and not Person.objects.exists() and not Note.objects.exists()


def test_forgetting_a_picture_leaves_the_shared_drawing(loaded: None) -> None:
    first, second = Picture.objects.filter(kind="note")[:2]
    storage().delete(picture_key(first.pk, 480, "webp"))
    assert not storage().exists(picture_key(first.pk, 480, "webp"))
    assert storage().exists(picture_key(second.pk, 480, "webp"))
