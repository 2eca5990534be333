"""Boards: who sees them, what lies on them, who may put and take; a board never shows what its viewer may not see."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from redbridge.accounts.models import Apart, Follow, Person
from redbridge.notes import actions as notes
from redbridge.notes import queries, rules
from redbridge.notes.models import Board, BoardMember, Collected, Note
from redbridge.notes.queries.collected import START
from tests.cast import arrive, client, suspend, write
from tests.pages import Page

pytestmark = pytest.mark.django_db


def make(owner: Person, name: str = "Noodles", *, public: bool = True) -> int:
    return notes.make_board(owner.pk, name, public=public)


def share(board: int, person: Person) -> None:
    notes.invite(Board.objects.get(pk=board), person.pk)
    notes.join(person.pk, board)


def lying(board: int, viewer: Person | None) -> list[int]:
    return [one.note_id for one in queries.on_board(viewer.pk if viewer else None, board, START, 50)]


def status(person: Person | None, path: str) -> int:
    return int(client(person).get(path).status_code)


def test_a_public_board_is_everyones_to_see_a_private_one_its_owners(lin: Person, joss: Person) -> None:
    public, private = make(lin), make(lin, "Secret", public=False)
    for person, there in ((lin, 200), (joss, 404), (None, 404)):
        assert status(person, f"/boards/{public}") == 200
        assert status(person, f"/boards/{private}") == there


def test_a_shared_board_is_there_for_those_it_is_shared_with(lin: Person, joss: Person) -> None:
    board = make(lin, "Ours", public=False)
    client(lin).post(f"/boards/{board}/invite", {"handle": "@Joss"})
    assert status(joss, f"/boards/{board}") == 200, "who is asked may look before they answer"
    assert "Ours" in Page(client(joss).get("/boards")).words
    assert client(joss).post(f"/boards/{board}/join", {"on": "1"}).status_code == 302
    assert (queries.board(joss.pk, board) or pytest.fail()).role == "member"
    client(joss).post(f"/boards/{board}/leave")
    assert status(joss, f"/boards/{board}") == 404


def test_an_invitation_declined_leaves_nothing(lin: Person, joss: Person) -> None:
    board = make(lin, public=False)
    notes.invite(Board.objects.get(pk=board), joss.pk)
    client(joss).post(f"/boards/{board}/join", {"on": "0"})
    assert not BoardMember.objects.exists() and status(joss, f"/boards/{board}") == 404


def test_who_is_invited_adds_nothing_before_they_accept(lin: Person, joss: Person) -> None:
    board, note = make(lin), write(lin)
    notes.invite(Board.objects.get(pk=board), joss.pk)
    assert client(joss).post(f"/notes/{note}/collect", {"board": board}).status_code == 404
    assert not Collected.objects.exists()


def test_members_take_off_what_they_put_and_the_owner_all(lin: Person, joss: Person) -> None:
    board, one, two = make(lin), write(lin, "one"), write(lin, "two")
    share(board, joss)
    notes.collect(lin.pk, one, board)
    notes.collect(joss.pk, two, board)
    client(joss).post(f"/boards/{board}/take-off", {"note": one})
    assert lying(board, lin) == [two, one], "what somebody else put stays"
    client(joss).post(f"/boards/{board}/take-off", {"note": two})
    assert lying(board, lin) == [one] and queries.lies_on(joss.pk, two) == (True, None)
    notes.collect(joss.pk, two, board)
    client(lin).post(f"/boards/{board}/take-off", {"note": two})
    assert lying(board, lin) == [one]


def test_a_stranger_takes_nothing_off(lin: Person, joss: Person) -> None:
    board, note = make(lin), write(lin)
    notes.collect(lin.pk, note, board)
    for what, data in (("take-off", {"note": note}), ("edit", {"name": "x"}), ("delete", {}), ("invite", {"handle": "joss"}),
                       ("join", {}), ("leave", {}), ("leave", {"person": lin.pk})):
        assert client(joss).post(f"/boards/{board}/{what}", data).status_code == 404, what
    assert lying(board, lin) == [note] and Board.objects.get().name == "Noodles"


def test_who_leaves_takes_what_they_put_with_them(lin: Person, joss: Person) -> None:
    board, note = make(lin), write(lin)
    share(board, joss)
    notes.collect(joss.pk, note, board)
    client(lin).post(f"/boards/{board}/leave", {"person": joss.pk})
    assert lying(board, lin) == [] and queries.lies_on(joss.pk, note) == (True, None)


def hidden_notes(lin: Person, joss: Person) -> dict[str, int]:
    """A note of lin's that joss may not see, for each way in which that can be."""
    found = {name: write(lin, f"canary {name}") for name in ("me", "followers", "mutuals", "deleted")}
    for name in ("me", "followers", "mutuals"):
        Note.objects.filter(pk=found[name]).update(visibility=name)
    notes.remove_note(lin.pk, Note.objects.get(pk=found["deleted"]))
    blocker = arrive("blocker", "en")
    found["apart"] = write(blocker, "canary apart")
    for one, other, mine in ((blocker, joss, True), (joss, blocker, False)):
        Apart.objects.create(person=one, other=other, mine=mine)
    gone = arrive("gone", "en")
    found["gone"] = write(gone, "canary gone")
    suspend(gone)
    return found


