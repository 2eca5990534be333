"""Likes: one person, one note, once; and the count is the number of people."""

from functools import partial

import pytest

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Like, Note, Tally
from tests.cast import arrive, client, write
from tests.jobs import waiting
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db


def count(note_id: int) -> int:
    return Tally.objects.get(pk=note_id).likes


def test_liking_twice_is_liking_once(lin: Person, joss: Person) -> None:
    note_id = write(lin)
    for _ in range(2):
        notes.like(joss.pk, note_id)
    assert count(note_id) == 1
    assert [name for name, _ in waiting()].count("notifications.handlers.tell_of_like") == 1
    for _ in range(2):
        notes.unlike(joss.pk, note_id)
    assert (count(note_id), Like.objects.count()) == (0, 0)


def test_everyone_at_one_moment_is_counted(committed: None, lin: Person) -> None:
    note_id, crowd = write(lin), [arrive(f"crowd{n}", "en") for n in range(8)]
    at_once(*[partial(notes.like, person.pk, note_id) for person in crowd])
    assert count(note_id) == 8
    at_once(*[partial(notes.unlike, person.pk, note_id) for person in crowd[:5]])
    assert count(note_id) == Like.objects.filter(note_id=note_id).count() == 3


def test_one_who_taps_like_and_unlike_in_a_hurry_is_counted_right(committed: None, lin: Person, joss: Person) -> None:
    note_id = write(lin)
    for _ in range(4):
        at_once(*[partial(verb, joss.pk, note_id) for verb in (notes.like, notes.unlike, notes.like, notes.unlike)])
        assert count(note_id) == Like.objects.filter(note_id=note_id).count()


@pytest.mark.parametrize("on", ["1", "0"])
def test_the_button_keeps_its_name_and_flips_its_state(lin: Person, joss: Person, on: str) -> None:
    note_id, browser = write(lin), client(joss)
    notes.like(joss.pk, note_id)
    page = Page(browser.post(f"/notes/{note_id}/like", {"on": on}, headers={"HX-Request": "true"}))
    (button,) = page.all("button", **{"aria-label": "Like"})
    assert button.attrs["aria-pressed"] == ("true" if on == "1" else "false")
    assert button.attrs["value"] == ("0" if on == "1" else "1")
    assert button.words == on


def test_without_a_script_one_is_back_where_one_was(lin: Person, joss: Person) -> None:
    note_id, browser = write(lin), client(joss)
    assert browser.post(f"/notes/{note_id}/like", {"on": "1"})["Location"] == f"/notes/{note_id}"
    assert browser.post(f"/notes/{note_id}/like", {"on": "1", "back": "/topics/猫"})["Location"].startswith("/topics/")


def test_a_note_that_is_gone_cannot_be_liked(lin: Person, joss: Person) -> None:
    note_id = write(lin)
    notes.remove_note(lin.pk, Note.objects.get(pk=note_id))
    assert client(joss).post(f"/notes/{note_id}/like").status_code == 404
    assert not Like.objects.exists()
