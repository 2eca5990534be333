"""`redbridge backup PLACE`: dump, files, secret and a manifest of it all, while the site runs."""

import argparse
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from redbridge import __version__
from redbridge.config import env, site
from redbridge.config.backup import chest, dump, rows, verify
from redbridge.config.backup.chest import Chest
from redbridge.config.backup.rows import Picture
from redbridge.config.backup.words import DUMP, FILES, MANIFEST, MEDIA, RECORD_KEY, SECRET, BackupError
from redbridge.config.up.words import say
from redbridge.kernel.errors import SettingError
from redbridge.media.storage import Storage, at, picture_key

FORMATS = ("avif", "webp")


def parser() -> argparse.ArgumentParser:
    """The arguments of `redbridge backup`."""
    made = argparse.ArgumentParser(prog="redbridge backup", description=(
        "Back up a site while it runs: database, pictures, secret. A PLACE that ends in .tar is one file; any other is "
        "a folder of backups, in which a file that has not changed is kept once."))
    made.add_argument("place", type=Path, metavar="PLACE", help="where to")
    made.add_argument("--verify", action="store_true", help="make none: read the one that is there and compare all of it")
    return made


def main(words: Sequence[str]) -> int:
    """0 when all is well, 1 when files are missing that should be there; raises SettingError for what stops it."""
    asked = parser().parse_args(words)
    try:
        if asked.verify:
            say(verify.whole(chest.Reader(asked.place)).told)
            return 0
        values = site.complete(env.load())
        site.require(values)
        return _tell(*take(values, asked.place))
    except BackupError as error:
        raise SettingError(str(error)) from error


def _tell(place: Path, lost: list[str], files: int) -> int:
    say(f"Backup ready: {place}, {files} files.")
    if lost:
        say(f"{len(lost)} files that rows name are not in media, {lost[0]} first.")
    return 1 if lost else 0


@dataclass
class Files:
    """The files of one backup: copied as they come, each written down with size and SHA-256."""

    chest: Chest
    media: Storage
    ledger: IO[bytes]
    count: int = 0

    def keep(self, key: str) -> bool:
        """Copy the file of a key; False where there is none."""
        kept = self.chest.again(MEDIA + key) or self._copy(key)
        if kept is None:
            return False
        self.ledger.write(f"{key}\t{kept[0]}\t{kept[1]}\n".encode())
        self.count += 1
        return True

    def _copy(self, key: str) -> tuple[int, str] | None:
        try:
            size = self.media.size(key)
            return size, self.chest.put(MEDIA + key, self.media.open(key), size)
        except FileNotFoundError:
            return None


def take(values: dict[str, Any], place: Path) -> tuple[Path, list[str], int]:
    """Make a backup of the site these settings mean: where it is, files that are lost, how many were kept."""
    box = chest.new(place)
    try:
        with _scratch(place) as scratch, (scratch / FILES).open("w+b") as ledger:
            files = Files(box, at(values["REDBRIDGE_MEDIA_URL"]), ledger)
            told, lost = _moment(values["REDBRIDGE_DATABASE_URL"], files, scratch)
            told["secret"] = box.put(SECRET, BytesIO(values["REDBRIDGE_SECRET_KEY"].encode()),
                                     len(values["REDBRIDGE_SECRET_KEY"].encode()))
            if (key := Path(values["REDBRIDGE_DATA"], RECORD_KEY)).exists():
                told["record_key"] = box.put(RECORD_KEY, BytesIO(key.read_bytes()), key.stat().st_size)
            told["files"] = {"count": files.count, "sha256": _put(box, FILES, scratch / FILES, ledger)}
            page = json.dumps(told, indent=1).encode()
            box.put(MANIFEST, BytesIO(page), len(page))
        return box.finish(), lost, files.count
    except BaseException:
        box.give_up()
        raise


@contextmanager
def _scratch(place: Path) -> Iterator[Path]:
    """Beside the backup, where there is room for a dump; gone afterwards."""
    with tempfile.TemporaryDirectory(dir=place.parent, prefix=".redbridge-backup-") as folder:
        yield Path(folder)


def _moment(url: str, files: Files, scratch: Path) -> tuple[dict[str, Any], list[str]]:
    with rows.snapshot(url) as (line, name):
        # What was sent goes first: it is what disappears soonest.
        for piece in rows.pieces(line):
            files.keep(piece)
        spooled = {picture.spool for picture in rows.pictures(line) if picture.spool and files.keep(picture.spool)}
        dump.write(url, name, scratch / DUMP)
        seen = rows.pictures(line)
        changed = [picture.id for picture in seen if _keep_renditions(files, picture, spooled)]
        told: dict[str, Any] = {
            "redbridge": __version__, "made": datetime.now(UTC).isoformat(timespec="seconds"),
            "migrations": rows.migrations(line), "tables": rows.sums(line)}
    mended, lost = _since(url, files, changed)
    told["mended"] = mended
    told["database"] = {"sha256": _put(files.chest, DUMP, scratch / DUMP)}
    return told, lost


def _keep_renditions(files: Files, picture: Picture, spooled: set[str]) -> bool:
    """Copy what was made of a picture; True where rows and files no longer agree, since it changed meanwhile."""
    kept = [files.keep(picture_key(picture.id, width, fmt)) for width in picture.widths for fmt in FORMATS]
    return not all(kept) or (picture.spool != "" and picture.spool not in spooled)


def _since(url: str, files: Files, changed: list[int]) -> tuple[list[dict[str, Any]], list[str]]:
    """What became of pictures that changed under our eyes: rows to set after a restore, and files that are lost."""
    mended, lost = list[dict[str, Any]](), list[str]()
    for id_, row in rows.now(url, changed).items():
        keys = [picture_key(id_, width, fmt) for width in row["widths"] for fmt in FORMATS]
        keys += [row["spool"]] if row["spool"] else []
        lost += [key for key in keys if not _have(files, key)]
        mended.append(row)
    return mended, lost


def _have(files: Files, key: str) -> bool:
    return files.chest.has(MEDIA + key) or files.keep(key)


def _put(box: Chest, name: str, path: Path, written: IO[bytes] | None = None) -> str:
    if written is not None:
        written.flush()
        os.fsync(written.fileno())
    return box.put(name, path.open("rb"), path.stat().st_size)
