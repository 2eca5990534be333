"""Row 28, ours: no page of the staff shows what is private to somebody unless the look was written down for them.

A member is planted whose private things are canaries. Every address below /desk is asked by every role, in every way the matrix
knows, and every answer that holds a canary must have left a line in that member's own record.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.test import Client

from redbridge.accesslog.models import Look
from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person, Session
from redbridge.kernel.limits import Limit
from redbridge.kernel.private import readers
from redbridge.moderation.actions import report
from redbridge.moderation.cases.actions import open_case
from redbridge.moderation.decisions.actions import decide
from redbridge.moderation.decisions.rules import Wanted
from redbridge.moderation.models import Appeal, Case
from redbridge.moderation.models import Draft as JudgeDraft
from redbridge.moderation.people import views
from tests.cast import answer, arrive, client, write
from tests.pages import Page
from tests.security.matrix import ROWS, routes

pytestmark = pytest.mark.django_db
CANARY = {"email": "canary-email-7f3a@example.org", "sign_ins": "canarybrowser-7f3a", "private_note": "canarywords7f3a",
          "export": "canaryreport7f3a"}
STAFF_ADDRESSES = ("desk",)


@pytest.fixture
def planted() -> Person:
    """A member with an address, a sign-in and a note for nobody else's eyes, which was reported nevertheless."""
    person = arrive("planted", "en", name="Planted")
    EmailAddress.objects.filter(user=person).update(email=CANARY["email"])
    Person.objects.filter(pk=person.pk).update(email=CANARY["email"])
    client(person)
    Session.objects.filter(person=person).update(device=f"{CANARY['sign_ins']}|Linux")
    note = write(person, "Diary", CANARY["private_note"], visibility="me")
    report(person.pk, "note", write(arrive("another", "en")), "spam", CANARY["export"], "en")
    case = open_case("note", note, author_id=person.pk, language="en", category="spam", severity=1, source="report")
    found = {"rule": "spam", "part": "body", "why": "rules", "said": CANARY["private_note"], "marks": [[0, 6]]}
    Case.objects.filter(pk=case).update(facts={"found": [found]})
    JudgeDraft.objects.create(case_id=case, source="judge", kind="warn", rule="spam", words=CANARY["private_note"])
    return person


@pytest.fixture
def appealed(planted: Person, root: Person) -> Appeal:
    """A decision about that note, whose statement holds its words, and what was said against it."""
    made = decide(Case.objects.get(author=planted).pk, root.pk, Wanted("label", rule="spam"))
    return Appeal.objects.create(decision_id=made, person=planted, words="Why?", language="en")


def desk_routes() -> list[str]:
    """Names of every address of the staff."""
    return [name for name, pattern in routes().items() if pattern.startswith(STAFF_ADDRESSES)]


def asked(browser: Client, planted: Person) -> Iterator[Any]:
    """Every address of the staff, about the planted member and their case, in every way, with the matrix's own data."""
    case = Case.objects.get(author=planted)
    values: dict[str, Any] = dict.fromkeys(
        ("wave", "picture", "appeal", "decision", "person", "note", "comment", "rules_draft"), 1)
    for name in desk_routes():
        path = ROWS[name].path.replace("2026-m{case}", case.number).replace("/person/lin", "/person/planted")
        for method in ("get", "post"):
            yield getattr(browser, method)(path.format(**values | {"case": case.number}), ROWS[name].data, follow=True)


@pytest.mark.parametrize("data", [
    {"kind": "warn", "rule": "spam", "preview": "1"}, {"kind": "label", "concerned": "nowhere"}, {"kind": "suspend"}, {}])
def test_a_decision_does_not_show_what_was_not_looked_at(planted: Person, ada: Person, data: dict[str, str]) -> None:
    """The statement that its author will read, and the form that finds words in it."""
    number = Case.objects.get(author=planted).number
    browser = client(ada)
    page = Page(browser.post(f"/desk/{number}/decide", data, follow=True))
    assert "Look at it before you decide." in page.words and CANARY["private_note"] not in page.html
    assert not Look.objects.exists() and Case.objects.get(author=planted).state == "open"
    browser.post(f"/desk/{number}/look")
    assert CANARY["private_note"] in browser.post(f"/desk/{number}/decide", data | {"rule": "spam"}, follow=True).content.decode()
    assert Look.objects.get(person=planted).what == "private_note"


