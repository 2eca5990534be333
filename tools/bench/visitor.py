"""Somebody with a browser's manners and none of its weight: one kept-open connection, a cookie jar."""

import http.client
import json
import re
import urllib.parse
from dataclasses import dataclass, field
from typing import Any

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Answer:
    """Status, headers and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """What a script would read."""
        return json.loads(self.body)


@dataclass
class Visitor:
    """A visitor of the site at `url`."""

    url: str
    languages: str = "en"
    cookies: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        parts = urllib.parse.urlsplit(self.url)
        self.line = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)

    def get(self, path: str, **headers: str) -> Answer:
        """One page."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, form: dict[str, str], page: str = "") -> Answer:
        """Send a form with the token of `page` (or of the form's own address)."""
        found = TOKEN.search(self.get(page or path).body.decode())
        if not found:
            raise SystemExit(f"{page or path} has no form")
        return self.post_with(found[1], path, form)

    def post_with(self, token: str, path: str, form: dict[str, str], **headers: str) -> Answer:
        """Send a form with a token that is known."""
        body = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        return self._ask("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def send(self, method: str, path: str, body: bytes, token: str, **headers: str) -> Answer:
        """What a script sends."""
        return self._ask(method, path, body, {"X-CSRFToken": token, "HX-Request": "true", **headers})

    def sign_in(self, handle: str, password: str) -> "Visitor":
        """Come in; leaves the program where that fails."""
        answer = self.post("/accounts/login/", {"login": handle, "password": password})
        if answer.status != 302:
            raise SystemExit(f"{handle} cannot sign in: {answer.status}")
        return self

    def _ask(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        said = {"Accept-Language": self.languages, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        answer = self._answer(method, path, body, {**said, **{k.replace("_", "-"): v for k, v in headers.items()}})
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(answer.status, dict(answer.headers), answer.read())

    def _answer(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        """A line that rested too long was closed by the server: then a new one."""
        try:
            self.line.request(method, path, body, headers)
            return self.line.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.line.close()
            self.line.request(method, path, body, headers)
            return self.line.getresponse()
