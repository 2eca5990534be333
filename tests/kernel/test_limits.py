"""Limits, and the address they count by."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation

from redbridge.kernel.errors import TooOften
from redbridge.kernel.limits import Limit, client_address, forget_hits, hit, network_of, wait_said
from redbridge.kernel.models import Hit
from tests.threads import at_once

THREE = Limit("three", 3, 60)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """A clock that a test moves; it begins with a slice of a minute."""
    now = [60.0 * 28_000_000]
    monkeypatch.setattr(time, "time", lambda: now[0])
    yield now


@pytest.mark.django_db
def test_the_one_after_the_last_is_refused(clock: list[float]) -> None:
    for _ in range(3):
        hit(THREE, "lin")
    with pytest.raises(TooOften) as refused:
        hit(THREE, "lin")
    assert refused.value.retry_after == 60


@pytest.mark.django_db
def test_somebody_else_is_counted_apart(clock: list[float]) -> None:
    for _ in range(3):
        hit(THREE, "lin")
    hit(THREE, "joss")
    hit(Limit("other", 3, 60), "lin")


@pytest.mark.django_db
def test_the_window_slides_and_does_not_jump(clock: list[float]) -> None:
    for _ in range(3):
        hit(THREE, 1)
    clock[0] += 66  # a tenth into the next slice: 0.9 * 3 of the last still count
    with pytest.raises(TooOften):
        hit(THREE, 1)
    clock[0] += 42  # a fifth of the last, and the refused one: persisting does not help
    hit(THREE, 1)


@pytest.mark.django_db
def test_two_windows_later_all_is_forgiven(clock: list[float]) -> None:
    for _ in range(3):
        hit(THREE, 1)
    clock[0] += 120
    for _ in range(3):
        hit(THREE, 1)


@pytest.mark.django_db
def test_a_key_of_any_length_is_counted(clock: list[float]) -> None:
    for _ in range(3):
        hit(THREE, "x" * 5000)
    with pytest.raises(TooOften):
        hit(THREE, "x" * 5000)


def test_hits_at_one_moment_are_all_counted(committed: None) -> None:
    def try_once() -> bool:
        try:
            hit(Limit("race", 5, 3600), "lin")
        except TooOften:
            return False
        return True

    assert sum(at_once(*[try_once] * 12)) == 5


@pytest.mark.django_db
def test_counts_of_old_windows_are_forgotten() -> None:
    hit(THREE, "new")
    old = Hit.objects.create(key="old", slice=1, times=1)
    Hit.objects.filter(pk=old.pk).update(made="2025-01-14T00:00Z")
    forget_hits(timestamp=0)
    assert list(Hit.objects.values_list("key", flat=True)) == ["three:new"]


def asked_from(address: str, **headers: str) -> str:
    return client_address(RequestFactory(REMOTE_ADDR=address).get("/", headers=headers))


def test_a_forwarded_address_is_not_believed_of_anybody(settings: Any) -> None:
    settings.REDBRIDGE_TRUSTED_PROXIES = ()
    assert asked_from("203.0.113.7", **{"X-Forwarded-For": "198.51.100.1"}) == "203.0.113.7"


def test_a_trusted_proxy_is_believed_for_what_it_saw_itself(settings: Any) -> None:
    settings.REDBRIDGE_TRUSTED_PROXIES = ("10.0.0.1", "10.0.0.2")
    said = {"X-Forwarded-For": "1.1.1.1, 198.51.100.1, 10.0.0.2"}
    assert asked_from("10.0.0.1", **said) == "198.51.100.1"
    assert asked_from("203.0.113.7", **said) == "203.0.113.7"
    assert asked_from("10.0.0.1") == "10.0.0.1"


def test_a_neighbourhood_of_ipv6_is_one_address() -> None:
    assert asked_from("2001:db8:1:2:3::4") == asked_from("2001:db8:1:2:ffff::1") == "2001:db8:1:2::/64"
    assert asked_from("2001:db8:1:3::4") != asked_from("2001:db8:1:2::4")


def test_an_ipv4_address_in_ipv6_clothes_is_itself() -> None:
    assert network_of("::ffff:203.0.113.7") == "203.0.113.7"


@pytest.mark.parametrize("address", ["", "unix:", "a b", "1.2.3.4.5", "[::1]:80"])
def test_what_is_no_address_is_counted_as_one(address: str) -> None:
    assert network_of(address) == "unknown"


@pytest.mark.parametrize(("seconds", "en", "hans"), [
    (1, "in 1 seconds", "过 1 秒"), (120, "in 120 seconds", "过 120 秒"), (121, "in 3 minutes", "过 3 分钟"),
    (3541, "in 60 minutes", "过 60 分钟"), (7200, "in 120 minutes", "过 120 分钟"), (7201, "in 3 hours", "过 3 小时"),
    (86_400, "in 24 hours", "过 24 小时"),
])  # fmt: skip
def test_a_wait_is_told_in_seconds_minutes_or_hours(seconds: int, en: str, hans: str) -> None:
    for lang, said in (("en", en), ("zh-hans", hans)):
        with translation.override(lang):
            assert said in wait_said(seconds)
