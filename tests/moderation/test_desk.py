"""The desk: who comes in, what is listed, one case, claiming it, deciding it, asking a second."""

from datetime import timedelta
from functools import partial

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from redbridge.accesslog.models import Look
from redbridge.accounts.models import Person
from redbridge.accounts.staff import name_of, staff
from redbridge.kernel.errors import Refusal
from redbridge.moderation import actions
from redbridge.moderation.desk.actions import claims
from redbridge.moderation.desk.models import SecondLook
from redbridge.moderation.models import Case, Decision
from redbridge.notes.models import Note
from tests.cast import LANGUAGES, answer, appoint, arrive, client, write
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db
WORDS = "想买签证吗，加我"


@pytest.fixture
def case(lin: Person, joss: Person) -> Case:
    """Of a note of lin's that joss reported."""
    actions.report(joss.pk, "note", write(lin, "签证", WORDS), "scam", "He asks for money.", "en")
    return Case.objects.get()


def page(who: Person, path: str, lang: str = "en") -> Page:
    """As this member of the staff sees it."""
    return Page(client(who).get(f"{path}{'&' if '?' in path else '?'}lang={lang}"))


def decide(browser: Client, case: Case, **said: str) -> Page:
    """Send the form."""
    return Page(browser.post(f"/desk/{case.number}/decide", said))


def test_only_staff_with_a_second_factor_comes_in(lin: Person, mei: Person) -> None:
    assert client(None).get("/desk")["Location"].startswith("/accounts/login/")
    assert client(lin).get("/desk").status_code == 404
    assert client(mei).get("/desk").status_code == 200
    Authenticator.objects.all().delete()
    refused = client(mei, "en").get("/desk?lang=en", follow=True)
    assert refused.redirect_chain == [("/settings/security", 302)]
    assert "The desk opens with a passkey or an authenticator app." in refused.content.decode()


