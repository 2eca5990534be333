"""Writes to a site without pause and keeps a ledger of it, whatever happens to the site meanwhile."""

import random
import threading
import time

import httpx

from tests.crash.ledger import Ledger
from tests.crash.member import PATIENCE, Member, Refused, new_key

PAUSE = 0.05
EACH = 200
"""Notes an author writes before the next one takes the pen, with a new reader: a person may publish 300 an hour."""


class Writer(threading.Thread):
    """Authors publish, a reader who follows them likes and comments. `failure` is what ended it too early."""

    def __init__(self, site: str, ledger: Ledger) -> None:
        super().__init__(daemon=True)
        self.site = site
        self.ledger = ledger
        self.reader: Member
        self.authors: list[Member] = []
        self.done = self.people = 0
        self.failure: Exception | None = None
        self.over = threading.Event()
        self._next_author()

    def run(self) -> None:
        """Deed after deed until told to stop."""
        try:
            while not self.over.is_set():
                if self.done >= EACH * len(self.authors):
                    self._next_author()
                self._deed()
                time.sleep(PAUSE)
        except Exception as error:
            self.failure = error

    def stop(self) -> None:
        """Finish the deed at hand and stop."""
        self.over.set()
        self.join(120)
        assert not self.is_alive(), "the writer never finished its last deed"
        if self.failure:
            raise self.failure

    def wrote_since(self, before: int) -> bool:
        """Has it published a few notes since it had published `before`? Raises what ended it too early."""
        if self.failure:
            raise self.failure
        return self.done > before + 2

    def _next_author(self) -> None:
        """Somebody else takes the pen, and somebody else reads. Who was signing up as the site was killed is nobody."""
        self.reader, author = self._newcomer("reader"), self._newcomer("author")
        self.reader.follow(author.handle)
        self.authors.append(author)

    def _newcomer(self, name: str) -> Member:
        end = time.monotonic() + PATIENCE
        while True:
            self.people += 1
            try:
                return Member(self.site, f"{name}_{self.people}").sign_up()
            except (httpx.HTTPError, Refused, AssertionError):
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)

    def _deed(self) -> None:
        note = self._publish()
        if random.random() < 0.5:
            self._like(note)
        if random.random() < 0.5:
            self._comment(note)

    def _publish(self) -> int:
        key = new_key()
        title = f"Note {key[:8]}"
        self.ledger.intend("publish", key, title=title)
        note = self.authors[-1].publish(key, title)
        self.ledger.acknowledge("publish", key, note)
        self.done += 1
        return note

    def _like(self, note: int) -> None:
        self.ledger.intend("like", str(note))
        self.reader.like(note)
        self.ledger.acknowledge("like", str(note))

    def _comment(self, note: int) -> None:
        key = new_key()
        self.ledger.intend("comment", key, note=note)
        self.reader.comment(note, key, f"Comment {key[:8]}")
        self.ledger.acknowledge("comment", key, note)
