"""The drill: back up while people write and pictures are made, restore elsewhere, find the same rows and pictures."""

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from redbridge.accounts.models import Person
from redbridge.config.backup import chest, restore, rows, take, verify
from redbridge.config.backup.words import BackupError
from redbridge.media import actions as media
from redbridge.media import jobs
from redbridge.media.models import Picture
from redbridge.media.storage import Folder, at, picture_key
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.record import actions as record
from redbridge.record import keys
from tests.cast import write
from tests.media.making import files_under, sample, upload
from tests.record.making import kept

pytestmark = pytest.mark.django_db(transaction=True)
Values = dict[str, Any]


def url_of(name: str = "") -> str:
    """A database of the tests' server."""
    said = connection.get_connection_params()
    return (f"postgresql://{quote(said.get('user') or '')}@/{quote(name or said['dbname'])}"
            f"?host={quote(said.get('host') or '')}&port={said.get('port') or 5432}")


@pytest.fixture
def values(tmp_path: Path, settings: Any) -> Values:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "media").as_uri()
    return {"REDBRIDGE_DATABASE_URL": url_of(), "REDBRIDGE_MEDIA_URL": settings.REDBRIDGE_MEDIA_URL,
            "REDBRIDGE_SECRET_KEY": settings.SECRET_KEY, "REDBRIDGE_DATA": str(tmp_path)}


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """An empty database."""
    name = "redbridge_drill"
    drop = sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(name))
    with psycopg.connect(url_of("postgres"), autocommit=True) as line:
        line.execute(drop)
        line.execute(sql.SQL("create database {}").format(sql.Identifier(name)))
        yield url_of(name)
        line.execute(drop)


class Load:
    """People who publish, delete and erase, and a worker that makes pictures, until told to stop."""

    def __init__(self, *authors: Person) -> None:
        self.stop, self.written = threading.Event(), 0
        self.pool = ThreadPoolExecutor(len(authors) + 1)
        self.going = [self.pool.submit(self._safely, self._write, author) for author in authors]
        self.going.append(self.pool.submit(self._safely, self._develop))

    def _safely(self, work: Any, *words: Any) -> None:
        try:
            while not self.stop.is_set():
                work(*words)
                time.sleep(0.01)
        finally:
            connection.close()

    def _write(self, author: Person) -> None:
        note = write(author, f"笔记 {self.written}", "#cat", [upload(sample("PNG", 300, 200))])
        self.written += 1
        if self.written % 4 == 0:
            notes.remove_note(author.pk, Note.objects.get(pk=note))
        if self.written % 7 == 0:
            media.forget("note", [note])
            for id_, spool in Picture.objects.filter(subject_id=note).values_list("id", "spool"):
                jobs.erase_files([(id_, spool)])

    def _develop(self) -> None:
        for id_ in Picture.objects.exclude(spool="").values_list("id", flat=True)[:3]:
            jobs.render_picture(picture_id=id_)

    def end(self) -> None:
        self.stop.set()
        for future in self.going:
            future.result(120)
        self.pool.shutdown()


def checked(place: Path, values: Values) -> tuple[chest.Reader, dict[str, Any]]:
    made, lost, _files = take.take(values, place)
    assert lost == []
    reader = chest.Reader(made)
    return reader, verify.whole(reader).manifest


@pytest.mark.parametrize("name", ["site.tar", "backups"])
def test_rows_and_pictures_come_back_from_a_backup_made_under_load(
    committed: None, lin: Person, joss: Person, values: Values, elsewhere: str, tmp_path: Path, name: str
) -> None:
    load = Load(lin, joss)
    try:
        while load.written < 12:
            time.sleep(0.05)
        reader, manifest = checked(tmp_path / name, values)
        during = load.written
        while load.written < during + 3:
            time.sleep(0.05)
    finally:
        load.end()
    there = (tmp_path / "there").as_uri()
    restore.load(reader, manifest, elsewhere, there)
    assert manifest["tables"]["notes_note"][0] >= 12
    assert manifest["tables"]["notes_note"][0] < Note.objects.count(), "the backup is of one moment"
    media_there = at(there)
    with rows.connect(elsewhere) as line:
        assert rows.migrations(line) == manifest["migrations"]
        assert line.execute("select count(*) from media_picture where state = 'failed'").fetchone() == (0,)
        mended = {row["id"] for row in manifest["mended"]}
        for picture in rows.pictures(line):
            if picture.spool:
                assert media_there.exists(picture.spool)
            for width in picture.widths:
                for fmt in take.FORMATS:
                    key = picture_key(picture.id, width, fmt)
                    erased = not Picture.objects.filter(pk=picture.id).exists()
                    assert media_there.exists(key) or erased, (key, picture.id in mended)
            assert picture.widths or picture.spool, "every picture can be shown or made"


