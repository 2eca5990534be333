"""Row 21 (CVE-2025-54879, a limiter on the wrong path): every limiter says no at the one after the last, and where it should."""

import ast
import uuid
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as django_settings
from django.test import Client
from django.utils import timezone
from PIL import Image

from redbridge.accounts.models import Person
from redbridge.accounts.staff import staff
from redbridge.accounts.views import people, relations, safety
from redbridge.accounts.views import surge as surges
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import accept, suggest
from redbridge.corrections.views import decide as deciding
from redbridge.corrections.views import suggest as mending
from redbridge.exchange import views as exchange
from redbridge.glossary import views as glossary
from redbridge.kernel.limits import Limit
from redbridge.moderation import views as moderation
from redbridge.moderation.actions import report
from redbridge.moderation.appeals import desk as appeals_desk
from redbridge.moderation.appeals import views as appeals
from redbridge.moderation.desk.actions.seconds import ask_look
from redbridge.moderation.desk.models import Wave
from redbridge.moderation.desk.views import case as casing
from redbridge.moderation.desk.views import decide as deciding_cases
from redbridge.moderation.desk.views import lifting, opening
from redbridge.moderation.desk.views import sealed as sealing
from redbridge.moderation.desk.views import waves as waving
from redbridge.moderation.models import Appeal, Case
from redbridge.notes import actions as notes
from redbridge.notes.actions.publish import file_under_topics
from redbridge.notes.models import Board, Comment, Like, Note
from redbridge.notes.views import boards, collecting, completing, crossing, drafts, react, sharing, topics, write
from redbridge.portability import views as portability
from redbridge.portability.actions import ask, stay
from redbridge.portability.models import Export
from redbridge.search import views as search
from redbridge.sharing.views import pictures
from tests.cast import LANGUAGES, PASSWORD, answer, arrive, client
from tests.cast import write as publish
from tests.glossary.test_proposals import GOOD as TERM
from tests.jobs import run_jobs
from tests.moderation.cases import case_of, decided
from tests.moderation.deciding import decided as decided_by_verb
from tests.pages import Page

pytestmark = pytest.mark.django_db
OURS = {"publish": (write, "PUBLISHING"), "like": (react, "LIKING"), "comment": (react, "COMMENTING"),
        "follow": (people, "FOLLOWING"), "keys": (safety, "KEYS"), "collect": (collecting, "COLLECTING"),
        "board": (boards, "BOARDING"), "invite": (sharing, "INVITING"),
        "edit": (write, "EDITING"), "draft": (drafts, "DRAFTING"), "relate": (relations, "RELATING"),
        "like_comment": (react, "LIKING_COMMENTS"), "report": (moderation, "REPORTING"), "export": (portability, "ASKING"),
        "join_topics": (topics, "JOINING"), "translate": (crossing, "TRANSLATING"),
        "propose-term": (glossary, "PROPOSING"),
        "appeal": (appeals, "APPEALING"), "withdraw-appeal": (appeals, "ANSWERING_BACK")}
WRITING = {"upload": (drafts, "UPLOADING"), "piece": (drafts, "PIECES"), "complete": (completing, "COMPLETING")}
"""What scripts ask while somebody writes."""
ASKING = {"search": (search, "SEARCHING", "/search?q=cat"), "suggest": (search, "SUGGESTING", "/search/suggest?q=cat")}
"""What is only read, and costs more than a page."""
OWN = {"fetch-export": "FETCHING", "leave": "LEAVING"}
"""What is asked for only after showing who one is."""
CORRECTING = {"suggest_translation": (mending, "SUGGESTING"), "doubt": (mending, "DOUBTING"),
              "accept_translation": (deciding, "ACCEPTING"), "undo_translation": (deciding, "UNDOING")}
