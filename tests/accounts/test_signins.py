"""Where somebody is signed in: told in words, true to the hour, and ended one by one or all at once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from redbridge.accounts import jobs, rules, signins
from redbridge.accounts.models import Person, Session
from tests.cast import PASSWORD, client, suspend
from tests.pages import Page

pytestmark = pytest.mark.django_db
PAGE, END = "/settings/security", "/settings/security/sessions"
AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0": "Firefox|Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1": "Safari|iPhone",
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0.0.0 Mobile Safari/537.36": "Chrome|Android",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0": "Edge|macOS",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 MicroMessenger/8.0.50": "WeChat|iPhone",
    "Mozilla/5.0 (X11; CrOS x86_64) Chrome/130": "Chrome|ChromeOS", "curl/8.0": "", "": "", "<script>x7()</script>": "",
}


@pytest.mark.parametrize(("agent", "device"), AGENTS.items())
def test_a_device_is_told_by_kind_and_never_by_version(agent: str, device: str) -> None:
    assert rules.device(agent) == device


def sign_in(person: Person, agent: str = "") -> Client:
    browser = Client(headers={"User-Agent": agent} if agent else {})
    assert browser.post("/accounts/login/", {"login": person.handle, "password": PASSWORD}).status_code == 302
    return browser


def own(browser: Client) -> str:
    return signins.public_id(str(browser.session.session_key))


def is_in(browser: Client) -> bool:
    return browser.get("/following").status_code == 200


def test_each_is_told_in_words_and_this_one_marked(lin: Person) -> None:
    here, _there = sign_in(lin, next(iter(AGENTS))), sign_in(lin, list(AGENTS)[1])
    first, second = Page(here.get(PAGE + "?lang=en")).all("ul", **{"class": "rows"})[-1].children[1::2][:2]
    assert "Firefox on Windows" in first.words and "This device" in first.words
    assert "Safari on iPhone" in second.words and "This device" not in second.words


def test_neither_key_nor_address_is_on_the_page_or_in_the_row(lin: Person) -> None:
    browser = Client(REMOTE_ADDR="203.0.113.77")
    browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
    browser.get("/")
    html = browser.get(PAGE).content.decode()
    kept = str(list(Session.objects.values())) + str([row.get_decoded() for row in Session.objects.all()])
    assert str(browser.session.session_key) not in html and "203.0.113" not in html + kept


def test_one_is_ended_and_the_others_stay(lin: Person) -> None:
    here, there, elsewhere = sign_in(lin), sign_in(lin), sign_in(lin)
    assert here.post(END, {"which": own(there)})["Location"] == PAGE
    assert [is_in(one) for one in (here, there, elsewhere)] == [True, False, True]


def test_all_others_are_ended(lin: Person, joss: Person) -> None:
    here, there, elsewhere, other = sign_in(lin), sign_in(lin), sign_in(lin), client(joss)
    here.post(END, {"which": "others"})
    assert [is_in(one) for one in (here, there, elsewhere, other)] == [True, False, False, True]


@pytest.mark.parametrize("which", ["", "nonsense", "a\0b", "x" * 5000])
def test_what_is_none_of_theirs_is_not_found(lin: Person, joss: Person, which: str) -> None:
    mine, theirs = sign_in(lin), sign_in(joss)
    assert mine.post(END, {"which": which or own(theirs)}).status_code == 404
    assert mine.post(END, {"which": own(mine)}).status_code == 404, "signing out here has a button of its own"
    assert is_in(mine) and is_in(theirs)


def test_a_suspended_person_may_end_theirs(lin: Person) -> None:
    here, there = sign_in(lin), sign_in(lin)
    suspend(lin)
    assert len(Page(here.get(PAGE)).all("button", name="which")) == 2
    here.post(END, {"which": own(there)})
    assert not is_in(there)


def test_sessions_older_than_the_password_are_not_listed(lin: Person) -> None:
    sign_in(lin)
    lin.set_password("another-one-4")
    lin.save()
    assert len(signins.signins(lin.pk, "")) == 0


def test_its_beginning_stays_whatever_is_written_into_it(lin: Person) -> None:
    browser = sign_in(lin)
    began = Session.objects.get(session_key=browser.session.session_key).made
    session = browser.session
    session["began"] -= 7200
    session.save()
    session["more"] = 1
    session.save()
    assert abs(Session.objects.get(session_key=session.session_key).made - began + timedelta(hours=2)) < timedelta(seconds=2)


def test_last_in_use_is_known_to_the_hour_and_written_once_an_hour(lin: Person) -> None:
    browser = client(lin)
    Session.objects.update(seen=datetime(2026, 1, 1, 10, tzinfo=UTC))
    browser.get("/")
    seen = Session.objects.get().seen
    # The next hour may strike meanwhile.
    assert (seen.minute, seen.second) == (0, 0) and datetime.now(UTC) - seen < timedelta(hours=1, minutes=5)


def test_ended_sessions_are_forgotten(lin: Person) -> None:
    client(lin)
    Session.objects.update(expire_date="2025-01-14T00:00Z")
    jobs.forget_sessions(0)
    assert not Session.objects.exists()
