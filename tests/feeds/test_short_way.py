"""The short way to Explore and Following gives what Django gives, header by header and byte by byte, or leaves it to Django."""

import importlib
import re
import time
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person, Session, Surge
from redbridge.feeds import queries, rules
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from tests.cast import answer, arrive, suspend, write
from tests.jobs import run_jobs
from tests.pages import Page
from tests.ways import Ways, cookies, ways

__all__ = ["ways"]
_cards: Any = importlib.import_module("redbridge.notes.queries.cards")  # the package has a verb of this name
pytestmark = pytest.mark.django_db
BOTH = ("/", "/following")


@pytest.fixture
def town(lin: Person) -> dict[str, Person]:
    """Two readers who follow lin; lin wrote more than a page holds, in two languages."""
    people = {who: arrive(who, *languages, name=name) for who, languages, name in (
        ("amy", ("en", "zh-Hans"), '<b>"Amy" & co</b>'), ("bao", ("zh-Hans",), "阿宝"))}
    for person in people.values():
        accounts.follow(person.pk, lin.pk)
    for number in range(rules.PAGE + 3):
        write(lin, f"面 {number} <x>", "早安", language="zh-Hans",
              translations={"en": {"title": f"Noodles {number} <y>", "body": "morning", "by": "human"}} if number % 2 else {})
    run_jobs()
    queries.popular_topics.forget()
    return people | {"lin": lin}


@pytest.mark.parametrize("path", BOTH)
def test_for_somebody_signed_in(ways: Ways, town: dict[str, Person], path: str) -> None:
    for more in ({}, {"theme": "dark"}, {"django_language": "zh-hant"}, {"zone": "Asia/Shanghai"}, {"x": '"odd\\'}):
        for who in ("amy", "bao", "lin") if not more else ("amy",):
            page, way = ways.ask(path, cookies(town[who], **more))
            assert page.status == "200 OK" and (way == "long" or b"csrfmiddlewaretoken" in page.body)
            assert (way == "short") <= ("Set-Cookie" in dict(page.headers))
            assert way == ("long" if (path, who) == ("/following", "lin") else "short"), "an empty page has suggestions on it"


@pytest.mark.parametrize("path", BOTH)
@pytest.mark.usefixtures("surges")
def test_a_surge_is_told_to_members_with_the_hours_it_still_goes_on(ways: Ways, town: dict[str, Person], path: str) -> None:
    def told(page: bytes) -> list[str]:
        return [one.words for one in Page(HttpResponse(page)).all("p") if "surge-banner" in one.attrs.get("class", "")]

    assert told(ways.ask(path, cookies(town["amy"]))[0].body) == []
    accounts.begin_surge(hours=3)
    page, way = ways.ask(path, cookies(town["amy"]))
    assert way == "short" and ["3 hours" in one for one in told(page.body)] == [True]
    assert "3 小时" in told(ways.ask(path, cookies(town["bao"]))[0].body)[0]
    Surge.objects.update(until=timezone.now() + timedelta(minutes=20))
    page, way = ways.ask(path, cookies(town["amy"]))
    assert way == "short" and ["next hour" in one for one in told(page.body)] == [True]
    if path == "/":
        assert told(ways.ask(path, {})[0].body) == [], "strangers are told where they sign up"
    accounts.end_surge()
    page, way = ways.ask(path, cookies(town["amy"]))
    assert way == "short" and told(page.body) == []


def test_what_somebody_leaves_as_it_was_written_and_the_script_they_read(ways: Ways, town: dict[str, Person]) -> None:
    amy, hant = town["amy"], arrive("hant", "zh-Hant")
    assert b"Noodles" in ways.ask("/", cookies(amy))[0].body
    accounts.leave_language(amy.pk, "zh-Hans")
    page, way = ways.ask("/", cookies(amy))
    assert way == "short" and b"Noodles" not in page.body
    Note.objects.filter(pk=queries.explore("").ids[0]).update(title="这个说法", translations={})
    page, way = ways.ask("/", cookies(hant))
    assert way == "short" and "這個說法".encode() in page.body.replace(b"<wbr>", b"")


