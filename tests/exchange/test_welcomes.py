"""First notes wait for a first word, which is said once and heard by both."""

from typing import Any

import pytest

from redbridge.accounts.models import Apart, Person
from redbridge.exchange import actions, rules
from redbridge.exchange.models import Newcomer
from redbridge.notes import actions as notes
from redbridge.notes.models import Comment, Note
from redbridge.notifications.models import Notice
from tests.cast import answer, arrive, client, suspend, write
from tests.jobs import run_again, run_jobs
from tests.media.making import sample, upload
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def host(db: None) -> Person:
    """Somebody at home here: three notes."""
    person = arrive("host", "en", "zh-Hans", name="Hanna")
    for n in range(rules.REGULAR_NOTES):
        write(person, f"mine {n}")
    return person


def first(author: Person, title: str = "初来乍到") -> int:
    """A first note that pays the cat tax."""
    note = write(author, title, "#猫税", [upload(sample("PNG", 8, 8))])
    run_jobs()
    return note


def waiting(person: Person | None) -> list[str]:
    """Titles of those who wait, as this person sees them."""
    return [node.words for node in Page(client(person).get("/exchange")).all("span", **{"class": "wait-title"})]


def press(person: Person, note: int, opener: str = "0") -> Any:
    return client(person).post(f"/exchange/welcome/{note}", {"opener": opener})


def told(person: Person) -> list[str]:
    return sorted(Notice.objects.filter(person=person).values_list("kind", flat=True))


def test_a_first_note_waits_and_a_second_does_not(host: Person, lin: Person) -> None:
    first(lin)
    write(lin, "second")
    run_jobs()
    assert waiting(host) == ["初来乍到"]


def test_only_those_at_home_are_asked(host: Person, lin: Person, joss: Person) -> None:
    note = first(lin)
    assert waiting(joss) == waiting(None) == waiting(lin) == []
    assert press(joss, note).status_code == 403 and not Comment.objects.exists()
    assert waiting(host) == ["初来乍到"]


def test_those_at_home_are_invited_from_their_notices_too(host: Person, lin: Person, joss: Person) -> None:
    def invited(person: Person) -> bool:
        return "waits for a word" in client(person).get("/notifications?lang=en").content.decode()

    note = first(lin)
    assert [invited(person) for person in (host, lin, joss)] == [True, False, False]
    press(host, note)
    run_jobs()
    assert not invited(host)


def test_one_tap_says_it_once_in_ones_own_language_and_it_is_read_in_theirs(host: Person, lin: Person) -> None:
    note = first(lin)
    assert press(host, note)["Location"].startswith(f"/notes/{note}#comment-")
    press(host, note, "1")
    comment = Comment.objects.get()
    assert comment.language == "en" and comment.body == "Welcome. What is your cat called?"
    assert set(comment.translations) == {"zh-Hans", "zh-Hant"}
    assert "欢迎，你家猫叫什么？" in Page(client(lin).get(f"/notes/{note}")).words
    run_jobs()
    assert waiting(host) == []


def test_both_hear_of_it_and_of_nothing_twice(host: Person, lin: Person) -> None:
    note = first(lin)
    press(host, note)
    run_jobs()
    run_again("exchange.handlers.keep_welcome", "notifications.handlers.tell_of_welcome")
    run_jobs()
    assert told(lin) == ["welcome"] and told(host) == ["welcomed"]
    assert "Hanna欢迎了你" in Page(client(lin).get("/notifications")).words
    assert "You were the first to welcome 小林" in Page(client(host).get("/notifications")).words
    assert "Welcomed by Hanna" in Page(client(host).get("/exchange/cat-tax")).words


def test_any_first_word_is_a_welcome_and_the_second_is_a_comment(host: Person, lin: Person, joss: Person) -> None:
    note = first(lin)
    answer(lin, note, "有人吗")
    run_jobs()
    assert waiting(host) == ["初来乍到"], "one's own word is none"
    word = answer(joss, note, "hello")
    answer(host, note, "hello too")
    run_jobs()
    assert Newcomer.objects.get(note=note).comment_id == word
    assert told(lin) == ["comment", "welcome"] and told(joss) == ["welcomed"] and told(host) == []


def test_a_word_whose_job_came_before_that_of_its_note_is_a_welcome_too(host: Person, lin: Person) -> None:
    run_jobs()
    note = write(lin, "初来乍到")
    word = answer(host, note, "hello")
    actions.keep_welcome(word)
    actions.keep_first(note)
    assert Newcomer.objects.get(note=note).comment_id == word
    run_jobs()
    assert told(host) == ["welcomed"] and told(lin) == ["welcome"]


def test_a_welcome_that_was_told_of_before_its_word_is_told_of_once(host: Person, lin: Person) -> None:
    """The two jobs run at one moment, in either order."""
    answer(host, first(lin), "Welcome!")
    run_jobs()
    run_again("notifications.handlers.tell_of_comment")
    assert told(lin) == ["welcome"]


def test_a_welcome_taken_back_leaves_it_to_the_next_word(host: Person, lin: Person, joss: Person) -> None:
    note = first(lin)
    one, two = answer(joss, note, "hello"), answer(host, note, "hello too")
    run_jobs()
    notes.remove_comment(joss.pk, Comment.objects.get(pk=one))
    run_jobs()
    assert Newcomer.objects.get(note=note).by_id == host.pk
    notes.remove_comment(host.pk, Comment.objects.get(pk=two))
    run_jobs()
    assert waiting(host) == ["初来乍到"]


def test_who_deletes_an_unanswered_first_note_may_begin_again(host: Person, lin: Person) -> None:
    notes.remove_note(lin.pk, Note.objects.get(pk=first(lin)))
    run_jobs()
    assert waiting(host) == []
    first(lin, "再来一次")
    assert waiting(host) == ["再来一次"]


@pytest.mark.parametrize("hide", ["me", "followers", "private", "suspended", "closed", "blocked"])
def test_what_one_may_not_see_or_answer_does_not_wait(host: Person, lin: Person, hide: str) -> None:
    note = first(lin)
    if hide == "private":
        Person.objects.filter(pk=lin.pk).update(private=True)
    elif hide == "suspended":
        suspend(lin)
    elif hide == "closed":
        Note.objects.filter(pk=note).update(replies="me")
    elif hide == "blocked":
        Apart.objects.create(person=lin, other=host, mine=True)
        Apart.objects.create(person=host, other=lin, mine=False)
    else:
        Note.objects.filter(pk=note).update(visibility=hide)
    assert waiting(host) == []
    assert press(host, note).status_code == (403 if hide == "closed" else 404)
    assert not Comment.objects.exists()


def test_a_first_word_is_one_of_ours(host: Person, lin: Person) -> None:
    note = first(lin)
    for strange in ("", "9", "-1", "x", "0.0", "٠"):
        assert press(host, note, strange).status_code == 404
    assert press(lin, note).status_code == 403 and not Comment.objects.exists()


def test_a_text_card_is_not_asked_for_its_cat(host: Person, lin: Person) -> None:
    write(lin, "你好")
    run_jobs()
    page = Page(client(host).get("/exchange"))
    assert [node.words for node in page.all("button", name="opener")] == list(rules.openers(tax=False))
