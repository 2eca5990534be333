"""Rows 2 and 25 (CVE-2023-36459, CVE-2021-39169, CVE-2026-24050, CVE-2026-59830): nobody's name or words come alive anywhere."""

import base64
import hashlib
import uuid
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.http import HttpResponse
from markupsafe import escape

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, NoteTopic
from redbridge.policy.verdicts import Verdict
from tests.cast import answer, arrive, client, write
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.pages import Page
from tests.security.surfaces import CORPUS, POLYGLOTS, alive, surfaces

pytestmark = pytest.mark.django_db
each_payload = pytest.mark.parametrize("payload", POLYGLOTS, ids=range(len(POLYGLOTS)))


BATCHES = [CORPUS[n::5] for n in range(5)]


def everywhere(lin: Person, batch: list[str]) -> tuple[int, list[str]]:
    """Somebody of each bad name, whose every word is bad: notes, likes, answers to a note of lin's; that note, their pages."""
    main, pages = write(lin, "题", "正文"), list[str]()
    for number, bad in enumerate(batch):
        person = arrive(f"bad{number}", "zh-Hans")
        accounts.settle(person.pk, name=bad[:160], bio=bad)
        accounts.follow(lin.pk, person.pk)
        accounts.follow(person.pk, lin.pk)
        english = {"en": {"title": bad, "words": bad, "body": bad, "by": bad, "engine": bad}}
        texts: dict[str, Any] = {"body": f"{bad}\n@lin #x7", "language": "zh-Hans", "translations": english}
        card = write(person, bad, words=bad, **texts)
        pictures = write(person, "", uploads=[upload(sample("PNG", 8, 8), bad)] * 2, alts=[bad, bad], **texts)
        media.make_ready(Picture.objects.filter(subject_id=pictures)[0].pk, 8, 8, 0, [240])
        first = answer(person, main, bad, language="zh-Hans", translations={"en": {"body": bad, "by": "human", "engine": bad}})
        answer(person, main, bad, first, language="fr", translations={"en": {"body": bad, "by": bad, "engine": bad}})
        notes.like(person.pk, main)
        shown = notes.answer(person.pk, [], main, uuid.uuid4(), bad, picture=upload(sample("PNG", 8, 8), bad), alt=bad)
        media.make_ready(Picture.objects.get(kind="comment", subject_id=shown).pk, 8, 8, 0, [240])
        board = notes.make_board(person.pk, bad[:240], public=True)
        notes.collect(person.pk, card, board)
        notes.invite(Board.objects.get(pk=board), lin.pk)
        pages += [f"/boards/{board}", f"/notes/{main}?comment={shown}", f"/report/note/{card}", f"/report/comment/{shown}",
                  f"/report/person/{person.pk}", f"/report/note/{card}/thanks"]
        pages += [f"/notes/{card}", f"/notes/{pictures}?read=both", f"/@bad{number}"]
    run_jobs()
    return main, pages