def test_for_a_stranger(ways: Ways, town: dict[str, Person]) -> None:
    said = ("", "en", "zh-CN,zh;q=0.9", "zh-TW", "fr, *;q=0.1", "a" * 600)
    cookie: list[dict[str, str]] = [{"django_language": "zh-hans"}, {"csrftoken": ""}, {"csrftoken": "short"}]
    for accepted, more in [*((one, {}) for one in said), *(("en", one) for one in cookie)]:
        page, way = ways.ask("/", cookies(None, **more), **({"Accept-Language": accepted} if accepted else {}))
        assert page.status == "200 OK" and b"csrfmiddlewaretoken" not in page.body
        assert way == ("long" if "csrftoken" in more else "short")
        assert ways.ask("/following", cookies(None, **more))[0].status == "302 Found"


@pytest.mark.parametrize("path", BOTH)
def test_the_next_page_and_what_a_script_is_given(ways: Ways, town: dict[str, Person], path: str) -> None:
    mine = cookies(town["amy"])
    whole = ways.ask(path, mine)[0]
    after = (queries.explore("") if path == "/" else queries.following(town["amy"].pk, "")).after
    assert after.encode() in whole.body
    for script in ({}, {"HX-Request": "true"}):
        page, way = ways.ask(f"{path}?after={after}", mine, **script)
        assert way == "short" and page.body.count(b"<article") == 3 and (b"<html" in page.body) is not bool(script)


def test_what_changes_is_seen_at_once(ways: Ways, town: dict[str, Person]) -> None:
    """Likes, edits, a new name, what is deleted, a block, a new notice: no page that was kept hides it."""
    amy, lin, mine = town["amy"], town["lin"], cookies(town["amy"])
    first, second = queries.explore("").ids[:2]
    seen = [ways.ask("/", mine)[0].body]

    def changed() -> bytes:
        page, way = ways.ask("/", mine)
        assert way == "short" and page.body not in seen
        seen.append(page.body)
        return page.body

    notes.like(amy.pk, first)
    changed()
    Note.objects.filter(pk=second).update(title="新的", translations={"en": {"title": "Brand new words"}})
    assert b"Brand new words" in changed()
    Person.objects.filter(pk=lin.pk).update(name="Lin with a new name")
    assert b"Lin with a new name" in changed()
    own = write(amy, "Mine")
    run_jobs()
    assert b"Mine" in changed()
    answer(lin, own, "hello")
    run_jobs()
    changed()
    notes.remove_note(lin.pk, Note.objects.get(pk=first))
    assert f"/notes/{first}\"".encode() not in changed()
    accounts.block(lin.pk, amy.pk)
    assert b"/@lin" not in changed()


ODD: list[tuple[str, str, dict[str, str], dict[str, str]]] = [
    ("/", "HEAD", {}, {}), ("/", "POST", {}, {}), ("/?order=time", "GET", {}, {}), ("/?after=x&order=time", "GET", {}, {}),
    ("/?lang=zh-hans", "GET", {}, {}), ("/?after=", "GET", {}, {}), ("/?after=AAAA", "GET", {}, {}),
    ("/?after=%3Cx", "GET", {}, {}), ("/following/", "GET", {}, {}), ("/", "GET", {"messages": "x"}, {}),
    ("/", "GET", {}, {"HX-Request": "1"}), ("/", "GET", {}, {"Host": "elsewhere.example"}),
    ("/", "GET", {}, {"Host": "local host"}), ("/", "GET", {"csrftoken": "é"}, {}), ("/", "GET", {"sessionid": "x" * 32}, {}),
    ("/", "GET", {"sessionid": "../x"}, {}), ("/healthz", "GET", {}, {}),
]


def test_what_is_out_of_the_ordinary_is_django_s(ways: Ways, town: dict[str, Person]) -> None:
    mine = cookies(town["amy"])
    assert ways.ask("/", mine)[1] == "short"
    for path, method, more, headers in ODD:
        assert ways.ask(path, mine | more, method, **headers)[1] == "long", (path, method, more, headers)


def test_who_is_out_of_the_ordinary_is_django_s(ways: Ways, town: dict[str, Person]) -> None:
    amy, mine = town["amy"], cookies(town["amy"])

    def way(**more: Any) -> str:
        return ways.ask("/", mine | more)[1]

    assert way() == "short"
    Mute.objects.create(person=amy, kind="word", word="noodles")
    assert way() == "long"
    Mute.objects.all().delete()
    assert way() == "short"
    suspend(amy)
    assert way() == "long"
    Person.objects.filter(pk=amy.pk).update(state="active", password="another")
    page, taken = ways.ask("/following", mine)
    assert (page.status, taken) == ("302 Found", "long"), "a session ends with the password it was made by"


