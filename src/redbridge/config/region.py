"""Whence a request seems to come: from a trusted proxy's header or the host's own file, from nothing else."""

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from redbridge.kernel.limits import forwarded_address
from redbridge.kernel.region import within

if TYPE_CHECKING:
    from maxminddb import Reader

log = structlog.get_logger("redbridge.region")
_CODE = re.compile(r"[A-Z]{2}")
NOWHERE = {"XX", "ZZ", "T1", "AP", "EU"}
"""What proxies and files say where they do not know, or mean no country."""
LOOK_EVERY = 60.0
"""Seconds between two looks at the host's file."""
OWN = "private, no-cache"
"""Of a page that may differ from region to region: no cache between us and a reader gives it to somebody else."""


def region_of(environ: Mapping[str, Any]) -> str:
    """ISO 3166-1 alpha-2, or "" where the host names no source, or it does not know."""
    header, file = settings.REDBRIDGE_REGION_HEADER, settings.REDBRIDGE_REGION_FILE
    found = ""
    if header and environ.get("REMOTE_ADDR") in settings.REDBRIDGE_TRUSTED_PROXIES:
        found = _code(environ.get("HTTP_" + header.upper().replace("-", "_"), ""))
    return found or (_from_file(file, forwarded_address(environ)) if file else "")


def is_asked_for() -> bool:
    """Whether this host tells regions apart at all."""
    return bool(settings.REDBRIDGE_REGION_HEADER or settings.REDBRIDGE_REGION_FILE)


def _code(said: object) -> str:
    code = str(said).strip().upper()
    return code if _CODE.fullmatch(code) and code not in NOWHERE else ""


def _from_file(path: str, address: str) -> str:
    from maxminddb import InvalidDatabaseError

    reader = _reader(path)
    try:
        found = reader.get(address) if reader else None
    except (ValueError, InvalidDatabaseError):  # no address, one of the other family than the file's, or a file that is spoiled
        return ""
    country = found.get("country") if isinstance(found, dict) else None
    return _code(country.get("iso_code", "")) if isinstance(country, dict) else ""


@dataclass(frozen=True)
class _Held:
    """A file as it was read: whole, so that whoever writes over it takes nothing from under us."""

    path: str
    stamp: tuple[int, int, int] | None
    looked: float
    reader: "Reader | None"


_held: _Held | None = None
_lock = threading.Lock()


def _reader(path: str) -> "Reader | None":
    """The file as it stands, looked at again after LOOK_EVERY; only one thread reads, others go on with what was there."""
    held = _held
    if held and held.path == path and time.monotonic() - held.looked < LOOK_EVERY:
        return held.reader
    if not _lock.acquire(blocking=held is None or held.path != path):
        return held.reader if held else None
    try:
        return _look_again(path).reader
    finally:
        _lock.release()


def _look_again(path: str) -> _Held:
    """A file that cannot be read leaves the one before in its place, and is told once in the log."""
    global _held
    from maxminddb import MODE_MEMORY, InvalidDatabaseError, open_database

    before, stamp = _held if _held and _held.path == path else None, _stamp(path)
    if before and before.stamp == stamp:
        _held = replace(before, looked=time.monotonic())
        return _held
    reader = before.reader if before else None
    try:
        reader = open_database(path, MODE_MEMORY)
        log.info("region.read", file=path, built=reader.metadata().build_epoch)
    except (OSError, ValueError, InvalidDatabaseError) as error:
        log.error("region.unreadable", file=path, why=str(error), kept=reader is not None)
    _held = _Held(path, stamp, time.monotonic(), reader)
    return _held


def _stamp(path: str) -> tuple[int, int, int] | None:
    try:
        found = Path(path).stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


class Region:
    """`request.region`, and the same for all that is read for this answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_asked_for():
            request.region = ""  # type: ignore[attr-defined]
            return self.get_response(request)
        region = region_of(request.META)
        request.region = region  # type: ignore[attr-defined]
        with within(region):
            response = self.get_response(request)
        response.setdefault("Cache-Control", OWN)
        return response