def test_a_session_that_began_with_a_password_shows_the_factor_first(mei: Person) -> None:
    Authenticator.objects.all().delete()
    browser = client(mei)
    Authenticator.objects.create(user=mei, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert browser.get("/desk")["Location"] == "/accounts/mfa/reauthenticate/?next=/desk"


def test_an_appointment_ends(mei: Person, capsys: pytest.CaptureFixture[str]) -> None:
    number = name_of(mei.pk)
    call_command("appoint", list=True)
    assert f"moderator      @mei, {number} to members" in capsys.readouterr().out
    call_command("appoint", "mei", "moderator", end=True)
    assert staff(mei.pk) is None and client(mei).get("/desk").status_code == 404
    appoint(mei, "lead")
    assert name_of(mei.pk) == number, "a number is a person's for good"


def test_the_way_to_the_desk_is_shown_to_staff_alone(lin: Person, mei: Person) -> None:
    for path in ("/", "/settings/"):
        assert Page(client(mei).get(path)).all("a", href="/desk")
        assert not Page(client(lin).get(path)).all("a", href="/desk")


def test_a_moderator_finds_the_gravest_of_their_languages_first(lin: Person, joss: Person) -> None:
    cleo = appoint(arrive("cleo", "zh-Hant", "en"), "moderator", "zh-Hant")
    reported = [("spam", write(lin, "广告", "大家来买东西吧")), ("minors", write(lin, "孩子", "这里有危险的事情")),
                ("spam", write(joss, "Buy", "Please come and buy my things today"))]
    for category, note in reported:
        actions.report(arrive(f"r{note}"[-12:], "en").pk, "note", note, category, "", "en")
    listed = [node.words for node in page(cleo, "/desk").all("span", **{"class": "case-words"})]
    assert listed == ["孩子", "广告"]
    assert len(page(cleo, "/desk?language=all").all("li", **{"class": "case-line"})) == 3
    assert len(page(cleo, "/desk?severity=5").all("li", **{"class": "case-line"})) == 1
    assert len(page(cleo, "/desk?age=hour").all("li", **{"class": "case-line"})) == 0
    assert len(page(cleo, "/desk?severity=nonsense&age=x&order=y&after=z").all("li", **{"class": "case-line"})) == 2


def test_pages_of_a_queue_follow_one_another(lin: Person, mei: Person) -> None:
    Case.objects.bulk_create(Case(number=f"2026-x{n}", kind="note", subject_id=n, language="en", severity=n % 5 + 1,
                                  category="spam", source="report", author=lin) for n in range(75))
    for order in ("gravest", "oldest"):
        path, seen = f"/desk?order={order}", list[str]()
        while path:
            shown = page(mei, path)
            seen += [node.attrs["id"] for node in shown.all("li", **{"class": "case-line"})]
            more = shown.all("a", rel="next")
            path = more[0].attrs["href"] if more else ""
        rows = Case.objects.order_by("-severity", "pk") if order == "gravest" else Case.objects.order_by("pk")
        assert seen == [f"case-{number}" for number in rows.values_list("number", flat=True)]


def test_a_case_shows_both_languages_the_reports_and_nobody_who_reported(case: Case, joss: Person) -> None:
    Note.objects.update(translations={"en": {"title": "Visas", "body": "Want a visa? Add me", "by": "engine", "engine": "Mill"}})
    ada = appoint(arrive("reader", "en"))
    text = str(page(ada, f"/desk/{case.number}").words)
    for words in ("想买签证吗，加我", "Want a visa? Add me", "He asks for money.", "Mill"):
        assert words in text
    assert joss.handle not in text


def test_an_own_case_is_not_there(case: Case, lin: Person) -> None:
    appoint(lin)
    assert client(lin).get(f"/desk/{case.number}").status_code == 404
    assert not page(lin, "/desk").all("li", **{"class": "case-line"})


def test_of_two_who_claim_at_once_one_has_it_and_the_other_is_told_who(committed: None) -> None:
    author, people = arrive("lin", "zh-Hans"), [appoint(arrive(f"m{n}", "en", "zh-Hans")) for n in range(2)]
    note = write(author, "签证", WORDS)
    actions.report(people[0].pk, "note", note, "scam", "", "en")
    case = Case.objects.get()

    def take(person: Person) -> str:
        who = staff(person.pk)
        assert who is not None
        try:
            claims.claim(case.pk, who)
        except Refusal as refused:
            return refused.message
        return ""

    said = at_once(*(partial(take, person) for person in people))
    winner = people[said.index("")]
    assert sorted(said) == sorted(["", f"{name_of(winner.pk)} has this case now."])
    assert Case.objects.get().claimed_by_id == winner.pk


def test_a_claim_is_given_back_and_runs_out(case: Case, mei: Person, ada: Person) -> None:
    mine, other = client(mei), client(ada)
    mine.post(f"/desk/{case.number}/claim")
    assert page(ada, "/desk").all("li", **{"class": "case-line"}) == []
    assert "has it for 30 more minutes" in str(page(ada, f"/desk/{case.number}").words)
    mine.post(f"/desk/{case.number}/release")
    assert Case.objects.get().state == "open"
    mine.post(f"/desk/{case.number}/claim")
    Case.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    other.post(f"/desk/{case.number}/claim")
    assert Case.objects.get().claimed_by_id == ada.pk


def test_a_language_one_was_not_appointed_for_is_somebody_elses(case: Case) -> None:
    only = appoint(arrive("only", "en"), "moderator", "en")
    client(only).post(f"/desk/{case.number}/claim")
    assert Case.objects.get().state == "open"
    assert "which somebody else decides in" in str(decide(client(only), case, kind="no_action").words)
    assert not Decision.objects.exists()


def test_a_decision_with_its_words_marked(case: Case, mei: Person) -> None:
    answered = client(mei).post(f"/desk/{case.number}/decide", {
        "kind": "remove", "rule": "scams", "concerned": "加我", "words": "Nobody sells visas here.", "facts": "Asks for money."})
    made = Decision.objects.get()
    assert answered["Location"] == f"/desk/{case.number}"
    assert (made.kind, made.rule, made.by, made.person_id) == ("remove", "scams", mei, case.author_id)
    words, ((start, end),) = made.statement["words"], made.statement["spans"]
    assert words[start:end] == "加我" and Note.objects.get().standing == "removed" and Case.objects.get().state == "decided"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("said", "field"), [
    ({}, "kind"), ({"kind": "remove"}, "rule"), ({"kind": "withhold", "rule": "scams"}, "regions"),
    ({"kind": "pause", "rule": "scams"}, "until"), ({"kind": "remove", "rule": "scams", "concerned": "not there"}, "concerned"),
    ({"kind": "remove", "rule": "scams", "until": "2020-01-01"}, "until"),
    ({"kind": "withhold", "rule": "scams", "regions": "Germany"}, "regions"),
])
def test_what_is_missing_is_said_and_nothing_is_lost(
    case: Case, mei: Person, lang: str, said: dict[str, str], field: str
) -> None:
    shown = Page(client(mei).post(f"/desk/{case.number}/decide?lang={lang}", said | {"facts": "kept"}))
    errors = [node for node in shown.nodes if node.attrs.get("class") == "error"]
    assert shown.status == 422 and errors and shown.value("facts") == "kept" and not Decision.objects.exists()
    if lang != "en":
        assert not str(errors[0].words).isascii()


