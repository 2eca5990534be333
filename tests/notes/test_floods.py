"""Floods: told again and again, links and names by the dozen from who has just come, one link by many, a surge."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.kernel import ids
from redbridge.notes import flood
from redbridge.notes.models import Comment, Note, Screening
from tests.cast import answer, arrive, client, write
from tests.pages import Page

pytestmark = pytest.mark.django_db
LONG = "今天在河边走了两个小时，看见三只白鹭，水很清，风很轻，真好"
LINKED = "look at this https://example.org/offer now"


@pytest.fixture
def old(db: None) -> Person:
    """Somebody who has been here for a year."""
    person = arrive("old", "en")
    made = ids.first_at(timezone.now() - timedelta(days=365))
    old_id = person.pk
    person.pk = made
    person.handle, person.email = "older", ""
    person.save(force_insert=True)
    Person.objects.filter(pk=old_id).delete()
    return Person.objects.get(pk=made)


def stands(note_id: int) -> tuple[str, bool]:
    note = Note.objects.get(pk=note_id)
    return note.standing, note.limited


def why(kind: str, id_: int) -> list[str]:
    return [hit["fact"] for row in Screening.objects.filter(kind=kind, subject_id=id_) for hit in row.verdict]


def test_the_same_words_again_and_again(lin: Person, old: Person) -> None:
    said = [write(lin, "", LONG) for _ in range(6)]
    assert [stands(id_) for id_ in said] == [("", False)] * 4 + [("held", False)] * 2
    assert why("note", said[4]) == [flood.AGAIN] and not why("note", said[3])
    by_old = [write(old, "", LONG) for _ in range(5)]
    assert stands(by_old[4]) == ("", True), "somebody known is limited, not held"
    assert Note.objects.get(pk=said[4]).rule == "spam"


def test_of_the_last_sixty_notes_and_no_more(lin: Person) -> None:
    for _ in range(4):
        write(lin, "", LONG)
    for n in range(55):
        write(lin, f"Bowl {n}", "noodles")
    assert stands(write(lin, "", LONG)) == ("held", False)
    for n in range(60):
        write(lin, f"Cup {n}", "tea")
    assert stands(write(lin, "", LONG)) == ("", False), "who publishes very much pays no more for each"


def test_with_a_link_it_is_sooner_too_much(old: Person) -> None:
    assert [stands(write(old, "", LINKED)) for _ in range(3)] == [("", False), ("", False), ("", True)]


def test_greetings_and_what_is_long_ago_are_nobodys_flood(lin: Person) -> None:
    assert {stands(write(lin, "早安", "早安")) for _ in range(8)} == {("", False)}
    for id_ in [write(lin, "", LONG) for _ in range(4)]:
        Note.objects.filter(pk=id_).update(deleted=timezone.now())
    assert stands(write(lin, "", LONG)) == ("", False)


def test_another_picture_with_other_words_is_another_note(lin: Person) -> None:
    assert {stands(write(lin, f"Day {n}", LONG)) for n in range(8)} == {("", False)}


def test_the_same_comment_everywhere(lin: Person, old: Person) -> None:
    notes_ = [write(lin, f"{n}") for n in range(7)]
    said = [answer(old, note_id, LONG) for note_id in notes_]
    held = Comment.objects.filter(pk__in=said).order_by("pk").values_list("standing", flat=True)
    assert list(held) == [""] * 4 + ["held"] * 3 and why("comment", said[4]) == [flood.AGAIN]
    assert {Comment.objects.get(pk=answer(old, note_id, "太好看了！")).standing for note_id in notes_} == {""}


@pytest.mark.parametrize(("words", "fact"), [
    (" ".join(f"https://shop{n}.example/" for n in range(4)), flood.MANY_LINKS),
    (" ".join(f"@person{n}" for n in range(6)), flood.MANY_MENTIONS),
])
def test_dozens_of_links_and_names_from_who_has_just_come(lin: Person, old: Person, words: str, fact: str) -> None:
    new, known = write(lin, "hello", words), write(old, "hello", words)
    assert stands(new) == ("held", False) and why("note", new) == [fact]
    assert stands(known) == ("", False)


def test_links_of_the_site_itself_and_one_link_told_often_count_for_nothing(lin: Person) -> None:
    own = " ".join(f"http://localhost:8000/notes/{n}" for n in range(9))
    assert stands(write(lin, "hello", own)) == ("", False)
    assert stands(write(lin, "hello", "https://example.org/a " * 9)) == ("", False)


def test_one_link_by_many_who_have_just_come(old: Person) -> None:
    crowd = [arrive(f"new{n}", "en") for n in range(6)]
    said = [write(person, f"Hello {n}", f"my way number {n}: https://example.org/offer") for n, person in enumerate(crowd)]
    assert [stands(id_)[0] for id_ in said] == ["", "", "", "", "held", "held"]
    assert why("note", said[4]) == [flood.CROWD]
    assert stands(write(old, "Hello", "https://example.org/offer")) == ("", False)
    again = [write(crowd[0], f"More {n}", f"and {n} https://example.org/other") for n in range(6)]
    assert {stands(id_)[0] for id_ in again} == {""}, "one person is no crowd"


def test_links_that_an_edit_brings_in_count_as_well(lin: Person) -> None:
    note_id = write(lin, "hello", "clean")
    many = " ".join(f"https://shop{n}.example/" for n in range(4))
    changed = {"kind": "card", "card": "letter", "words": "…", "title": "hello", "body": many}
    assert client(lin).post(f"/notes/{note_id}/edit", changed).status_code == 302
    assert stands(note_id) == ("held", False) and why("note", note_id) == [flood.MANY_LINKS]


def test_in_a_surge_newcomers_wait_and_are_told_why(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.accounts.surge.holds", lambda person_id: person_id == lin.pk)
    browser = client(lin)
    sent: Any = browser.post("/notes/new?lang=en", {"kind": "card", "words": "hello"})
    note = Note.objects.get(author=lin)
    assert (note.standing, note.rule) == ("held", "spam") and why("note", note.pk) == [flood.SURGE]
    assert "many people are arriving" in Page(browser.get(f"{sent.url}?lang=en")).html
    assert stands(write(lin, "mine", visibility="me")) == ("", False)


def test_a_site_without_a_rule_against_spam_has_no_heuristics(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("redbridge.policy.site.rule", lambda id_: None)
    assert {stands(write(lin, "", LONG)) for _ in range(6)} == {("", False)} and not Screening.objects.exists()


def test_told_again_costs_no_statement_more(lin: Person) -> None:
    costs = []
    for _ in range(6):
        with CaptureQueriesContext(connection) as caught:
            write(lin, "", LONG)
        costs.append(len(caught))
    assert len(set(costs)) == 1, costs