def test_a_picture_made_while_we_copy_is_mended(
    committed: None, lin: Person, values: Values, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(lin, "猫", "", [upload(sample("PNG", 300, 200))])
    real = rows.pictures

    def late(line: rows.Line) -> Iterator[rows.Picture]:
        seen = list(real(line))
        for picture in Picture.objects.exclude(spool=""):
            jobs.render_picture(picture_id=picture.id)
        yield from seen

    monkeypatch.setattr(rows, "pictures", late)
    reader, manifest = checked(tmp_path / "site.tar", values)
    monkeypatch.setattr(rows, "pictures", real)
    (row,) = manifest["mended"]
    assert row["state"] == "ready" and row["widths"]
    restore.load(reader, manifest, elsewhere, (tmp_path / "there").as_uri())
    with rows.connect(elsewhere) as line:
        ((state, spool, widths),) = line.execute("select state, spool, widths from media_picture").fetchall()
    assert (state, spool, widths) == ("ready", "", row["widths"])
    assert all(at((tmp_path / "there").as_uri()).exists(picture_key(row["id"], width, "webp")) for width in widths)


def test_a_file_that_is_lost_is_told(committed: None, lin: Person, values: Values, tmp_path: Path) -> None:
    write(lin, "猫", "", [upload(sample("PNG", 300, 200))])
    picture = Picture.objects.get()
    jobs.render_picture(picture_id=picture.id)
    key = picture_key(picture.id, 240, "webp")
    at(values["REDBRIDGE_MEDIA_URL"]).delete(key)
    _place, lost, _files = take.take(values, tmp_path / "site.tar")
    assert lost == [key]


def test_the_next_backup_in_a_folder_shares_what_has_not_changed(
    committed: None, lin: Person, values: Values, tmp_path: Path
) -> None:
    write(lin, "一", "", [upload(sample("PNG", 300, 200))])
    jobs.render_picture(picture_id=Picture.objects.get().id)
    first, _manifest = checked(tmp_path / "backups", values)
    second, _manifest = checked(tmp_path / "backups", values)
    shared = [path for path in files_under(second.place) if path.startswith("media/")]
    assert shared and all((first.place / path).samefile(second.place / path) for path in shared)
    assert chest.Reader(tmp_path / "backups").place == second.place


def test_a_full_database_is_left_alone_unless_forced(
    committed: None, lin: Person, values: Values, elsewhere: str, tmp_path: Path
) -> None:
    reader, manifest = checked(tmp_path / "site.tar", values)
    there = (tmp_path / "there").as_uri()
    restore.load(reader, manifest, elsewhere, there)
    with rows.connect(elsewhere) as line:
        line.execute("update accounts_person set name = 'another'")
    with pytest.raises(BackupError, match="--force"):
        restore.load(reader, manifest, elsewhere, there)
    restore.load(reader, manifest, elsewhere, there, force=True)
    with rows.connect(elsewhere) as line:
        assert line.execute("select name from accounts_person").fetchall() == [("小林",)]


@pytest.mark.parametrize("name", ["site.tar", "backups"])
def test_the_public_record_goes_on_under_its_key(committed: None, values: Values, tmp_path: Path, name: str) -> None:
    """The head signed before the backup and the one after it are by one key."""
    key = Path(values["REDBRIDGE_DATA"], "record.key")
    for number in range(2):
        record.append(kept())
        record.chain()
        public = keys.public_of(keys.pair("", key.parent)[0])
        (tmp_path / str(number)).mkdir()
        reader, manifest = checked(tmp_path / str(number) / name, values)
        there = tmp_path / f"there {number}"
        there.mkdir()
        restore._keep_key(reader, there)
        assert "record_key" in manifest and keys.public_of(keys.pair("", there)[0]) == public
        assert (there / "record.key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["site.tar", "backups"])
@pytest.mark.parametrize("part", ["database.dump", "secret", "manifest.json", "media"])
def test_a_damaged_backup_is_told(committed: None, lin: Person, values: Values, tmp_path: Path, name: str, part: str) -> None:
    write(lin, "一", "", [upload(sample("PNG", 300, 200))])
    reader, manifest = checked(tmp_path / name, values)
    if part == "media":
        part = "media/" + next(verify.files(reader))[0]
    with reader.open(part) as file:
        whole = file.read()
    if name == "site.tar":
        data = reader.place.read_bytes()
        reader.place.write_bytes(data.replace(whole, whole[:-1] + bytes([whole[-1] ^ 1])))
    else:
        (reader.place / part).write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(BackupError):
        verify.whole(chest.Reader(reader.place))


def test_half_a_tar_is_no_backup(committed: None, lin: Person, values: Values, tmp_path: Path) -> None:
    reader, _manifest = checked(tmp_path / "site.tar", values)
    reader.place.write_bytes(reader.place.read_bytes()[:5000])
    with pytest.raises(BackupError):
        verify.whole(chest.Reader(reader.place))


def test_what_breaks_off_leaves_nothing(committed: None, lin: Person, values: Values, tmp_path: Path) -> None:
    for place in (tmp_path / "x" / "site.tar", tmp_path / "y" / "backups"):
        place.parent.mkdir()
        with pytest.raises(BackupError, match=r"pg_dump|database"):
            take.take(values | {"REDBRIDGE_DATABASE_URL": url_of("no_such_database")}, place)
        assert files_under(place.parent) == set()


def test_a_newer_sites_backup_is_refused(committed: None, lin: Person, values: Values, tmp_path: Path) -> None:
    _reader, manifest = checked(tmp_path / "site.tar", values)
    with pytest.raises(BackupError, match=r"newer Redbridge .*notes\.9999_tomorrow"):
        restore._check_code(manifest | {"migrations": [*manifest["migrations"], "notes.9999_tomorrow"]})


def test_from_a_bucket_into_a_folder(
    committed: None, lin: Person, values: Values, elsewhere: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import boto3
    from moto.server import ThreadedMotoServer

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "somebody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    try:
        boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1").create_bucket(Bucket="pictures")
        url = f"s3://pictures?endpoint=http://{host}:{port}"
        settings.REDBRIDGE_MEDIA_URL = url
        write(lin, "猫", "", [upload(sample("PNG", 300, 200))])
        jobs.render_picture(picture_id=Picture.objects.get().id)
        reader, manifest = checked(tmp_path / "backups", values | {"REDBRIDGE_MEDIA_URL": url})
        restore.load(reader, manifest, elsewhere, (tmp_path / "there").as_uri())
    finally:
        moto.stop()
    place = at((tmp_path / "there").as_uri())
    assert isinstance(place, Folder)
    assert picture_key(Picture.objects.get().id, 240, "webp") in files_under(place.root)