"""What is done to translations."""
PUBLIC = ("record", "look")
"""What anybody fetches, limited by address (tests/record/test_pages.py), and looks of staff (test_28_one_door.py)."""
JUDGED = "judge"
"""How often a judge is asked in a day (tests/moderation/test_judge.py)."""
WAVES = "wave"
"""Choosing many cases at once on the desk."""
LOOKS = ("draw",)
"""What is limited by address, and tested below."""
COMING = ("sign-up-by-hand", "remark", "change-rules")
"""What is tested where it belongs: tests/accounts/test_surge.py, tests/guidelines/test_drafts.py and test_changing.py."""
DESK = {
    "open-case": (opening, "OPENING", "open/note/{note}", {}), "claim-case": (casing, "CLAIMING", "{case}/claim", {}),
    "read-case": (casing, "READING", "{private}/look", {}),
    "decide-case": (deciding_cases, "DECIDING", "{case}/decide", {"kind": "warn", "rule": "spam", "words": "a long thought",
                                                                  "preview": "1"}),
    "second-look": (deciding_cases, "SECONDING", "{case}/second/answer", {"words": "a long thought"}),
    "seal-case": (sealing, "SEALING", "{case}/seal", {"why": ""}),
    "lift-seal": (lifting, "LIFTING", "{case}/lift/propose", {"words": "a long thought"}),
    "answer-appeal": (appeals_desk, "ANSWERING", "appeals/{appeal}/answer", {"answer": "refuse", "words": "a long thought"}),
    "keep-appeal": (appeals_desk, "KEEPING", "appeals/{appeal}/claim", {}), "switch-surge": (surges, "SWITCHING", "surge", {}),
    "run-wave": (waving, "RUNNING", "waves/{wave}/undo", {}),
}
"""What the staff does, below /desk."""
FEW = 3
_subjects = count(1)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every limit of ours at three an hour; what the real ones are does not matter here."""
    for name, (module, constant) in OURS.items():
        monkeypatch.setattr(module, constant, Limit(name, FEW, 3600))


def board(person: Person) -> int:
    """A board of this person's."""
    found = Board.objects.filter(owner=person, name="shared").first()
    return found.pk if found else notes.make_board(person.pk, "shared", public=True)


def comment(note: int) -> int:
    """A comment under the note, by nobody who is limited."""
    first = Comment.objects.filter(note_id=note).first()
    return first.pk if first else answer(Person.objects.get(handle="lin"), note, "first")


def own(person: Person) -> int:
    """A note of this person's."""
    found = Note.objects.filter(author=person).first()
    return found.pk if found else publish(person)


def decision(person: Person) -> int:
    """A new one that this person may appeal."""
    return int(decided(case_of(person, next(_subjects)), None, "limit").pk)


def topic_under(note: int) -> str:
    """A topic that can be joined with #other7."""
    file_under_topics(note, "#one7 #other7")
    return "one7"


def deeds(person: Person, note: int) -> dict[str, Callable[[], Any]]:
    """Each limited deed, as this person's browser does it."""
    post = client(person).post
    return {
        "publish": lambda: post("/notes/new", {"kind": "card", "words": "x", "client_key": str(uuid.uuid4())}),
        "like": lambda: post(f"/notes/{note}/like"),
        "comment": lambda: post(f"/notes/{note}/comments", {"body": "x", "client_key": str(uuid.uuid4())}),
        "follow": lambda: post("/@lin/follow"),
        "relate": lambda: post("/@lin/mute"),
        "keys": lambda: post("/settings/security/sessions", {"which": "others"}),
        "export": lambda: post("/settings/data/export"),
        "report": lambda: post(f"/report/note/{note}", {"category": "spam"}),
        "like_comment": lambda: post(f"/comments/{comment(note)}/like"),
        "translate": lambda: post(f"/notes/{note}/translate"),
        "appeal": lambda: post(f"/settings/appeals/{decision(person)}", {"words": "x"}),
        "withdraw-appeal": lambda: post(f"/settings/appeals/{decision(person)}/accept"),
        "propose-term": lambda: post("/glossary/propose", TERM),
        "collect": lambda: post(f"/notes/{note}/collect"),
        "board": lambda: post("/boards", {"name": "x"}),
        "edit": lambda: post(f"/notes/{own(person)}/edit", {"words": "y", "client_key": str(uuid.uuid4())}),
        "draft": lambda: post("/drafts/save", {"words": "x", "client_key": str(uuid.uuid4())}),
        "join_topics": lambda: post(f"/topics/{topic_under(note)}/same", {"name": "other7"}),
        "invite": lambda: post(f"/boards/{board(person)}/invite", {"handle": "lin"}),
    }


