"""Five thousand people report one note at once: one case, every report kept and counted, and the desk pays nothing for it."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts.models import Person
from redbridge.moderation import actions
from redbridge.moderation.desk.handlers import translate_report
from redbridge.moderation.desk.queries import case as queries
from redbridge.moderation.models import Case, Decision, Report
from redbridge.notifications.models import Notice
from tests.cast import appoint, arrive, client, write
from tests.jobs import run_jobs, waiting
from tests.moderation.test_desk_cost import blocks
from tests.threads import at_once

MANY, LINES, BY_FORM = 5_000, 8, 120
CATEGORIES = ("spam", "scam", "scam", "scam")
CROWD = """
insert into accounts_person (handle, email, name, password, state, languages, interface, birth_year, code_accepted, private, bio,
  theme) select 'crowd' || n, '', 'Crowd', '!', 'active', '{en}', 'en', 1990, now(), false, '', ''
from generate_series(1, %s) n
returning id
"""


def crowd(many: int) -> list[int]:
    """So many members, past the door."""
    with connection.cursor() as cursor:
        cursor.execute(CROWD, [many])
        return [row[0] for row in cursor.fetchall()]


def share(people: list[int], note: int, place: int) -> None:
    """What one of the lines sends: one report in ten says something in words."""
    for number, person in enumerate(people):
        words = f"Line {place}, number {number}." if number % 10 == 0 else ""
        actions.report(person, "note", note, CATEGORIES[number % 4], words, "en")


def by_form(people: list[Person], note: int) -> None:
    """The same through the page's own form."""
    for person in people:
        answered = client(person).post(f"/report/note/{note}", {"category": "hate", "words": ""})
        assert answered.status_code == 302


@pytest.fixture
def flooded(committed: None) -> Iterator[tuple[Case, dict[str, Any]]]:
    """The case after it, and what the desk cost with its first report."""
    note, mei = write(arrive("lin", "zh-Hans"), "题目"), appoint(arrive("mei", "en"))
    actions.report(arrive("first", "en").pk, "note", note, "spam", "It is spam.", "en")
    run_jobs()
    before = costs(mei, Case.objects.get())
    people = crowd(MANY - 1)
    formed = [*Person.objects.filter(pk__in=people[:BY_FORM])]
    lines: list[Callable[[], None]] = [partial(by_form, formed[n::2], note) for n in range(2)]
    lines += [partial(share, people[BY_FORM:][n::LINES], note, n) for n in range(LINES)]
    at_once(*lines)
    with connection.cursor() as cursor:
        cursor.execute("analyze moderation_report")
    yield Case.objects.get(), before


def costs(staff: Person, case: Case) -> dict[str, Any]:
    """Of the queue's page and the case's: statements, and the least CPU of five; blocks of what reads reports."""
    browser, found = client(staff), dict[str, Any]()
    for name, path in (("queue", "/desk"), ("case", f"/desk/{case.number}")):
        browser.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path).status_code == 200
        found[f"{name}, statements"] = len(asked)
        found[f"{name}, of reports"] = sum("moderation_report" in query["sql"] for query in asked)
        found[f"{name}, CPU"] = min(_cpu(partial(browser.get, path)) for _each in range(5))
    found["blocks"] = blocks(queries._SAID, {"case": case.pk, "most": queries.SAID_MOST})
    return found


def _cpu(do: Callable[[], object]) -> float:
    began = time.process_time()
    do()
    return time.process_time() - began


def test_five_thousand_reports_of_one_note(flooded: tuple[Case, dict[str, Any]]) -> None:
    case, before = flooded
    mei = Person.objects.get(handle="mei")
    _all_are_kept(case)
    _the_desk_pays_nothing(before, costs(mei, case))
    _few_jobs_wait(case)
    _all_are_told(case, mei)


def _all_are_kept(case: Case) -> None:
    assert (case.reports, case.said.count(), Report.objects.count()) == (MANY, MANY, MANY)
    assert (case.state, case.category, case.severity) == ("open", "hate", 4), "as grave as the gravest"
    counts, said = queries.reported(case, ["en"])
    assert dict(counts) == {name: Report.objects.filter(category=name).count() for name in ("hate", "scam", "spam")}
    assert dict(counts)["hate"] == BY_FORM and sum(dict(counts).values()) == MANY
    assert len(said) == queries.SAID_MOST


def _the_desk_pays_nothing(before: dict[str, Any], after: dict[str, Any]) -> None:
    for page in ("queue", "case"):
        assert after[f"{page}, statements"] == before[f"{page}, statements"]
    assert (after["queue, of reports"], after["case, of reports"]) == (0, 1), "looked at below"
    assert after["blocks"] < before["blocks"] + 60, "forty rows and their way, not five thousand"
    assert after["queue, CPU"] < 3 * before["queue, CPU"] + 0.03
    # Forty reports in words are on the page now.
    assert after["case, CPU"] < 5 * before["case, CPU"] + 0.05


def _few_jobs_wait(case: Case) -> None:
    names = [name for name, _arguments in waiting()]
    assert names.count("moderation.screened.handlers.look_at_reported") <= 12, "at the second, fourth, eighth … report"
    worded = [arguments["report_id"] for name, arguments in waiting() if name.endswith("translate_report")]
    assert len(worded) == len(set(worded)) == case.said.exclude(words="").count() - 1
    with CaptureQueriesContext(connection) as asked:
        translate_report(min(worded))
    assert len(asked) == 2, "what the desk will not show is not translated"


def _all_are_told(case: Case, staff: Person) -> None:
    answered = client(staff).post(f"/desk/{case.number}/decide", {"kind": "no_action"})
    assert answered.status_code == 302 and Decision.objects.get().case_id == case.pk
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where task_name like '%translate_report'")
    run_jobs()
    assert Notice.objects.filter(kind="reported").count() == MANY
    run_jobs()
    assert Notice.objects.filter(kind="reported").values("person_id").distinct().count() == MANY


def test_one_person_clicking_twice_graver_each_time_waits_for_nobody(committed: None) -> None:
    """Two of one person's, each locking the case and the report: neither may wait for the other while it waits for them."""
    note, joss = write(arrive("lin", "zh-Hans"), "题目"), arrive("joss", "en").pk
    for _round in range(15):
        at_once(*(partial(actions.report, joss, "note", note, category, "", "en") for category in
                  ("other", "scam", "minors", "spam", "hate")))
        (case,) = Case.objects.all()
        (kept,) = Report.objects.all()
        assert (case.reports, {name: many for name, many in case.categories.items() if many}) == (1, {kept.category: 1})
        Report.objects.all().delete()
        Case.objects.all().delete()