@pytest.mark.parametrize("batch", BATCHES, ids=range(5))
def test_no_word_of_anybodys_comes_alive_on_any_page(
    lin: Person, joss: Person, batch: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    # So many links of a newcomer would wait for a look, and stand nowhere.
    monkeypatch.setattr("redbridge.policy.site.screen", lambda text, language="": Verdict())
    monkeypatch.setattr("redbridge.policy.site.rule", lambda rule_id: None)
    main, pages = everywhere(lin, batch)
    topics = tuple(quote(key, safe="") for key in NoteTopic.objects.values_list("topic__key", flat=True).distinct())
    browser = client(joss)
    for where, response in [*surfaces(main, {"lin": lin}, topics), *((page, browser.get(page)) for page in pages)]:
        assert alive(response) == [], where
        if where in pages or where in ("lin /", "lin /following", "lin /notifications"):
            assert b"x7" in response.content or b"{{" in response.content, f"{where}: nothing was there to begin with"


@each_payload
def test_no_word_comes_back_alive_from_a_refused_form(lin: Person, payload: str) -> None:
    note = write(lin)
    browser, guest = client(lin), client(None)
    board = notes.make_board(lin.pk, payload[:240], public=True)
    theirs = write(arrive("ming2", "en"), payload[:300], words=payload)
    long = payload + "!" * 1001
    refusals = [
        browser.post("/notes/new", {"kind": "card", "words": long, "title": long, "body": long, "card": payload,
                                    "language": payload, "client_key": payload}),
        browser.post("/notes/new", {"kind": "pictures", "pictures": upload(b"nothing", payload), "alt": long}),
        browser.post(f"/notes/{note}/comments", {"body": long, "parent": payload, "client_key": payload}),
        browser.post(f"/notes/{note}/comments", {"body": long, "alt": payload}),
        browser.post(f"/notes/{note}/comments", {"alt": long, "picture": upload(b"nothing", payload)}),
        browser.post("/boards", {"name": long}),
        browser.post(f"/boards/{board}/edit", {"name": long}),
        browser.post(f"/boards/{board}/invite", {"handle": payload}),
        browser.post(f"/notes/{note}/collect", {"name": long}),
        browser.post(f"/report/note/{theirs}", {"category": payload, "words": long}),
        browser.post("/settings/", {"name": long, "bio": long, "first": payload, "interface": payload, "theme": payload}),
        browser.post("/welcome/", {"first": payload, "next": payload}),
        browser.post("/accounts/email/", {"action_add": "1", "email": payload}),
        guest.post("/accounts/signup/", {"username": payload, "email": payload, "birth_year": payload, "password1": "x",
                                         "next": payload}),
        guest.post("/accounts/login/", {"login": payload, "password": payload, "next": payload}),
        guest.post("/accounts/password/reset/", {"email": payload}),
        guest.post("/notes/new", {"kind": "card", "words": payload, "title": payload, "body": payload}),
        guest.post(f"/notes/{note}/comments", {"body": payload}),
    ]
    for number, response in enumerate(refusals):
        assert 400 <= response.status_code < 500 and alive(response) == [], number


@each_payload
def test_no_address_comes_alive(lin: Person, payload: str) -> None:
    bad, browser = quote(payload, safe=""), client(lin)
    for address in (f"/topics/{bad}", f"/@{bad}", f"/nowhere/{bad}", f"/?after={bad}", f"/?lang={bad}", f"/notes/new?body={bad}",
                    f"/notes/new?kind={bad}", f"/@lin?deleted={bad}", f"/accounts/login/?next={bad}", f"/welcome/?next={bad}",
                    f"/accounts/signup/?next=/{bad}", f"/accounts/confirm-email/{bad}/", f"/?{bad}={bad}"):
        for person in (browser, client(None)):
            response = person.get(address)
            assert response.status_code < 500 and alive(response) == [], address


def test_no_name_comes_alive_in_mail(lin: Person, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    for payload in CORPUS:
        Person.objects.update(name=payload[:160])
        client(None).post("/accounts/password/reset/", {"email": "lin@example.org"})
    assert len(mail.outbox) == len(CORPUS)
    for message in mail.outbox:
        html = [str(part.content) for part in getattr(message, "alternatives", []) if part.mimetype == "text/html"]
        assert "\n" not in str(message.subject) and message.content_subtype == "plain"
        assert all("x7" not in part for part in html)


def test_the_content_policy_stops_what_would_get_through(guest: None) -> None:
    for address in ("/", "/accounts/login/", "/nowhere"):
        said = client(None).get(address)["Content-Security-Policy"]
        policy = dict(part.strip().partition(" ")[::2] for part in said.split(";"))
        assert policy["default-src"] == "'self'" and policy["object-src"] == policy["base-uri"] == "'none'"
        assert policy["form-action"] == "'self'" and policy["frame-ancestors"] == "'none'"
        assert "unsafe" not in str(policy) and "*" not in str(policy) and "data:" not in policy["script-src"]


def test_the_only_inline_script_is_the_one_the_policy_names(guest: None) -> None:
    response: Any = client(None).get("/")
    (inline,) = [node for node in Page(response).all("script") if "src" not in node.attrs]
    text = "".join(child.text for child in inline.children)
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert inline.attrs["type"] == "importmap" and f"'sha256-{digest}'" in response["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["<x7>", "<p x7=1>", "<p onclick=go()>", "<script>go()</script>", '<a href="java\tscript:go()">',
                                  "<iframe>", "<form action=//x7>", "<style></style>", '<img src="data:x">', "<p>x</p><base>"])
def test_the_net_has_no_hole(page: str) -> None:
    assert alive(HttpResponse(page)) and not alive(HttpResponse(f"<p title=x7>x7{escape(page)}</p>"))