def test_no_limit_of_ours_is_without_a_test() -> None:
    found = {str(node.args[0].value) for path in Path(django_settings.SRC).rglob("*.py") if "limits.py" not in path.name
             for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
             and isinstance(node.func, ast.Name) and node.func.id == "Limit" and isinstance(node.args[0], ast.Constant)}
    assert found == {*OURS, *OWN, *ASKING, *LOOKS, *COMING, *WRITING, *PUBLIC, *CORRECTING, *DESK, WELCOMES, WAVES, JUDGED}


@pytest.mark.parametrize("deed", OWN)
def test_what_is_ones_own_has_an_end_too(monkeypatch: pytest.MonkeyPatch, lin: Person, deed: str) -> None:
    monkeypatch.setattr(portability, OWN[deed], Limit(deed, FEW, 3600))
    browser = Client()
    browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
    ask(lin.pk, "en")
    run_jobs()

    def go() -> int:
        if deed == "fetch-export":
            return browser.get(f"/settings/data/{Export.objects.get().pk}").status_code
        stay(lin.pk)
        return browser.post("/settings/data/leave", {"handle": "lin"}).status_code

    assert [go() == 429 for _ in range(FEW + 1)] == [False] * FEW + [True]


@pytest.mark.parametrize("deed", WRITING)
def test_pieces_of_pictures_and_completions_end_too(monkeypatch: pytest.MonkeyPatch, lin: Person, deed: str) -> None:
    browser, key = client(lin), str(uuid.uuid4())
    begin = partial(browser.post, f"/drafts/{key}/uploads", {"upload": key, "name": "x", "length": "100"})
    begun = begin().json()
    module, constant = WRITING[deed]
    monkeypatch.setattr(module, constant, Limit(f"{deed} anew", FEW, 3600))
    piece = partial(browser.patch, f"/uploads/{begun['id']}", b"x", headers={"Upload-Offset": "5"})
    do = {"upload": begin, "piece": piece, "complete": partial(browser.get, "/complete?of=%23x")}[deed]
    assert [do().status_code == 429 for _ in range(FEW + 1)] == [False] * FEW + [True]


def test_waves_end_too(monkeypatch: pytest.MonkeyPatch, lin: Person, mei: Person) -> None:
    monkeypatch.setattr(waving, "WAVING", Limit(WAVES, FEW, 3600))
    note = publish(lin)
    report(mei.pk, "note", note, "spam", "", "en")
    number = Case.objects.get(kind="note", subject_id=note).number
    said = [client(mei).post("/desk/waves", {"case": number, "by": "words"}).status_code for _n in range(FEW + 1)]
    assert said == [302] * FEW + [429]


