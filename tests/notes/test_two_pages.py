"""One draft in two tabs: neither writes over the other unheard, and what was published is not published over."""

import uuid
from typing import Any

import pytest

from redbridge.accounts.models import Person
from redbridge.notes.models import Composition, Note
from tests.cast import client
from tests.pages import Page

pytestmark = pytest.mark.django_db
SCRIPT = {"HX-Request": "true"}


class Tab:
    """A page with the composer on it, of one person's."""

    def __init__(self, joss: Person, key: str, opened: bool = False) -> None:
        self.browser, self.key, self.page, self.seen = client(joss), key, str(uuid.uuid4()), ""
        if opened:
            there = Page(self.browser.get(f"/notes/new?draft={key}"))
            self.page, self.seen, self.words = there.hidden("page"), there.hidden("seen"), there.value("title")

    def form(self, title: str, **more: str) -> dict[str, str]:
        return {"client_key": self.key, "kind": "card", "words": "早安", "title": title, "body": "", "page": self.page,
                "seen": self.seen} | more

    def save(self, title: str, **more: str) -> Any:
        """As a script does."""
        answer = self.browser.post("/drafts/save", self.form(title, **more), headers=SCRIPT)
        if answer.status_code == 204:
            self.seen = answer.headers.get("Draft-Seen", "")
        return answer

    def publish(self, title: str, **more: str) -> Any:
        return self.browser.post("/notes/new", self.form(title, **more))


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


def kept() -> str:
    return str(Composition.objects.get().fields["title"])


def test_of_two_tabs_the_later_one_is_told_and_chooses(joss: Person, key: str) -> None:
    one = Tab(joss, key)
    assert [one.save(title).status_code for title in ("a", "ab")] == [204, 204]
    two = Tab(joss, key, opened=True)
    assert two.words == "ab" and two.page != one.page
    assert two.save("ab and more").status_code == 204
    late = one.save("abc")
    assert (late.status_code, late["Content-Location"]) == (409, f"/notes/new?draft={key}")
    assert "in another tab or on another device" in late.content.decode() and kept() == "ab and more"
    one.seen = late["Draft-Seen"]
    assert one.save("abc").status_code == 204 and kept() == "abc"
    assert two.save("ab and more").status_code == 409, "now the other one is told"


def test_a_page_whose_answer_was_lost_is_not_taken_for_another(joss: Person, key: str) -> None:
    tab = Tab(joss, key)
    tab.save("a")
    tab.seen = ""
    assert tab.save("ab").status_code == 204


def test_a_page_that_goes_on_with_anothers_words_is_not_another(joss: Person, key: str) -> None:
    closed, again = Tab(joss, key), Tab(joss, key)
    closed.save("a")
    assert again.save("ab", after=closed.page).status_code == 204 and kept() == "ab"


def test_pictures_that_came_before_the_first_word_are_no_other_page(joss: Person, key: str) -> None:
    tab = Tab(joss, key)
    tab.browser.post(f"/drafts/{key}/uploads", {"upload": str(uuid.uuid4()), "name": "a.jpg", "length": 100})
    assert tab.save("a").status_code == 204


@pytest.mark.parametrize("broken", ["yesterday", "2026-11-26", "2026-11-26T10:00:00", "a\x00", "9" * 300])
def test_whatever_a_form_says_it_has_seen_is_no_fault(joss: Person, key: str, broken: str) -> None:
    tab = Tab(joss, key)
    tab.save("a")
    assert tab.save("b", seen=broken, page=broken).status_code == 409


def test_published_over_newer_words_it_asks_first(joss: Person, key: str) -> None:
    one = Tab(joss, key)
    one.save("short")
    two = Tab(joss, key, opened=True)
    two.save("short, and made longer there")
    asked = Page(one.publish("short"))
    assert asked.status == 409 and not Note.objects.exists() and kept() == "short, and made longer there"
    assert "changed in another tab" in asked.words and asked.value("title") == "short"
    assert f"/notes/new?draft={key}" in {a.attrs["href"] for a in asked.all("a", href="")}
    assert one.publish("short", over=asked.hidden("over")).status_code == 302
    assert Note.objects.get().title == "short" and not Composition.objects.exists()


def test_without_a_script_a_draft_is_saved_over_another_only_when_said_twice(joss: Person, key: str) -> None:
    one = Tab(joss, key)
    one.save("a")
    Tab(joss, key, opened=True).save("b")
    asked = Page(one.browser.post("/drafts/save", one.form("ac")))
    assert asked.status == 409 and asked.value("title") == "ac" and kept() == "b"
    assert one.browser.post("/drafts/save", one.form("ac", over=asked.hidden("over"))).status_code == 302 and kept() == "ac"


def test_what_another_tab_published_with_other_words_is_a_note_of_its_own(joss: Person, key: str) -> None:
    one, two = Tab(joss, key), Tab(joss, key)
    assert one.publish("first").status_code == 302
    note = Note.objects.get()
    late = two.save("second")
    assert (late.status_code, late["Content-Location"]) == (409, f"/notes/{note.pk}") and "Draft-Seen" not in late
    asked = Page(two.publish("second"))
    assert asked.status == 409 and asked.value("title") == "second" and "published from another tab" in asked.words
    two.key = asked.hidden("client_key")
    assert two.key != key and two.publish("second").status_code == 302
    assert sorted(Note.objects.values_list("title", flat=True)) == ["first", "second"]


def test_the_same_words_sent_again_are_the_same_note_even_after_it_was_edited(joss: Person, key: str) -> None:
    tab = Tab(joss, key)
    first = tab.publish("first")["Location"]
    assert tab.publish("first")["Location"] == first and tab.save("first").status_code == 204
    edit = tab.form("edited") | {"client_key": str(uuid.uuid4())}
    assert tab.browser.post(f"{first}/edit", edit).status_code == 302
    assert tab.publish("first")["Location"] == first and Note.objects.count() == 1


def test_a_picture_for_what_is_published_is_refused_in_words(joss: Person, key: str) -> None:
    tab = Tab(joss, key)
    tab.publish("first")
    answer = tab.browser.post(f"/drafts/{key}/uploads", {"upload": str(uuid.uuid4()), "name": "a.jpg", "length": 100})
    assert answer.status_code == 422 and "published already" in answer.content.decode()
