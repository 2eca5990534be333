"""Whether a request is one of those that the short way answers, and what it says about the one who asks."""

import re
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host

from redbridge.accounts.access import reading
from redbridge.accounts.middleware import Language
from redbridge.accounts.queries import PersonInSession, guessed_person
from redbridge.config.jinja import theme_of
from redbridge.config.pages.shell import MESSAGES

Environ = dict[str, Any]
FOLLOWING = "/following"
PATHS = {"/": "explore", FOLLOWING: "following"}
"""Addresses and the names of their routes."""
_QUERY = re.compile(r"(?:after=([A-Za-z0-9_-]{1,80}))?")
_SECRET = re.compile(r"[A-Za-z0-9]{32}")
_COOKIES, _LANGUAGES = 2048, 1024


@dataclass(frozen=True)
class Asked:
    """One of the pages, for one reader. `person` is who came with this session the last time, to be made sure of."""

    path: str
    after: str
    script: bool
    session: str
    secret: str
    """The CSRF cookie's."""
    person: PersonInSession | None
    language: str
    reads: tuple[str, ...]
    theme: str

    @property
    def viewer(self) -> int | None:
        """The person's id."""
        return self.person.id if self.person else None

    @property
    def here(self) -> str:
        """The address with its query."""
        return f"{self.path}?after={self.after}" if self.after else self.path

    @property
    def kind(self) -> tuple[object, ...]:
        """What the head of the answer depends on."""
        return self.path, self.script, self.language, self.person is None, bool(self.secret)


def asked_of(environ: Environ) -> Asked | None:
    """What is asked; None where anything is out of the ordinary, which Django answers."""
    path, query = environ["PATH_INFO"], _QUERY.fullmatch(environ.get("QUERY_STRING", ""))
    if path not in PATHS or environ["REQUEST_METHOD"] != "GET" or query is None or environ.get("SCRIPT_NAME"):
        return None
    if not _is_ours(environ.get("HTTP_HOST", ""), tuple(settings.ALLOWED_HOSTS)):
        return None
    return _reader(environ, path, query[1] or "")


def _reader(environ: Environ, path: str, after: str) -> Asked | None:
    cookies, script = _cookies(environ.get("HTTP_COOKIE", "")), environ.get("HTTP_HX_REQUEST", "")
    session, secret = cookies.get(settings.SESSION_COOKIE_NAME, ""), cookies.get(settings.CSRF_COOKIE_NAME)
    person = guessed_person(session) if session else None
    if (session and not _is_plain(person)) or (path == FOLLOWING and person is None):
        return None
    if MESSAGES in cookies or script not in ("", "true") or not (secret is None or _SECRET.fullmatch(secret)):
        return None
    language, reads = _languages(cookies.get(settings.LANGUAGE_COOKIE_NAME, ""), environ.get("HTTP_ACCEPT_LANGUAGE", ""), person)
    return Asked(path, after, bool(script), session, secret or "", person, language, reads, theme_of(cookies, person))


def _is_plain(person: PersonInSession | None) -> bool:
    """Somebody who is here, and for whom nothing is to be left out or written down."""
    return person is not None and person.state == "active" and not person.mutes and not person.unseen


@lru_cache(_COOKIES)
def _cookies(said: str) -> dict[str, str]:
    """As Django reads them; not to be changed."""
    return parse_cookie(said.encode("latin-1").decode(errors="replace"))


@lru_cache(64)
def _is_ours(host: str, allowed: tuple[str, ...]) -> bool:
    return validate_host(split_domain_port(host)[0], allowed)


@lru_cache(_LANGUAGES)
def _languages(cookie: str, accepted: str, person: PersonInSession | None) -> tuple[str, tuple[str, ...]]:
    """The language of the page and those the reader reads, as the middleware chooses them."""
    request: Any = SimpleNamespace(
        person=person, COOKIES={settings.LANGUAGE_COOKIE_NAME: cookie} if cookie else {},
        META={"HTTP_ACCEPT_LANGUAGE": accepted}, headers={"Accept-Language": accepted})
    code = Language.choose(request, "")
    return code, tuple(reading(Language.reads(request, code), person))