def test_the_statement_is_shown_before_it_is_made(case: Case, mei: Person) -> None:
    shown = decide(client(mei), case, kind="limit", rule="scams", preview="1", facts="x")
    assert shown.all("section", **{"class": "panel desk-preview"}) and not Decision.objects.exists()
    assert shown.all("section", **{"class": "panel desk-preview"})[0].attrs["lang"] == "zh-Hans", "in the author's language"
    assert "一个记点，" in str(shown.words), "the mark that it would leave"
    assert "不留记点" in str(decide(client(mei), case, kind="label", rule="scams", preview="1").words)


def test_two_who_decide_at_once_make_one_decision(case: Case, mei: Person, ada: Person) -> None:
    decide(client(mei), case, kind="no_action")
    assert "This case was decided meanwhile" in str(decide(client(ada), case, kind="remove", rule="scams").words)
    assert [made.kind for made in Decision.objects.all()] == ["no_action"]


def test_a_decision_on_what_was_erased_is_refused_in_a_sentence(case: Case, mei: Person) -> None:
    Note.objects.all().delete()
    shown = Page(client(mei).post(f"/desk/{case.number}/decide?lang=en", {"kind": "remove", "rule": "scams"}))
    assert shown.status == 422 and "has been erased meanwhile" in str(shown.words)
    decide(client(mei), case, kind="no_action")
    assert Case.objects.get().state == "decided"


def test_a_suspension_takes_two(case: Case, mei: Person, ada: Person, lin: Person) -> None:
    decide(client(mei), case, kind="suspend", rule="scams", facts="Again and again.")
    assert not Decision.objects.exists() and Case.objects.get().state == "second"
    client(mei).post(f"/desk/{case.number}/second/confirm")
    assert not Decision.objects.exists(), "not by the one who proposed it"
    assert "Again and again." in str(page(ada, f"/desk/{case.number}").words)
    client(ada).post(f"/desk/{case.number}/second/confirm")
    made = Decision.objects.get()
    lin.refresh_from_db()
    assert (made.kind, made.by, made.second, lin.state) == ("suspend", mei, ada, "suspended")
    assert not SecondLook.objects.exists()


def test_a_suspension_is_declined(case: Case, mei: Person, ada: Person) -> None:
    decide(client(mei), case, kind="suspend", rule="scams")
    client(ada).post(f"/desk/{case.number}/second/decline", {"words": "A first time. Warn them."})
    assert Case.objects.get().state == "open" and not Decision.objects.exists()
    assert "A first time. Warn them." in str(page(mei, f"/desk/{case.number}").words)


def test_somebody_of_the_language_looks_too(case: Case, mei: Person) -> None:
    reader, other = (appoint(arrive(one, code), "moderator", code) for one, code in (("reader", "zh-Hans"), ("other", "en")))
    client(mei).post(f"/desk/{case.number}/second/ask", {"language": "zh-Hans", "words": "A joke?"})
    client(other).post(f"/desk/{case.number}/second/answer", {"words": "No."})
    assert Case.objects.get().state == "second"
    client(reader).post(f"/desk/{case.number}/second/answer", {"words": "No joke."})
    found = Case.objects.get()
    assert (found.state, found.claimed_by) == ("claimed", mei)
    assert "No joke." in str(page(mei, f"/desk/{case.number}").words)


def refusal(who: Person, case: Case, how: str, **said: str) -> str:
    """What somebody is told who may not, or not any more."""
    return str(Page(client(who).post(f"/desk/{case.number}/second/{how}?lang=en", said, follow=True)).words)


def test_who_may_not_answer_a_second_look_is_told_why_and_keeps_their_words(case: Case, mei: Person, ada: Person) -> None:
    other = appoint(arrive("other", "en"), "moderator", "en")
    client(mei).post(f"/desk/{case.number}/second/ask", {"language": "zh-Hans", "words": "A joke?"})
    told = refusal(other, case, "answer", words="I read none of it.")
    assert "Somebody of that language was asked." in told and "I read none of it." in told
    told = refusal(mei, case, "answer", words="I answer myself.")
    assert "A second pair of eyes is another person's." in told and "I answer myself." in told
    assert "waits for a second pair of eyes" in str(Page(client(ada).post(f"/desk/{case.number}/claim", follow=True)).words)
    assert "waits for a second pair of eyes" in refusal(ada, case, "ask", language="en", words="And me?")
    client(ada).post(f"/desk/{case.number}/second/answer", {"words": "No joke."})
    told = refusal(ada, case, "answer", words="Once more.")
    assert "This was answered meanwhile." in told and "Once more." in told
    assert "This was answered meanwhile." in refusal(mei, case, "back")
    assert refusal(ada, case, "answer").count("Say it in a few words.") >= 1


