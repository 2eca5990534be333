"""What every request passes: a request id and a log line, the security headers, and refusals in plain words."""

import re
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from redbridge.config import errors, logs
from redbridge.config.jinja import importmap_hash
from redbridge.config.request_lines import NAME
from redbridge.kernel.cursors import BadCursor
from redbridge.kernel.errors import Busy, Forbidden, Moved, Refusal, TooOften, Withheld

Next = Callable[[HttpRequest], HttpResponse]
log = structlog.get_logger(NAME)
QUIET = ("/static/", "/media/", "/healthz", "/readyz", "/metrics")
"""Asked for too often to be worth a line each."""
SIGN_OUT = "/accounts/logout/"
_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


class RequestLog:
    """A request id for each request (a proxy's own, where it is well formed) and one log line at its end."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        with request_named(request.META) as request_id:
            response = self.get_response(request)
            say(request_id, str(request.method), request.path, response.status_code, time.perf_counter() - started)
        response["X-Request-ID"] = request_id
        return response


@contextmanager
def request_named(environ: Mapping[str, Any]) -> Iterator[str]:
    """The id of a request, in all lines that are logged meanwhile."""
    said = environ.get("HTTP_X_REQUEST_ID", "")
    request_id = said if _ID.fullmatch(said) else secrets.token_hex(8)
    structlog.contextvars.bind_contextvars(request_id=request_id)
    try:
        yield request_id
    finally:
        structlog.contextvars.clear_contextvars()


def say(request_id: str, method: str, path: str, status: int, seconds: float) -> None:
    """The line of one request. The path only: queries may hold words a person searched for."""
    ms, quiet = round(seconds * 1000, 1), path.startswith(QUIET) and status < 500
    if quiet:
        log.debug("request", method=method, path=path, status=status, ms=ms)
    elif not any(lines.write(request_id, method, path, status, ms) for lines in logs.requests):
        log.info("request", method=method, path=path, status=status, ms=ms)


class SecurityHeaders:
    """The content policy of pages. What is served with one of its own (pictures) keeps it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.policy = "; ".join((
            "default-src 'self'",
            f"script-src 'self' '{importmap_hash()}'",
            "img-src 'self' data: blob:",
            f"connect-src 'self' {settings.REDBRIDGE_HUB_URL}",
            "worker-src 'self'", "manifest-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
            "frame-ancestors 'none'",
        ))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Content-Security-Policy", self.policy)
        response.setdefault("X-Content-Type-Options", "nosniff")
        response.setdefault("Referrer-Policy", "same-origin")
        response.setdefault("Permissions-Policy", "geolocation=(), camera=(), microphone=(), browsing-topics=()")
        response.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if request.method == "POST" and request.path == SIGN_OUT and response.status_code == 302:
            # Whoever uses this device next finds neither pages one could go back to nor drafts and searches.
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response


class Refusals:
    """Turns the house's own errors into answers: 422, 429 or 503, in a page that says what to do."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET" and not response.content:
            # A browser shows a page of its own where an answer is empty.
            return errors.only_for_forms(request, response["Allow"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Django calls this for what a view raised."""
        if isinstance(exception, BadCursor):
            return errors.bad_request(request)
        if isinstance(exception, Moved):
            address = request.get_full_path().replace(exception.old, exception.new, 1)
            return HttpResponse(status=302 if request.method in ("GET", "HEAD") else 307, headers={"Location": address})
        if isinstance(exception, Withheld):
            return errors.withheld(request, exception.region, exception.rule)
        if isinstance(exception, Forbidden):
            return errors.page(request, 403, exception.message)
        if isinstance(exception, Refusal):
            return errors.page(request, 422, exception.message)
        if isinstance(exception, TooOften):
            return errors.too_often(request, exception.retry_after)
        if isinstance(exception, Busy):
            return errors.busy(request, exception.retry_after)
        return None
