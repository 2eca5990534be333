"""Explore: ranked by a stored score, walked by keyset.

What a walk through the pages promises while others go on liking: a note whose score stands still is seen exactly once; one that
rose is never seen twice, and where it rose past the reader it waits on a fresh first page; only one that fell may come again.
"""

import math
import random
import time

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts.models import Person
from redbridge.feeds import actions, jobs, queries, rules
from redbridge.feeds.models import Explore, Stale
from redbridge.kernel.cursors import pack
from redbridge.notes import actions as notes
from redbridge.notes.models import Note, Tally
from tests.cast import answer, client, write
from tests.jobs import run_again, run_jobs

pytestmark = pytest.mark.django_db


def scores() -> dict[int, float]:
    return dict(Explore.objects.values_list("note_id", "score"))


def many(author: Person, count: int) -> list[int]:
    """So many notes, each in its place; newest first."""
    ids = [write(author, f"note {n}") for n in range(count)]
    actions.place(ids)
    return ids[::-1]


def walk(cursor: str = "") -> list[list[int]]:
    """All pages from here."""
    pages = []
    while True:
        page = queries.explore(cursor)
        pages.append(page.ids)
        if not page.after:
            return pages
        cursor = page.after


@pytest.mark.parametrize(("likes", "comments"), [(0, 0), (1, 0), (0, 1), (46_000, 212), (10**9, 10**6)])
def test_the_score_of_the_table_is_the_score_of_the_rules(lin: Person, likes: int, comments: int) -> None:
    note = write(lin)
    Tally.objects.filter(note_id=note).update(likes=likes, comments=comments)
    actions.place([note])
    published = Note.objects.get(pk=note).published.timestamp()
    assert scores()[note] == pytest.approx(rules.score(likes, comments, published), abs=1e-9)


def test_ten_times_the_response_is_worth_half_a_day() -> None:
    now = time.time()
    assert math.isclose(rules.score(9, 0, now), rules.score(0, 0, now + rules.TAU_HOURS * 3600))
    assert rules.score(0, 1, now) > rules.score(2, 0, now)


def test_a_new_note_stands_in_explore_after_its_job(lin: Person) -> None:
    note = write(lin)
    assert walk() == [[]]
    run_jobs()
    run_again()
    assert walk() == [[note]]


def test_a_like_and_a_comment_move_a_note_with_the_next_batch(lin: Person, joss: Person) -> None:
    first, second = many(lin, 2)[::-1]
    run_jobs()
    assert walk() == [[second, first]]
    notes.like(joss.pk, first)
    answer(joss, first, "Lovely")
    run_jobs()
    assert walk() == [[second, first]]
    jobs.place_stale.func(timestamp=0)
    assert walk() == [[first, second]]
    assert not Stale.objects.exists()


def test_a_batch_takes_all_that_is_stale_in_turns(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for id_ in many(lin, 7):
        actions.mark_stale(id_)
        actions.mark_stale(id_)
    monkeypatch.setattr(jobs, "BATCH", 3)
    jobs.place_stale.func(timestamp=0)
    assert not Stale.objects.exists()


def test_pages_have_no_gap_and_no_double(lin: Person) -> None:
    ids = many(lin, 47)
    assert [len(page) for page in walk()] == [20, 20, 7]
    assert [id_ for page in walk() for id_ in page] == ids


def test_notes_of_one_score_are_walked_each_once(lin: Person) -> None:
    ids = many(lin, 45)
    Explore.objects.update(score=7.0)
    assert [id_ for page in walk() for id_ in page] == ids


@pytest.mark.parametrize("seed", range(5))
def test_likes_between_pages_break_no_promise(lin: Person, joss: Person, seed: int) -> None:
    luck, ids = random.Random(seed), many(lin, 60)
    seen, rose, cursor = list[int](), set[int](), ""
    while True:
        page = queries.explore(cursor)
        seen += page.ids
        if not page.after:
            break
        cursor = page.after
        liked = luck.sample(ids, 6)
        Tally.objects.filter(note_id__in=liked).update(likes=luck.randrange(1, 40))
        Tally.objects.filter(note_id__in=rose).update(likes=50)
        actions.place([*liked, *rose])
        rose |= set(liked)
    assert len(seen) == len(set(seen)), "a note that rose came twice"
    assert set(ids) - rose <= set(seen), "a note that stood still was missed"
    assert set(ids) - set(seen) <= set(queries.explore("").ids) | rose


def test_a_note_that_jumped_over_the_reader_is_on_a_fresh_first_page(lin: Person) -> None:
    ids = many(lin, 30)
    page = queries.explore("")
    Tally.objects.filter(note_id=ids[-1]).update(likes=1000)
    actions.place([ids[-1]])
    assert ids[-1] not in queries.explore(page.after).ids
    assert queries.explore("").ids[0] == ids[-1]


def test_a_deleted_note_leaves_and_a_restored_one_comes_back_to_its_place(lin: Person) -> None:
    ids = many(lin, 3)
    note = Note.objects.get(pk=ids[1])
    notes.remove_note(lin.pk, note)
    run_jobs()
    assert walk() == [[ids[0], ids[2]]]
    actions.place(ids)
    assert walk() == [[ids[0], ids[2]]], "a late job brought it back"
    notes.restore_note(lin.pk, note)
    run_jobs()
    assert walk() == [ids]


def test_a_deleted_note_is_hidden_before_any_job_ran(lin: Person) -> None:
    ids = many(lin, 3)
    notes.remove_note(lin.pk, Note.objects.get(pk=ids[1]))
    page = client(None).get("/").content.decode()
    assert f"/notes/{ids[0]}" in page and f"/notes/{ids[1]}" not in page


@pytest.mark.parametrize("cursor", ["nonsense", "%00", "AAAA", pack(1), pack(1, 1), pack(1.0, 1, 1), "x" * 3000])
def test_a_bad_cursor_is_400(guest: None, cursor: str) -> None:
    assert client(None).get("/", {"after": cursor}).status_code == 400


def test_a_page_costs_the_same_for_one_card_and_for_twenty(
    lin: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    browser = client(None)
    browser.get("/")
    for count in (1, 25):
        many(lin, count)
        with django_assert_num_queries(2):  # which, and their cards; no pictures here
            browser.get("/")


def test_the_walk_uses_the_index(lin: Person) -> None:
    many(lin, 3)
    with connection.cursor() as cursor:
        # Which plan so small a table gets is chance; that the index gives the order at all is not.
        cursor.execute("set local enable_seqscan = off; set local enable_bitmapscan = off; set local enable_sort = off")
        cursor.execute("explain " + queries._EXPLORE, {"score": 1e308, "before": 2**62, "viewer": 0})
        plan = "\n".join(row[0] for row in cursor.fetchall())
    assert "feeds_explore_order" in plan and "Sort" not in plan
