"""A short text that a rule did not let through is looked at by a person, if its writer asks; before, nothing is written down."""

from typing import Any

import pytest

from redbridge.accounts.models import Person, Spared
from redbridge.accounts.staff import staff as staff_of
from redbridge.moderation import actions as moderation
from redbridge.moderation.appeals import answering
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.notifications.models import Notice
from redbridge.record.actions import chain
from redbridge.record.models import Entry
from tests.cast import LANGUAGES, client
from tests.jobs import run_jobs
from tests.notes.test_screening import Rules, ruled
from tests.pages import Page

__all__ = ["ruled"]
pytestmark = pytest.mark.django_db
BIO = "I collect fool gold"


@pytest.fixture
def golden(ruled: Rules) -> None:
    ruled(("fool gold", "hold", ()))


def save(person: Person, **said: str) -> Any:
    return client(person, "en").post("/settings/?lang=en", {"name": "Lin", "first": "en", "interface": "en", "theme": ""} | said)


def asked(person: Person, text: str = BIO, words: str = "It is pyrite.", lang: str = "en") -> Any:
    return client(person, lang).post(f"/settings/refused?lang={lang}", {"text": text, "words": words})


def test_a_refusal_leads_to_a_person_and_writes_nothing_down(golden: None, lin: Person) -> None:
    page = Page(save(lin, bio=BIO))
    (link,) = [node for node in page.all("a") if node.attrs.get("href", "").startswith("/settings/refused?")]
    assert page.status == 422 and link.words == "Ask a person to look at it" and not Case.objects.exists()
    shown = Page(client(lin).get(f"{link.attrs['href']}&lang=en"))
    assert BIO in shown.words and "A machine said no." in shown.words


def test_granted_the_text_can_be_used_by_whomever_and_nothing_else(
    golden: None, lin: Person, joss: Person, mei: Person, mailoutbox: Any
) -> None:
    assert asked(lin)["Location"] == "/settings/appeals"
    run_jobs()
    made, case = Decision.objects.get(), Case.objects.get()
    assert (made.kind, made.person, made.by, case.state, made.statement["words"]) == ("refuse", lin, None, "appealed", BIO)
    assert [BIO[start:end] for start, end in made.statement["spans"]] == ["fool gold"] and not Strike.objects.exists()
    assert "Not let through" in Page(client(lin).get("/settings/standing?lang=en")).words
    assert "No limit is active" in Page(client(lin).get("/settings/standing?lang=en")).words
    hands = staff_of(mei.pk)
    assert hands and BIO in Page(client(mei).get(f"/desk/appeals/{Appeal.objects.get().pk}?lang=en")).words
    answering.grant(hands, Appeal.objects.get().pk, "Pyrite it is.")
    run_jobs()
    assert save(lin, bio=BIO).status_code == 302 and save(joss, bio=BIO).status_code == 302
    assert save(joss, bio=f"{BIO}!").status_code == 422, "another text is another question"
    assert "You can use it now." in Page(client(lin).get("/settings/appeals?lang=en")).words
    assert any("you can use it now" in letter.body or "现在可以用了" in letter.body for letter in mailoutbox)
    chain()
    kinds = list(Entry.objects.order_by("number").values_list("kind", "by", "reverses"))
    assert kinds == [("refuse", "machine", None), ("appeal_granted", "person", 1)]


def test_refused_it_stays_refused_and_its_writer_reads_why(golden: None, lin: Person, mei: Person) -> None:
    asked(lin)
    hands = staff_of(mei.pk)
    assert hands
    answering.refuse(hands, Appeal.objects.get().pk, "It sells gold.")
    run_jobs()
    assert save(lin, bio=BIO).status_code == 422 and not Spared.objects.exists()
    assert "It sells gold." in Page(client(lin).get("/settings/appeals?lang=en")).words


def test_asked_twice_it_is_asked_once_and_nothing_typed_is_lost(golden: None, lin: Person) -> None:
    asked(lin)
    page = Page(asked(lin, words="Once more."))
    assert page.status == 422 and "You asked about this already." in page.words and "Once more." in page.html
    assert Decision.objects.count() == Appeal.objects.count() == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_asked_is_said(golden: None, lin: Person, lang: str) -> None:
    for data in ({"text": BIO, "words": ""}, {"text": "x" * 600, "words": "x"}, {"text": "harmless", "words": "x"}):
        page = Page(client(lin, lang).post(f"/settings/refused?lang={lang}", data))
        assert page.status == 422 and data["text"][:500] in page.words
    assert not Case.objects.exists()


def test_whoever_has_no_account_yet_is_sent_nowhere(golden: None) -> None:
    page = Page(client(None).post("/accounts/signup/?lang=en", {
        "username": "fool_gold", "email": "a@example.org", "password1": "walnut-teahouse-7", "birth_year": "1990"}))
    assert not [node for node in page.all("a") if "/settings/refused" in node.attrs.get("href", "")]


def test_asking_puts_no_report_away_and_tells_no_reporter(golden: None, lin: Person, joss: Person, mei: Person) -> None:
    """Whoever was reported cannot have the case decided by asking about something else."""
    moderation.report(joss.pk, "person", lin.pk, "scam", "", "en")
    asked(lin)
    run_jobs()
    case = Case.objects.get()
    assert case.state == "open" and not Notice.objects.filter(person=joss).exists()
    decide(case.pk, mei.pk, Wanted("no_action"))
    assert Decision.objects.get(kind="refuse").undone is None, "it is answered by itself"
    run_jobs()
    assert "Nothing was found" in Page(client(joss).get("/settings/reports?lang=en")).words or Notice.objects.filter(person=joss)
