"""Counts, days and minutes as a person reads them, in their own language and zone."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone, translation

from redbridge.accounts.models import Person
from redbridge.kernel.zones import zone_of
from redbridge.notes.models import Note
from redbridge.web import words
from tests.cast import LANGUAGES, client, write
from tests.pages import Page

LATE = datetime(2026, 1, 13, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(("number", "en", "hans", "hant", "exact"), [
    (0, "0", "0", "0", "0"), (986, "986", "986", "986", "986"), (999, "999", "999", "999", "999"),
    (1000, "1k", "1000", "1000", "1,000"), (1204, "1.2k", "1204", "1204", "1,204"), (9999, "10k", "9999", "9999", "9,999"),
    (10_000, "10k", "1万", "1萬", "10,000"), (12_345, "12.3k", "1.2万", "1.2萬", "12,345"),
    (99_949, "99.9k", "10万", "10萬", "99,949"), (999_499, "999k", "99.9万", "99.9萬", "999,499"),
    (1_000_000, "1M", "100万", "100萬", "1,000,000"),
])  # fmt: skip
def test_counts(number: int, en: str, hans: str, hant: str, exact: str) -> None:
    for lang, short in zip(LANGUAGES, (en, hans, hant), strict=True):
        with translation.override(lang):
            assert words.count(number) == short
    with translation.override("en"):
        assert words.count(number, exact=True) == exact


@pytest.mark.parametrize(("zone", "lang", "said"), [
    ("", "en", "13 January 2026, 20:05 UTC"), ("", "zh-hans", "2026年1月13日 20:05 UTC"),
    ("Asia/Shanghai", "en", "14 January 2026, 04:05"), ("Asia/Shanghai", "zh-hant", "2026年1月14日 04:05"),
    ("America/New_York", "zh-hans", "2026年1月13日 15:05"), ("Asia/Kathmandu", "en", "14 January 2026, 01:50"),
])  # fmt: skip
def test_the_minute_is_the_readers_own_or_says_that_it_is_not(zone: str, lang: str, said: str) -> None:
    with timezone.override(zone_of(zone)), translation.override(lang):
        assert words.exactly(LATE) == said


def test_the_day_is_the_readers_own_and_names_its_year_only_where_it_is_another() -> None:
    now = timezone.now()
    with translation.override("en"):
        assert words._ago(datetime(2020, 12, 31, 23, 0, tzinfo=UTC)) == "31 Dec 2020"
        with timezone.override(zone_of("Asia/Shanghai")):
            assert words._ago(datetime(2020, 12, 31, 23, 0, tzinfo=UTC)) == "1 Jan 2021"
            assert words.day(datetime(2020, 12, 31, 23, 0, tzinfo=UTC)) == "1 Jan 2021"
        early = now - timedelta(days=9)
        assert (str(early.year) in words._ago(early)) == (early.year != now.year)


STRANGE = ["", "../../etc/passwd", "Mars/Base", "Asia/" + "x" * 400, "America/../Asia/Tokyo", "a b", "/Asia/Tokyo", "x\x00"]


@pytest.mark.parametrize("name", STRANGE)
def test_no_zone_is_utc(name: str) -> None:
    assert zone_of(name) is None


@pytest.mark.django_db
def test_a_page_takes_the_zone_from_the_cookie(lin: Person) -> None:
    note = write(lin, "x")
    Note.objects.filter(pk=note).update(published=LATE)
    browser = client(None, "en")
    titles = []
    for zone in ("", "Asia/Tokyo", "Asia%2FTokyo"):
        browser.cookies["zone"] = zone
        titles += [n.attrs["title"] for n in Page(browser.get(f"/notes/{note}")).all("time")]
    assert titles == ["13 January 2026, 20:05 UTC", "14 January 2026, 05:05", "14 January 2026, 05:05"]
