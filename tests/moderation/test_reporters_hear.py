"""Those who reported hear what was decided, in general words, and never who else did."""

from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.kernel import events
from redbridge.moderation.appeals import reports, rules
from redbridge.moderation.models import Appeal, Case, Decision, Report
from redbridge.notifications.models import Notice
from tests.cast import LANGUAGES, answer, arrive, client, suspend, write
from tests.jobs import run_again, run_jobs
from tests.moderation.cases import case_of, decided, report_of
from tests.pages import Page

pytestmark = pytest.mark.django_db
CANARY = "墨鱼"


@pytest.fixture
def by(db: None) -> Person:
    return arrive("m07", "zh-Hans")


@pytest.fixture
def case(lin: Person, joss: Person) -> Case:
    """A note of lin's that joss and another reported."""
    found = case_of(lin, write(lin, "题目"))
    report_of(joss, found, words="Please look")
    report_of(arrive("else", "en", name=CANARY), found, words=CANARY)
    return found


def tell(decision: Decision, event: str = "decision.made") -> None:
    events.emit(event, decision_id=decision.pk)
    run_jobs()


def notices(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person, kind="reported").values_list("kind", flat=True))


def test_everyone_who_reported_is_told_once(case: Case, by: Person, joss: Person, lin: Person) -> None:
    tell(decided(case, by))
    told = Notice.objects.filter(kind="reported")
    assert {notice.person_id for notice in told} == set(Report.objects.values_list("reporter_id", flat=True))
    Notice.objects.update(seen=timezone.now())
    run_again("moderation.appeals.handlers.tell_reporters")
    assert Notice.objects.filter(kind="reported").count() == 2 and not Notice.objects.filter(seen=None, kind="reported").exists()
    assert notices(lin) == []
    page = Page(client(joss).get("/notifications?lang=en"))
    assert "Something you reported was decided" in page.words and page.all("a", href="/settings/reports")


def test_taken_back_they_are_told_again_by_one_line(case: Case, by: Person, joss: Person) -> None:
    decision = decided(case, by)
    tell(decision)
    Notice.objects.update(seen=timezone.now())
    Decision.objects.update(undone=timezone.now())
    tell(decision, "decision.undone")
    (notice,) = Notice.objects.filter(person=joss, kind="reported")
    assert notice.seen is None
    assert WORDS["back"] in Page(client(joss).get("/settings/reports?lang=en")).words


def test_what_a_machine_holds_until_a_person_looks_is_no_news(case: Case, joss: Person) -> None:
    decision = decided(case, None, "hold")
    Case.objects.update(state="open")
    tell(decision)
    assert notices(joss) == []


def test_who_is_suspended_hears_from_the_house(case: Case, by: Person, joss: Person) -> None:
    suspend(joss)
    tell(decided(case, by))
    page = Page(client(joss).get("/notifications?lang=en"))
    assert "Something you reported was decided" in page.words


WORDS = {
    "waiting": "Nobody has decided yet", "nothing": "found nothing against the guidelines", "gone": "it is gone",
    "labelled": "with a label", "regions": "where a law of the place", "acted": "we acted on it",
    "back": "came to another answer", "again": "looked at once more",
}


