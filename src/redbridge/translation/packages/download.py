"""A large file into a folder: with progress, going on where it stopped, and whole or not at all."""

import hashlib
import json
import re
import shutil
import time
from pathlib import Path

import httpx

from redbridge.translation.packages import wire
from redbridge.translation.packages.found import small_json
from redbridge.translation.packages.words import CannotPull, Progress, say, size

MOST = 2_000_000_000
SPARE = 200_000_000
"""Bytes left free beside the file and what is in it."""
TRIES = 4
PAUSE = 1.0
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+)")


class _Download:
    """One file from one address. Beside `part` stands what is known of the file that it is part of."""

    def __init__(self, url: str, home: str, part: Path, what: str, expected: int | None) -> None:
        self.url, self.home, self.part, self.what, self.expected = url, home, part, what, expected
        self.note = part.with_name(part.name + ".json")

    def run(self) -> None:
        """All of it; raises CannotPull after a few tries without a byte more, and keeps what came."""
        tries, furthest = 0, self.here()
        while True:
            try:
                return self._once()
            except httpx.HTTPError as error:
                tries = 0 if self.here() > furthest else tries + 1
                furthest = max(furthest, self.here())
                if tries >= TRIES:
                    raise CannotPull(f"{self.what} stopped at {size(self.here())} ({str(error) or type(error).__name__}). "
                                     "The same command goes on from there.") from error
                time.sleep(PAUSE * 2**tries)

    def here(self) -> int:
        """Bytes that came."""
        return self.part.stat().st_size if self.part.exists() else 0

    def drop(self) -> None:
        """What came is of no use."""
        self.part.unlink(missing_ok=True)
        self.note.unlink(missing_ok=True)

    def _once(self) -> None:
        known = small_json(self.note)
        at, tag = self.here(), str(known.get("tag", ""))
        if not tag or known.get("url") != self.url:
            self.drop()
            at = 0
        if at and at == known.get("whole"):
            return
        asked = {"Range": f"bytes={at}-", "If-Range": tag} if at else {}
        with wire.opened(self.url, self.home, asked) as answer:
            if answer.status_code == 416 or (answer.status_code == 206 and not _goes_on(answer, at)):
                self.drop()
                raise httpx.RemoteProtocolError("another part than asked for")
            start = at if answer.status_code == 206 else 0
            whole = self._whole(answer, start)
            self.note.write_text(json.dumps({"url": self.url, "tag": _tag(answer), "whole": whole}))
            self._take(answer, start, whole)

    def _whole(self, answer: httpx.Response, start: int) -> int | None:
        """How long the file is in all; raises CannotPull for one that is too long, or of another length than it should be."""
        length = answer.headers.get("Content-Length", "")
        whole = start + int(length) if length.isdecimal() and len(length) < 16 else None
        if (whole or 0) > MOST:
            raise CannotPull(f"{self.what} would be {size(whole or 0)}, more than {size(MOST)}.")
        if whole and self.expected and whole != self.expected:
            raise CannotPull(f"{self.what} is {whole} bytes long where the index says {self.expected}.")
        if shutil.disk_usage(self.part.parent).free < 3 * (whole or 0) + SPARE - start:
            raise CannotPull(f"{self.part.parent} has no room for {self.what}: {size(3 * (whole or 0) + SPARE)} are needed.")
        return whole

    def _take(self, answer: httpx.Response, start: int, whole: int | None) -> None:
        progress, done = Progress(self.what, whole), start
        with self.part.open("r+b" if start else "wb", buffering=0) as file:
            file.seek(start)
            try:
                for block in answer.iter_raw():
                    file.write(block)
                    done += len(block)
                    if done > (whole or MOST):
                        raise CannotPull(f"{self.what} is longer than it should be.")
                    progress.at(done)
            finally:
                progress.end(done)
        if whole and done < whole:
            raise httpx.RemoteProtocolError("it ended early")


def fetch(links: tuple[str, ...], home: str, part: Path, what: str, sha256: str, expected: int | None) -> None:
    """The file of the first link that gives it, in `part`, with this checksum where one is known. Raises CannotPull."""
    for place, link in enumerate(links):
        download = _Download(link, home, part, what, expected)
        try:
            download.run()
            if expected and download.here() != expected:
                raise CannotPull(f"{what} is {download.here()} bytes long where the index says {expected}.")
            _compare(part, sha256, what)
        except CannotPull as error:
            if "goes on from there" not in str(error):
                download.drop()
            if place + 1 == len(links):
                raise
            say(f"{error} Trying the next address.")
        else:
            download.note.unlink(missing_ok=True)
            return


def _compare(part: Path, sha256: str, what: str) -> None:
    with part.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if sha256 and found != sha256:
        raise CannotPull(f"{what} has the checksum {found} where {sha256[:64]} is wanted: it is not what it says it is.")
    say(f"{what}: sha256 {found}, {'as it should be' if sha256 else 'and the index gives none to compare'}.")


def _tag(answer: httpx.Response) -> str:
    """What tells one state of the file from another; "" where a part of it cannot be gone on with."""
    tag: str = answer.headers.get("ETag", "")
    return tag if tag and not tag.startswith("W/") else str(answer.headers.get("Last-Modified", ""))


def _goes_on(answer: httpx.Response, at: int) -> bool:
    found = _RANGE.fullmatch(answer.headers.get("Content-Range", ""))
    return found is not None and int(found[1]) == at
