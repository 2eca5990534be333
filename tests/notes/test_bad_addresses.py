"""Addresses and cookies that nobody was given: never a 500."""

import pytest

from redbridge.accounts.models import Person
from tests.cast import client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", [
    "/notes/%00", "/notes/-1", "/notes/" + "9" * 40, "/notes/1e5", "/topics/%00", "/topics/a%00b",
    "/topics/%ED%A0%80", "/notes/1?read=%00", "/?after=%00", "/@lin?after=%FF",
    "/@lin?deleted=%00", "/@lin?deleted=" + "9" * 60, "/@lin?deleted=②", "/@lin?deleted=1%00", "/notes/new?body=%00",
])
def test_no_address_breaks_us(lin: Person, address: str) -> None:
    for person in (lin, None):
        assert client(person).get(address).status_code in (200, 302, 400, 404)


@pytest.mark.parametrize("cookie", ["a\0b", '"a\\000b"', "x" * 8000, "é", "a b", "'", '"\\377"'])
def test_no_cookie_breaks_us(guest: None, cookie: str) -> None:
    for name in ("sessionid", "django_language", "csrftoken", "theme", "messages"):
        for address in ("/", "/accounts/login/"):
            assert client(None).get(address, headers={"Cookie": f"{name}={cookie}"}).status_code == 200