@pytest.mark.parametrize("deed", DESK)
def test_what_staff_does_ends_too_and_nothing_typed_is_lost(
    monkeypatch: pytest.MonkeyPatch, lin: Person, ada: Person, root: Person, deed: str
) -> None:
    module, constant, path, data = DESK[deed]
    monkeypatch.setattr(module, constant, Limit(deed, FEW, 3600))
    made = decided_by_verb("limit", "note", publish(lin), lin, root)
    ids = {"note": publish(lin), "case": case_of(lin, publish(lin)).number,
           "private": case_of(lin, publish(lin, visibility="me")).number,
           "appeal": Appeal.objects.create(decision=made, person=lin, words="x", language="en").pk,
           "wave": Wave.objects.create(by=ada, basis="words", cases=[], begun=timezone.now(), wanted={"kind": "remove"}).pk}
    if deed == "second-look":
        hands = staff(root.pk)
        assert hands
        ask_look(Case.objects.get(number=ids["case"]).pk, hands, "en", "Look")
    answers = [client(ada).post(f"/desk/{path.format(**ids)}?lang=en", data) for _ in range(FEW + 1)]
    assert 429 not in [one.status_code for one in answers[:FEW]]
    assert answers[-1].status_code == 429 and int(answers[-1]["Retry-After"]) > 0
    words = Page(answers[-1]).words
    assert "That was a lot in a short time." in words and data.get("words", "") in words


@pytest.mark.parametrize("deed", CORRECTING)
def test_correcting_ends_too(monkeypatch: pytest.MonkeyPatch, lin: Person, joss: Person, deed: str) -> None:
    said = {"en": {"title": "Cat", "by": "engine", "engine": "Mill"}}
    notes_ = [publish(lin, f"猫{n}", language="zh-Hans", translations=said) for n in range(FEW + 1)]
    ids = [suggest(joss.pk, access_text(joss.pk, "note", note, "en"), {"title": f"Cat {note}"})[0] for note in notes_]
    for id_ in ids if deed == "undo_translation" else ():
        accept(id_, lin.pk)
    module, constant = CORRECTING[deed]
    monkeypatch.setattr(module, constant, Limit(deed, FEW, 3600))
    paths = {"suggest_translation": "suggest/note/{note}", "doubt": "doubt/note/{note}", "accept_translation": "{id}/answer",
             "undo_translation": "{id}/undo"}
    data, browser = {"to": "en", "title": "Kitten", "answer": "accept"}, client(joss if deed[0] in "sd" else lin)
    places = [paths[deed].format(note=note, id=id_) for note, id_ in zip(notes_, ids, strict=True)]
    asked = [browser.post(f"/corrections/{place}", data) for place in places]
    assert [one.status_code for one in asked] == [302] * FEW + [429]
    assert int(asked[-1]["Retry-After"]) > 0 and (deed != "suggest_translation" or "Kitten" in Page(asked[-1]).words)


@pytest.mark.parametrize("deed", ASKING)
def test_questions_end_too_for_members_and_for_addresses(
    monkeypatch: pytest.MonkeyPatch, lin: Person, joss: Person, deed: str
) -> None:
    module, constant, address = ASKING[deed]
    monkeypatch.setattr(module, constant, Limit(deed, FEW, 3600))
    for browser, other in ((client(lin), client(joss)), (client(None), client(None))):
        assert [browser.get(address).status_code for _ in range(FEW)] == [200] * FEW
        refused = browser.get(address)
        assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
        assert other.get(address, REMOTE_ADDR="198.51.100.7").status_code == 200


@pytest.mark.parametrize("deed", OURS)
def test_the_one_after_the_last_is_429(few: None, lin: Person, joss: Person, deed: str) -> None:
    note = publish(lin)
    do = deeds(joss, note)[deed]
    assert [do().status_code for _ in range(FEW)] == [302] * FEW
    refused = do()
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert "Sign in" not in Page(refused).words
    comments = FEW * (deed == "comment") + (deed == "like_comment")
    assert (Note.objects.count(), Comment.objects.count()) == (1 + FEW * (deed == "publish") + (deed == "edit"), comments)


@pytest.mark.parametrize("deed", OURS)
def test_somebody_else_may_still_go_on(few: None, lin: Person, joss: Person, deed: str) -> None:
    note = publish(lin)
    for _ in range(FEW + 1):
        deeds(joss, note)[deed]()
    assert deeds(arrive("other", "en"), note)[deed]().status_code == 302


