"""The hub: who may listen, what they hear, and when it ends."""

import asyncio
import threading
import time
from typing import Any

import httpx
import pytest
from django.conf import settings

from redbridge.accounts.queries import PersonInSession
from redbridge.config.hub import app as hub_app
from redbridge.config.hub import streams as streams_room
from redbridge.config.hub import watch
from redbridge.config.hub.app import Hub
from redbridge.config.hub.streams import MOST_REMEMBERED, QUEUE, REFRESH, REMEMBERED, STREAMS_A_PERSON, Full, Streams
from tests.crash.member import Member
from tests.up.running import Up, wait_for

ME = PersonInSession(7, "me", "Me", ("en",), "en", "", "member")
SUSPENDED = PersonInSession(8, "no", "No", ("en",), "en", "", "suspended")
SESSIONS = {"mine": ME, "theirs": SUSPENDED}


@pytest.fixture(autouse=True)
def sessions(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two sessions, without a database."""
    monkeypatch.setattr(hub_app, "session_person", SESSIONS.get)


class Call:
    """One request to the hub, driven by hand."""

    def __init__(self, hub: Hub, path: str = "/stream", session: str = "", origin: str = "", client: str = "127.0.0.1",
                 query: bytes = b"age=1") -> None:
        headers = [(b"cookie", f"a=b; {settings.SESSION_COOKIE_NAME}={session}".encode())] if session else []
        headers += [(b"origin", origin.encode())] if origin else []
        self.scope = {"type": "http", "path": path, "method": "GET", "query_string": query,
                      "headers": headers, "client": (client, 1)}
        self.hub = hub
        self.left = asyncio.Event()
        self.sent: list[Any] = []

    async def receive(self) -> dict[str, str]:
        await self.left.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Any) -> None:
        self.sent.append(message)

    async def run(self) -> "Call":
        """To the answer's end."""
        await self.hub(self.scope, self.receive, self.send)
        return self

    @property
    def status(self) -> int:
        return int(self.sent[0]["status"])

    @property
    def text(self) -> str:
        return b"".join(message.get("body", b"") for message in self.sent).decode()


def status_of(**asked: Any) -> int:
    return asyncio.run(Call(Hub(), **asked).run()).status


def test_only_a_person_who_is_signed_in_and_not_suspended_may_listen() -> None:
    assert status_of() == 401
    assert status_of(session="made-up") == 401
    assert status_of(session="theirs") == 403


def test_only_pages_of_the_site_may_listen() -> None:
    assert status_of(session="mine", origin="https://elsewhere.example") == 403
    headers = dict(asyncio.run(Call(Hub(), path="/healthz", origin=settings.REDBRIDGE_SITE_URL).run()).sent[0]["headers"])
    assert headers[b"access-control-allow-origin"] == settings.REDBRIDGE_SITE_URL.encode()
    assert headers[b"access-control-allow-credentials"] == b"true"


def test_its_metrics_are_for_its_own_machine() -> None:
    assert status_of(path="/metrics") == 200
    assert status_of(path="/metrics", client="203.0.113.9") == 404


def test_news_reaches_the_streams_of_its_people_and_nobody_else() -> None:
    async def scene() -> tuple[str, str]:
        hub = Hub()
        calls = [Call(hub, session="mine"), Call(hub, session="mine")]
        tasks = [asyncio.create_task(call.run()) for call in calls]
        while hub.streams.count < 2:
            await asyncio.sleep(0.01)
        other = hub.streams.add(99, "other")
        hub.news.hear('{"people": [7], "kind": "notice"}')
        hub.news.hear("nonsense")
        hub.news.hear('{"people": [7], "kind": "two\\nlines"}')
        await asyncio.sleep(0.05)
        hub.streams.close_all()
        await asyncio.gather(*tasks)
        assert await other.take(0.01) is None
        return calls[0].text, calls[1].text

    for text in asyncio.run(scene()):
        assert text.count("event: notice\ndata: \n\n") == 1 and "lines" not in text


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The hub's clock, in seconds; the hub is made an hour after its start."""
    now = [3600.0]
    monkeypatch.setattr(streams_room, "monotonic", lambda: now[0])
    return now


def test_news_between_a_pages_writing_and_its_line_is_not_lost(clock: list[float]) -> None:
    streams = Streams()
    streams.lost()
    clock[0] += 100
    streams.tell([7], "notice")
    clock[0] += 1
    assert streams.missed(7, 2), "told one second ago, on a page written two seconds ago"
    assert not streams.missed(8, 2), "others were told nothing"
    clock[0] += 30
    assert not streams.missed(7, 2), "a page written since knows it"
    assert streams.missed(7, 40), "an old page that was restored does not"


def test_whoever_comes_with_a_page_older_than_what_is_remembered_looks_again(clock: list[float]) -> None:
    streams = Streams()
    assert streams.missed(8, 1), "the hub has only begun"
    clock[0] += 100
    assert not streams.missed(8, 1)
    streams.lost()
    assert streams.missed(8, 1), "the line to the database was lost"
    clock[0] += 100
    streams.tell(range(MOST_REMEMBERED + 1), "notice")
    assert streams.missed(0, 1), "the one for whom there was no room"
    clock[0] += REMEMBERED + 10
    streams.tell([1], "notice")
    assert not streams.missed(0, 1) and streams.missed(2, REMEMBERED + 10)


@pytest.mark.parametrize(("query", "looks"), [(b"age=1", False), (b"age=500", True), (b"", True), (b"age=-1", True)])
def test_a_page_says_how_old_it_is(query: bytes, looks: bool, clock: list[float]) -> None:
    async def scene() -> str:
        hub = Hub()
        clock[0] += 100
        call = Call(hub, session="mine", query=query)
        task = asyncio.create_task(call.run())
        while not hub.streams.count:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.02)
        hub.streams.close_all()
        await task
        return call.text

    assert ("event: refresh" in asyncio.run(scene())) is looks


