"""Rows 12 and 13: the matrix (test_matrix.py) leaves out no route and no role, and asks with ids of somebody else's."""

import re

import pytest
from allauth.mfa.models import Authenticator

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person
from redbridge.portability.actions import ask as ask_for_export
from redbridge.portability.models import Export
from tests.cast import PASSWORD, client
from tests.jobs import run_jobs
from tests.security.matrix import ROLES, ROWS, routes
from tests.security.test_matrix import Scene, ask, scene

__all__ = ["scene"]
pytestmark = pytest.mark.django_db
NOTHING = (405, 405, 405, 405)


def test_every_route_has_a_row_and_every_row_a_route() -> None:
    assert routes().keys() == ROWS.keys()


def test_every_row_says_what_each_role_is_answered() -> None:
    assert {name for name, row in ROWS.items() if {len(row.get), len(row.post)} - {len(ROLES) - 1, len(ROLES)}} == set()
    assert {name for name, row in ROWS.items() if tuple(row.get) == tuple(row.post) == NOTHING} == set()


def test_every_route_that_names_an_id_is_asked_with_one_that_is_lins(scene: Scene) -> None:
    """`other` is joss, and every id of the scene is lin's: a route that takes a number is asked for a foreign one."""
    named = {name for name, pattern in routes().items() if "<int:" in pattern}
    asked = {name for name, row in ROWS.items() if set(re.findall(r"{(\w+)}", row.path)) & scene.ids.keys()}
    assert named - asked == BELOW | NOBODYS
    for name in asked:
        assert any(str(scene.ids[key]) in scene.path(name) for key in scene.ids), name


BELOW = {"decide_term", "withdraw_term", "fetch_export", "remove_mute", "mfa_edit_webauthn", "mfa_remove_webauthn"}
NOBODYS = {"sitemap_page", "record_year"}
"""Their number is of a page and of a year."""


def test_mutes_keys_and_archives_of_somebody_else_are_not_there(lin: Person, joss: Person) -> None:
    accounts.mute(lin.pk, Mute.Kind.WORD, "x")
    mute = Mute.objects.get().pk
    export = ask_for_export(lin.pk, "en")
    run_jobs()
    key = Authenticator.objects.create(user=lin, type="webauthn", data={"name": "lin's", "credential": {}})
    browser = client(joss)
    assert browser.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    assert browser.post(f"/settings/privacy/mutes/{mute}/remove").status_code in (302, 404)
    assert Mute.objects.filter(pk=mute).exists()
    assert browser.get(f"/settings/data/{Export.objects.get(person=lin).pk}").status_code == 404, export
    for deed in ("edit", "remove"):
        for answer in (browser.get(f"/accounts/mfa/webauthn/keys/{key.pk}/{deed}/"),
                       browser.post(f"/accounts/mfa/webauthn/keys/{key.pk}/{deed}/", {"name": "joss's"})):
            assert answer.status_code == 404, deed
    assert Authenticator.objects.get(pk=key.pk).data["name"] == "lin's"


def test_somebody_elses_id_answers_no_better_than_one_that_is_nobodys(scene: Scene) -> None:
    """Where only its owner may act, forbidden looks like not found, word for word."""
    owned = [name for name, row in ROWS.items() if "{" in row.path and row.post[1] == 404 and row.post[2] != 404]
    assert owned
    for name in owned:
        foreign, rows = ask("post", scene, name, "other")
        there = scene.ids
        scene.ids = dict.fromkeys(there, 1)
        absent, none = ask("post", scene, name, "other")
        scene.ids = there
        assert (foreign.status_code, rows, none) == (404, 0, 0), name
        assert _words(foreign.content) == _words(absent.content), name


def _words(page: bytes) -> str:
    return re.sub(r"<[^>]*>|\d+", "", page.decode())
