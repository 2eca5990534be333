"""Rows 12 and 13: the matrix of who may ask what, and that nothing is written where the answer is no."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone, translation
from django.utils.translation import gettext

from redbridge.accounts.models import Person
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import accept, suggest
from redbridge.guidelines import actions as rules
from redbridge.guidelines.models import Version
from redbridge.media import actions as media
from redbridge.media import uploads
from redbridge.media.models import Picture
from redbridge.media.storage import picture_key, storage
from redbridge.moderation.desk.models import Wave
from redbridge.moderation.models import Appeal, Case, Decision
from redbridge.notes import actions as notes
from redbridge.notes.actions import Draft
from redbridge.notes.models import Board, Comment, Composition, Note
from redbridge.record import actions as record
from redbridge.record.rules import Kept
from tests.cast import LANGUAGES, answer, arrive, client, suspend, write
from tests.guidelines.packs import pack, rule
from tests.media.making import sample, upload
from tests.moderation.deciding import decided, staff
from tests.pages import Page
from tests.security.matrix import ROLES, ROWS, SIGN_IN, TO_CONFIRM, routes

pytestmark = pytest.mark.django_db
PAUSED = "Your account is paused, so you can read but not write."
# What a visit leaves behind: counts of limits, sessions, and that a list was looked at.
TRACES = ("kernel_cache", "kernel_hit", "accounts_session", "notifications_notice")


@dataclass
class Scene:
    """What the paths are about: a note, a deleted one, a comment and a picture of lin's."""

    browsers: dict[str, Client]
    ids: dict[str, int | str]

    def path(self, name: str) -> str:
        return ROWS[name].path.format(**self.ids)


@pytest.fixture
def scene(lin: Person, joss: Person, mo: Person, mei: Person) -> Scene:
    note, deleted = write(lin, "猫", "#cat", [upload(sample("PNG", 32, 32))]), write(lin)
    comment, deleted_comment = answer(lin, note, "喵"), answer(lin, note, "喵喵")
    notes.remove_comment(lin.pk, Comment.objects.get(pk=deleted_comment))
    notes.remove_note(lin.pk, Note.objects.get(pk=deleted))
    mine = [_draft(lin), _draft(lin)]
    notes.discard(Composition.objects.get(pk=mine[1]))
    begun = uploads.begin(lin.pk, uuid.uuid4(), mine[0], "x", 100)
    picture = Picture.objects.get().pk
    board, deleted_board = (notes.make_board(lin.pk, "面", public=True) for _ in range(2))
    notes.remove_board(Board.objects.get(pk=deleted_board))
    storage().save(picture_key(picture, 240, "webp"), [sample("WEBP", 32, 32)], "image/webp")
    media.make_ready(picture, 32, 32, 0, [240])
    Note.objects.filter(pk=note).update(translations={"en": {"title": "Cat", "body": "#cat", "by": "engine", "engine": "Mill"}})
    third, text = arrive("third", "en"), access_text(lin.pk, "note", note, "en")
    change = suggest(third.pk, text, {"title": "A cat"})[0]
    accept(change, lin.pk)
    suggestion = suggest(third.pk, text, {"title": "The cat"})[0]
    decision = decided("warn", "note", note, lin, mei)
    against = decided("warn", "person", lin.pk, lin, staff("m07"))
    Decision.objects.update(seen=timezone.now())
    rules.keep_versions()
    rules_draft = rules.propose(None, pack("scene", 1, rule("scene")), "Why")
    remark = rules.remark(lin.pk, ["en"], rules_draft, uuid.uuid4(), "Well")
    case = Case.objects.create(number="2026-m1", kind="comment", subject_id=comment, author=lin, language="zh-Hans",
                               category="spam", source="report")
    wave = Wave.objects.create(by=mei, basis="words 2026-m1", cases=[case.pk]).pk
    appeal = Appeal.objects.create(decision=against, person=lin, words="x", language="en").pk
    people = dict(zip(ROLES, (None, joss, lin, mo, mei), strict=True))
    return Scene({role: client(person) for role, person in people.items()},
                 {"note": note, "deleted": deleted, "comment": comment, "deleted_comment": deleted_comment,
                  "draft": mine[0], "thrown": mine[1], "upload": begun.id, "picture": picture,
                  "board": board, "deleted_board": deleted_board, "suggestion": suggestion, "change": change, "person": lin.pk,
                  "case": 1, "wave": wave, "appeal": appeal,
                  "receipt": record.append(Kept("warn", "scams", "en", "person", 60)).receipt,
                  "decision": decision.pk,
                  "version": Version.objects.all()[0].pk, "rules_draft": rules_draft, "remark": remark})


