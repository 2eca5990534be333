"""No page of the site asks the database more for many rows than for few: every route of the matrix, with two of everything
and with eight."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import suggest
from redbridge.guidelines import actions as rules
from redbridge.media import actions as media
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes.models import Board, Comment, Note
from redbridge.record import actions as record
from redbridge.record.rules import Kept
from tests.cast import answer, arrive, sign_in, write
from tests.guidelines.packs import pack, rule
from tests.jobs import run_jobs
from tests.media.making import sample, upload
from tests.moderation.cases import case_of, report_of
from tests.moderation.deciding import decided
from tests.security.matrix import ROWS
from tests.security.test_matrix import Scene, scene

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "other", "owner", "moderator")
FEW, MORE = 2, 6
SAID = {"en": {"title": "Cat", "body": "Cat", "by": "engine", "engine": "Mill"}}


def crowd(scene: Scene, lin: Person, joss: Person, mei: Person, many: int, name: str) -> None:
    """So many people more, and of everything so much more: what lin has, and what there is to see of others."""
    note, board = int(scene.ids["note"]), Board.objects.get(pk=scene.ids["board"])
    for n in range(many):
        one = arrive(f"{name}{n}", "en", "zh-Hans", name=f"Cat {name}{n}")
        befriend(one, lin, joss)
        talk(one, lin, note)
        board_of(one, lin, board, note)
        theirs = write(one, f"猫 {name}{n}", f"#cat #cat{name}{n} @lin", [upload(sample("PNG", 8, 8))], place="成都")
        Note.objects.filter(pk=theirs).update(translations=SAID)
        notes.like(lin.pk, theirs)
        suggest(one.pk, access_text(one.pk, "note", note, "en"), {"title": f"A cat {name}{n}"})
        decided("warn", "note", write(lin, f"猫 {n}", "#cat"), lin, mei)
        report_of(one, case_of(one, theirs))
        report_of(lin, case_of(one, answer(one, note, "x"), "comment"))
        remark_on(scene, lin, f"{name}{n}")
        record.append(Kept("warn", "scams", "en", "person", 60))
        for person in (lin, joss, mei):
            sign_in(person)
    for picture in Picture.objects.filter(state="waiting"):
        media.make_ready(picture.pk, 8, 8, 0, [240])
    run_jobs()


def befriend(one: Person, lin: Person, joss: Person) -> None:
    """They follow one another; somebody else asks to, is blocked, is muted."""
    for other in (lin, joss):
        accounts.follow(one.pk, other.pk)
        accounts.follow(other.pk, one.pk)
    apart = arrive(f"{one.handle}_x", "en")
    accounts.block(lin.pk, apart.pk)
    muted = arrive(f"{one.handle}_m", "en")
    accounts.mute(lin.pk, Mute.Kind.PERSON, other_id=muted.pk)
    accounts.mute(lin.pk, Mute.Kind.WORD, f"word{one.handle}")


def talk(one: Person, lin: Person, note: int) -> None:
    """A comment with a picture, replies under it, likes, one that was taken away, a draft."""
    top = answer(one, note, "喵 yyds", picture=upload(sample("PNG", 8, 8)))
    for _time in range(3):
        answer(lin, note, "嗯", top)
    notes.like_comment(lin.pk, top)
    notes.like(one.pk, note)
    notes.remove_comment(lin.pk, Comment.objects.get(pk=answer(lin, note, "喵")))
    notes.remove_note(lin.pk, Note.objects.get(pk=write(lin, "gone")))
    notes.keep_draft(lin.pk, uuid.uuid4(), {"kind": "card", "words": "Later"})


def board_of(one: Person, lin: Person, board: Board, note: int) -> None:
    """The board is shared with them, and they share one of theirs."""
    notes.invite(board, one.pk)
    notes.join(one.pk, board.pk)
    notes.collect(one.pk, note, board.pk)
    own = notes.make_board(one.pk, "Cats", public=True)
    notes.invite(Board.objects.get(pk=own), lin.pk)
    notes.collect(lin.pk, write(one, "猫", "#cat"), notes.make_board(lin.pk, "Mine", public=True))


def remark_on(scene: Scene, lin: Person, name: str) -> None:
    """One more word on the change of the rules, and one more change."""
    rules.remark(lin.pk, ["en"], int(scene.ids["rules_draft"]), uuid.uuid4(), f"Well, {name}")
    rules.propose(None, pack(f"p{name}", 1, rule(f"r{name}")), "Why")


def costs(scene: Scene) -> dict[str, int]:
    """Statements by route and role, once what is kept for a while is kept."""
    found: dict[str, int] = {}
    for name, row in ROWS.items():
        for role, expected in row.answers("get"):
            if expected == 200 and role in ROLES:
                found[f"{name} {role}"] = statements(scene, name, role)
    return found


def statements(scene: Scene, name: str, role: str) -> int:
    """Of the second of two requests."""
    for _time in range(2):
        with CaptureQueriesContext(connection) as caught:
            answered: Any = scene.browsers[role].get(scene.path(name))
            b"".join(answered)
        assert answered.status_code == 200, name
    return len(caught)


def test_no_page_asks_more_for_more(scene: Scene, lin: Person, joss: Person, mei: Person) -> None:
    crowd(scene, lin, joss, mei, FEW, "few")
    few = costs(scene)
    crowd(scene, lin, joss, mei, MORE, "more")
    more = costs(scene)
    assert {name: (few[name], cost) for name, cost in more.items() if cost > few[name]} == {}
