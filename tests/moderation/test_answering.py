"""Appeals are read by somebody who had no part, and granting one brings everything back."""

from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Appointment, Person
from redbridge.accounts.staff import Staff
from redbridge.accounts.staff import staff as staff_of
from redbridge.kernel.errors import Refusal
from redbridge.kernel.models import Audit
from redbridge.moderation.appeals import actions, answering
from redbridge.moderation.appeals.access import access_appealable
from redbridge.moderation.decisions import actions as decisions
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from redbridge.notifications.models import Notice
from redbridge.record.actions import chain
from redbridge.record.models import Entry
from tests.cast import LANGUAGES, answer, appoint, arrive, client, hold, write
from tests.jobs import run_again, run_jobs
from tests.moderation.cases import report_of
from tests.moderation.deciding import decided, staff
from tests.pages import Page

pytestmark = pytest.mark.django_db
Role = Appointment.Role


def hands(person: Person) -> Staff:
    """As somebody of the staff, who must be there."""
    found = staff_of(person.pk)
    assert found
    return found


@pytest.fixture
def m07(db: None) -> Person:
    return staff("m07")


@pytest.fixture
def m12(db: None) -> Staff:
    return hands(staff("m12"))


def file(person: Person, decision: Decision, words: str = "I warned of it.") -> int:
    return actions.file(person.pk, access_appealable(person.pk, decision.pk), words)


def test_granted_the_note_is_back_with_likes_comments_and_place(lin: Person, joss: Person, m07: Person, m12: Staff) -> None:
    first, note, last = (write(lin, title) for title in ("一", "二", "三"))
    notes.like(joss.pk, note)
    comment = answer(joss, note, "nice")
    run_jobs()
    before = [client(None).get(path).content.decode().count(f"/notes/{note}") for path in ("/@lin", f"/notes/{note}")]
    decision = decided("remove", "note", note, lin, m07)
    run_jobs()
    assert client(None).get(f"/notes/{note}").status_code == 404
    appeal = file(lin, decision)
    answering.grant(m12, appeal, "You are right.")
    run_jobs()
    after = [client(None).get(path).content.decode().count(f"/notes/{note}") for path in ("/@lin", f"/notes/{note}")]
    assert before == after and before[0] > 0
    page = Page(client(joss).get(f"/notes/{note}"))
    assert "nice" in page.words and page.by_id(f"likes-{note}").attrs["data-count"] == "1"
    order = [int(node.attrs["href"].rsplit("/", 1)[1]) for node in Page(client(None).get("/@lin")).all("a", href="")
             if node.attrs["href"] in {f"/notes/{n}" for n in (first, note, last)}]
    assert list(dict.fromkeys(order)) == [last, note, first]
    assert Comment.objects.get(pk=comment).standing == "" and not Strike.objects.filter(taken_back=None).exists()
    kept = Appeal.objects.get()
    assert (kept.state, kept.decided_by_id, kept.answer) == ("granted", m12.person_id, "You are right.") and kept.decided
    assert Case.objects.get().state == "decided" and Decision.objects.get().undone
    assert Audit.objects.filter(actor_id=m12.person_id, verb="granted appeal").count() == 1


def test_granted_it_is_in_the_record_as_reversed(lin: Person, m07: Person, m12: Staff) -> None:
    answering.grant(m12, file(lin, decided("limit", "note", write(lin), lin, m07)), "")
    answering.refuse(m12, file(lin, decided("remove", "note", write(lin), lin, m07)), "It was one.")
    chain()
    kinds = list(Entry.objects.order_by("number").values_list("kind", "appealed", "reverses", "by"))
    assert kinds == [("limit", False, None, "person"), ("appeal_granted", True, 1, "person"), ("remove", False, None, "person"),
                     ("appeal_refused", True, 3, "person")]


@pytest.mark.parametrize("kind", ["pause", "suspend", "warn"])
def test_what_met_the_person_is_taken_back(lin: Person, m07: Person, m12: Staff, kind: str) -> None:
    decision = decided(kind, "person", lin.pk, lin, m07)
    answering.grant(m12, file(lin, decision), "")
    lin.refresh_from_db()
    assert lin.state == "active" and lin.paused_until is None and not Strike.objects.filter(taken_back=None).exists()


