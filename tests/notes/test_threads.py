"""Comments whole: a picture, likes, a pin, two orders, folded replies, taken away and brought back, who may comment."""

import uuid
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Mute, Person
from redbridge.media.models import Picture
from redbridge.notes import actions as notes
from redbridge.notes import queries
from redbridge.notes.models import Comment, CommentLike, Note, Tally
from tests.cast import answer, arrive, client, write
from tests.media.making import sample, upload
from tests.pages import Page
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def note_id(lin: Person) -> int:
    return write(lin, "猫税")


def likes(comment: int) -> int:
    return Comment.objects.get(pk=comment).likes


def bodies(page: Page) -> list[str]:
    return [node.words for node in page.all("div", lang="") if "comment-body" in node.attrs.get("class", "")]


def say(person: Person, note: int, **data: Any) -> Any:
    return client(person).post(f"/notes/{note}/comments", {"body": "", **data})


@pytest.mark.parametrize("fmt", ["JPEG", "PNG", "WEBP"])
def test_a_comment_may_have_a_picture_and_no_words(note_id: int, joss: Person, fmt: str) -> None:
    assert say(joss, note_id, picture=upload(sample(fmt, 40, 30)), alt="My cat").status_code == 302
    (picture,) = Picture.objects.filter(kind="comment")
    (found,) = queries.comments(joss.pk, ["en"], note_id)
    assert found.picture and (found.picture.id, found.picture.alt, found.body) == (picture.pk, "My cat", "")
    assert picture.subject_id == found.id


def test_a_comment_sent_twice_has_one_picture(note_id: int, joss: Person) -> None:
    key = str(uuid.uuid4())
    for _ in range(2):
        say(joss, note_id, body="look", picture=upload(sample("PNG", 8, 8)), client_key=key)
    assert Comment.objects.count() == Picture.objects.count() == 1


@pytest.mark.parametrize("data", [
    {"picture": [b"no picture"]}, {"picture": [b""]}, {"alt": "x" * 1501}, {"body": "  "}, {"body": "x" * 1001},
    {"picture": [sample("PNG", 8, 8)] * 2},
])
def test_what_cannot_be_taken_comes_back_with_a_sentence(note_id: int, joss: Person, data: dict[str, Any]) -> None:
    sent = {"body": "kept words", "alt": "kept", **data}
    if "picture" in data:
        sent["picture"] = [upload(one) for one in data["picture"]]
    page = Page(client(joss).post(f"/notes/{note_id}/comments", sent))
    assert page.status == 422 and page.error("body")
    assert page.value("body") == sent["body"] and page.value("alt") == sent["alt"]
    assert not Comment.objects.exists() and not Picture.objects.exists()


def test_a_picture_goes_and_comes_with_its_comment(note_id: int, joss: Person) -> None:
    say(joss, note_id, picture=upload(sample("PNG", 8, 8)))
    comment = Comment.objects.get()
    client(joss).post(f"/comments/{comment.pk}/delete")
    assert Picture.objects.get().hidden
    client(joss).post(f"/comments/{comment.pk}/restore")
    assert not Picture.objects.get().hidden


def test_a_like_counts_once_and_can_be_taken_back(note_id: int, lin: Person, joss: Person) -> None:
    comment, browser = answer(lin, note_id, "喵"), client(joss)
    for _ in range(2):
        assert browser.post(f"/comments/{comment}/like", {"on": "1"}).status_code == 302
    (found,) = queries.comments(joss.pk, [], note_id)
    assert (found.likes, found.liked) == (1, True)
    assert not queries.comments(lin.pk, [], note_id)[0].liked
    for _ in range(2):
        browser.post(f"/comments/{comment}/like", {"on": "0"})
    assert (likes(comment), CommentLike.objects.count()) == (0, 0)


def test_likes_at_one_moment_are_all_counted(committed: None, note_id: int, lin: Person, joss: Person) -> None:
    comment = answer(lin, note_id, "喵")
    at_once(*[partial(notes.like_comment, person.pk, comment) for person in (lin, joss) for _ in range(3)])
    assert likes(comment) == 2
    at_once(*[partial(notes.unlike_comment, joss.pk, comment) for _ in range(3)])
    assert likes(comment) == 1


