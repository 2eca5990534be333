"""The demo as it stands in a database: people, notes and answers of two languages, each with its translation by a person."""

from collections import Counter

import pytest
from django.db.models import F

from redbridge.accounts.models import Follow, Person
from redbridge.demo import actions
from redbridge.feeds.models import Explore
from redbridge.notes.models import Comment, Like, Note, Tally
from tests.cast import client
from tests.pages import Page

pytestmark = pytest.mark.django_db


def languages(rows: list[str]) -> Counter[str]:
    return Counter(language.split("-")[0] for language in rows)


def test_a_new_site_is_filled_and_filling_it_again_adds_nothing() -> None:
    said = list[str]()
    actions.fill("walnut-teahouse-7", said.append)
    assert actions.is_filled() and said
    counts = [model.objects.count() for model in (Person, Note, Comment, Like, Follow)]
    assert counts[:3] == [60, 68, 208] and counts[3] > 300 and counts[4] >= 300
    assert languages(list(Note.objects.values_list("language", flat=True))) == {"zh": 34, "en": 34}
    assert languages(list(Comment.objects.values_list("language", flat=True))) == {"zh": 104, "en": 104}
    for model in (Note, Comment):
        for translations in model._default_manager.values_list("translations", flat=True):
            assert [one["by"] for one in translations.values()] == ["author"]
    for tally in Tally.objects.select_related("note"):
        assert tally.likes == tally.note.likes.count() and tally.comments == tally.note.comments.count()
    assert Explore.objects.count() == 68 and not Comment.objects.exclude(parent__note=F("note")).exclude(parent=None).exists()
    actions.fill("walnut-teahouse-7", said.append)
    assert [model.objects.count() for model in (Person, Note, Comment, Like, Follow)] == counts

    for lang, mark in (("en", "Translated from"), ("zh-hans", "译自"), ("zh-hant", "譯自")):
        page = Page(client(None).get("/", {"lang": lang}))
        assert len(page.all("article")) == 20 and page.all("a", rel="next")
        assert mark in page.words, "no card of the other language"
