"""Following: what the people I follow wrote, by time and nothing else."""

import pytest
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts import actions as accounts
from redbridge.accounts.models import Person
from redbridge.feeds import actions, queries, rules
from redbridge.feeds.models import Home, Widely
from redbridge.kernel.cursors import pack
from redbridge.notes import actions as notes
from redbridge.notes.models import Note
from tests.cast import arrive, client, write
from tests.jobs import run_again, run_jobs

pytestmark = pytest.mark.django_db


def feed(person: Person) -> list[int]:
    """Every page, as one list."""
    ids, page = list[int](), queries.following(person.pk, "")
    while True:
        ids += page.ids
        if not page.after:
            return ids
        page = queries.following(person.pk, page.after)


@pytest.fixture
def crowd(lin: Person) -> list[Person]:
    """Five who follow lin."""
    people = [arrive(f"crowd{n}", "en") for n in range(5)]
    for person in people:
        accounts.follow(person.pk, lin.pk)
    return people


def test_a_note_reaches_every_follower_once(lin: Person, joss: Person, crowd: list[Person]) -> None:
    note = write(lin)
    run_jobs()
    run_again()
    assert [feed(person) for person in crowd] == [[note]] * 5
    assert feed(joss) == [] and feed(lin) == []


def test_fan_out_goes_on_from_chunk_to_chunk(lin: Person, crowd: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    for chunk in (1, 2, 5, 6):
        monkeypatch.setattr(actions, "CHUNK", chunk)
        note = write(lin)
        actions.fan_out(note)
        assert Home.objects.filter(note_id=note).count() == 5


def test_it_is_strictly_by_time_whatever_is_liked(lin: Person, joss: Person, crowd: list[Person]) -> None:
    accounts.follow(crowd[0].pk, joss.pk)
    run_jobs()
    ids = [write(author) for author in (lin, joss, lin, joss, lin)]
    notes.like(joss.pk, ids[0])
    run_jobs()
    assert feed(crowd[0]) == ids[::-1]


def test_following_brings_in_what_was_written_before(lin: Person, joss: Person) -> None:
    ids = [write(lin) for _ in range(3)]
    run_jobs()
    accounts.follow(joss.pk, lin.pk)
    run_jobs()
    run_again()
    assert feed(joss) == ids[::-1]


def test_following_brings_in_no_more_than_is_kept(lin: Person, joss: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [write(lin) for _ in range(5)]
    monkeypatch.setattr(actions, "_COPY", actions._COPY.replace(f"limit {rules.KEPT}", "limit 2"))
    accounts.follow(joss.pk, lin.pk)
    actions.bring_in(joss.pk, lin.pk)
    assert feed(joss) == ids[:2:-1]


def test_unfollowing_clears_only_that_author(lin: Person, joss: Person, crowd: list[Person]) -> None:
    reader = crowd[0]
    accounts.follow(reader.pk, joss.pk)
    theirs, stays = write(lin), write(joss)
    run_jobs()
    assert feed(reader) == [stays, theirs]
    accounts.unfollow(reader.pk, lin.pk)
    run_jobs()
    assert feed(reader) == [stays]


def test_following_and_unfollowing_settle_in_any_order_of_jobs(lin: Person, joss: Person) -> None:
    write(lin)
    run_jobs()
    for verb in (accounts.follow, accounts.unfollow, accounts.follow):
        verb(joss.pk, lin.pk)
    run_jobs()
    run_again("feeds.handlers.clear_out")
    assert len(feed(joss)) == 1
    accounts.unfollow(joss.pk, lin.pk)
    run_jobs()
    run_again("feeds.handlers.bring_in")
    assert feed(joss) == []


def test_a_deleted_note_leaves_and_comes_back_where_it_stood(lin: Person, crowd: list[Person]) -> None:
    ids = [write(lin) for _ in range(3)]
    run_jobs()
    note = Note.objects.get(pk=ids[1])
    notes.remove_note(lin.pk, note)
    run_jobs()
    assert feed(crowd[0]) == [ids[2], ids[0]]
    notes.restore_note(lin.pk, note)
    run_jobs()
    assert feed(crowd[0]) == ids[::-1]


def test_a_late_job_does_not_bring_a_deleted_note_back(lin: Person, crowd: list[Person]) -> None:
    note = write(lin)
    notes.remove_note(lin.pk, Note.objects.get(pk=note))
    run_jobs()
    run_again("feeds.handlers.fan_out_note", "feeds.handlers.place_note")
    assert feed(crowd[0]) == []


def test_widely_followed_authors_are_merged_when_it_is_read(
    lin: Person, joss: Person, crowd: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = crowd[0]
    accounts.follow(reader.pk, joss.pk)
    before = write(lin)
    run_jobs()
    monkeypatch.setattr(rules, "MANY_FOLLOWERS", 3)
    ids = [before, *(write(author) for author in (lin, joss, lin, joss))]
    run_jobs()
    assert list(Widely.objects.values_list("author_id", flat=True)) == [lin.pk]
    assert not Home.objects.filter(note__author_id=lin.pk, note_id__gt=before).exists(), "copied after all"
    assert feed(reader) == ids[::-1]
    assert feed(crowd[1]) == [id_ for id_ in ids[::-1] if id_ not in (ids[2], ids[4])]
    accounts.unfollow(reader.pk, lin.pk)
    run_jobs()
    assert feed(reader) == [ids[4], ids[2]]


def test_pages_of_both_kinds_have_no_gap_and_no_double(
    lin: Person, joss: Person, crowd: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MANY_FOLLOWERS", 3)
    accounts.follow(crowd[0].pk, joss.pk)
    ids = [write(author) for author in (lin, joss) * 22]
    for id_ in ids:
        actions.fan_out(id_)
    page = queries.following(crowd[0].pk, "")
    assert page.ids == ids[:-21:-1]
    newest = write(lin)
    assert feed(crowd[0]) == [newest, *ids[::-1]]
    assert queries.following(crowd[0].pk, page.after).ids == ids[-21:-41:-1], "the second page moved"


@pytest.mark.parametrize("cursor", ["nonsense", pack(1.0), pack(1.0, 1), "x" * 3000])
def test_a_bad_cursor_is_400(joss: Person, cursor: str) -> None:
    assert client(joss).get("/following", {"after": cursor}).status_code == 400


def test_a_page_costs_the_same_for_one_card_and_for_twenty(
    lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    accounts.follow(joss.pk, lin.pk)
    browser = client(joss)
    browser.get("/following")
    for count in (1, 25):
        for _ in range(count):
            actions.fan_out(write(lin))
        with django_assert_num_queries(4):  # who, which, their cards, the badge
            browser.get("/following")


def test_somebody_who_follows_nobody_is_shown_the_way(joss: Person) -> None:
    page = client(joss).get("/following")
    assert page.status_code == 200 and "empty" in page.content.decode()