def test_best_first_and_the_order_is_remembered(note_id: int, lin: Person, joss: Person) -> None:
    made = {words: answer(joss, note_id, words) for words in ("plain", "loved", "liked", "new")}
    for words, people in (("loved", (lin, joss)), ("liked", (lin,))):
        for person in people:
            notes.like_comment(person.pk, made[words])
    browser = client(lin)
    assert bodies(Page(browser.get(f"/notes/{note_id}"))) == ["new", "liked", "loved", "plain"]
    assert bodies(Page(browser.get(f"/notes/{note_id}?sort=best"))) == ["loved", "liked", "new", "plain"]
    assert bodies(Page(browser.get(f"/notes/{note_id}"))) == ["loved", "liked", "new", "plain"]
    assert bodies(Page(browser.get(f"/notes/{note_id}?sort=new"))) == ["new", "liked", "loved", "plain"]


@pytest.mark.parametrize("sort", ["new", "best"])
def test_pages_of_either_order_have_no_gap_and_no_double(note_id: int, lin: Person, joss: Person, sort: str) -> None:
    made = [answer(joss, note_id, f"number {number}") for number in range(47)]
    for number, comment in enumerate(made):
        Comment.objects.filter(pk=comment).update(likes=number % 3)
    notes.pin(lin.pk, note_id, made[5])
    browser, address, seen = client(lin), f"/notes/{note_id}?sort={sort}", list[str]()
    while address:
        page = Page(browser.get(address))
        seen += bodies(page)
        address = next((a.attrs["href"] for a in page.all("a", rel="next")), "")
    assert len(seen) == len(set(seen)) == 47 and seen[0] == "number 5"


@pytest.mark.parametrize("sort", ["new", "best"])
def test_either_order_walks_its_own_index(note_id: int, joss: Person, sort: str) -> None:
    rows = [Comment(note_id=note_id, author=joss, client_key=uuid.uuid4(), body="x", language="en", likes=number % 50)
            for number in range(3000)]
    Comment.objects.bulk_create(rows)
    with connection.cursor() as cursor:
        cursor.execute("analyze")
        # Which plan a table of one person gets is chance; that the index gives the order at all is not.
        cursor.execute("set local enable_sort = off")
        cursor.execute("select id from notes_comment order by id limit 1 offset 1500")
        middle = cursor.fetchone()[0]
    with CaptureQueriesContext(connection) as caught:
        assert len(queries.comments(joss.pk, ["en"], note_id, sort=sort, after=(25, middle))) == 20  # type: ignore[arg-type]
    with connection.cursor() as cursor:
        cursor.execute("explain (analyze, buffers off) " + caught[0]["sql"])
        plan = "\n".join(row[0] for row in cursor.fetchall())
    # All comments here are this note's, so the key itself gives the newest as well as the two others do.
    newest = ("notes_comments_newest", "Backward using notes_comments_of_note", "Backward using notes_comment_pkey")
    indexes = ("notes_comments_best",) if sort == "best" else newest
    assert any(index in plan for index in indexes), plan
    assert "Sort Key: c" not in plan, plan


def test_two_replies_stand_there_and_the_rest_is_folded(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "top")
    made = [answer(lin, note_id, f"reply {number}", top) for number in range(9)]
    browser = client(joss)
    page = Page(browser.get(f"/notes/{note_id}"))
    assert bodies(page) == ["top", "reply 0", "reply 1"]
    (link,) = [a for a in page.all("a") if "folded" in a.attrs.get("class", "")]
    assert link.words == "Show 7 replies"
    fragment = Page(browser.get(link.attrs["hx-get"], headers={"HX-Request": "true"}))
    assert bodies(fragment) == [f"reply {number}" for number in range(2, 9)] and not fragment.all("html")
    assert bodies(Page(browser.get(link.attrs["href"]))) == ["top", *(f"reply {number}" for number in range(9))]
    assert browser.get(link.attrs["hx-get"])["Location"].endswith(f"?comment={top}#comment-{top}")
    assert made


