"""Comments stand in two levels under their note, newest first, and answer their readers in their language."""

import re
import uuid
from functools import partial

import pytest
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes import queries
from redbridge.notes.models import Comment, Tally
from redbridge.notes.queries import CommentView
from tests.cast import answer, arrive, client, suspend, write
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def note_id(lin: Person) -> int:
    return write(lin, "猫税")


def tree(note_id: int, viewer: Person | None = None) -> list[tuple[str, list[str]]]:
    """Words of the comments and of the replies under each."""
    who = viewer.pk if viewer else None
    found = queries.comments(who, [], note_id)
    return [(view.body, [reply.body for reply in queries.replies(who, [], view.id, 0)]) for view in found]


def count(note_id: int) -> int:
    return Tally.objects.get(pk=note_id).comments


def test_newest_first_and_replies_as_they_came(note_id: int, lin: Person, joss: Person) -> None:
    first, second = answer(joss, note_id, "first"), answer(lin, note_id, "second")
    answer(lin, note_id, "1a", first)
    answer(joss, note_id, "2a", second)
    answer(joss, note_id, "1b", first)
    assert tree(note_id) == [("second", ["2a"]), ("first", ["1a", "1b"])]
    assert count(note_id) == 5


def test_a_reply_to_a_reply_lands_under_the_first_level(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    reply = answer(lin, note_id, "reply", top)
    deeper = answer(joss, note_id, "deeper", reply)
    answer(lin, note_id, "deepest", deeper)
    assert tree(note_id) == [("top", ["reply", "deeper", "deepest"])]


def test_an_answer_to_a_comment_of_another_note_is_refused(note_id: int, lin: Person, joss: Person) -> None:
    elsewhere = answer(joss, write(lin), "elsewhere")
    page = Page(client(lin).post(f"/notes/{note_id}/comments", {"body": "lost?", "parent": elsewhere}))
    assert (page.status, page.value("body")) == (422, "lost?")
    assert page.error("body") and not page.all("input", name="parent", value=str(elsewhere))
    assert tree(note_id) == []


def test_an_answer_to_a_comment_that_is_gone_is_refused_and_kept(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    reply = answer(joss, note_id, "reply", top)
    notes.remove_comment(joss.pk, Comment.objects.get(pk=top))
    for parent in (top, reply):
        page = Page(client(lin).post(f"/notes/{note_id}/comments", {"body": "too late", "parent": parent}))
        assert (page.status, page.value("body")) == (422, "too late")
        assert page.error("body")
    assert (tree(note_id), count(note_id)) == ([], 0)


def test_deleting_a_comment_hides_the_replies_under_it(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    answer(lin, note_id, "reply", top)
    stays = answer(lin, note_id, "stays")
    answer(lin, note_id, "also", stays)
    assert client(joss).post(f"/comments/{top}/delete").status_code == 302
    assert (tree(note_id), count(note_id)) == ([("stays", ["also"])], 2)


def test_deleting_a_reply_leaves_the_others(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    reply = answer(lin, note_id, "reply", top)
    answer(joss, note_id, "other", top)
    client(lin).post(f"/comments/{reply}/delete")
    assert (tree(note_id), count(note_id)) == ([("top", ["other"])], 2)


def test_what_a_suspended_person_said_is_not_shown(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "theirs")
    answer(lin, note_id, "under it", top)
    answer(joss, note_id, "reply", answer(lin, note_id, "mine"))
    suspend(joss)
    assert tree(note_id) == [("mine", [])]


def test_the_same_key_again_comments_once(note_id: int, joss: Person) -> None:
    key = uuid.uuid4()
    say = partial(notes.answer, joss.pk, ["en"], note_id, key, "once")
    assert say() == say()
    assert (tree(note_id), count(note_id)) == ([("once", [])], 1)


def test_the_same_key_from_two_threads_comments_once(committed: None, note_id: int, joss: Person) -> None:
    for n in range(5):
        say = partial(notes.answer, joss.pk, ["en"], note_id, uuid.uuid4(), f"once {n}")
        assert len(set(at_once(say, say))) == 1
    assert count(note_id) == len(tree(note_id)) == 5


def test_comments_at_one_moment_are_all_counted(committed: None, note_id: int, joss: Person) -> None:
    at_once(*[partial(answer, joss, note_id, f"number {n}") for n in range(8)])
    assert count(note_id) == len(tree(note_id)) == 8


def test_older_comments_follow_without_gap_or_double(note_id: int, lin: Person, joss: Person) -> None:
    gone = arrive("gone", "en")
    for n in range(60):
        answer(joss, note_id, f"number {n}")
        answer(gone, note_id, f"gone {n}")
    suspend(gone)
    browser, address, seen = client(lin), f"/notes/{note_id}", list[str]()
    while address:
        page = Page(browser.get(address))
        seen += [node.words for node in page.all("div", lang="") if "comment-body" in node.attrs.get("class", "")]
        address = next((a.attrs["href"] for a in page.all("a", rel="next")), "")
    assert seen == [f"number {n}" for n in range(59, -1, -1)]


def test_comments_cost_the_same_for_one_and_for_many(
    note_id: int, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    top = answer(joss, note_id, "top")
    for many in (0, 20):
        for n in range(many):
            answer(joss, note_id, f"reply {n}", answer(joss, note_id, f"top {n}"))
            answer(joss, note_id, f"again {n}", top)
        with django_assert_num_queries(1):
            queries.comments(joss.pk, ["en"], note_id)


def test_a_script_gets_the_new_comment_alone(note_id: int, joss: Person) -> None:
    response = client(joss).post(f"/notes/{note_id}/comments", {"body": "Hello"}, headers={"HX-Request": "true"})
    page = Page(response)
    assert page.status == 200 and len(page.all("article")) == 1 and not page.all("html")
    assert "Hello" in page.html


def test_a_browser_without_a_script_goes_to_its_comment(note_id: int, joss: Person) -> None:
    response = client(joss).post(f"/notes/{note_id}/comments", {"body": "Hello"})
    (made,) = Comment.objects.all()
    assert response["Location"] == f"/notes/{note_id}?comment={made.pk}#comment-{made.pk}"


def test_the_author_of_the_note_is_marked(note_id: int, lin: Person, joss: Person) -> None:
    answer(lin, note_id, "mine")
    answer(joss, note_id, "theirs")
    found: list[CommentView] = queries.comments(joss.pk, ["en"], note_id)
    assert [(view.by_author, view.mine) for view in found] == [(False, True), (True, False)]


def test_a_refused_reply_is_still_a_reply(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    page = Page(client(lin).post(f"/notes/{note_id}/comments", {"body": "x" * 1001, "parent": top}))
    assert page.status == 422
    form = next(form for form in page.all("form") if "x" * 1001 in form.words)
    assert {node.attrs.get("value") for node in form.walk() if node.attrs.get("name") == "parent"} == {str(top)}


def test_every_form_of_a_page_sent_twice_says_its_words_once(note_id: int, lin: Person, joss: Person) -> None:
    for n in range(3):
        answer(joss, note_id, f"top {n}")
    browser = client(lin)
    forms = Page(browser.get(f"/notes/{note_id}")).all("form", **{"data-comment": ""})
    for number, form in enumerate(forms):
        sent = {node.attrs["name"]: node.attrs["value"] for node in form.walk() if node.tag == "input" and "value" in node.attrs}
        for _ in range(2):
            assert browser.post(form.attrs["action"], {**sent, "body": f"from {number}"}).status_code == 302
    assert tree(note_id) == [("from 3", []), *((f"top {2 - n}", [f"from {n}"]) for n in range(3))]


def test_a_comment_brings_the_new_count_along(note_id: int, lin: Person, joss: Person) -> None:
    """The page holds three places that say how many there are; a script that swaps the comment in swaps two of them."""
    said = {"client_key": str(uuid.uuid4()), "body": "One more"}
    answer = client(joss).post(f"/notes/{note_id}/comments", said, headers={"HX-Request": "true"}).content.decode()
    many = Tally.objects.get(note_id=note_id).comments
    assert f'id="comment-count" hx-swap-oob="true">{many}<' in answer and many > 0
    assert re.search(rf'id="comments-name" hx-swap-oob="true">{many} comments?<', answer)
