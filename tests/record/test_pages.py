"""The record in public: charts from sums, lines as they are hashed, heads, the report of a year, a receipt."""

import hashlib
import json
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from markupsafe import escape

from redbridge.accounts.models import Person
from redbridge.kernel.limits import Limit
from redbridge.policy import site
from redbridge.record import actions, charts, heads, jobs, views
from redbridge.record.models import Head, Published, Tally
from redbridge.record.proof import chain
from redbridge.record.proof import heads as proof
from tests.cast import LANGUAGES, client, write
from tests.record.making import kept

pytestmark = pytest.mark.django_db


def today() -> date:
    """Not once for the whole run, which may begin on one day and end on the next."""
    return datetime.now(UTC).date()


@pytest.fixture
def decided() -> str:
    """Ten in English, four in Chinese, one of them appealed and given back; the receipt of the last."""
    for number in range(10):
        actions.append(kept(by="machine" if number < 5 else "person", seconds=3_000))
    receipts = [actions.append(kept(language=language, rule="hate", by="both", seconds=100_000)).receipt
                for language in ("zh-Hans", "zh-Hans", "zh-Hant", "zh-Hans")]
    actions.append(kept(kind="appeal_granted", language="zh-Hans", rule="hate", reversed_of=receipts[3], appealed=True))
    actions.append(kept(kind="no_action", language="zh-Hans", rule=""))
    actions.chain()
    heads.sign()
    for language, times in (("en", 2_000), ("zh-Hans", 300), ("zh-Hant", 100)):
        Published.objects.create(month=today().replace(day=1), language=language, times=times)
    return receipts[3]


@pytest.mark.usefixtures("decided")
def test_languages_stand_side_by_side_and_scripts_of_one_are_one() -> None:
    made = charts.charts(today())
    english, chinese = made.languages
    assert (english.language, english.notes, english.per_thousand, english.machine) == ("en", 2_000, 5.0, 5)
    assert (chinese.language, chinese.notes, chinese.per_thousand) == ("zh", 400, 10.0)
    assert (chinese.appealed, chinese.taken_back, chinese.restrained) == (1, 1, 4)
    assert (english.half, chinese.half) == (2, 5)
    assert made.rules == [("scams", 10), ("hate", 4)]
    assert made.months[today().replace(day=1)] == (9, 5)
    assert len(made.months) == 12 and made.whole.restrained == 14