def test_long_threads_are_given_in_pages(note_id: int, lin: Person) -> None:
    top = answer(lin, note_id, "top")
    made = [answer(lin, note_id, f"reply {number}", top) for number in range(50)]
    browser, address, seen = client(lin), f"/comments/{top}/replies?after=0", list[str]()
    while address:
        page = Page(browser.get(address, headers={"HX-Request": "true"}))
        seen += bodies(page)
        address = next((a.attrs["hx-get"] for a in page.all("a") if "hx-get" in a.attrs), "")
    assert seen == [f"reply {number}" for number in range(50)] and made


def test_a_comments_own_address_shows_it_wherever_it_is(note_id: int, lin: Person, joss: Person) -> None:
    top = answer(joss, note_id, "the thread")
    replies = [answer(lin, note_id, f"reply {number}", top) for number in range(30)]
    for number in range(40):
        answer(joss, note_id, f"later {number}")
    for comment in (top, replies[1], replies[29]):
        (found,) = [view for view in [queries.comment(lin.pk, [], comment)] if view]
        page = Page(client(None).get(found.url))
        assert bodies(page)[0] == "the thread" and page.by_id(f"comment-{comment}")
    assert client(None).get(f"/notes/{note_id}?comment={answer(joss, write(lin), 'elsewhere')}").status_code == 200


def test_the_notes_author_pins_one(note_id: int, lin: Person, joss: Person) -> None:
    made = [answer(joss, note_id, f"number {number}") for number in range(3)]
    for comment in made[:2]:
        assert client(lin).post(f"/comments/{comment}/pin", {"on": "1"}).status_code == 302
    page = Page(client(joss).get(f"/notes/{note_id}"))
    assert bodies(page) == ["number 1", "number 2", "number 0"]
    assert len([node for node in page.all("span") if node.attrs.get("class") == "pinned"]) == 1
    client(lin).post(f"/comments/{made[1]}/pin", {"on": "0"})
    assert bodies(Page(client(joss).get(f"/notes/{note_id}")))[0] == "number 2"


def test_nobody_else_pins_and_no_reply_is_pinned(note_id: int, lin: Person, joss: Person) -> None:
    comment = answer(joss, note_id, "mine")
    reply = answer(joss, note_id, "reply", comment)
    assert client(joss).post(f"/comments/{comment}/pin").status_code == 404
    assert client(lin).post(f"/comments/{reply}/pin").status_code == 404
    assert Note.objects.get().pinned_comment is None


def test_a_pinned_comment_that_is_gone_leaves_no_hole(note_id: int, lin: Person, joss: Person) -> None:
    comment, other = answer(joss, note_id, "mine"), answer(joss, note_id, "other")
    notes.pin(lin.pk, note_id, comment)
    notes.remove_comment(joss.pk, Comment.objects.get(pk=comment))
    assert bodies(Page(client(lin).get(f"/notes/{note_id}"))) == ["other"] and other


@pytest.mark.parametrize("who", ["its author", "the note's author"])
def test_a_comment_is_taken_away_and_brought_back_by_the_same(note_id: int, lin: Person, joss: Person, who: str) -> None:
    comment = answer(joss, note_id, "words")
    answer(lin, note_id, "reply", comment)
    person, other = (joss, lin) if who == "its author" else (lin, joss)
    address = client(person).post(f"/comments/{comment}/delete")["Location"]
    page = Page(client(person).get(address))
    assert bodies(page) == [] and page.all("form", action=f"/comments/{comment}/restore")
    assert Tally.objects.get(pk=note_id).comments == 0
    assert client(other).post(f"/comments/{comment}/restore").status_code == 404
    assert client(person).post(f"/comments/{comment}/restore").status_code == 302
    assert bodies(Page(client(other).get(f"/notes/{note_id}"))) == ["words", "reply"]
    assert Tally.objects.get(pk=note_id).comments == 2


def test_a_stranger_takes_nothing_away(note_id: int, joss: Person) -> None:
    comment = answer(joss, note_id, "words")
    assert client(arrive("third", "en")).post(f"/comments/{comment}/delete").status_code == 404
    assert bodies(Page(client(None).get(f"/notes/{note_id}"))) == ["words"]


