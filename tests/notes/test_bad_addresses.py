"""Addresses and cookies that nobody was given: never a 500."""

import pytest

from redbridge.accounts.models import Person
from tests.cast import client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [
    "/notes/%00", "/notes/-1", "/notes/" + "9" * 40, "/notes/1e5", "/topics/%00", "/topics/a%00b",
    "/topics/%ED%A0%80", "/notes/1?read=%00", "/?after=%00", "/@lin?after=%FF",
    "/@lin?deleted=%00", "/@lin?deleted=" + "9" * 60, "/@lin?deleted=②", "/@lin?deleted=1%00", "/notes/new?body=%00",
    "/@%00", "/@a%00/feed.xml", "/@%00/followers", "/topics/%00/feed.xml", "/glossary/zh/%00", "/glossary?q=%00",
    "/glossary/%00/x", "/corrections/suggest/note/1?to=%00", "/corrections/suggest/%00/1?to=en",
    "/corrections?show=%00", "/report/%00/1", "/search?q=%00", "/search?q=a%00b&in=people", "/search?q=a&after=%00",
    "/search/suggest?q=%00", "/complete?q=%00", "/oembed?url=%00", "/notes/1?comment=%00", "/notes/1?after=%00",
    "/boards/1?after=%00", "/boards?deleted=%00", "/notifications?after=%00", "/notifications?show=%00",
    "/settings/privacy?after=%00", "/settings/standing?after=%00", "/settings/access?after=%00",
    "/drafts?thrown=%00", "/transparency?after=%00", "/guidelines/versions/%00", "/exchange/cat-tax?after=%00",
    "/following?after=%00", "/transparency/receipt/%00", "/people?after=%00", "/settings/reports?after=%00",
    "/settings/appeals?after=%00", "/notes/new?draft=%00", "/transparency/record.jsonl?after=%00",
    "/accounts/confirm-email/%00/", "/accounts/password/reset/key/%00-%00/", "/media/1/240.%00",
])
def test_no_address_breaks_us(lin: Person, address: str) -> None:
    for person in (lin, None):
        assert client(person).get(address).status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("cookie", ["a\0b", '"a\\000b"', "x" * 8000, "é", "a b", "'", '"\\377"'])
def test_no_cookie_breaks_us(guest: None, cookie: str) -> None:
    for name in ("sessionid", "django_language", "csrftoken", "theme", "messages"):
        for address in ("/", "/accounts/login/"):
            assert client(None).get(address, headers={"Cookie": f"{name}={cookie}"}).status_code == 200
