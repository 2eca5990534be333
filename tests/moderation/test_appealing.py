"""Filing an appeal: by the one it concerns and by reporters, once, in time, with what was typed kept whatever happens."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.kernel.models import Audit
from redbridge.moderation.appeals.rules import AGAINST
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.moderation.rules import APPEAL_WINDOW
from tests.cast import LANGUAGES, arrive, client, suspend, write
from tests.moderation.cases import case_of, decided, report_of
from tests.pages import Page, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def by(db: None) -> Person:
    return arrive("m07", "zh-Hans")


@pytest.fixture
def removed(lin: Person, by: Person) -> Decision:
    """A note of lin's that m07 removed."""
    return decided(case_of(lin, write(lin, "骗局")), by)


def send(person: Person | None, decision: Decision, words: str = "I warned of it.", lang: str = "en") -> Any:
    return client(person).post(f"/settings/appeals/{decision.pk}?lang={lang}", {"words": words})


@pytest.mark.parametrize("kind", AGAINST)
def test_the_one_it_concerns_appeals_every_kind_of_decision(lin: Person, by: Person, kind: str) -> None:
    decision = decided(case_of(lin, write(lin)), by, kind)
    assert send(lin, decision, "这是提醒，不是广告。")["Location"] == "/settings/standing"
    appeal = Appeal.objects.get()
    assert (appeal.decision, appeal.person, appeal.words, appeal.language) == (decision, lin, "这是提醒，不是广告。", "zh-Hans")
    assert appeal.state == "filed" and Case.objects.get().state == "appealed"
    assert Audit.objects.filter(actor_id=lin.pk, verb="appeal", subject_id=decision.pk).count() == 1


def test_what_a_machine_decided_can_be_appealed_too(lin: Person) -> None:
    assert send(lin, decided(case_of(lin, write(lin)), None, "hold")).status_code == 302


@pytest.mark.parametrize("how", ["suspended", "paused"])
def test_suspended_and_paused_people_appeal(lin: Person, removed: Decision, how: str) -> None:
    if how == "suspended":
        suspend(lin)
    else:
        Person.objects.filter(pk=lin.pk).update(paused_until=timezone.now() + timedelta(days=7))
    browser = client(lin)
    assert Page(browser.get(f"/settings/appeals/{removed.pk}")).field("words")
    assert send(lin, removed).status_code == 302 and Appeal.objects.get().state == "filed"
    assert browser.post(f"/settings/appeals/{removed.pk}/withdraw").status_code == 302
    assert Appeal.objects.get().state == "withdrawn"
    assert "Your reports" in Page(browser.get("/settings/reports?lang=en")).words
    assert "took your appeal back" in Page(browser.get("/settings/appeals?lang=en")).words


@pytest.mark.parametrize("kind", ["no_action", "restore"])
def test_what_took_nothing_is_not_the_authors_to_appeal(lin: Person, by: Person, kind: str) -> None:
    decision = decided(case_of(lin, write(lin)), by, kind, person=lin)
    assert send(lin, decision).status_code == 404 and not Appeal.objects.exists()


@pytest.mark.parametrize("who", ["joss", "m07"])
def test_anothers_decision_is_not_there(removed: Decision, joss: Person, who: str) -> None:
    person = Person.objects.get(handle=who)
    report_of(joss, removed.case)
    for path in ("", "/withdraw", "/accept"):
        assert client(person).post(f"/settings/appeals/{removed.pk}{path}", {"words": "x"}).status_code == 404
    assert client(person).get(f"/settings/appeals/{removed.pk}").status_code == 404


def test_a_reporter_appeals_no_action_and_nobody_else_does(lin: Person, by: Person, joss: Person) -> None:
    case = case_of(lin, write(lin))
    report_of(joss, case)
    decision = decided(case, by, "no_action", person=lin)
    assert send(arrive("other", "en"), decision).status_code == 404
    assert send(joss, decision)["Location"] == "/settings/reports" and Case.objects.get().state == "appealed"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_filed_twice_the_second_says_so_and_changes_nothing(lin: Person, removed: Decision, lang: str) -> None:
    send(lin, removed, "first")
    page = Page(send(lin, removed, "second, better put", lang))
    refused(page, "words", lang)
    assert page.status == 422 and page.value("words") == "second, better put"
    assert [appeal.words for appeal in Appeal.objects.all()] == ["first"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ["", " \n ", "x" * 1001, "字" * 1001, "👩‍👩‍👧" * 1001])
