"""Whence a request seems to come: from a trusted proxy's header or the host's own file, from nothing else."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from redbridge.kernel.limits import forwarded_address
from redbridge.kernel.region import within

log = structlog.get_logger("redbridge.region")
_CODE = re.compile(r"[A-Z]{2}")
NOWHERE = {"XX", "ZZ", "T1", "AP", "EU"}
"""What proxies and files say where they do not know, or mean no country."""
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
    reader = _opened(path)
    try:
        found = reader.get(address) if reader else None
    except ValueError:  # no address, or one of the other family than the file's
        return ""
    country = found.get("country") if isinstance(found, dict) else None
    return _code(country.get("iso_code", "")) if isinstance(country, dict) else ""


@lru_cache(1)
def _opened(path: str) -> Any:
    """The file, opened at the first question; None where it cannot be read, which is said once."""
    import maxminddb

    try:
        return maxminddb.open_database(path)
    except (OSError, ValueError, maxminddb.InvalidDatabaseError):
        log.exception("region.unreadable", file=path)
        return None


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
