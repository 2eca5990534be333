"""Making the index anew."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from redbridge.search import actions
from redbridge.search.models import NoteIndex, PersonIndex, TopicIndex
from tests.cast import write
from tests.jobs import run_jobs

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[tuple[object, ...]]]:
    models = (NoteIndex, PersonIndex, TopicIndex)
    return {model.__name__: sorted(model.objects.values_list("pk", "tsv", "version")) for model in models}


def has_index() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_indexes where indexname = 'search_note_words'")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("everything", [False, True])
def test_it_makes_what_the_jobs_made(lin: Person, joss: Person, everything: bool) -> None:
    for n in range(5):
        write(lin, f"猫 {n}", "#猫税 #cattax", translations={"en": {"title": "cat", "by": "human"}})
    gone = write(joss, "gone")
    run_jobs()
    notes.remove_note(joss.pk, Note.objects.get(pk=gone))
    run_jobs()
    made = rows()
    if not everything:
        with connection.cursor() as cursor:
            cursor.execute("truncate search_note, search_person, search_topic")
    call_command("reindex", everything=everything, stdout=StringIO())
    assert rows() == made and all(made.values()) and has_index()


def test_stopped_it_goes_on_with_what_is_missing(lin: Person) -> None:
    for n in range(5):
        write(lin, f"cat {n}")
    run_jobs()
    made = rows()
    kept = min(NoteIndex.objects.values_list("pk", flat=True))
    NoteIndex.objects.exclude(pk=kept).delete()
    NoteIndex.objects.update(version=0)
    said = list[str]()
    actions.reindex(said.append)
    assert rows() == made and "  5 notes" in said
    said.clear()
    actions.reindex(said.append)
    assert said == ["  0 notes", "  0 people", "  0 topics"]


def test_words_go_with_their_note(lin: Person) -> None:
    id_ = write(lin, "cat", "#cat")
    run_jobs()
    Note.objects.get(pk=id_).delete()
    assert not NoteIndex.objects.filter(pk=id_).exists()