def test_one_deed_does_not_use_up_another(few: None, lin: Person, joss: Person) -> None:
    note = publish(lin)
    for _ in range(FEW + 1):
        deeds(joss, note)["comment"]()
    assert deeds(joss, note)["like"]().status_code == 302 and Like.objects.count() == 1


def test_what_was_typed_into_a_comment_too_many_is_still_there(few: None, lin: Person, joss: Person) -> None:
    note, browser = publish(lin), client(joss)
    for _ in range(FEW + 1):
        refused = browser.post(f"/notes/{note}/comments", {"body": "a long thought", "client_key": str(uuid.uuid4())})
    assert refused.status_code == 429 and Page(refused).value("body") == "a long thought" and Page(refused).error("body")


def test_what_was_typed_into_a_note_too_many_is_still_there(few: None, lin: Person) -> None:
    browser = client(lin)
    for _ in range(FEW + 1):
        refused = browser.post("/notes/new", {"kind": "card", "words": "a long thought", "client_key": str(uuid.uuid4())})
    assert refused.status_code == 429 and Page(refused).value("words") == "a long thought"


ADDRESSES = "60/m/ip"


@pytest.fixture
def rates(settings: Any) -> Iterator[Callable[..., None]]:
    """Set allauth's limits for one test."""

    def change(**limits: str) -> None:
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, **limits}

    yield change


def sign_in(browser: Client, login: str, password: str = "wrong-password", address: str = "203.0.113.7", lang: str = "en") -> Any:
    return browser.post(f"/accounts/login/?lang={lang}", {"login": login, "password": password}, REMOTE_ADDR=address)


def sign_up(number: int, address: str) -> Any:
    new = {"username": f"new{number}", "email": f"new{number}@example.org", "password1": PASSWORD, "birth_year": "1994"}
    return client(None).post("/accounts/signup/", new, REMOTE_ADDR=address)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_guesses_at_one_account_end_whoever_makes_them(lin: Person, rates: Callable[..., None], lang: str) -> None:
    rates(login_failed="1000/m/ip,8/5m/key")
    for n in range(8):
        assert sign_in(client(None), "lin", address=f"198.51.100.{n}").status_code == 422
    refused = sign_in(client(None), "lin", address="198.51.100.99", lang=lang)
    assert refused.status_code == 429 and int(refused["Retry-After"]) > 0
    assert Page(refused).value("login") == "lin"
    assert any(node.words for node in Page(refused).nodes if node.attrs.get("class") == "error")
    assert sign_in(client(None), "lin", PASSWORD, "198.51.100.99").status_code == 429, "a guesser may not be let in at last"
    assert sign_in(client(None), "joss", address="198.51.100.99").status_code == 422


def test_guesses_from_one_address_end_whoever_they_are_at(lin: Person, rates: Callable[..., None]) -> None:
    rates(login_failed="5/m/ip,1000/5m/key")
    for n in range(5):
        assert sign_in(client(None), f"person{n}").status_code == 422
    assert sign_in(client(None), "lin").status_code == 429
    assert sign_in(client(None), "lin", address="198.51.100.1").status_code == 422


def test_the_site_has_such_limits_of_its_own() -> None:
    limits = django_settings.ACCOUNT_RATE_LIMITS
    assert "/ip" in limits["signup"] and "/ip" in limits["login"] and "/ip" in limits["reset_password"]
    assert "/ip" in limits["login_failed"] and "/key" in limits["login_failed"]


