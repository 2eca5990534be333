"""Appeals on the desk: who finds which, one with the whole case, and the answer."""

import pytest

from redbridge.accounts.models import Person
from redbridge.moderation.appeals import actions
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.notes.models import Note
from tests.cast import LANGUAGES, appoint, arrive, client, write
from tests.jobs import run_jobs
from tests.moderation.cases import report_of
from tests.moderation.deciding import decided
from tests.pages import Page, refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def m07(db: None) -> Person:
    return appoint(arrive("m07", "en"), "moderator")


@pytest.fixture
def appeal(lin: Person, m07: Person) -> Appeal:
    """Of lin's, against a removal by m07."""
    decision = decided("remove", "note", write(lin, "签证", "想买签证吗"), lin, m07)
    actions.file(lin.pk, access_appealable(lin.pk, decision.pk), "这是提醒，不是广告。")
    return Appeal.objects.get()


def page(who: Person, path: str = "/desk/appeals", lang: str = "en") -> Page:
    return Page(client(who).get(f"{path}{'&' if '?' in path else '?'}lang={lang}"))


def test_who_had_no_part_finds_it_and_who_decided_is_told_why_not(appeal: Appeal, mei: Person, m07: Person) -> None:
    assert page(mei).all("a", href=f"/desk/appeals/{appeal.pk}") and page(mei, "/desk").all("a", href="/desk/appeals")
    mine = page(m07)
    assert not mine.all("a", href=f"/desk/appeals/{appeal.pk}") and "1 more waits for somebody else" in mine.words
    shown = page(m07, f"/desk/appeals/{appeal.pk}")
    assert "You had a part in this decision" in shown.words and not shown.all("textarea", name="words")


def test_a_moderator_of_another_language_finds_it_under_all(appeal: Appeal) -> None:
    french = appoint(arrive("m09", "fr"), "moderator", "fr")
    assert not page(french).all("a", href=f"/desk/appeals/{appeal.pk}")
    assert page(french, "/desk/appeals?language=all").all("a", href=f"/desk/appeals/{appeal.pk}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_reviewer_reads_appeal_translation_decision_and_case(appeal: Appeal, mei: Person, joss: Person, lang: str) -> None:
    Appeal.objects.update(translations={code: {"words": "It was a warning.", "by": "engine", "engine": "Mill"}
                                        for code in ("en", "zh-Hant")}, language="ja")
    Person.objects.filter(pk=mei.pk).update(languages=["en"])
    report_of(joss, appeal.decision.case, words="He asks for money.")
    words = page(mei, f"/desk/appeals/{appeal.pk}", lang).words
    for said in ("这是提醒", "It was a warning.", "想买签证吗", "He asks for money.", appeal.decision.case.number):
        assert said in words


def test_granted_from_the_desk_it_is_back(appeal: Appeal, mei: Person, lin: Person) -> None:
    answered = client(mei).post(f"/desk/appeals/{appeal.pk}/answer", {"answer": "grant", "words": ""})
    assert answered["Location"] == "/desk/appeals"
    assert Note.objects.get().standing == "" and Appeal.objects.get().state == "granted" and Decision.objects.get().undone
    run_jobs()
    assert "You were right" in Page(client(lin).get("/settings/standing?lang=en")).words
    assert "Granted" in page(mei, f"/desk/appeals/{appeal.pk}").words


def test_granted_a_no_action_leads_to_the_case(lin: Person, joss: Person, m07: Person, mei: Person) -> None:
    decision = decided("no_action", "note", write(lin), lin, m07)
    report_of(joss, decision.case)
    actions.file(joss.pk, access_appealable(joss.pk, decision.pk), "Look again.")
    answered = client(mei).post(f"/desk/appeals/{Appeal.objects.get().pk}/answer", {"answer": "grant"})
    assert answered["Location"] == f"/desk/{decision.case.number}" and Case.objects.get().state == "open"
    assert client(mei).get(answered["Location"]).status_code == 200


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("words", ["", " ", "x" * 1001])
def test_refusing_needs_a_reason_and_keeps_what_was_typed(appeal: Appeal, mei: Person, lang: str, words: str) -> None:
    path = f"/desk/appeals/{appeal.pk}/answer?lang={lang}"
    answered = Page(client(mei).post(path, {"answer": "refuse", "words": words}))
    refused(answered, "words", lang)
    assert answered.status == 422 and answered.value("words") == words and Appeal.objects.get().state == "filed"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_answered_meanwhile_it_is_said_and_nothing_typed_is_lost(appeal: Appeal, mei: Person, lang: str) -> None:
    other = appoint(arrive("m20", "en"), "moderator")
    path = f"/desk/appeals/{appeal.pk}/answer"
    client(mei).post(path, {"answer": "refuse", "words": "It sells visas."})
    late = Page(client(other).post(f"{path}?lang={lang}", {"answer": "grant", "words": "I would not."}))
    refused(late, "words", lang, "M-")
    assert late.value("words") == "I would not." and Appeal.objects.get().state == "refused"


def test_kept_for_oneself_and_given_back(appeal: Appeal, mei: Person) -> None:
    other = appoint(arrive("m20", "en"), "moderator")
    client(mei).post(f"/desk/appeals/{appeal.pk}/claim")
    assert "is reading this appeal" in page(other, f"/desk/appeals/{appeal.pk}").words and "has it" in page(other).words
    client(other).post(f"/desk/appeals/{appeal.pk}/claim")
    assert Appeal.objects.get().claimed_by_id == mei.pk
    client(mei).post(f"/desk/appeals/{appeal.pk}/release")
    assert Appeal.objects.get().claimed_by_id is None


def test_ones_own_appeal_is_not_there(appeal: Appeal, lin: Person) -> None:
    appoint(lin, "lead")
    assert client(lin).get(f"/desk/appeals/{appeal.pk}").status_code == 404
    assert client(lin).post(f"/desk/appeals/{appeal.pk}/answer", {"answer": "grant"}).status_code == 404
    assert Appeal.objects.get().state == "filed"