def test_what_a_machine_decided_is_read_by_a_person(lin: Person, m12: Staff) -> None:
    note = write(lin)
    decision = decided("hold", "note", note, lin, None)
    assert Note.objects.get(pk=note).standing == "held"
    answering.grant(m12, file(lin, decision), "")
    assert Note.objects.get(pk=note).standing == ""


def test_refused_it_stands_and_the_reason_is_kept(lin: Person, m07: Person, m12: Staff) -> None:
    note = write(lin)
    answering.refuse(m12, file(lin, decided("remove", "note", note, lin, m07)), "It sells visas.")
    kept = Appeal.objects.get()
    assert (kept.state, kept.answer, kept.answer_language) == ("refused", "It sells visas.", "en")
    assert Note.objects.get(pk=note).standing == "removed" and Strike.objects.filter(taken_back=None).count() == 1
    assert Case.objects.get().state == "decided"


@pytest.mark.parametrize("words", ["", "  \n"])
def test_a_refusal_without_a_reason_changes_nothing(lin: Person, m07: Person, m12: Staff, words: str) -> None:
    appeal = file(lin, decided("remove", "note", write(lin), lin, m07))
    with pytest.raises(Refusal):
        answering.refuse(m12, appeal, words)
    assert Appeal.objects.get().state == "filed" and Case.objects.get().state == "appealed"


@pytest.mark.parametrize("act", [answering.grant, answering.refuse])
@pytest.mark.parametrize("who", ["first", "second", "appellant"])
def test_nobody_with_a_part_in_it_answers(lin: Person, m07: Person, act: Any, who: str) -> None:
    second = staff("m09")
    hold(lin, "moderator")
    decision = decided("suspend", "person", lin.pk, lin, m07, second_id=second.pk) if who == "second" else \
        decided("remove", "note", write(lin), lin, m07)
    appeal = file(lin, decision)
    accounts.reinstate(lin.pk)
    with pytest.raises(Refusal) as refused:
        act(hands({"first": m07, "second": second, "appellant": lin}[who]), appeal, "Because.")
    assert "part in this decision" in refused.value.message and Appeal.objects.get().state == "filed"


def test_no_machine_answers_even_past_the_verbs(lin: Person, m07: Person) -> None:
    appeal = file(lin, decided("remove", "note", write(lin), lin, m07))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal).update(state="granted", decided=timezone.now())


def test_a_no_action_that_a_reporter_was_right_about_is_open_again(lin: Person, joss: Person, m07: Person, m12: Staff) -> None:
    other, note = arrive("other", "en"), write(lin)
    decision = decided("no_action", "note", note, lin, m07)
    for person in (joss, other):
        report_of(person, decision.case)
    first, second = file(joss, decision), file(other, decision)
    answering.grant(m12, first, "")
    run_jobs()
    assert Case.objects.get().state == "open" and Decision.objects.get().undone
    assert [Appeal.objects.get(pk=pk).state for pk in (first, second)] == ["granted", "overtaken"]
    page = Page(client(joss).get("/settings/reports?lang=en"))
    assert "looked at once more" in page.words and "You were right" in page.words
    assert Notice.objects.filter(person=joss, kind="appeal_won").count() == 1
    hands(staff("m20"))
    decided("remove", "note", note, lin, Person.objects.get(handle="m20"))
    assert "it is gone" in Page(client(joss).get("/settings/reports?lang=en")).words


def test_taken_back_otherwise_an_appeal_is_overtaken(lin: Person, m07: Person, m12: Staff) -> None:
    decision = decided("remove", "note", write(lin), lin, m07)
    appeal = file(lin, decision)
    decisions.undo(decision.pk, m07.pk, "A mistake of mine.")
    for act in (answering.grant, answering.refuse):
        with pytest.raises(Refusal) as refused:
            act(m12, appeal, "No.")
        assert "taken back" in refused.value.message
    run_jobs()
    assert Appeal.objects.get().state == "overtaken" and Case.objects.get().state == "decided"
    assert "The decision was taken back" in Page(client(lin).get("/settings/appeals?lang=en")).words


