"""What was removed stays restorable until the time to appeal and every appeal have ended, whoever deletes it meanwhile; what
the end of an account erases, and what stays counted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from redbridge.accounts.models import Person
from redbridge.accounts.staff import name_of
from redbridge.moderation.decisions.actions import undo
from redbridge.moderation.decisions.jobs import let_go
from redbridge.moderation.models import Appeal, Case, Decision, Strike
from redbridge.moderation.rules import APPEAL_WINDOW
from redbridge.notes import actions as notes
from redbridge.notes.jobs import purge
from redbridge.notes.models import Comment, Note
from redbridge.portability.actions import erase, leave
from redbridge.record.models import Waiting
from tests.cast import answer, client, write
from tests.jobs import run_jobs
from tests.moderation.deciding import decided, staff

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(days=40)


@pytest.fixture
def mod(db: None) -> Person:
    return staff()


@pytest.fixture
def note(lin: Person) -> int:
    return write(lin, "Cheap visas", "peculiarword")


def age(made: Decision, by: timedelta = APPEAL_WINDOW + timedelta(days=1)) -> None:
    Decision.objects.filter(pk=made.pk).update(made=timezone.now() - by)


@pytest.mark.parametrize("kind", ["remove", "hold"])
def test_thirty_days_after_its_author_deleted_it_it_can_still_come_back(
    note: int, lin: Person, joss: Person, mod: Person, kind: str
) -> None:
    said = answer(joss, note, "Do not.")
    made = decided(kind, "note", note, lin, mod)
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    Note.objects.update(deleted=timezone.now() - LONG_AGO)
    purge(0)
    let_go(0)
    assert Note.objects.filter(pk=note).exists() and Comment.objects.filter(pk=said).exists()
    undo(made.pk, mod.pk, "")
    notes.restore_note(lin.pk, Note.objects.get(pk=note))
    assert b"Do not." in client(joss).get(f"/notes/{note}").content


@pytest.mark.parametrize("about", ["note", "comment"])
def test_after_the_window_it_goes_for_good_and_its_statement_stays(note: int, lin: Person, mod: Person, about: str) -> None:
    subject = note if about == "note" else answer(lin, note, "Cheap!")
    made = decided("remove", about, subject, lin, mod)
    rows = (Note if about == "note" else Comment).objects.filter(pk=subject)
    age(made, APPEAL_WINDOW - timedelta(hours=1))
    let_go(0)
    assert rows.exists()
    age(made)
    let_go(0)
    let_go(0)
    made.refresh_from_db()
    assert not rows.exists() and made.ended and made.statement["words"]
    assert client(lin).get(f"/settings/standing/{made.pk}").status_code == 200


def test_while_an_appeal_waits_it_stays(note: int, lin: Person, mod: Person) -> None:
    made = decided("remove", "note", note, lin, mod)
    appeal = Appeal.objects.create(decision=made, person=lin, words="A quotation.", language="en")
    age(made)
    let_go(0)
    assert Note.objects.filter(pk=note).exists()
    Appeal.objects.filter(pk=appeal.pk).update(state="withdrawn")
    let_go(0)
    assert not Note.objects.filter(pk=note).exists()


def test_what_came_back_is_never_let_go(note: int, lin: Person, mod: Person) -> None:
    made = decided("remove", "note", note, lin, mod)
    undo(made.pk, mod.pk, "")
    age(made)
    let_go(0)
    assert Note.objects.filter(pk=note).exists()


def test_a_hold_that_nobody_looked_at_is_let_go_only_where_its_author_deleted_it(note: int, lin: Person) -> None:
    made = decided("hold", "note", note, lin, None)
    age(made)
    Case.objects.update(state="closed")
    let_go(0)
    assert Note.objects.filter(pk=note).exists()
    Note.objects.update(deleted=timezone.now())
    let_go(0)
    assert not Note.objects.filter(pk=note).exists()


def test_the_end_of_an_account_erases_the_words_and_leaves_the_counts(note: int, lin: Person, mod: Person) -> None:
    made = decided("remove", "note", note, lin, mod, words="Your peculiarword sells.", language="en", facts="peculiarword")
    Appeal.objects.create(decision=made, person=lin, words="peculiarword", language="en")
    Case.objects.update(facts={"said": "peculiarword"})
    lines = Waiting.objects.count()
    leave(lin.pk, "")
    Person.objects.filter(pk=lin.pk).update(leaving=timezone.now() - timedelta(seconds=1))
    erase(lin.pk)
    run_jobs()
    made.refresh_from_db()
    assert not Note.objects.filter(pk=note).exists(), "whoever goes takes what was removed along: nobody is left to appeal"
    assert made.person is None and "peculiarword" not in str(made.statement) and "peculiarword" not in str(made.case.facts)
    assert (made.kind, made.rule, made.statement["rule"]["id"]) == ("remove", made.rule, made.rule)
    assert Waiting.objects.count() == lines and not Appeal.objects.exists() and not Strike.objects.exists()


def test_the_end_of_a_moderators_account_keeps_what_they_decided(note: int, lin: Person, mod: Person) -> None:
    made, name = decided("suspend", "note", note, lin, mod), name_of(mod.pk)
    leave(mod.pk, "")
    Person.objects.filter(pk=mod.pk).update(leaving=timezone.now() - timedelta(seconds=1))
    erase(mod.pk)
    made.refresh_from_db()
    assert made.by is None and made.statement["who"]["name"] == name
