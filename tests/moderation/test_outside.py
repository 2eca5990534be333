"""Orders of authorities and disputes out of court: lines of the public record, counted in public, naming nobody."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.record import actions as record
from redbridge.record import heads, queries
from redbridge.record.charts import charts
from redbridge.record.models import Entry, Waiting
from redbridge.record.proof import chain
from tests.cast import LANGUAGES, client
from tests.moderation.test_report import told

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(
    datetime.now(UTC).timetuple().tm_yday < 4, reason="its orders came on the second and third of January of this year")]
YEAR = datetime.now(UTC).year
CAME = f"{YEAR}-01-02T09:00"


def order(kind: str = "act", **more: str) -> None:
    """As a host writes it down."""
    said = {"country": "DE", "category": "hate", "received": CAME, "told": CAME, "by": "root"} | more
    call_command("record_order", kind, *(f"--{name}={value}" for name, value in said.items()))


@pytest.fixture
def written(root: Person) -> None:
    order(told=f"{YEAR}-01-02T10:00", acted=f"{YEAR}-01-03T09:00")
    order(told=f"{YEAR}-01-02T12:00")
    order("inform", country="fr", category="other", acted=CAME)
    call_command("record_dispute", "reversed", "--days=40", "--rule=scams", "--language=zh-Hans", "--implemented", "--by=root")
    call_command("record_dispute", "upheld", "--days=20", "--by=root")
    record.chain()


@pytest.mark.usefixtures("written")
def test_each_is_a_line_and_what_was_done_answers_it() -> None:
    found = list(Entry.objects.order_by("number").values_list("kind", "region", "rule", "seconds", "surface", "reverses"))
    assert found == [
        ("order_act", "DE", "hate", 3_600, "order", None), ("order_done", "DE", "hate", 86_000, "order", 1),
        ("order_act", "DE", "hate", 10_000, "order", None), ("order_inform", "FR", "other", 0, "order", None),
        ("order_done", "FR", "other", 0, "order", 4), ("dispute_reversed", "", "scams", 3_400_000, "dispute", None),
        ("dispute_done", "", "scams", 3_400_000, "dispute", 6), ("dispute_upheld", "", "", 1_700_000, "dispute", None)]
    heads.sign()
    assert chain.check(queries.lines()).lines == 8
    assert Audit.objects.filter(verb__startswith="record ").count() == 5


@pytest.mark.usefixtures("written")
def test_the_report_of_the_year_tells_them() -> None:
    made = told("--format", "dsa")
    (act,), (inform,) = made["orders"]["to_act"], made["orders"]["to_inform"]
    assert act == {"member_state": "DE", "category": "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH", "category_addition": "hate",
                   "orders": 2, "median_seconds_to_confirm": 6_800, "given_effect": 1, "median_seconds_to_effect": 86_000}
    assert (inform["member_state"], inform["category"], inform["orders"], inform["given_effect"]) == (
        "FR", "STATEMENT_CATEGORY_OTHER_VIOLATION_TC", 1, 1)
    assert [tuple(one.values()) for one in made["disputes"]] == [("REVERSED", "scams", 1, 39, 1), ("UPHELD", "", 1, 20, 0)]
    assert told("--year", str(YEAR - 1))["orders"] == {"to_act": [], "to_inform": []}
    assert "root" not in json.dumps(made)


@pytest.mark.usefixtures("written")
@pytest.mark.parametrize("language", LANGUAGES)
def test_everybody_sees_how_many(language: str) -> None:
    page = client(None, language).get("/transparency").content.decode()
    names = {"en": "order to act", "zh-hans": "命令", "zh-hant": "命令"}
    assert names[language] in page
    assert charts(datetime.now(UTC).date()).languages == [], "nobody here decided: no language is judged by them"
    assert 'id="alike"' not in page
    sums = client(None).get(f"/transparency/{YEAR}.json").json()["decisions"]
    assert {one["kind"] for one in sums} == {"order_act", "order_inform", "order_done", "dispute_reversed", "dispute_upheld",
                                             "dispute_done"}


@pytest.mark.parametrize("wrong", [
    {"country": "D"}, {"country": "Germany"}, {"category": "nonsense"}, {"received": "yesterday"}, {"received": "2999-01-01"},
    {"received": ""}, {"told": ""}, {"told": f"{YEAR}-01-01"}, {"acted": f"{YEAR}-01-01"}, {"acted": "2999-01-01"}, {"by": "mei"},
    {"by": "nobody"},
])
@pytest.mark.usefixtures("root", "mei")
def test_an_order_that_is_none_is_refused_with_a_sentence(wrong: dict[str, str]) -> None:
    with pytest.raises(CommandError):
        order(**wrong)
    assert not Waiting.objects.exists() and not Audit.objects.filter(verb__startswith="record ").exists()


@pytest.mark.parametrize("wrong", [{"days": -1}, {"days": 99_999}, {"rule": "nonsense"}, {"by": "mei"}, {"language": "a b"}])
@pytest.mark.usefixtures("root", "mei")
def test_a_dispute_that_is_none_as_well(wrong: dict[str, Any]) -> None:
    with pytest.raises(CommandError):
        said = {"days": 3, "by": "root"} | wrong
        call_command("record_dispute", "upheld", *(f"--{name}={value}" for name, value in said.items()))
    assert not Waiting.objects.exists()