def test_too_little_and_too_much_is_said_and_stays(lin: Person, removed: Decision, lang: str, words: str) -> None:
    page = Page(send(lin, removed, words, lang))
    refused(page, "words", lang)
    assert page.status == 422 and page.value("words") == words and not Appeal.objects.exists()


@pytest.mark.parametrize("words", ["x" * 1000, "字" * 1000, "👩‍👩‍👧" * 1000, "مرحبا", "ありがとう"])
def test_any_language_and_a_thousand_graphemes_fit(lin: Person, removed: Decision, words: str) -> None:
    assert send(lin, removed, words).status_code == 302
    assert Appeal.objects.get().words == words


def made(decision: Decision, left: str) -> None:
    """Let the window of a decision end in `left` from now, by the database's clock."""
    with connection.cursor() as cursor:
        cursor.execute("update moderation_decision set made = now() - %s::interval + %s::interval where id = %s",
                       [f"{APPEAL_WINDOW.days} days", left, decision.pk])


def test_the_last_moment_is_in_time(lin: Person, removed: Decision) -> None:
    made(removed, "1 microsecond")  # now() stands still in a transaction
    assert send(lin, removed).status_code == 302 and Appeal.objects.exists()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_after_it_the_day_is_named(lin: Person, removed: Decision, lang: str) -> None:
    made(removed, "0 seconds")
    page = Page(send(lin, removed, lang=lang))
    refused(page, "words", lang, str(timezone.now().year))
    assert page.status == 422 and page.value("words") == "I warned of it." and not Appeal.objects.exists()
    shown = Page(client(lin).get(f"/settings/appeals/{removed.pk}?lang={lang}"))
    assert not shown.all("textarea")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_was_taken_back_needs_no_appeal(lin: Person, removed: Decision, lang: str) -> None:
    Decision.objects.update(undone=timezone.now())
    page = Page(send(lin, removed, lang=lang))
    refused(page, "words", lang)
    assert page.status == 422 and page.value("words") == "I warned of it." and not Appeal.objects.exists()


def test_taken_back_it_stays_so_and_cannot_be_filed_again(lin: Person, removed: Decision) -> None:
    send(lin, removed)
    client(lin).post(f"/settings/appeals/{removed.pk}/withdraw")
    appeal = Appeal.objects.get()
    assert appeal.state == "withdrawn" and appeal.decided and Case.objects.get().state == "decided"
    assert send(lin, removed).status_code == 422
    client(lin).post(f"/settings/appeals/{removed.pk}/withdraw")
    assert Audit.objects.filter(verb="withdraw appeal").count() == 1


def test_accepted_it_folds_away_and_can_still_be_appealed(lin: Person, removed: Decision) -> None:
    browser = client(lin)
    assert browser.post(f"/settings/appeals/{removed.pk}/accept")["Location"] == "/settings/standing"
    first = Decision.objects.get().accepted
    browser.post(f"/settings/appeals/{removed.pk}/accept")
    assert first and Decision.objects.get().accepted == first
    page = Page(browser.get(f"/settings/appeals/{removed.pk}?lang=en"))
    assert "You accepted this decision" in page.words and not page.all("button", formaction="")
    assert send(lin, removed).status_code == 302


@pytest.mark.parametrize("lang", LANGUAGES)
def test_signed_out_meanwhile_nothing_typed_is_lost(removed: Decision, lang: str) -> None:
    page = Page(send(None, removed, "a long thought", lang))
    refused(page, "words", lang)
    assert page.status == 401 and page.value("words") == "a long thought" and "2026-t" not in page.html


def test_a_page_that_grew_old_keeps_it_too(lin: Person, removed: Decision) -> None:
    answered = client(lin, enforce_csrf_checks=True).post(f"/settings/appeals/{removed.pk}", {"words": "a long thought"})
    assert answered.status_code == 403 and Page(answered).value("words") == "a long thought" and not Appeal.objects.exists()


def test_a_case_that_was_opened_again_stays_open(lin: Person, removed: Decision) -> None:
    Case.objects.update(state="open")
    assert send(lin, removed).status_code == 302
    assert Case.objects.get().state == "open" and Appeal.objects.get().state == "filed"


def test_back_to_where_the_form_stood(lin: Person, removed: Decision) -> None:
    answered = client(lin).post(f"/settings/appeals/{removed.pk}", {"words": "x", "back": "/settings/appeals"})
    assert answered["Location"] == "/settings/appeals"
    page = Page(client(lin).get("/settings/appeals?lang=en"))
    assert "Your appeal waits to be read" in page.words and removed.case.number in page.words
