"""Any text is a question: it never fails, and never finds what is hidden."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from redbridge.accounts.models import Person
from redbridge.notes.models import Note
from redbridge.search import queries
from redbridge.search.rules import ask, excerpt, note_vector, pieces
from redbridge.search.rules.asking import LONGEST_QUESTION, TERMS_MOST
from redbridge.search.rules.words import lexemes
from tests.cast import arrive, client, write
from tests.jobs import run_jobs
from tests.pages import Page

SIGNS = st.sampled_from([
    "&", "|", "!", ":*", "'", "''", "\\", "<->", "<2>", "(", ")", ":A", "@23:953", "%s", "%(viewer)s", "\x00", "\ud800", "\u202e",
    "猫", "貓稅", "cat", "秘密", "secret", "🐱", "👨‍👩‍👧", " ", "\n", "a'b", "ﷺ", "ラーメン", "한국", "ไทย",
])
STRANGE = st.text(st.characters(categories=["Cs", "Mn", "So", "Sk"]))
TEXTS = st.one_of(st.text(max_size=300), st.lists(SIGNS, max_size=40).map("".join), STRANGE)
HOSTILE = [
    "& | ! :* '", "\x00", "\x00cat\x00", "x" * 10_000, "猫" * 10_000, "' or 1=1 --", "🐱" * 500, "%", "\\", "cat & ! dog",
    "a" * 3000 + " cat", "<script>x7()</script>", "e" + "\u0301" * 5000, "\u202e", "@29:1", "'@29:1'", "()", "NOT", "*", ":*",
]


@given(TEXTS)
def test_any_text_gives_a_question_within_bounds(text: str) -> None:
    asked = ask(text)
    assert len(asked.text) <= LONGEST_QUESTION and len(asked.words) <= TERMS_MOST
    assert bool(asked) == bool(asked.words)
    assert not any(set(word) & set("@:&|!'\\*() ") for word in asked.words), "a word holds no sign"


@given(TEXTS)
def test_a_text_is_found_by_itself(text: str) -> None:
    """Whatever is asked in the words of a title finds that title, word by word."""
    kept, asked = lexemes(text[:60]), ask(text[:60])
    for word in asked.words:
        assert word in kept or len(word) > 2, word


@given(TEXTS, TEXTS)
def test_marking_loses_and_adds_nothing(text: str, question: str) -> None:
    words = ask(question).words
    assert "".join(piece.text for piece in pieces(text, words)) == text
    assert any(piece.hit for piece in excerpt(text, words)) == bool(excerpt(text, words))


class AnyText(TestCase):
    """Against the database."""

    def setUp(self) -> None:
        lin, self.joss = arrive("lin", "zh-Hans"), arrive("joss", "en")
        self.hidden = write(lin, "秘密 secret cat 猫", "#hush 🐱 " + " ".join("abcdefghij"))
        Note.objects.filter(pk=self.hidden).update(visibility="me")
        run_jobs()

    @settings(deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))
    @given(TEXTS)
    def test_no_text_fails_or_finds_what_is_hidden(self, text: str) -> None:
        asked = ask(text)
        with connection.cursor() as cursor:
            cursor.execute("select %s::tsvector", [note_vector(1, [text], [text])])
        if asked:
            assert queries.find_notes(self.joss.pk, asked, "", 20).rows == []
            assert queries.find_topics(self.joss.pk, asked, "", 20).rows == []
            queries.find_people(self.joss.pk, ["en"], asked, "", 20, by_name=True)
            assert queries.said_around(self.joss.pk, ["en"], asked, [self.hidden]) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("question", HOSTILE)
def test_hostile_questions_are_text(joss: Person, question: str) -> None:
    for person in (joss, None):
        for kind in ("all", "notes", "people", "topics"):
            page = Page(client(person).get("/search", {"q": question, "in": kind}))
            assert page.status == 200 and not page.all("x7")
        assert client(person).get("/search/suggest", {"q": question}).status_code == 200


@pytest.mark.django_db
def test_bytes_that_are_no_text_are_a_question_too(joss: Person) -> None:
    for raw in ("%ED%A0%80", "%FF%FE", "%00", "cat%00", "%F0%9F%90"):
        assert client(joss).get(f"/search?q={raw}").status_code == 200
    assert client(joss).get("/search?q=cat&q=dog&in=&after=").status_code == 200
