"""Many people who comment at once, and how soon each comment can be read in the other language."""

import threading
import time
import uuid
from dataclasses import dataclass, field

import psycopg

from tests.load.storm import PASSWORD
from tests.translation.tiny_words import WORDS
from tools.bench.visitor import TOKEN, Visitor

TARGET = "zh-Hans"
PATIENCE = 90.0
LOOK = 0.02
_READABLE = "select body from notes_comment where note_id = %s and translations ? %s"


@dataclass
class Talk:
    """When each comment was taken (its POST answered) and when it could be read, as instants of `time.monotonic()`."""

    path: str = ""
    sent: dict[str, float] = field(default_factory=dict)
    readable: dict[str, float] = field(default_factory=dict)
    refused: int = 0

    def waits(self) -> list[float]:
        """Seconds from sending to being readable, shortest first; one that never was counts as endless."""
        return sorted(max(0.0, self.readable.get(body, float("inf")) - sent) for body, sent in self.sent.items())

    def within(self, share: float) -> float:
        """The wait that this share of the comments kept below."""
        waits = self.waits()
        return waits[min(len(waits) - 1, int(len(waits) * share))]


def member(url: str, name: str) -> Visitor:
    """Somebody new, signed in."""
    visitor = Visitor(url)
    answer = visitor.post("/accounts/signup/", {
        "username": name, "email": f"{name}@example.org", "password1": PASSWORD, "birth_year": "1990"})
    assert answer.status == 302, answer.status
    return visitor


def note(author: Visitor) -> str:
    """The path of a new note to talk under."""
    answer = author.post("/notes/new?kind=card", {
        "client_key": str(uuid.uuid4()), "kind": "card", "card": "seal", "words": "The cat and the noodles", "title": "Hello",
        "body": "Who likes them?"})
    assert answer.status == 302, answer.status
    where = next(value for name, value in answer.headers.items() if name.lower() == "location")
    return where.partition("?")[0]


def talk(url: str, database: str, rate: float, seconds: float, people: int = 5) -> Talk:
    """`people` comment under one note, `rate` comments a second in all, each of other words."""
    key = uuid.uuid4().hex[:6]
    crowd = [member(url, f"t{key}_{number}") for number in range(people)]
    seen, done = Talk(note(crowd[0])), threading.Event()
    path = seen.path
    watch = threading.Thread(target=_watch, args=(database, int(path.rstrip("/").rpartition("/")[2]), seen, done))
    watch.start()
    began = time.monotonic()
    threads = [
        threading.Thread(target=_comment, args=(one, path, range(place, int(rate * seconds), people), rate, began, seen))
        for place, one in enumerate(crowd)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    done.set()
    watch.join()
    return seen


def body(number: int) -> str:
    """A comment like no other, of words that the tiny models know."""
    chosen = [WORDS[(number * step + 7 * step) % len(WORDS)] for step in (1, 3, 5, 11)]
    return f"I like the {' '.join(chosen)} today, number {number}"


def _comment(one: Visitor, path: str, numbers: range, rate: float, began: float, seen: Talk) -> None:
    found = TOKEN.search(one.get(path).body.decode())
    assert found
    for number in numbers:
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        words = body(number)
        seen.sent[words] = time.monotonic()
        answer = one.post_with(found[1], f"{path}/comments", {"client_key": str(uuid.uuid4()), "body": words})
        if answer.status != 302:
            seen.refused += 1


def _watch(database: str, note_id: int, seen: Talk, done: threading.Event) -> None:
    """Look until all that were taken can be read, or for a minute and a half after the last."""
    end = None
    with psycopg.connect(database, autocommit=True) as line:
        while end is None or (time.monotonic() < end and len(seen.readable) < len(seen.sent) - seen.refused):
            now, rows = time.monotonic(), line.execute(_READABLE, [note_id, TARGET]).fetchall()
            for (words,) in rows:
                seen.readable.setdefault(words, now)
            if done.is_set() and end is None:
                end = time.monotonic() + PATIENCE
            time.sleep(LOOK)
