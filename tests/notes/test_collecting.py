"""Collecting: with one tap, where one collected last; once a person and note, counted; moved, and taken back."""

from functools import partial

import pytest

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes import queries
from redbridge.notes.models import Board, Collected, Note, Tally
from tests.cast import client, write
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def note_id(lin: Person) -> int:
    return write(lin, "面")


def collects(note: int) -> int:
    return Tally.objects.get(pk=note).collects


def test_one_tap_collects_and_one_takes_back(note_id: int, joss: Person) -> None:
    browser = client(joss)
    assert browser.post(f"/notes/{note_id}/collect", {"on": "1"})["Location"] == f"/notes/{note_id}/collect"
    assert (collects(note_id), queries.lies_on(joss.pk, note_id)) == (1, (True, None))
    assert browser.post(f"/notes/{note_id}/collect", {"on": "0"})["Location"] == f"/notes/{note_id}"
    assert (collects(note_id), Collected.objects.count()) == (0, 0)


def test_the_next_goes_where_the_last_went(note_id: int, lin: Person, joss: Person) -> None:
    board = notes.make_board(joss.pk, "Noodles", public=True)
    notes.collect(joss.pk, note_id, board)
    second = write(lin)
    client(joss).post(f"/notes/{second}/collect", {"on": "1"})
    assert queries.lies_on(joss.pk, second) == (True, board)
    notes.remove_board(Board.objects.get())
    third = write(lin)
    client(joss).post(f"/notes/{third}/collect", {"on": "1"})
    assert queries.lies_on(joss.pk, third) == (True, None)


def test_a_board_is_chosen_or_made_while_collecting(note_id: int, joss: Person) -> None:
    browser = client(joss)
    assert browser.post(f"/notes/{note_id}/collect", {"name": "Noodles", "private": "on"}).status_code == 302
    board = Board.objects.get()
    assert (board.public, queries.lies_on(joss.pk, note_id)) == (False, (True, board.pk))
    browser.post(f"/notes/{note_id}/collect", {"board": ""})
    assert queries.lies_on(joss.pk, note_id) == (True, None)
    browser.post(f"/notes/{note_id}/collect", {"board": board.pk})
    assert (queries.lies_on(joss.pk, note_id), collects(note_id)) == ((True, board.pk), 1)


def test_anothers_board_is_not_found(note_id: int, lin: Person, joss: Person) -> None:
    board = notes.make_board(lin.pk, "Hers", public=True)
    assert client(joss).post(f"/notes/{note_id}/collect", {"board": board}).status_code == 404
    assert not Collected.objects.exists()


def test_a_hidden_note_cannot_be_collected(note_id: int, joss: Person) -> None:
    Note.objects.update(visibility="me")
    for method in (client(joss).get, client(joss).post):
        assert method(f"/notes/{note_id}/collect").status_code == 404
    assert not Collected.objects.exists()


def test_a_script_gets_the_button_and_the_boards(note_id: int, joss: Person) -> None:
    browser = client(joss)
    page = Page(browser.post(f"/notes/{note_id}/collect", {"on": "1"}, headers={"HX-Request": "true"}))
    (button,) = page.all("button")
    assert button.attrs["aria-pressed"] == "true" and button.words == "1" and not page.all("html")
    page = Page(browser.get(f"/notes/{note_id}/collect", headers={"HX-Request": "true"}))
    assert page.all("button", name="board", value="") and not page.all("html")


def test_the_notes_foot_shows_it(note_id: int, joss: Person) -> None:
    notes.collect(joss.pk, note_id)
    for person, count in ((joss, 1), (None, 0)):
        page = Page(client(person).get(f"/notes/{note_id}"))
        assert len(page.all("form", action=f"/notes/{note_id}/collect")) == count


def test_many_at_one_moment_are_all_counted(committed: None, note_id: int, lin: Person, joss: Person) -> None:
    at_once(*[partial(notes.collect, person.pk, note_id) for person in (lin, joss) for _ in range(3)])
    assert (collects(note_id), Collected.objects.count()) == (2, 2)
    at_once(*[partial(notes.uncollect, joss.pk, note_id) for _ in range(4)])
    assert collects(note_id) == 1
