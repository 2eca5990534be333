"""Rows 10 and 11 (CVE-2024-25619, CVE-2025-62175): whoever may no longer listen is cut off within five seconds, and stays out."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from redbridge.accounts import queries
from redbridge.accounts.models import Person, Session
from redbridge.accounts.signins import public_id
from redbridge.config.hub import watch
from redbridge.config.hub.app import Hub
from tests.cast import PASSWORD, client, suspend
from tests.pages import Page


def sign_out(browser: Client, person: Person) -> None:
    browser.post("/accounts/logout/")


def change_password(browser: Client, person: Person) -> None:
    new = "a-much-better-one-9"
    client(person).post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})


def be_suspended(browser: Client, person: Person) -> None:
    suspend(person)


def revoke(browser: Client, person: Person) -> None:
    """End this one from another device, by its line in the list."""
    there = client(person)
    buttons = Page(there.get("/settings/security")).all("button", name="which")
    names = [one.attrs["value"] for one in buttons if one.attrs["value"] != "others"]
    assert public_id(key_of(browser)) in names
    there.post("/settings/security/sessions", {"which": public_id(key_of(browser))})


def revoke_others(browser: Client, person: Person) -> None:
    client(person).post("/settings/security/sessions", {"which": "others"})


def lose_the_session(browser: Client, person: Person) -> None:
    Session.objects.filter(person=person).delete()


def grow_old(browser: Client, person: Person) -> None:
    Session.objects.update(expire_date="2025-01-14T00:00Z")


def leave(browser: Client, person: Person) -> None:
    Session.objects.all().delete()
    person.delete()


ENDS = {sign_out: 401, change_password: 401, revoke: 401, revoke_others: 401, be_suspended: 403,
        lose_the_session: 401, grow_old: 401, leave: 401}
each_end = pytest.mark.parametrize(("end", "status"), ENDS.items(), ids=[end.__name__ for end in ENDS])
End = Callable[[Client, Person], None]


def key_of(browser: Client) -> str:
    return browser.cookies[settings.SESSION_COOKIE_NAME].value


async def status_of(hub: Hub, key: str) -> int:
    """The status of somebody who asks for a stream with this cookie and goes away at once."""
    sent = list[Any]()

    async def receive() -> dict[str, Any]:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    cookie = f"{settings.SESSION_COOKIE_NAME}={key}".encode()
    scope = {"type": "http", "method": "GET", "path": "/stream", "headers": [(b"cookie", cookie)], "client": ("127.0.0.1", 1)}
    await hub(scope, receive, send)
    return int(sent[0]["status"])


@pytest.mark.django_db
@each_end
def test_the_session_may_keep_no_stream(lin: Person, joss: Person, end: End, status: int) -> None:
    browser, other = client(lin), key_of(client(joss))
    key = key_of(browser)
    assert queries.live_sessions([key, other]) == {key, other}
    end(browser, lin)
    assert key not in queries.live_sessions([key, other])
    assert (other in queries.live_sessions([key, other])) == (end not in (grow_old, leave))


@each_end
def test_an_open_stream_ends_with_the_next_look_and_is_not_opened_again(
    committed: None, lin: Person, joss: Person, end: End, status: int
) -> None:
    hub, browser, other = Hub(), client(lin), key_of(client(joss))
    key = key_of(browser)
    assert asyncio.run(status_of(hub, key)) == 200
    theirs, hers = hub.streams.add(joss.pk, other), hub.streams.add(lin.pk, key)
    asyncio.run(hub.watch.look())
    assert not hers.closed and not theirs.closed
    end(browser, lin)
    asyncio.run(hub.watch.look())
    assert hers.closed
    assert asyncio.run(status_of(hub, key)) == status


def test_the_next_look_is_never_five_seconds_away() -> None:
    assert watch.EVERY < 5


@pytest.mark.parametrize("key", ["", "nonsense", "a\0b", "'; drop table accounts_session; --", "x" * 5000, "é" * 32])
def test_no_cookie_breaks_the_hub(committed: None, key: str) -> None:
    assert asyncio.run(status_of(Hub(), key.encode().decode("latin-1"))) == 401
