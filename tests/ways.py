"""The long way and the short way to one page, side by side."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.template import engines
from django.test import RequestFactory

from redbridge.accounts.models import Person
from redbridge.config.short.way import Short
from tests.cast import sign_in

SECRET = "s" * 32
_TOKEN = re.compile(rb'(name="csrfmiddlewaretoken" value=")(\w{64})"')
_VARIES = re.compile(rf"(expires=|csrftoken=(?!{SECRET};))[^;]+")


@dataclass(frozen=True)
class Answer:
    """What a browser gets, but for a token's mask, a request's id, the second on which a cookie ends, and a new secret."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes


@dataclass
class Ways:
    """Asks each page the long way, and until the short way has learned it, then the short way; both answers must be the same."""

    long: Any = field(default_factory=WSGIHandler)
    taken: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        pages: Any = engines["jinja2"]
        self.short = Short(self._noted, pages)

    def _noted(self, environ: dict[str, Any], start: Any) -> Any:
        self.taken.append("long")
        return self.long(environ, start)

    def ask(self, path: str, cookies: dict[str, str], method: str = "GET", **headers: str) -> tuple[Answer, str]:
        """The answer, the same either way, and which way it came in the end: "long" or "short"."""
        plain = self._answer(self.long, path, cookies, method, headers)
        for _time in range(3):
            self.taken.clear()
            other = self._answer(self.short, path, cookies, method, headers)
            assert (other.status, other.headers) == (plain.status, plain.headers)
            assert other.body == plain.body, path
        return plain, "long" if self.taken else "short"

    def _answer(self, application: Any, path: str, cookies: dict[str, str], method: str, headers: dict[str, str]) -> Answer:
        cookie = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items())} if cookies else {}
        request = RequestFactory(headers={"Host": "localhost", **cookie, **headers}).generic(method, path)
        said: list[Any] = []
        body = b"".join(application(dict(request.environ), lambda status, head, *_: said.append((status, head))))
        status, head = said[-1]
        assert [len(value) for name, value in head if name == "X-Request-ID"] == [16]
        kept = sorted((name, _VARIES.sub(r"\1…", value)) for name, value in head if name != "X-Request-ID")
        return Answer(status, kept, _TOKEN.sub(rb'\1*"', body))


def cookies(person: Person | None, **more: str) -> dict[str, str]:
    """A browser's that has been here before."""
    return {**({"sessionid": sign_in(person)} if person else {}), "csrftoken": SECRET, **more}


@pytest.fixture
def ways() -> Iterator[Ways]:
    """Nobody here is new, so nobody is invited to a first note; connections stay with the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with patch("redbridge.exchange.rules.NEW_DAYS", 0):
        yield Ways()
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)