def _draft(author: Person) -> int:
    """A scheduled note."""
    key = uuid.uuid4()
    notes.schedule(author.pk, {"title": "草"}, Draft(key, "card", card="seal", words="草"), timezone.now() + timedelta(hours=1))
    return int(Composition.objects.get(client_key=key).pk)


def written() -> int:
    """Rows written in this transaction so far, by PostgreSQL's own count."""
    with connection.cursor() as cursor:
        cursor.execute("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables"
                       " where not relname = any(%s::text[])", [list(TRACES)])
        return int(cursor.fetchone()[0])


def ask(method: str, scene: Scene, name: str, role: str, **headers: str) -> tuple[Any, int]:
    """The answer and how many rows it wrote; both browser and database are as before."""
    browser = scene.browsers[role]
    cookies = browser.cookies.copy()
    with transaction.atomic():
        before = written()
        data = ROWS[name].data if method == "post" else None
        response = getattr(browser, method)(scene.path(name), data, headers=headers)
        rows = written() - before
        transaction.set_rollback(True)
    browser.cookies = SimpleCookie(cookies)
    return response, rows


def said(response: Any) -> set[int | str]:
    """What a response counts as: its status, and its address where it leads on."""
    if response.status_code not in (301, 302):
        return {response.status_code}
    address = response["Location"]
    beginnings = {TO_CONFIRM} if address.startswith(TO_CONFIRM) else set()
    return {302, address, *beginnings, *({SIGN_IN} if address.startswith("/accounts/login/") else set())}


def told(response: Any, rows: int) -> str:
    """A response as a failure shows it."""
    return f"{response.status_code} {response.get('Location', '')} ({rows} rows written)"


def cells(method: str) -> Iterator[tuple[str, str, int | str]]:
    """Every row and column of the matrix: the route's name, who asks, and what is expected."""
    for name, row in ROWS.items():
        for role, expected in row.answers(method):
            yield name, role, expected


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert set(ROWS) == set(routes())


def test_everyone_is_answered_to_a_get_as_the_row_says(scene: Scene) -> None:
    wrong = list[str]()
    for name, role, expected in cells("get"):
        for method in ("get", "head"):
            response, rows = ask(method, scene, name, role)
            if expected not in said(response) or rows or (method == "head" and b"".join(response)):
                wrong.append(f"{method} {name} by {role}: {told(response, rows)}, not {expected}")
    assert wrong == [], "\n".join(wrong)


def test_everyone_is_answered_to_a_post_as_the_row_says(scene: Scene) -> None:
    wrong = list[str]()
    for name, role, expected in cells("post"):
        response, rows = ask("post", scene, name, role)
        refused = expected == SIGN_IN or (isinstance(expected, int) and expected >= 400)
        if expected not in said(response) or (refused and rows):
            wrong.append(f"{name} by {role}: {told(response, rows)}, not {expected}")
    assert wrong == [], "\n".join(wrong)


def test_other_methods_write_nothing(scene: Scene) -> None:
    wrong, asked = list[str](), [("anonymous", "put"), *(("owner", method) for method in ("put", "patch", "delete", "options"))]
    for name in ROWS:
        for role, method in asked:
            response, rows = ask(method, scene, name, role)
            if response.status_code >= 500 or rows:
                wrong.append(f"{method} {name} by {role}: {told(response, rows)}")
    assert wrong == [], "\n".join(wrong)


