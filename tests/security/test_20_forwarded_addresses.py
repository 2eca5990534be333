"""Row 20 (CVE-2023-49952, a limit bypassed by a header): forwarded addresses only from trusted proxies, IPv6 by /64."""

from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.config.serve.environ import UNREADABLE
from tests.cast import client

pytestmark = pytest.mark.django_db
PROXY = "10.0.0.1"


@pytest.fixture(autouse=True)
def three_a_minute(settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "login_failed": "3/m/ip"}


def guess(number: int, address: str, **headers: str) -> int:
    """One guess at an account of its own; the status of the answer."""
    said = {"login": f"person{number}", "password": "wrong-password"}
    return client(None).post("/accounts/login/", said, REMOTE_ADDR=address, headers=headers).status_code


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP", "X-Client-IP", "CF-Connecting-IP",
                                    "True-Client-IP", "X-Cluster-Client-IP", "Via"])
def test_no_header_of_a_strangers_makes_them_somebody_else(lin: Person, header: str) -> None:
    codes = [guess(n, "203.0.113.7", **{header: f"198.51.100.{n}"}) for n in range(4)]
    assert codes == [422, 422, 422, 429]


def test_a_trusted_proxy_speaks_for_many(lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_TRUSTED_PROXIES = (PROXY,)
    codes = [guess(n, PROXY, **{"X-Forwarded-For": f"198.51.100.{n}"}) for n in range(4)]
    assert codes == [422] * 4


def test_what_a_stranger_said_before_the_proxy_is_not_believed(lin: Person, settings: Any) -> None:
    settings.REDBRIDGE_TRUSTED_PROXIES = (PROXY,)
    codes = [guess(n, PROXY, **{"X-Forwarded-For": f"1.1.1.{n}, 198.51.100.1"}) for n in range(4)]
    assert codes == [422, 422, 422, 429]


def test_a_neighbourhood_of_ipv6_is_one_guesser(lin: Person) -> None:
    codes = [guess(n, f"2001:db8:1:2::{n}") for n in range(4)]
    assert codes == [422, 422, 422, 429]
    assert guess(5, "2001:db8:1:3::1") == 422


def test_an_ipv4_address_in_ipv6_clothes_is_no_other(lin: Person) -> None:
    codes = [guess(n, ("203.0.113.7", "::ffff:203.0.113.7")[n % 2]) for n in range(4)]
    assert codes == [422, 422, 422, 429]


def test_whom_a_proxy_names_unreadably_is_one_guesser_and_not_the_proxy(lin: Person, settings: Any) -> None:
    """As the web process passes on what it cannot read: others behind the proxy, and what is loopback's own, are not theirs."""
    settings.REDBRIDGE_TRUSTED_PROXIES = ("127.0.0.1",)
    codes = [guess(n, "127.0.0.1", **{"X-Forwarded-For": UNREADABLE}) for n in range(4)]
    assert codes == [422, 422, 422, 429]
    assert guess(5, "127.0.0.1") == 422
    assert client(None).get("/metrics", REMOTE_ADDR="127.0.0.1", headers={"X-Forwarded-For": UNREADABLE}).status_code == 404