def test_no_board_shows_what_its_viewer_may_not_see(lin: Person, joss: Person) -> None:
    board = make(lin)
    seen = write(lin, "plain")
    share(board, joss)
    for note in (seen, *hidden_notes(lin, joss).values()):
        notes.collect(lin.pk, note, board)
    assert lying(board, joss) == [seen]
    assert (queries.board(joss.pk, board) or pytest.fail()).notes == 1, "nor by its count"
    for person in (joss, None):
        for path in (f"/boards/{board}", f"/boards/{board}?arrange=1"):
            page = client(person).get(path).content.decode()
            assert "canary" not in (page if person else page.replace("canary apart", "")), "a block is between two"
    assert "canary" not in client(joss).get("/boards").content.decode()


def test_a_block_hides_boards_both_ways(lin: Person, joss: Person) -> None:
    board, other = make(lin), make(joss)
    share(board, joss)
    for one, two in ((lin, joss), (joss, lin)):
        Apart.objects.create(person=one, other=two, mine=one == lin)
    assert status(joss, f"/boards/{board}") == status(lin, f"/boards/{other}") == 404
    response = client(lin).post(f"/boards/{board}/invite", {"handle": "joss"})
    assert response.status_code == 422 and Page(response).error("handle")


def test_a_private_persons_boards_are_for_those_who_follow(lin: Person, joss: Person) -> None:
    board = make(lin)
    Person.objects.filter(pk=lin.pk).update(private=True)
    assert status(joss, f"/boards/{board}") == status(None, f"/boards/{board}") == 404
    Follow.objects.create(follower=joss, followed=lin)
    assert status(joss, f"/boards/{board}") == 200


def test_a_deleted_board_is_gone_and_comes_back_whole(lin: Person, joss: Person) -> None:
    board, note = make(lin), write(lin, "题目")
    notes.collect(lin.pk, note, board)
    answer = client(lin).post(f"/boards/{board}/delete")
    assert answer["Location"] == f"/boards?deleted={board}" and status(lin, f"/boards/{board}") == 404
    assert "题目" in client(lin).get("/boards/unsorted").content.decode(), "what lay on it is still collected"
    undo = Page(client(lin).get(answer["Location"])).all("form", action=f"/boards/{board}/restore")
    assert len(undo) == 1
    assert client(joss).post(f"/boards/{board}/restore").status_code == 404
    client(lin).post(f"/boards/{board}/restore")
    assert lying(board, lin) == [note]


def test_thirty_days_later_nothing_brings_it_back(lin: Person) -> None:
    board = make(lin)
    Board.objects.update(deleted=timezone.now() - timedelta(days=31))
    assert client(lin).post(f"/boards/{board}/restore").status_code == 404


def test_a_board_is_renamed_and_made_private(lin: Person, joss: Person) -> None:
    board = make(lin)
    client(lin).post(f"/boards/{board}/edit", {"name": "面条", "private": "on"})
    found = Board.objects.get()
    assert (found.name, found.public, status(joss, f"/boards/{board}")) == ("面条", False, 404)


