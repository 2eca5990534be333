"""An engine that takes the call and never answers: pages and publishing go on at their speed, other engines at theirs."""

import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from statistics import median

import pytest
from django.db import connection
from django.test import Client
from pytest_django import Settings

from redbridge.accounts.models import Person
from redbridge.notes.actions import cross
from redbridge.notes.actions.waiting import want
from redbridge.notes.models import Note
from tests.cast import client, write
from tests.engine_server import EngineServer
from tests.web_servers import Listener, listening

pytestmark = pytest.mark.usefixtures("committed")
SECONDS = 2
OVER = threading.Event()
"""The pit lets everybody go."""


@pytest.fixture
def pit() -> Iterator[Listener]:
    OVER.clear()

    def swallow(_line: socket.socket) -> None:
        OVER.wait(60)

    with listening(swallow) as pit:
        yield pit
        OVER.set()


def took(call: Callable[[], object]) -> float:
    started = time.monotonic()
    call()
    return time.monotonic() - started


def publish(browser: Client) -> int:
    body = {"client_key": str(uuid.uuid4()), "kind": "card", "card": "letter", "words": "今天很热", "title": "猫"}
    return browser.post("/notes/new", body).status_code


def errand(browser: Client, note_id: int) -> float:
    """Seconds to publish a note, look around and read one."""
    def all_of_it() -> None:
        assert publish(browser) in (200, 302)
        assert browser.get("/").status_code == 200
        assert browser.get(f"/notes/{note_id}").status_code == 200

    return took(all_of_it)


def waiting_in(*titles: str, author: Person) -> list[int]:
    ids = [write(author, title) for title in titles]
    want("note", ids)
    return ids


def working(rounds: int) -> threading.Thread:
    """What the part of the worker for engines does, in a thread with a connection of its own."""
    def work() -> None:
        try:
            for _ in range(rounds):
                cross()
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_pages_and_publishing_do_not_wait_for_an_engine(
    lin: Person, joss: Person, pit: Listener, settings: Settings
) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"http://127.0.0.1:{pit.port}?seconds=50"
    browser = client(lin)
    (first, *_) = waiting_in("我家的猫", "今天很热", author=lin)
    usual = median(errand(browser, first) for _ in range(5))
    assert pit.connections == 0
    workers = [working(1), working(1)]
    while not pit.connections:
        time.sleep(0.01)
    meanwhile = [errand(browser, first) for _ in range(5)]
    assert any(worker.is_alive() for worker in workers), "which of them found the note is chance"
    OVER.set()
    for worker in workers:
        worker.join()
    assert median(meanwhile) < 4 * usual + 1, "who waits for it waits for fifty seconds"


def test_other_engines_go_on_with_their_pairs(lin: Person, joss: Person, pit: Listener, settings: Settings) -> None:
    with EngineServer() as well:
        settings.REDBRIDGE_TRANSLATION_URL = f"http://127.0.0.1:{pit.port}?pairs=zh>en&seconds={SECONDS} {well.url}?pairs=en>zh"
        waiting_in(*(f"我家的第{n}只猫" for n in range(6)), author=lin)
        english = waiting_in(*(f"my cat number {n}" for n in range(6)), author=joss)
        assert took(working(2).join) < 5 * SECONDS, "less than each text's wait for the pit, one after another"
    assert all("zh-Hans" in note.translations for note in Note.objects.filter(pk__in=english))


def test_the_next_engine_takes_over_and_the_pit_costs_two_timeouts(
    lin: Person, joss: Person, pit: Listener, settings: Settings
) -> None:
    with EngineServer() as well:
        settings.REDBRIDGE_TRANSLATION_URL = f"http://127.0.0.1:{pit.port}?seconds=1 {well.url}?name=Second"
        ids: list[int] = []
        for number in range(8):
            ids += waiting_in(f"我家的第{number}只猫", author=lin)
            cross()
    assert pit.connections == 2
    assert {note.translations["en"]["engine"] for note in Note.objects.filter(pk__in=ids)} == {"Second"}


def test_workers_do_not_all_step_into_it(lin: Person, joss: Person, pit: Listener, settings: Settings) -> None:
    settings.REDBRIDGE_TRANSLATION_URL = f"http://127.0.0.1:{pit.port}?seconds=1"
    waiting_in("我家的猫", author=lin)
    cross()
    assert pit.connections == 1
    for number in range(4):
        waiting_in(f"我家的第{number}只猫", author=lin)
    workers = [working(1) for _ in range(4)]
    for worker in workers:
        worker.join()
    assert pit.connections == 2
