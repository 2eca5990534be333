"""Bytes are there whole or not at all, and only under keys of ours."""

import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from redbridge.media.storage import Folder, picture_key, spool_key, storage
from tests.media.making import files_under

KEY = picture_key(123456789, 480, "avif")


def test_what_is_saved_is_read_back(folder: Folder) -> None:
    folder.save(KEY, [b"one ", b"two"], "image/avif")
    assert folder.exists(KEY) and folder.open(KEY).read() == b"one two"
    folder.save(KEY, [b"three"], "image/avif")
    assert folder.open(KEY).read() == b"three"


def test_deleting_takes_the_emptied_folder_along_and_can_be_done_twice(folder: Folder) -> None:
    other = picture_key(123456789, 240, "webp")
    folder.save(KEY, [b"x"], "image/avif")
    folder.save(other, [b"x"], "image/webp")
    folder.delete(KEY)
    folder.delete(KEY)
    assert not folder.exists(KEY) and folder.exists(other)
    folder.delete(other)
    assert not (folder.root / other).parent.exists()
    with pytest.raises(FileNotFoundError):
        folder.open(KEY)


def test_a_source_that_breaks_off_leaves_the_old_bytes_and_no_half_ones(folder: Folder) -> None:
    def breaks() -> Iterator[bytes]:
        yield b"half"
        raise ConnectionError

    folder.save(KEY, [b"old"], "image/avif")
    with pytest.raises(ConnectionError):
        folder.save(KEY, breaks(), "image/avif")
    assert folder.open(KEY).read() == b"old"
    assert files_under(folder.root) == {KEY}


def test_bytes_and_names_are_on_the_disk_before_it_returns(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    sync, replace = os.fsync, Path.replace

    def watched(handle: int) -> None:
        steps.append("folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file")
        sync(handle)

    def renamed(path: Path, target: Path) -> Path:
        steps.append("rename")
        return replace(path, target)

    folder.save(KEY, [b"first"], "image/avif")
    monkeypatch.setattr(os, "fsync", watched)
    monkeypatch.setattr(Path, "replace", renamed)
    folder.save(KEY, [b"x"], "image/avif")
    assert steps == ["file", "rename", "folder"]


@pytest.mark.parametrize("key", [
    "", "/etc/passwd", "../x", "incoming/../x", "pictures/../../x", "pictures/001/1/480.avif/../../x",
    "pictures/001/1/480.svg", "pictures/001/1/480.avif\n", "pictures/001/1/480.avif\0", "pictures/١٢٣/1/480.avif",
    "incoming/" + "g" * 32, "incoming/" + "a" * 31, "incoming/" + "a" * 32 + "/x", "Pictures/001/1/480.avif",
])
def test_a_key_that_is_not_ours_is_refused_by_every_door(folder: Folder, key: str) -> None:
    for door in (folder.open, folder.delete, folder.exists, lambda k: folder.save(k, [b"x"], "image/avif")):
        with pytest.raises(ValueError, match="not a key of ours"):
            door(key)
    assert not folder.root.exists()


def test_the_spool_is_closed_to_others_on_the_machine(folder: Folder) -> None:
    folder.save(spool_key(), [b"x"], "application/octet-stream")
    assert (folder.root / "incoming").stat().st_mode & 0o077 == 0


def test_the_stale_are_the_old_ones_in_the_spool_half_written_ones_too(folder: Folder) -> None:
    old, young, part = spool_key(), spool_key(), spool_key() + ".part"
    for key in (old, young, part, KEY):
        folder.save(key, [b"x"], "application/octet-stream")
    for key in (old, part, KEY):
        os.utime(folder.root / key, (time.time() - 100,) * 2)
    (folder.root / "incoming" / "a stranger's file").write_text("x")
    assert set(folder.stale(50)) == {old, part}


def test_an_address_with_spaces_and_signs_is_read_as_written(settings: Any, tmp_path: Path) -> None:
    settings.REDBRIDGE_MEDIA_URL = (tmp_path / "照片 100%").as_uri()
    storage().save(KEY, [b"x"], "image/avif")
    assert (tmp_path / "照片 100%" / KEY).is_file()