@pytest.mark.parametrize("name", ["", "   ", "x" * 31, "字" * 31])
def test_a_bad_name_comes_back_as_it_was_typed(lin: Person, name: str) -> None:
    for path in ("/boards", f"/boards/{make(lin)}/edit", f"/notes/{write(lin)}/collect"):
        page = Page(client(lin).post(path, {"name": name}))
        assert page.status == 422 and page.value("name") == name and page.error("name"), path


def test_thirty_characters_are_a_name(lin: Person) -> None:
    assert client(lin).post("/boards", {"name": "字" * 30}).status_code == 302


@pytest.mark.parametrize("handle", ["", "nobody_here", "lin", "@", "x" * 200])
def test_nobody_to_invite_is_said_so(lin: Person, handle: str) -> None:
    page = Page(client(lin).post(f"/boards/{make(lin)}/invite", {"handle": handle}))
    assert page.status == 422 and page.error("handle") and page.value("handle") == handle
    assert not BoardMember.objects.exists()


def test_boards_end(lin: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "BOARDS_MOST", 2)
    monkeypatch.setattr(rules, "BOARD_PEOPLE_MOST", 1)
    board = make(lin)
    make(lin)
    assert client(lin).post("/boards", {"name": "third"}).status_code == 422
    assert client(lin).post(f"/notes/{write(lin)}/collect", {"name": "third"}).status_code == 422
    arrive("one", "en"), arrive("two", "en")
    assert client(lin).post(f"/boards/{board}/invite", {"handle": "one"}).status_code == 302
    assert client(lin).post(f"/boards/{board}/invite", {"handle": "two"}).status_code == 422


def test_pages_follow_without_gap_or_double(lin: Person, joss: Person) -> None:
    board = make(lin)
    share(board, joss)
    made = [write(lin, f"n{number}") for number in range(45)]
    for note in made:
        notes.collect(lin.pk, note, board)
    # Put at one moment, and by two people: still once.
    Collected.objects.update(at=Collected.objects.first().at)  # type: ignore[union-attr]
    notes.collect(joss.pk, made[7], board)
    for path in (f"/boards/{board}", f"/boards/{board}?arrange=1"):
        seen, address = list[str](), path
        while address:
            page = Page(client(lin).get(address))
            tag, prefix = ("li", "lies-") if "arrange" in path else ("article", "note-")
            seen += [node.attrs["id"] for node in page.all(tag, id="") if node.attrs["id"].startswith(prefix)]
            address = next((a.attrs["href"] for a in page.all("a", rel="next")), "")
        assert len(seen) == len(set(seen)) == 45 and seen[0].endswith(str(made[7]))


def test_boards_cost_the_same_for_one_and_for_many(
    lin: Person, joss: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for many in (1, 6):
        for number in range(many):
            board = make(lin, f"board {number}")
            share(board, joss)
            for _ in range(3):
                notes.collect(lin.pk, write(lin, "n"), board)
        with django_assert_num_queries(3):
            assert len(queries.boards_of(joss.pk, ["en"], lin.pk, 50)) == (1 if many == 1 else 7)


@pytest.mark.parametrize("after", ["x", "aXXXXXXXX", "%00"])
def test_a_place_we_did_not_give_is_refused(lin: Person, after: str) -> None:
    assert client(lin).get(f"/boards/{make(lin)}?after={after}").status_code == 400


def test_a_suspended_owner_reads_and_a_stranger_does_not(lin: Person, joss: Person) -> None:
    board = make(lin)
    suspend(lin)
    assert (status(lin, f"/boards/{board}"), status(joss, f"/boards/{board}")) == (200, 404)


def test_the_list_shows_each_boards_latest(lin: Person) -> None:
    board: Any = make(lin)
    made = [write(lin, f"n{number}") for number in range(5)]
    for note in made:
        notes.collect(lin.pk, note, board)
    (found,) = queries.boards_of(lin.pk, ["en"], lin.pk, 10)
    assert [card.id for card in found.covers] == made[:1:-1] and found.notes == 5