def test_a_chart_costs_the_same_for_the_first_line_and_the_many_thousandth() -> None:
    with CaptureQueriesContext(connection) as few:
        assert client(None).get("/transparency").status_code == 200
    Tally.objects.bulk_create(
        Tally(month=today().replace(day=1), kind="limit", rule=f"r{n}", language="en", by="person", pace=1, appealed=False,
              times=1_000) for n in range(50))
    with CaptureQueriesContext(connection) as many:
        client(None).get("/transparency")
    assert len(many) == len(few) <= 6
    assert "record_entry" not in " ".join(q["sql"] for q in many if "order by number" not in q["sql"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_new_site_says_that_nothing_was_decided(language: str) -> None:
    page = client(None, language).get("/transparency").content.decode()
    assert 'class="empty"' in page and "bars" not in page.partition("<main")[2]


@pytest.mark.usefixtures("decided")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_figure_as_text(language: str) -> None:
    response = client(None, language).get("/transparency")
    text = response.content.decode()
    for figure in (">5<", ">10<", ">25% <"):
        assert figure in text
    assert text.count("<svg viewBox") == text.count('class="bars-n"') > 20


def test_anybody_rebuilds_the_proof_from_what_is_published(decided: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST", 6)
    browser, lines, address = client(None), b"", "/transparency/record.jsonl"
    while address:
        response = browser.get(address)
        lines += b"".join(response.streaming_content)  # type: ignore[attr-defined]
        address = response.headers.get("Link", "").partition("<")[2].partition(">")[0].replace("http://localhost:8000", "")
    keys, signed = proof.read(browser.get("/transparency/heads.json").content.decode())
    known = browser.get("/transparency/key").json()["keys"][0]["key"]
    proved = chain.check(lines.splitlines(keepends=True), proof.check(keys, signed, known))
    assert proved == chain.Proved(16, 16, today().isoformat())
    mark = hashlib.sha256(decided.encode()).hexdigest()[:32]
    assert [json.loads(line)["rule"] for line in lines.splitlines() if mark.encode() in line] == ["hate"]


@pytest.mark.parametrize("said", ["0", "-1", "x", "", "9" * 40, "١"])
def test_lines_from_nowhere_are_not_there(said: str) -> None:
    assert client(None).get("/transparency/record.jsonl", {"from": said}).status_code == 404


def test_lines_past_the_end_are_none() -> None:
    assert b"".join(client(None).get("/transparency/record.jsonl?from=5").streaming_content) == b""  # type: ignore[attr-defined]


def test_a_receipt_shows_the_line_and_its_head(decided: str) -> None:
    response = client(None).get(f"/transparency/receipt/{decided}")
    text = response.content.decode()
    assert "line 14 of the public record" in text and f"under the signed head of {today()}" in text
    assert (response["Referrer-Policy"], response["Cache-Control"]) == ("no-referrer", "private, no-store")
    assert client(None).get(f"/transparency/receipt/{decided[:-1]}x").status_code == 404


def test_a_receipt_is_good_before_the_chain_has_it() -> None:
    receipt = actions.append(kept()).receipt
    assert "within a minute" in client(None).get(f"/transparency/receipt/{receipt}").content.decode()
    actions.chain()
    assert "not signed yet" in client(None).get(f"/transparency/receipt/{receipt}").content.decode()


@pytest.mark.usefixtures("decided")
def test_the_report_of_a_year_is_for_machines() -> None:
    report = client(None).get(f"/transparency/{today().year}.json").json()
    assert sum(one["times"] for one in report["decisions"]) == 16
    assert {(one["language"], one["notes"]) for one in report["published"]} == {("en", 2_000), ("zh-Hans", 300), ("zh-Hant", 100)}
    assert report["heads"][-1]["number"] == 16
    assert client(None).get(f"/transparency/{today().year + 1}.json").status_code == 404


def test_what_was_published_is_counted_by_language_and_stays_counted(lin: Person, joss: Person) -> None:
    for _each in range(2):
        write(lin, "猫咪今天很高兴", "小区里新开了一家面馆")
    write(joss, "A cat", "sat on the mat all day long")
    jobs.count_published(0)
    counted = dict(Published.objects.values_list("language", "times"))
    assert sorted(counted.values()) == [1, 2]
    lin.notes.all().delete()
    jobs.count_published(0)
    assert dict(Published.objects.values_list("language", "times")) == counted


@pytest.mark.usefixtures("decided")
def test_heads_stand_on_a_page() -> None:
    page = client(None).get("/transparency/heads").content.decode()
    assert today().isoformat() in page and Head.objects.get().hash in page


def test_fetching_the_record_ends_for_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "FETCHING", Limit("record", 3, 3600))
    for address in ("/transparency/record.jsonl", "/transparency/heads.json"):
        asked = [client(None).get(address, REMOTE_ADDR=f"198.51.100.{len(address)}") for _ in range(4)]
        assert [one.status_code for one in asked] == [200, 200, 200, 429] and int(asked[-1]["Retry-After"]) > 0
    assert client(None).get(address, REMOTE_ADDR="203.0.113.9").status_code == 200


@pytest.mark.usefixtures("decided")
def test_rules_are_told_by_their_titles_in_the_readers_language() -> None:
    for language, lang in zip(LANGUAGES, ("en", "zh-Hans", "zh-Hant"), strict=True):
        rule = site.rule("scams")
        assert rule and escape(rule.title[lang]) in client(None, language).get("/transparency").content.decode()