@pytest.mark.parametrize(("kinds", "outcome"), [
    ((), "waiting"), (("no_action",), "nothing"), (("remove",), "gone"), (("label",), "labelled"), (("withhold",), "regions"),
    (("limit",), "acted"), (("warn",), "acted"), (("pause",), "acted"), (("suspend",), "acted"), (("hold",), "acted"),
    (("remove", "pause"), "gone"), (("remove", "restore"), "back"), (("no_action", "label"), "labelled"),
])
def test_the_page_says_it_in_general_words(case: Case, by: Person, joss: Person, kinds: tuple[str, ...], outcome: str) -> None:
    for kind in kinds:
        decided(case, by, kind, person=case.author)
    said = Page(client(joss).get("/settings/reports?lang=en")).words
    assert WORDS[outcome] in said and [words for words in WORDS.values() if words in said] == [WORDS[outcome]]
    assert case.number in said and "Please look" in said and "题目" in said
    assert CANARY not in said and "m07" not in said and "M-" not in said
    hidden = ("limited", "warned", "paused", "suspended", "strike", "marks")
    assert not [word for word in hidden if word in said.lower()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_action_can_be_appealed_there_until_a_day(case: Case, by: Person, joss: Person, lang: str) -> None:
    decision = decided(case, by, "no_action")
    page = Page(client(joss).get(f"/settings/reports?lang={lang}"))
    (form,) = page.all("form", action=f"/settings/appeals/{decision.pk}")
    assert [node for node in form.walk() if node.tag == "textarea"]
    client(joss).post(f"/settings/appeals/{decision.pk}", {"words": "再看看"})
    page = Page(client(joss).get(f"/settings/reports?lang={lang}"))
    assert not page.all("form", action=f"/settings/appeals/{decision.pk}")
    assert page.all("form", action=f"/settings/appeals/{decision.pk}/withdraw") and "再看看" in page.html


def test_what_one_may_not_see_any_more_is_not_named(case: Case, by: Person, joss: Person, lin: Person) -> None:
    decided(case, by)
    suspend(lin)
    page = Page(client(joss).get("/settings/reports?lang=en"))
    assert "题目" not in page.html and f"/notes/{case.subject_id}" not in page.html


def test_every_kind_of_subject_leads_where_it_stands(lin: Person, joss: Person) -> None:
    note = write(lin, "题目")
    comment = answer(lin, note, "话")
    for kind, id_ in (("note", note), ("comment", comment), ("person", lin.pk)):
        report_of(joss, case_of(lin, id_, kind))
    page = Page(client(joss).get("/settings/reports?lang=en"))
    links = {node.attrs["href"] for node in page.all("a", href="")}
    assert {f"/notes/{note}", f"/notes/{note}?comment={comment}#comment-{comment}", "/@lin"} <= links


def test_pages_of_reports_cost_the_same_and_miss_none(lin: Person, joss: Person, django_assert_max_num_queries: Any) -> None:
    notes = [write(lin, f"题{n}") for n in range(45)]
    for note in notes:
        report_of(joss, case_of(lin, note))
    browser, address, seen = client(joss), "/settings/reports", list[str]()
    while address:
        with django_assert_max_num_queries(9):
            page = Page(browser.get(address))
        seen += [node.attrs["id"] for node in page.all("li") if node.attrs.get("class", "").startswith("panel report-one")]
        address = next((node.attrs["href"] for node in page.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 45


def test_a_report_without_a_case_waits(lin: Person, joss: Person) -> None:
    Report.objects.create(reporter=joss, kind="note", subject_id=write(lin), category="spam", language="en")
    assert WORDS["waiting"] in Page(client(joss).get("/settings/reports?lang=en")).words


@pytest.mark.parametrize("after", ["x", "aQ", "a" * 500])
def test_a_place_that_nobody_made_is_refused(joss: Person, after: str) -> None:
    assert client(joss).get(f"/settings/reports?after={after}").status_code == 400


def test_outcomes_cover_all_states() -> None:
    for state in Case.State.values:
        for undone in (False, True):
            assert rules.outcome(state, ["remove"], undone) in WORDS and rules.outcome(state, [], undone) in WORDS
    assert rules.outcome("open", [], True) == "again" and rules.outcome("decided", [], True) == "back"


def test_five_thousand_reporters_are_told(lin: Person, by: Person) -> None:
    """In one go, though every one of them is a row: the names are loaded, not signed up."""
    case = case_of(lin, write(lin))
    Person.objects.bulk_create([Person(handle=f"r{n}", name="r", email="", password="!", languages=["en"])
                                for n in range(5000)], batch_size=500)
    many = list(Person.objects.filter(name="r"))
    Report.objects.bulk_create([Report(reporter=person, kind="note", subject_id=case.subject_id, case=case, category="spam",
                                       language="en") for person in many], batch_size=500)
    tell(decided(case, by))
    assert Notice.objects.filter(kind="reported").count() == 5000
    assert reports.page(many[7].pk, ["en"]).made[0].outcome == "gone"
    assert not Appeal.objects.exists()