@pytest.mark.parametrize(("action", "path", "data"), [
    ("login", "/accounts/login/", {"login": "nobody", "password": "wrong-password"}),
    ("signup", "/accounts/signup/", {"username": "x"}),
    ("signup", "/accounts/signup/passkey/options", {"username": "x"}),
    ("signup", "/accounts/signup/passkey/", {"username": "x"}),
    ("login", "/accounts/login/recovery/", {"handle": "nobody", "code": "1"}),
    ("reset_password", "/accounts/password/reset/", {"email": "nobody@example.org"}),
])
def test_every_door_is_limited_by_address(rates: Callable[..., None], action: str, path: str, data: dict[str, str]) -> None:
    rates(**{action: "3/m/ip"})
    post = partial(client(None).post, path, data)
    assert 429 not in [post().status_code for _ in range(3)]
    refused = post()
    assert refused.status_code == 429
    assert Page(refused).all("h1") and Page(refused).all("a", href="/"), "not a page of this site"
    assert post(REMOTE_ADDR="198.51.100.1").status_code != 429


@pytest.mark.parametrize(("action", "path", "data"), [
    ("change_password", "/accounts/password/change/", {"oldpassword": "wrong"}),
    ("manage_email", "/accounts/email/", {"action_add": "1", "email": "nobody"}),
    ("reauthenticate", "/accounts/reauthenticate/", {"password": "wrong"}),
])
def test_what_one_does_to_ones_own_account_is_limited(
    lin: Person, joss: Person, rates: Callable[..., None], action: str, path: str, data: dict[str, str]
) -> None:
    rates(**{action: "3/m/user"})
    browser = client(lin)
    assert 429 not in [browser.post(path, data).status_code for _ in range(3)]
    assert browser.post(path, data).status_code == 429
    assert client(joss).post(path, data).status_code != 429


def test_signing_in_by_passkey_is_limited_by_address(settings: Any) -> None:
    settings.MFA_RATE_LIMITS = {"webauthn_login": "3/m/ip"}
    post = partial(client(None).post, "/accounts/mfa/webauthn/login/", {"credential": "{}"})
    assert [post().status_code for _ in range(4)] == [302, 302, 302, 429]
    assert post(REMOTE_ADDR="198.51.100.1").status_code == 302


def test_guesses_at_the_second_step_end(lin: Person) -> None:
    """Whoever has the password and not the app."""
    TOTP.activate(lin, "JBSWY3DPEHPK3PXP")
    browser = client(None)
    browser.post("/accounts/login/", {"login": "lin", "password": PASSWORD})
    answers = [browser.post("/accounts/mfa/authenticate/", {"code": "000000"}).status_code for _ in range(9)]
    assert answers == [422] * 8 + [429]


def test_letters_to_one_address_are_limited(lin: Person, rates: Callable[..., None]) -> None:
    rates(reset_password="1000/m/ip,2/m/key")
    codes = [client(None).post("/accounts/password/reset/", {"email": "lin@example.org"}).status_code for _ in range(3)]
    assert codes == [302, 302, 429]


def test_pictures_are_drawn_so_often_for_one_address(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "DRAWING", Limit("draw", FEW, 3600))
    monkeypatch.setattr(pictures, "draw", lambda *args: Image.new("RGB", (3, 4)))
    notes_ = [publish(lin, words=f"n{n}") for n in range(FEW + 1)]
    get = client(None).get
    assert [get(f"/notes/{n}/card.png").status_code for n in notes_] == [200] * FEW + [429]
    assert get(f"/notes/{notes_[0]}/card.png").status_code == 200, "one that is there costs nothing"
    assert get(f"/notes/{notes_[-1]}/card.png", REMOTE_ADDR="198.51.100.1").status_code == 200


WELCOMES = "welcome"


def test_welcomes_end_too(monkeypatch: pytest.MonkeyPatch, lin: Person, joss: Person) -> None:
    monkeypatch.setattr(exchange, "WELCOMING", Limit(WELCOMES, FEW, 3600))
    for n in range(3):
        publish(joss, f"mine {n}")
    note = publish(lin)
    answers = [client(joss).post(f"/exchange/welcome/{note}", {"opener": "0"}).status_code for _ in range(FEW + 1)]
    assert answers == [302] * FEW + [429]