def test_after_thirty_days_it_stays_away(note_id: int, joss: Person) -> None:
    comment = answer(joss, note_id, "words")
    Comment.objects.update(deleted=timezone.now() - timedelta(days=31), deleted_by=joss.pk)
    assert client(joss).post(f"/comments/{comment}/restore").status_code == 404


def test_a_script_gets_what_stands_in_its_place(note_id: int, joss: Person) -> None:
    comment, browser, script = answer(joss, note_id, "words"), client(joss), {"HX-Request": "true"}
    page = Page(browser.post(f"/comments/{comment}/delete", headers=script))
    assert page.all("form", id=f"comment-{comment}") and not page.all("html")
    assert bodies(Page(browser.post(f"/comments/{comment}/restore", headers=script))) == ["words"]


@pytest.mark.parametrize("audience", ["followers", "mutuals", "me"])
def test_who_may_not_comment_is_told_who_may(note_id: int, lin: Person, joss: Person, audience: str) -> None:
    comment = answer(lin, note_id, "mine")
    Note.objects.update(replies=audience)
    page = Page(client(joss).get(f"/notes/{note_id}"))
    assert not page.all("form", action=f"/notes/{note_id}/comments")
    assert any("小林" in node.words for node in page.all("p") if "note-join" in node.attrs.get("class", ""))
    refused = say(joss, note_id, body="but I want to")
    assert refused.status_code == 403 and Page(refused).value("body") == "but I want to"
    assert Comment.objects.count() == 1 and comment
    assert say(lin, note_id, body="我可以").status_code == 302


def test_hidden_notes_comments_cannot_be_reached(note_id: int, lin: Person, joss: Person) -> None:
    comment = answer(lin, note_id, "canary")
    Note.objects.update(visibility="me")
    browser = client(joss)
    assert browser.get(f"/comments/{comment}/replies").status_code == 404
    assert browser.post(f"/comments/{comment}/like").status_code == 404
    assert likes(comment) == 0


def test_pictures_cost_one_statement_more(
    note_id: int, lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 12):
        for _ in range(many):
            say(joss, note_id, picture=upload(sample("PNG", 8, 8)))
        with django_assert_num_queries(2):
            queries.comments(joss.pk, ["en"], note_id)


def test_what_somebody_muted_is_not_among_the_comments_until_they_ask(note_id: int, lin: Person, joss: Person) -> None:
    third = arrive("third", "en")
    said = [answer(joss, note_id, "a Spider"), answer(third, note_id, "spiderman")]
    said += [answer(joss, note_id, "a reply", said[1]), answer(lin, note_id, "my own spider")]

    def shown(person: Person, query: str = "?lang=en") -> list[bool]:
        page = Page(client(person).get(f"/notes/{note_id}{query}"))
        told[:] = [node.words for node in page.all("p") if "comments-muted" in node.attrs.get("class", "")]
        return [bool(page.all("article", id=f"comment-{one}")) for one in said]

    told = list[str]()
    assert shown(lin) == [True] * 4 and told == []
    accounts.mute(lin.pk, Mute.Kind.PERSON, other_id=joss.pk)
    assert shown(lin) == [False, True, False, True] and "2 comments you muted are not shown." in told[0]
    assert shown(lin, "?muted=1") == [True] * 4 and told == []
    assert shown(third) == [True] * 4
    accounts.unmute(lin.pk, kind="person")
    accounts.mute(lin.pk, Mute.Kind.WORD, "spider")
    assert shown(lin) == [False, True, True, True], "a word inside another is another, and one's own is one's own"
    assert "1 comment you muted is not shown." in told[0]
    assert shown(lin, f"?comment={said[0]}") == [True] * 4, "what a link leads to is shown"


def test_a_pinned_comment_too_is_left_out_by_whoever_muted_its_writer(note_id: int, lin: Person, joss: Person) -> None:
    third, comment = arrive("third", "en"), answer(joss, note_id, "pinned")
    notes.pin(lin.pk, note_id, comment)
    accounts.mute(third.pk, Mute.Kind.PERSON, other_id=joss.pk)

    def shown(query: str = "") -> bool:
        return bool(Page(client(third).get(f"/notes/{note_id}{query}")).all("article", id=f"comment-{comment}"))

    assert [shown(), shown("?muted=1"), shown(f"?comment={comment}")] == [False, True, True]
