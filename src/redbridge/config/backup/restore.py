"""`redbridge restore PLACE`: a site from a backup, in a place where there is none yet."""

import argparse
import os
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from redbridge.config import env, site
from redbridge.config.backup import dump, rows, verify
from redbridge.config.backup.chest import Reader
from redbridge.config.backup.words import DUMP, MEDIA, RECORD_KEY, SECRET, BackupError
from redbridge.config.up import database, folders, stamps, watch
from redbridge.config.up.words import CannotStart, say
from redbridge.kernel.errors import SettingError
from redbridge.media.storage import at

PATIENCE = 60.0


def parser() -> argparse.ArgumentParser:
    """The arguments of `redbridge restore`."""
    made = argparse.ArgumentParser(prog="redbridge restore", description=(
        "Make a site from a backup, in an empty data folder or database. The whole backup is verified first; rows are "
        "loaded in one transaction, after the files they name."))
    made.add_argument("place", type=Path, metavar="PLACE", help="a backup, or a folder of them: then the latest")
    made.add_argument("--data", type=Path, metavar="DIR", help="the data folder (REDBRIDGE_DATA)")
    made.add_argument("--force", action="store_true", help="throw away the tables that are there")
    return made


def main(words: Sequence[str]) -> int:
    """0 when the site is as it was; raises SettingError or CannotStart with the reason where it is not."""
    asked = parser().parse_args(words)
    environment = {**os.environ, **({"REDBRIDGE_DATA": str(asked.data)} if asked.data else {})}
    values = env.load(environment)
    data = Path(values["REDBRIDGE_DATA"])
    try:
        reader = Reader(asked.place)
        whole = verify.whole(reader)
        say(whole.told)
        _check_code(whole.manifest)
        folders.prepare(data, others_pass=os.geteuid() == 0)
        with ExitStack() as open_:
            open_.enter_context(folders.locked(data))
            url = values["REDBRIDGE_DATABASE_URL"] or open_.enter_context(_served(data))
            load(reader, whole.manifest, url, site.complete(values)["REDBRIDGE_MEDIA_URL"], force=asked.force)
            _keep_secret(reader, data)
            if "record_key" in whole.manifest:
                _keep_key(reader, data)
    except BackupError as error:
        raise SettingError(str(error)) from error
    say(f"Restored. Start it with `redbridge up --data {data}`.")
    return 0


def load(reader: Reader, manifest: dict[str, Any], url: str, media_url: str, *, force: bool = False) -> None:
    """Files, then rows, then the proof that the rows are the same; raises BackupError."""
    with rows.connect(url) as line:
        if not rows.is_empty(line):
            if not force:
                raise BackupError("There are tables in this database already. Restore into an empty one, or say --force "
                                  "to throw them away.")
            rows.clear(line)
    media = at(media_url)
    for key, _digest in verify.files(reader):
        media.save(key, reader.chunks(MEDIA + key), "application/octet-stream" if "." not in key else _kind(key))
    dump.load(url, reader.open(DUMP))
    with rows.connect(url) as line:
        found = rows.sums(line)
        wrong = [name for name, wanted in manifest["tables"].items() if found.get(name) != wanted]
        if wrong:
            raise BackupError(f"Table {wrong[0]} is not as it was: {found.get(wrong[0])}, not {manifest['tables'][wrong[0]]}.")
        rows.mend(line, manifest["mended"])
    say(f"{len(manifest['tables'])} tables are as they were, row by row.")


def _kind(key: str) -> str:
    return f"image/{key.rpartition('.')[2]}"


def _check_code(manifest: dict[str, Any]) -> None:
    """An older Redbridge cannot serve a newer one's tables."""
    known = {f"{path.parent.parent.name}.{path.stem}" for path in stamps.SOURCE.glob("*/migrations/[0-9]*.py")}
    rooms = {name.partition(".")[0] for name in known}
    strange = [name for name in manifest["migrations"] if name.partition(".")[0] in rooms and name not in known]
    if strange:
        raise BackupError(f"This backup was made by a newer Redbridge ({manifest['redbridge']}; it has {strange[0]}). "
                          "Restore it with that one.")


@contextmanager
def _served(data: Path) -> Iterator[str]:
    """Our own database for as long as it takes."""
    cluster = database.embedded(data)
    server = database.start(cluster)
    try:
        if server is None or not watch.until(lambda: cluster.answers(server), PATIENCE):
            raise CannotStart(f"The database does not start: {cluster.last_words()}")
        yield cluster.url
    finally:
        if server is not None:
            server.send_signal(signal.SIGINT)
            _end(server)


def _end(server: "subprocess.Popen[bytes]") -> None:
    try:
        server.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        server.kill()


def _keep_secret(reader: Reader, data: Path) -> None:
    """Sessions and links go on; a secret in the environment is the host's own business."""
    if not os.environ.get("REDBRIDGE_SECRET_KEY"):
        with reader.open(SECRET) as file:
            folders.write(data / "secret", file.read().decode() + "\n")


def _keep_key(reader: Reader, data: Path) -> None:
    """The public record goes on under its key; one in the environment is the host's own business."""
    if not os.environ.get("REDBRIDGE_RECORD_KEY"):
        with reader.open(RECORD_KEY) as file:
            folders.write(data / RECORD_KEY, file.read().decode())