WRITES = [name for name, row in ROWS.items() if row.post != (405, 405, 405, 405) and name not in ("healthz", "readyz", "metrics")]
CLOSED = [name for name, row in ROWS.items() if row.post[3] == 403]
"""What a suspended person cannot do."""


BEHIND_THE_DESK = {"propose_rules", "settle_rules"}
"""What keeps what was typed and is not there for most people, token or not."""


def test_no_write_without_the_token_of_a_page_of_ours(scene: Scene) -> None:
    wrong = list[str]()
    for role in ROLES:
        scene.browsers[role].handler.enforce_csrf_checks = True
        for name in WRITES:
            response, rows = ask("post", scene, name, role)
            refusals = (401, 403, 302, 404) if name in BEHIND_THE_DESK else (401, 403)
            if response.status_code not in refusals or rows:
                wrong.append(f"{name} by {role}: {told(response, rows)}")
    assert wrong == [], "\n".join(wrong)


def test_a_suspended_owner_may_not_write_either(scene: Scene, lin: Person) -> None:
    suspend(lin)
    answers = {name: ask("post", scene, name, "owner") for name in CLOSED}
    assert {name for name, (response, rows) in answers.items() if response.status_code not in (403, 404) or rows} == set()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_suspended_person_is_told_so_in_their_language(scene: Scene, lang: str) -> None:
    with translation.override(lang):
        sentence = gettext(PAUSED)
    scene.browsers["suspended"].cookies["django_language"] = lang
    for name in CLOSED:
        for script in ({}, {"HX-Request": "true"}):
            response, _rows = ask("post", scene, name, "suspended", **script)
            assert response.status_code == 403 and sentence in response.content.decode().replace("&#39;", "'"), name


def test_a_script_of_nobodys_is_sent_to_the_door(scene: Scene) -> None:
    for method in ("get", "post"):
        for name, role, expected in cells(method):
            if role == "anonymous" and expected == SIGN_IN and not name.startswith(("account_", "mfa_")):
                response, _rows = ask(method, scene, name, role, **{"HX-Request": "true"})
                assert response.status_code == 401 and response["HX-Redirect"].startswith("/accounts/login/?next=/"), name


def test_what_does_not_exist_is_not_found(scene: Scene) -> None:
    for strange in (0, 1, 2**62, 2**63, 10**30):
        scene.ids = dict.fromkeys(scene.ids, strange)
        for name, row in ROWS.items():
            if "{" in row.path:
                response, rows = ask("get" if row.get != (405, 405, 405, 405) else "post", scene, name, "owner")
                assert response.status_code == 404 and rows == 0, f"{name} {strange}"


def test_anothers_looks_like_nothing_at_all(scene: Scene) -> None:
    names = ("delete", "restore", "note_language", "delete_comment", "comment_language", "restore_comment", "pin_comment",
             "board_edit", "board_delete", "board_restore", "board_invite", "board_join", "board_leave", "board_take_off",
             "answer_suggestion", "withdraw_suggestion", "undo_correction")
    theirs = [ask("post", scene, name, "other")[0] for name in names]
    scene.ids = dict.fromkeys(scene.ids, 12345)
    nothing = [ask("post", scene, name, "other")[0] for name in names]
    assert {response.status_code for response in (*theirs, *nothing)} == {404}
    assert [Page(response).words for response in theirs] == [Page(response).words for response in nothing]


@pytest.mark.parametrize("action", ["action_remove", "action_primary", "action_send"])
def test_anothers_email_is_out_of_reach(lin: Person, joss: Person, action: str) -> None:
    browser, before = client(joss), written()
    browser.post("/accounts/email/", {action: "1", "email": "lin@example.org"})
    assert written() == before


@pytest.mark.parametrize(("address", "headers"), [
    ("203.0.113.7", {}), ("10.0.0.1", {}), ("127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}), ("::2", {}),
])
def test_figures_are_for_this_machine_alone(guest: None, address: str, headers: dict[str, str]) -> None:
    assert client(None).get("/metrics", REMOTE_ADDR=address, headers=headers).status_code == 404