def test_a_reader_who_leaves_is_forgotten() -> None:
    async def scene() -> int:
        hub = Hub()
        call = Call(hub, session="mine")
        task = asyncio.create_task(call.run())
        while not hub.streams.count:
            await asyncio.sleep(0.01)
        call.left.set()
        await asyncio.wait_for(task, 10)
        return hub.streams.count

    assert asyncio.run(scene()) == 0


def test_a_stream_ends_when_its_session_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "live_sessions", lambda keys: set(keys) - {"ended"})

    async def scene() -> tuple[bool, bool]:
        streams = Streams()
        ended, lives = streams.add(1, "ended"), streams.add(2, "lives")
        await watch.Watch(streams).look()
        return ended.closed, lives.closed

    assert asyncio.run(scene()) == (True, False)


def test_a_slow_reader_costs_no_memory_and_is_told_to_look_again() -> None:
    async def scene() -> list[str] | None:
        stream = Streams().add(1, "s")
        for number in range(QUEUE * 3):
            stream.put(f"event {number}")
        return await stream.take(1)

    events = asyncio.run(scene())
    assert events is not None and len(events) == QUEUE + 1 and events[-1] == REFRESH


def test_a_person_has_so_many_streams_and_no_more() -> None:
    async def scene() -> None:
        streams = Streams()
        first, *_ = [streams.add(1, "s") for _ in range(STREAMS_A_PERSON)]
        with pytest.raises(Full):
            streams.add(1, "s")
        streams.add(2, "s")
        streams.remove(first)
        streams.add(1, "s")

    asyncio.run(scene())


class Listener(threading.Thread):
    """A page of a member that listens. `lines` is what came, `ended` whether the hub has hung up."""

    def __init__(self, hub: str, member: Member) -> None:
        super().__init__(daemon=True)
        self.hub, self.member = hub, member
        self.lines: list[str] = []
        self.ended = False
        self.start()

    def run(self) -> None:
        cookie = {"sessionid": self.member.http.cookies["sessionid"]}
        with httpx.stream("GET", f"{self.hub}/stream", cookies=cookie, timeout=120, trust_env=False) as answer:
            self.lines.append(str(answer.status_code))
            for line in answer.iter_lines():
                self.lines.append(line)
        self.ended = True


def test_a_new_follower_is_heard_at_once_and_signing_out_ends_the_stream_within_five_seconds(site: Up) -> None:
    stamp = str(time.time_ns())[-8:]
    heard, follower = Member(site.url, f"heard_{stamp}").sign_up(), Member(site.url, f"new_{stamp}").sign_up()
    page = Listener(site.site["hub_url"], heard)
    wait_for(lambda: "retry: 2000" in page.lines, "an open stream")
    follower.follow(heard.handle)
    wait_for(lambda: "event: notice" in page.lines, "the notice")
    heard.sign_out()
    assert watch.EVERY < 5, "a look each four seconds: that leaves one for the look itself"
    wait_for(lambda: page.ended, "the end of the stream", 20)