def test_a_suspension_is_not_confirmed_by_who_proposed_it_and_not_twice(case: Case, mei: Person, ada: Person) -> None:
    decide(client(mei), case, kind="suspend", rule="scams", facts="Again.")
    assert "A second pair of eyes is another person's." in refusal(mei, case, "confirm")
    told = str(decide(client(ada), case, kind="no_action", facts="From a page that had grown old.").words)
    assert "waits for a second pair of eyes" in told and "From a page that had grown old." in told
    assert SecondLook.objects.exists() and not Decision.objects.exists(), "nobody decides past what was proposed"
    client(ada).post(f"/desk/{case.number}/second/confirm")
    assert "This was answered meanwhile." in refusal(ada, case, "confirm") and Decision.objects.count() == 1


def test_who_has_a_case_is_named_to_who_wants_it_and_only_they_give_it_back(case: Case, mei: Person) -> None:
    third = appoint(arrive("third", "en", "zh-Hans"), "moderator")
    client(mei).post(f"/desk/{case.number}/claim")
    told = Page(client(third).post(f"/desk/{case.number}/claim?lang=en", follow=True)).words
    assert f"{name_of(mei.pk)} has this case now." in told
    assert "You do not have this case." in Page(client(third).post(f"/desk/{case.number}/release?lang=en", follow=True)).words
    told = str(decide(client(third), case, kind="remove", rule="scams", facts="mine").words)
    assert "Somebody else is looking at this case now. Nothing was changed." in told and "mine" in told
    Case.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    decide(client(third), case, kind="no_action")
    assert Decision.objects.get().by == third, "a claim that ran out keeps nobody from it"
    assert "This case was decided meanwhile." in Page(client(mei).post(f"/desk/{case.number}/claim?lang=en", follow=True)).words


def test_a_second_look_is_taken_back(case: Case, mei: Person) -> None:
    client(mei).post(f"/desk/{case.number}/second/ask", {"language": "zh-Hans"})
    client(mei).post(f"/desk/{case.number}/second/back")
    assert (Case.objects.get().state, SecondLook.objects.count()) == ("claimed", 0)


def test_what_is_not_for_everybody_is_looked_at_on_the_record(lin: Person, mei: Person, joss: Person) -> None:
    note = write(lin, "签证", WORDS)
    actions.report(joss.pk, "note", note, "scam", "", "en")
    Note.objects.update(visibility="followers")
    case, browser = Case.objects.get(), client(mei)
    assert WORDS not in browser.get(f"/desk/{case.number}").content.decode()
    assert WORDS not in browser.get("/desk").content.decode() and "签证" not in browser.get("/desk").content.decode()
    assert not Look.objects.exists()
    browser.post(f"/desk/{case.number}/look")
    assert WORDS in browser.get(f"/desk/{case.number}").content.decode()
    line = Look.objects.get()
    assert (line.person, line.by, line.role, line.under, line.subject_id) == (lin, mei, "moderator", case.number, note)
    assert WORDS not in client(mei).get(f"/desk/{case.number}").content.decode(), "of that session alone"


def test_a_comment_stands_in_its_context(lin: Person, joss: Person, mei: Person) -> None:
    note = write(lin, "题目")
    first = answer(lin, note, "第一句话在这里")
    actions.report(lin.pk, "comment", answer(joss, note, "An answer here", first), "harassment", "", "en")
    text = str(page(mei, f"/desk/{Case.objects.get().number}").words)
    assert "第一句话在这里" in text and "An answer here" in text and "题目" in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keys_of_the_desk_are_listed(mei: Person, lang: str) -> None:
    shown = page(mei, "/desk/keys", lang)
    assert {"j", "k", "c", "r", "d", "?"} <= {str(node.words[0]) for node in shown.all("kbd")}


def test_a_wave_is_drawn_and_told_in_a_table(case: Case, mei: Person, lin: Person, joss: Person) -> None:
    at = "2026-11-26T10:00:00+00:00"
    case.facts = {"wave": [{"kind": "note", "id": 1, "author": one.pk, "at": at, "aims": ["@mo", "https://example.org/"]}
                           for one in (lin, joss)]}
    case.save(update_fields=["facts"])
    page = client(mei, "en").get(f"/desk/{case.number}?lang=en").content.decode()
    assert "2 accounts wrote nearly the same" in page and page.count("<line ") == 4
    assert "<th scope=\"row\"><a href=\"/@joss\">@joss</a></th>" in page
