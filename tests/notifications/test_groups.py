"""Likes of one thing stand as one line; collecting, liked comments and boards are told; chips show one kind."""

import pytest
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.notes import actions as notes
from redbridge.notes.models import Board
from redbridge.notifications import queries
from redbridge.notifications.queries import NoticeView
from tests.cast import answer, arrive, client, suspend, write
from tests.jobs import run_again, run_jobs

pytestmark = pytest.mark.django_db


def told(person: Person, **more: object) -> list[NoticeView]:
    run_jobs()
    return queries.notices(person.pk, person.languages, **more)  # type: ignore[arg-type]


def test_likes_of_one_note_are_one_line(lin: Person) -> None:
    note, other = write(lin, "早饭"), write(lin, "午饭")
    crowd = [arrive(f"crowd{number}", "en") for number in range(5)]
    for person in crowd:
        notes.like(person.pk, note)
    notes.like(crowd[0].pk, other)
    found = told(lin)
    assert [(one.note_id, one.actor_handle, one.others) for one in found] == [(other, "crowd0", 0), (note, "crowd4", 4)]
    assert queries.unseen(lin.pk) == 2, "the badge counts lines"
    page = client(lin, "en").get("/notifications?lang=en").content.decode()
    assert "</b> and 4 others liked your note" in page
    suspend(crowd[4])
    assert [(one.actor_handle, one.others) for one in told(lin)] == [("crowd0", 0), ("crowd3", 3)]


def test_collecting_is_told_and_taken_back(lin: Person, joss: Person) -> None:
    note = write(lin)
    notes.collect(joss.pk, note)
    assert [one.kind for one in told(lin)] == ["collect"]
    run_again()
    assert len(told(lin)) == 1
    notes.uncollect(joss.pk, note)
    assert told(lin) == []


def test_a_liked_comment_is_told_to_who_wrote_it(lin: Person, joss: Person) -> None:
    comment = answer(joss, write(lin), "Warm")
    notes.like_comment(lin.pk, comment)
    (found,) = told(joss, kinds=["liked_word"])
    assert (found.comment_id, found.words) == (comment, "Warm")
    assert client(joss).get(found.url).status_code == 200
    notes.unlike_comment(lin.pk, comment)
    assert told(joss, kinds=["liked_word"]) == []


def test_an_invitation_is_told_and_leads_to_the_boards(lin: Person, joss: Person) -> None:
    board = notes.make_board(lin.pk, "Ours", public=False)
    notes.invite(Board.objects.get(pk=board), joss.pk)
    (found,) = told(joss)
    assert (found.kind, found.url, found.actor_handle) == ("board", "/boards", "lin")
    notes.leave(joss.pk, joss.pk, board)
    assert told(joss) == []


@pytest.mark.parametrize(("show", "kinds"), [
    ("likes", {"like", "collect"}), ("comments", {"comment"}), ("people", {"follow"}),
    ("nonsense", {"like", "collect", "comment", "follow"}),
])
def test_a_chip_shows_one_kind_and_has_seen_no_other(lin: Person, joss: Person, show: str, kinds: set[str]) -> None:
    note = write(lin)
    notes.like(joss.pk, note)
    notes.collect(joss.pk, note)
    answer(joss, note, "Hi")
    accounts.follow(joss.pk, lin.pk)
    run_jobs()
    page = client(lin).get(f"/notifications?show={show}").content.decode()
    assert page.count('id="notice-') == len(kinds)
    assert queries.unseen(lin.pk) == 4 - len(kinds)


def test_groups_cost_one_statement_and_are_paged(
    lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    crowd = [arrive(f"crowd{number}", "en") for number in range(3)]
    for _ in range(35):
        note = write(lin)
        for person in crowd:
            notes.like(person.pk, note)
    run_jobs()
    with django_assert_num_queries(1):
        first = queries.notices(lin.pk, lin.languages)
    second = queries.notices(lin.pk, lin.languages, first[-1].id)
    assert (len(first), len(second)) == (30, 5)
    assert len({one.note_id for one in (*first, *second)}) == 35