def test_a_session_that_ended_shows_nothing_more(ways: Ways, town: dict[str, Person]) -> None:
    mine = cookies(town["amy"])
    assert ways.ask("/following", mine)[1] == "short"
    Session.objects.filter(session_key=mine["sessionid"]).update(expire_date="2020-01-01T00:00Z")
    assert ways.ask("/following", mine)[0].status == "302 Found"
    assert b"@amy" not in ways.ask("/", mine)[0].body


def test_one_s_own_name_stands_on_no_other_s_page(ways: Ways, town: dict[str, Person]) -> None:
    for who, other in (("amy", "bao"), ("bao", "amy")) * 2:
        page = ways.ask("/", cookies(town[who], django_language="en"))[0].body
        assert f"/@{who}".encode() in page and f"/@{other}".encode() not in page and str(town[other].pk).encode() not in page


def test_the_newcomer_is_invited_until_they_wrote(ways: Ways, town: dict[str, Person]) -> None:
    mine = cookies(town["amy"])
    with patch("redbridge.exchange.rules.NEW_DAYS", 7):
        assert ways.ask("/", mine)[1] == "long"
        write(town["amy"], "Hello")
        assert ways.ask("/", mine)[1] == "short"


def test_three_statements_and_a_fresh_token_each_time(ways: Ways, town: dict[str, Person]) -> None:
    mine = cookies(town["amy"])
    ways.ask("/", mine)
    with CaptureQueriesContext(connection) as caught:
        ways._answer(ways.short, "/", mine, "GET", {})
    assert len(caught) == 4, "cards too: in a transaction versions do not tell"


def test_a_broken_short_way_is_the_long_one(ways: Ways, town: dict[str, Person], monkeypatch: pytest.MonkeyPatch) -> None:
    mine = cookies(town["amy"])
    assert ways.ask("/", mine)[1] == "short"
    monkeypatch.setattr("redbridge.config.short.way.find", lambda asked: 1 / 0)
    assert ways.ask("/", mine)[1] == "long"


def test_a_header_that_nobody_taught_it_closes_it(ways: Ways, town: dict[str, Person]) -> None:
    plain = ways.long

    def another(environ: Any, start: Any) -> Any:
        return plain(environ, lambda status, headers, *error: start(status, [*headers, ("X-New", str(time.time()))], *error))

    mine = cookies(town["amy"])
    ways.long = another
    for _time in range(3):
        ways.taken.clear()
        assert "X-New" in dict(ways._answer(ways.short, "/", mine, "GET", {}).headers) and ways.taken


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("committed")
def test_for_real_with_what_is_kept(ways: Ways, lin: Person) -> None:
    """Outside a transaction versions tell which cards are known; the rows come as the server wrote them."""
    amy = arrive("amy", "en")
    accounts.follow(amy.pk, lin.pk)
    one, two = write(lin, "面一"), write(lin, "面二")
    run_jobs()
    mine = cookies(amy)
    for path in BOTH:
        assert ways.ask(path, mine)[1] == "short"
    notes.like(amy.pk, one)
    Note.objects.filter(pk=two).update(title="面三")
    for path in BOTH:
        page, way = ways.ask(path, mine)
        assert way == "short" and "面三".encode() in page.body and "面二".encode() not in page.body
    Note.objects.filter(pk=two).update(visibility="me")
    for path in BOTH:
        page, way = ways.ask(path, mine)
        assert way == "short" and "面三".encode() not in page.body and "面一".encode() in page.body
    Person.objects.filter(pk=amy.pk).update(password="x")
    assert ways.ask("/following", mine)[0].status == "302 Found"


def test_all_that_a_card_is_made_of_has_its_version_in_the_list() -> None:
    made_of, told = (set(re.findall(r"(?:from|join) (\w+_\w+)", sql)) for sql in (_cards._CARDS, _cards._LISTED))
    assert made_of == told


@pytest.mark.usefixtures("committed")
def test_a_card_that_changed_between_two_statements_is_not_kept_under_its_old_likes(lin: Person) -> None:
    amy, note = arrive("amy", "en"), write(lin, "面")
    run_jobs()
    rows = queries.explore("", amy.pk).rows
    notes.like(amy.pk, note)
    assert [card.liked for card in _cards.shown(amy.pk, ["en"], rows)] == [True]
    notes.unlike(amy.pk, note)
    assert [card.liked for card in _cards.shown(amy.pk, ["en"], queries.explore("", amy.pk).rows)] == [False]
