"""A member with a browser without script: real pages, real forms, their tokens and cookies."""

import re
import time
import uuid

import httpx

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PASSWORD = "walnut-teahouse-7"
PATIENCE = 120.0
"""Seconds for which one deed is tried again: longer than any of our restarts."""


class Refused(Exception):
    """The site understood and said no."""


class Member:
    """One person. Every deed is tried with the same key until the site says that it is done."""

    def __init__(self, site: str, handle: str) -> None:
        self.handle = handle
        self.http = httpx.Client(base_url=site, timeout=30, trust_env=False, headers={"Accept-Language": "en"})

    def sign_up(self) -> "Member":
        """Through the form, as anybody."""
        self._submit("/accounts/signup/", "/accounts/signup/", {
            "username": self.handle, "email": f"{self.handle}@example.org", "password1": PASSWORD, "birth_year": "1990",
        })
        assert "sessionid" in self.http.cookies, self.http.cookies
        return self

    def sign_out(self) -> None:
        """Through the form."""
        self._submit("/accounts/logout/", "/accounts/logout/", {})

    def publish(self, key: str, title: str) -> int:
        """A text card; the number of the note."""
        answer = self._until_done("/notes/new?kind=card", "/notes/new", {
            "client_key": key, "kind": "card", "card": "seal", "words": title, "title": title, "body": f"{title} #crash",
        })
        return int(answer.headers["location"].rstrip("/").rpartition("/")[2])

    def like(self, note: int) -> None:
        """Like a note."""
        self._until_done(f"/notes/{note}", f"/notes/{note}/like", {"on": "1"})

    def comment(self, note: int, key: str, body: str) -> None:
        """Comment on a note."""
        self._until_done(f"/notes/{note}", f"/notes/{note}/comments", {"client_key": key, "body": body})

    def follow(self, handle: str) -> None:
        """Follow somebody."""
        self._until_done(f"/@{handle}", f"/@{handle}/follow", {"on": "1"})

    def _until_done(self, page: str, action: str, fields: dict[str, str]) -> httpx.Response:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self._submit(page, action, fields)
            except (httpx.HTTPError, Refused):
                # Nobody knows what became of it. Only the key tells the site that this is the same deed.
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def _submit(self, page: str, action: str, fields: dict[str, str]) -> httpx.Response:
        form = self.http.get(page)
        token = TOKEN.search(form.text)
        if form.status_code != httpx.codes.OK or token is None:
            raise Refused(f"{page}: {form.status_code}")
        answer = self.http.post(action, data={**fields, "csrfmiddlewaretoken": token[1]},
                                headers={"Referer": str(self.http.base_url)})
        if answer.status_code not in (200, 302, 303):
            raise Refused(f"{action}: {answer.status_code} {answer.text[:300]}")
        return answer


def new_key() -> str:
    """The name of one deed."""
    return str(uuid.uuid4())