def test_an_appeal_does_not_either_until_the_look_is_written(appealed: Appeal, planted: Person, mei: Person) -> None:
    browser, path = client(mei, "en"), f"/desk/appeals/{appealed.pk}"
    page = Page(browser.get(path))
    assert "Why?" in page.words and CANARY["private_note"] not in page.html
    number = appealed.decision.case.number
    back = page.all("form", action=f"/desk/{number}/look")[0]
    assert [node.attrs["value"] for node in back.walk() if node.attrs.get("name") == "back"] == [path]
    assert browser.post(f"/desk/{number}/look", {"back": path})["Location"] == path
    assert CANARY["private_note"] in browser.get(path).content.decode() and Look.objects.filter(person=planted).count() == 1


def test_a_comment_under_a_closed_note_has_its_own_line(planted: Person, joss: Person, mei: Person) -> None:
    closed = write(joss, "Closed", "x", visibility="followers")
    accounts.follow(planted.pk, joss.pk)
    said = answer(planted, closed, "canarycomment7f3a")
    number = Case.objects.get(pk=open_case("comment", said, author_id=planted.pk, language="en", category="spam", severity=1,
                                           source="report")).number
    browser = client(mei)
    assert "canarycomment7f3a" not in browser.get(f"/desk/{number}").content.decode()
    browser.post(f"/desk/{number}/look")
    assert "canarycomment7f3a" in browser.get(f"/desk/{number}").content.decode()
    line = Look.objects.get(person=planted)
    assert (line.what, line.subject_id, line.under) == ("private_comment", said, number)
    by_form = {"kind": "private_comment", "why": "report", "under": number, "subject": str(said)}
    assert "canarycomment7f3a" in browser.post("/desk/person/planted", by_form).content.decode()


def test_nothing_private_is_shown_to_staff_without_a_line(planted: Person, mei: Person, ada: Person, root: Person) -> None:
    seen = 0
    for person in (mei, ada, root):
        for response in asked(client(person), planted):
            lines = Look.objects.filter(person=planted).count()
            body = b"".join(response) if response.streaming else response.content
            shown = [kind for kind, canary in CANARY.items() if canary.encode() in body]
            assert not shown or lines, f"{response.request['PATH_INFO']} shows {shown} and left no line"
            seen += 1
    assert seen >= 6


@pytest.mark.parametrize("kind", list(CANARY))
def test_the_door_itself_shows_it_and_leaves_one_line_a_time(planted: Person, root: Person, kind: str) -> None:
    note = Case.objects.get(author=planted).subject_id
    said = {"kind": kind, "why": "report", "under": "2026-1187", "subject": str(note) if kind == "private_note" else ""}
    browser = client(root)
    assert CANARY[kind] not in browser.get("/desk/person/planted").content.decode()
    for times in (1, 2):
        response = browser.post("/desk/person/planted", said)
        assert CANARY[kind] in response.content.decode() and response["Cache-Control"] == "private, no-store"
        assert Look.objects.filter(person=planted, what=kind).count() == times
    refused = browser.post("/desk/person/planted", said | {"why": ""})
    assert refused.status_code == 422 and CANARY[kind] not in refused.content.decode()
    assert Look.objects.count() == 2


@pytest.mark.parametrize("kind", ["email", "sign_ins", "export"])
def test_a_moderator_is_not_given_what_leads_are(planted: Person, mei: Person, kind: str) -> None:
    refused = client(mei).post("/desk/person/planted", {"kind": kind, "why": "report", "under": "2026-1187"})
    assert refused.status_code == 422 and CANARY[kind] not in refused.content.decode()
    assert not Look.objects.exists()


NAMES = {"email", "emailaddress_set", "EmailAddress", "Session", "sessions", "valid_sessions", "signins", "birth_year",
         "last_login"}
"""What code of the staff's pages never names: it asks the door."""
MAY_WRITE_MAIL = {"letters.py"}
"""Writes to the person themselves."""