def test_a_persons_decision_takes_the_place_of_what_a_machine_did_and_of_appeals_against_it(lin: Person, m07: Person) -> None:
    note = write(lin)
    file(lin, decided("hold", "note", note, lin, None))
    later = decided("remove", "note", note, lin, m07)
    run_jobs()
    assert Appeal.objects.get().state == "overtaken" and Case.objects.get().state == "decided"
    assert "Another decision stands now" in Page(client(lin).get("/settings/appeals?lang=en")).words
    assert file(lin, later) and Case.objects.get().state == "appealed"


def test_claimed_it_is_the_claimers_for_a_while(lin: Person, m07: Person, m12: Staff) -> None:
    appeal, m20 = file(lin, decided("remove", "note", write(lin), lin, m07)), hands(staff("m20"))
    answering.claim(m12, appeal)
    answering.claim(m12, appeal)
    for act in (partial(answering.claim, m20, appeal), partial(answering.grant, m20, appeal, "")):
        with pytest.raises(Refusal) as refused:
            act()
        assert m12.name in refused.value.message
    answering.release(m20, appeal)
    assert Appeal.objects.get().claimed_by_id == m12.person_id
    Appeal.objects.update(claimed_until=timezone.now())
    answering.claim(m20, appeal)
    answering.release(m20, appeal)
    answering.claim(m12, appeal)
    answering.grant(m12, appeal, "")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_refused_the_person_hears_by_notice_and_mail_in_their_language(
    lin: Person, m07: Person, m12: Staff, lang: str, settings: Any, mailoutbox: Any
) -> None:
    settings.REDBRIDGE_DISPUTE_BODY = "Forum 7, forum.example.org"
    Person.objects.filter(pk=lin.pk).update(interface={"en": "en", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant"}[lang])
    answering.refuse(m12, file(lin, decided("remove", "note", write(lin), lin, m07)), "It sells visas.")
    run_jobs()
    run_again("moderation.appeals.handlers.tell_appellant")
    with translation.override(lang):
        said = gettext("The decision stands: case %(number)s") % {"number": Case.objects.get().number}
        what = gettext("Your appeal was read, and the decision stands. See why")
    (letter,) = [mail for mail in mailoutbox if mail.subject == said]
    assert letter.to == ["lin@example.org"] and "It sells visas." in letter.body and "Forum 7" in letter.body
    assert m12.name in letter.body and "m12" not in letter.body
    page = Page(client(lin).get(f"/notifications?lang={lang}"))
    assert what in page.words
    shown = Page(client(lin).get(f"/settings/appeals?lang={lang}"))
    assert "It sells visas." in shown.words and "Forum 7" in shown.words and m12.name in shown.words


def test_granted_the_author_hears_once(lin: Person, m07: Person, m12: Staff, mailoutbox: Any) -> None:
    decision = decided("remove", "note", write(lin), lin, m07)
    run_jobs()
    sent = len(mailoutbox)
    answering.grant(m12, file(lin, decision), "You are right.")
    run_jobs()
    run_again("moderation.appeals.handlers.tell_appellant", "moderation.decisions.handlers.tell_of_undoing")
    assert len(mailoutbox) == sent + 1 and mailoutbox[-1].to == ["lin@example.org"]
    assert list(Notice.objects.filter(person=lin).exclude(kind="decision").values_list("kind", flat=True)) == ["restored"]


@pytest.mark.parametrize(("others", "said"), [
    ((), "nobody here yet"), ((Role.ADMINISTRATOR,), "no other moderator here, so an administrator"),
    ((Role.MODERATOR,), "Somebody who did not take this decision will read it"),
    ((Role.LEAD, Role.ADMINISTRATOR), "Somebody who did not take this decision will read it"),
])
def test_it_says_who_is_left_to_read_it(lin: Person, m07: Person, mailoutbox: Any, others: tuple[Role, ...], said: str) -> None:
    people = [staff(f"s{n}", role) for n, role in enumerate(others)]
    file(lin, decided("remove", "note", write(lin), lin, m07))
    run_jobs()
    assert said in Page(client(lin).get("/settings/appeals?lang=en")).words
    asked = [mail for mail in mailoutbox if "An appeal waits for you" in mail.subject]
    told = Notice.objects.filter(kind="to_appeal").values_list("person_id", flat=True)
    wanted = [person for person in people if others == (Role.ADMINISTRATOR,)]
    assert [mail.to for mail in asked] == [[person.email] for person in wanted] and set(told) == {p.pk for p in wanted}


def test_a_moderator_who_is_suspended_or_left_is_nobody_to_read_it(lin: Person, m07: Person, m12: Staff) -> None:
    accounts.suspend(m12.person_id)
    file(lin, decided("remove", "note", write(lin), lin, m07))
    assert "nobody here yet" in Page(client(lin).get("/settings/appeals?lang=en")).words


def test_where_nobody_may_read_it_administrators_are_told_to_appoint_somebody(lin: Person, mailoutbox: Any) -> None:
    """The one administrator decided it herself, and the one moderator reads another language."""
    root = appoint(arrive("root", "en"), "administrator")
    appoint(arrive("m09", "fr"), "moderator", "fr")
    file(lin, decided("remove", "note", write(lin, language="zh-Hans"), lin, root))
    run_jobs()
    letters = [mail for mail in mailoutbox if "nobody here may read" in mail.subject]
    assert [mail.to for mail in letters] == [["root@example.org"]] and "redbridge appoint" in letters[0].body
    assert "nobody here yet" in Page(client(lin).get("/settings/appeals?lang=en")).words
    assert "1 appeal waits that nobody here may read" in Page(client(root).get("/desk?lang=en")).words
    appoint(arrive("m10", "en"), "moderator", "en")
    assert "nobody here may read" not in Page(client(root).get("/desk?lang=en")).words
    assert "Somebody who did not take this decision will read it" in Page(client(lin).get("/settings/appeals?lang=en")).words


def test_where_no_moderator_reads_its_language_an_administrator_is_asked(lin: Person, m07: Person, mailoutbox: Any) -> None:
    root = appoint(arrive("root", "en"), "administrator")
    appoint(arrive("m09", "fr"), "moderator", "fr")
    file(lin, decided("remove", "note", write(lin, language="zh-Hans"), lin, m07))
    run_jobs()
    assert [mail.to for mail in mailoutbox if "An appeal waits for you" in mail.subject] == [[root.email]]
    assert "nobody here may read" not in Page(client(root).get("/desk?lang=en")).words


@pytest.mark.parametrize("decided_by", ["root", "m07"])
def test_administrators_are_asked_once_however_often_the_job_runs(
    lin: Person, m07: Person, mailoutbox: Any, decided_by: str
) -> None:
    """Whether one of them may read it, or all they can do is to appoint somebody."""
    root = appoint(arrive("root", "en"), "administrator")
    appoint(arrive("m09", "fr"), "moderator", "fr")
    Appointment.objects.filter(person=m07).delete()
    file(lin, decided("remove", "note", write(lin, language="zh-Hans"), lin, root if decided_by == "root" else m07))
    run_jobs()
    Notice.objects.filter(person=root).update(seen=timezone.now())
    first = list(Notice.objects.filter(person=root).values())
    for _again in range(2):
        run_again("moderation.appeals.handlers.ask_for_a_reader")
        run_jobs()
    assert len([mail for mail in mailoutbox if mail.to == [root.email]]) == 1
    assert list(Notice.objects.filter(person=root).values()) == first and len(first) == (decided_by == "m07")


def test_the_line_is_for_those_who_can_do_something_about_it(lin: Person, m07: Person) -> None:
    appoint(m07, "moderator")
    file(lin, decided("remove", "note", write(lin), lin, m07))
    assert "nobody here may read" not in Page(client(m07).get("/desk?lang=en")).words
