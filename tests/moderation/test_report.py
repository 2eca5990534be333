"""`redbridge report`: a year in the words of the Digital Services Act, and as the public record has it."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from redbridge.accounts.models import Person, Session
from redbridge.moderation import actions as reports
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.models import Appeal
from redbridge.record import actions as record
from tests.cast import arrive, sign_in, write
from tests.jobs import run_jobs
from tests.moderation.deciding import decided, staff

pytestmark = pytest.mark.django_db


def year() -> int:
    """Not once for the whole run, which may end in another."""
    return datetime.now(UTC).year


def told(*words: str) -> dict[str, Any]:
    out = StringIO()
    call_command("report", *words, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_the_year_is_told_in_the_words_of_the_act(lin: Person, joss: Person) -> None:
    mod, notes = staff(), [write(lin) for _ in range(3)]
    reports.report(joss.pk, "note", notes[0], "scam", "", "en")
    run_jobs()
    first = decided("remove", "note", notes[0], lin, mod)
    decided("hold", "note", notes[1], lin, None)
    wrong = decided("limit", "note", notes[2], lin, mod)
    undo(wrong.pk, mod.pk, "")
    Appeal.objects.create(decision=first, person=lin, language="en")
    made = told("--format", "dsa")
    assert made["period"] == {"from": f"{year()}-01-01", "to": f"{year()}-12-31"}
    assert [(one["category"], one["notices"], one["acted_on"]) for one in made["notices"]["received"]] == [
        ("STATEMENT_CATEGORY_SCAMS_AND_FRAUD", 1, 1)]
    removed = made["notices"]["decisions"][0]
    assert (removed["decision_visibility"], removed["statements"], removed["reversed"]) == (
        ["DECISION_VISIBILITY_CONTENT_REMOVED"], 1, 0)
    assert {tuple(one["decision_visibility"]): one["reversed"] for one in made["own_initiative"]} == {
        ("DECISION_VISIBILITY_CONTENT_DISABLED",): 0, ("DECISION_VISIBILITY_CONTENT_DEMOTED",): 1}
    assert made["complaints"] == [{"outcome": "UNDECIDED", "complaints": 1, "median_seconds": None}]
    assert {one["automated_decision"]: one["error_rate"] for one in made["automation"]} == {
        "AUTOMATED_DECISION_FULLY": 0, "AUTOMATED_DECISION_NOT_AUTOMATED": 0.5}
    assert "lin" not in json.dumps(made).replace(made["provider"], "")


def test_it_counts_those_who_came_within_thirty_days_once_each(lin: Person, joss: Person, mo: Person) -> None:
    for person in (lin, lin, joss, mo):
        sign_in(person)
    sign_in(arrive("asleep", "en"))
    Session.objects.filter(person__handle="asleep").update(seen=datetime.now(UTC) - timedelta(days=31))
    Session.objects.filter(person=joss).update(seen=datetime.now(UTC) - timedelta(days=29))
    made = told()
    assert made["recipients"] == {"as_of": f"{datetime.now(UTC):%Y-%m-%d}", "days": 30, "signed_in": 3}
    assert (made["notices"]["by_trusted_flaggers"], set(made["misuse"].values())) == (0, {0})


def test_a_year_without_decisions_is_empty(lin: Person) -> None:
    decided("remove", "note", write(lin), lin, staff())
    made = told("--year", str(year() - 1))
    assert (made["own_initiative"], made["complaints"], made["suspensions"]) == ([], [], 0)


def test_the_record_tells_the_same_sums(lin: Person) -> None:
    decided("remove", "note", write(lin), lin, staff())
    record.chain()
    assert [one["kind"] for one in told("--format", "record")["decisions"]] == ["remove"]


@pytest.mark.parametrize("words", [("--format", "xlsx"), ("--year", "twelve"), ("--year", "1999")])
def test_what_it_does_not_know_is_refused(words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        told(*words)