def test_no_code_of_the_staff_reads_private_columns_by_itself() -> None:
    found = list[str]()
    source = Path(settings.SRC)
    for path in [*source.glob("moderation/**/*.py"), *source.glob("accesslog/**/*.py"), *source.glob("guidelines/**/*.py")]:
        if path.name in MAY_WRITE_MAIL or "migrations" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if name in NAMES or "accounts_session" in text or "account_emailaddress" in text or ".email" in text:
                found.append(f"{path.relative_to(source)}:{getattr(node, 'lineno', 0)}: {name or text[:40]}")
    assert found == [], "ask accesslog.door instead"


def test_only_the_door_calls_a_reader() -> None:
    source, calls = Path(settings.SRC), list[str]()
    for path in source.rglob("*.py"):
        text = path.read_text("utf-8")
        if "import" in text and "readers" in text and "kernel.private" in text:
            calls.append(str(path.relative_to(source)))
    assert calls == ["accesslog/door.py"] and readers()


def test_only_the_door_writes_looks() -> None:
    """Whoever shows what is private comes through `give` or `see`, and nowhere else is a line made by hand."""
    source, wrong = Path(settings.SRC), list[str]()
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            taken = {one.name for one in node.names} if isinstance(node, ast.ImportFrom) else set()
            if isinstance(node, ast.ImportFrom) and node.module == "redbridge.accesslog.actions" and "look" in taken:
                wrong.append(str(path.relative_to(source)))
            if ast.unparse(node).startswith("Look.objects.create") and isinstance(node, ast.Call):
                wrong.append(str(path.relative_to(source)))
    assert sorted(wrong) == ["accesslog/actions.py", "accesslog/door.py"]


CLOSED_WORDS = {"moderation/desk/queries/subject.py", "moderation/decisions/subjects.py"}
"""The two that read a note or comment whoever may see it: the first is shown after the look, the second writes statements."""


def test_whoever_reads_notes_past_their_readers_is_known() -> None:
    source, found = Path(settings.SRC), set[str]()
    for path in [*source.glob("moderation/desk/**/*.py"), *source.glob("moderation/people/**/*.py"),
                 *source.glob("moderation/appeals/**/*.py"), *source.glob("moderation/decisions/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in ("Note.objects.filter", "Note.objects.get",
                                                                        "Comment.objects.filter", "Comment.objects.get"):
                found.add(str(path.relative_to(source)))
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            if "from notes_note" in text and re.search(r"(?<!\()n\.body,", text):
                found.add(str(path.relative_to(source)))
    assert found == CLOSED_WORDS


def test_looking_ends_too(planted: Person, root: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "LOOKING", Limit("look", 3, 3600))
    said = {"kind": "email", "why": "words", "words": "They asked us by letter"}
    asked_ = [client(root).post("/desk/person/planted", said) for _ in range(4)]
    assert [one.status_code for one in asked_] == [200, 200, 200, 429] and int(asked_[-1]["Retry-After"]) > 0
    assert CANARY["email"] not in asked_[-1].content.decode() and "They asked us by letter" in asked_[-1].content.decode()
    assert Look.objects.filter(person=planted).count() == 3


def test_what_is_wrong_with_the_form_is_said_beside_the_field(planted: Person, root: Person) -> None:
    good = {"kind": "private_note", "why": "report", "under": "2026-1187", "subject": "1"}
    for field, wrong in (("kind", {"kind": "x"}), ("subject", {"subject": ""}), ("subject", {"subject": "that one"}),
                         ("subject", {"subject": "12"}), ("why", {"why": ""}), ("under", {"under": ""}),
                         ("words", {"words": "字" * 301}), ("why", {"why": "words", "words": " "})):
        refused = client(root).post("/desk/person/planted", good | wrong)
        page = Page(refused)
        assert refused.status_code == 422 and (page.error(field) if field != "kind" else "Choose what" in page.words), wrong
    assert not Look.objects.exists()


def test_a_reported_notes_address_is_taken_for_its_number(planted: Person, mei: Person) -> None:
    note = Case.objects.get(author=planted).subject_id
    said = {"kind": "private_note", "why": "report", "under": "2026-1", "subject": f"http://localhost:8000/notes/{note}?x=1#y"}
    assert CANARY["private_note"] in client(mei).post("/desk/person/planted", said).content.decode()
    assert Look.objects.get().subject_id == note


def test_a_person_who_is_gone_or_never_was_is_not_there(root: Person) -> None:
    assert client(root).get("/desk/person/nobody-here").status_code == 404
