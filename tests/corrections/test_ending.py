"""Whose account has ended leaves the words that were accepted, and no name; what they take along is theirs alone."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.corrections.access import access_text
from redbridge.corrections.actions import accept, suggest, undo
from redbridge.corrections.handlers import takeaway
from redbridge.corrections.jobs import sweep
from redbridge.corrections.models import Doubt, Suggestion, Voice
from redbridge.notes.actions import purge_notes
from redbridge.portability.actions.erasing import erase
from redbridge.translation.people import people_said
from tests.cast import answer, arrive, client
from tests.corrections.people import MACHINE, english, propose, translated, trusted
from tests.jobs import run_jobs
from tests.pages import Page

pytestmark = pytest.mark.django_db


def end(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(state="leaving", leaving=timezone.now() - timedelta(minutes=1))
    erase(person.pk)
    run_jobs()


def test_accepted_words_stay_and_the_name_goes(lin: Person, joss: Person) -> None:
    note, other = translated(lin), translated(lin, "狗")
    accept(propose(joss, note, title="Cat tax"), lin.pk)
    propose(joss, other, title="Dog")
    client(joss).post(f"/corrections/doubt/note/{other}", {"to": "en"})
    end(joss)
    assert english(note) == {**MACHINE, "title": "Cat tax"} and people_said("猫税", "zh-Hans", "en") == ("Cat tax", "")
    assert Suggestion.objects.get().proposer_id is None and not Doubt.objects.exists()
    page = Page(client(lin, "en").get("/corrections/log?lang=en"))
    assert "A reader" in page.words and "Joss" not in page.words


def test_a_change_of_others_rows_outlives_the_text_it_was_about(lin: Person, joss: Person) -> None:
    theirs, mine = translated(joss, "猫税"), translated(lin, "猫税")
    id_ = propose(trusted("ana"), theirs, title="Cat tax")
    accept(id_, joss.pk)
    assert english(mine)["title"] == "Cat tax"
    end(joss)
    found = Suggestion.objects.get(pk=id_)
    assert (found.subject_id, found.author_id, found.decided_by) == (mine, lin.pk, None)
    assert client(lin).post(f"/corrections/{id_}/undo").status_code == 302
    assert english(mine) == MACHINE


def test_what_is_about_nothing_any_more_goes(lin: Person, joss: Person) -> None:
    id_ = propose(joss, translated(lin), title="Cat tax")
    accept(id_, trusted("ana").pk)
    end(lin)
    assert not Suggestion.objects.exists() and not Voice.objects.exists()


def test_what_is_deleted_for_good_is_in_no_table_of_ours(lin: Person, joss: Person) -> None:
    mei = arrive("mei", "zh-Hans")
    note, shared, kept = translated(lin, "秘密"), translated(lin, "猫税"), translated(mei, "猫税")
    comment = answer(mei, note, "也是秘密", language="zh-Hans", translations={"en": {"body": "Secret too", "by": "engine"}})
    propose(joss, note, title="A secret")
    suggest(joss.pk, access_text(joss.pk, "comment", comment, "en"), {"body": "A secret too"})
    client(joss).post(f"/corrections/doubt/note/{note}", {"to": "en"})
    id_ = propose(joss, shared, title="Cat tax")
    accept(id_, lin.pk)
    purge_notes([note, shared])
    sweep.func(timestamp=0)
    assert Suggestion.objects.get().subject_id == kept and not Doubt.objects.exists()
    assert list(Suggestion.objects.get().reached.values_list("subject_id", flat=True)) == [kept]
    undo(id_, mei.pk)
    assert english(kept) == MACHINE


def test_an_archive_holds_what_one_suggested(lin: Person, joss: Person) -> None:
    note = translated(lin)
    propose(joss, note, title="Cat tax")
    client(joss).post(f"/corrections/doubt/note/{note}", {"to": "en"})
    items: list[dict[str, Any]] = list(takeaway(joss.pk))
    assert [(one.get("text"), one.get("wrong")) for one in items] == [("Cat tax", None), (None, True)]
    assert list(takeaway(lin.pk)) == []
