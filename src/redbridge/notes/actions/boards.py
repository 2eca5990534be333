"""Boards: made, named, shared, left, deleted and brought back."""

from django.db import transaction
from django.utils import timezone

from redbridge.kernel import audit, events
from redbridge.notes.models import Board, BoardMember, Collected


@transaction.atomic
def make_board(owner_id: int, name: str, *, public: bool) -> int:
    """A new board's id."""
    made = Board.objects.create(owner_id=owner_id, name=name, public=public)
    audit.record(owner_id, "make", "board", made.pk)
    return int(made.pk)


@transaction.atomic
def settle_board(board: Board, name: str, *, public: bool) -> None:
    """Name a board, and say whether everyone may see it."""
    board.name, board.public = name, public
    board.save(update_fields=["name", "public"])
    audit.record(board.owner_id, "settle", "board", board.pk)


@transaction.atomic
def remove_board(board: Board) -> None:
    """Hide a board from everyone; what lies on it stays collected."""
    if Board.objects.filter(pk=board.pk, deleted=None).update(deleted=timezone.now()):
        audit.record(board.owner_id, "delete", "board", board.pk)


@transaction.atomic
def restore_board(board: Board) -> None:
    """Bring a board back with what lay on it and those it was shared with."""
    if Board.objects.filter(pk=board.pk).exclude(deleted=None).update(deleted=None):
        audit.record(board.owner_id, "restore", "board", board.pk)


@transaction.atomic
def purge_boards(ids: list[int]) -> None:
    """Delete these boards for good; what lay on them is unsorted from now on, and invitations to them are no news."""
    for board in Board.objects.filter(pk__in=ids):
        for person_id in board.members.values_list("person_id", flat=True):
            events.emit("board.purged", owner_id=board.owner_id, person_id=person_id)
        audit.record(None, "purge", "board", board.pk)
        board.delete()


@transaction.atomic
def invite(board: Board, person_id: int) -> None:
    """Offer to share a board; doing it twice is doing it once."""
    _member, made = BoardMember.objects.get_or_create(board=board, person_id=person_id)
    if made:
        audit.record(board.owner_id, "invite", "board", board.pk)
        events.emit("board.shared", board_id=board.pk, person_id=person_id)


@transaction.atomic
def join(person_id: int, board_id: int) -> None:
    """Accept an invitation."""
    if BoardMember.objects.filter(board_id=board_id, person_id=person_id, accepted=False).update(accepted=True):
        audit.record(person_id, "join", "board", board_id)


@transaction.atomic
def leave(by_id: int, person_id: int, board_id: int) -> None:
    """Decline, leave, or be asked to: the board is no longer shared, and what the person put on it goes to their unsorted."""
    if BoardMember.objects.filter(board_id=board_id, person_id=person_id).delete()[0]:
        Collected.objects.filter(board_id=board_id, person_id=person_id).update(board=None)
        audit.record(by_id, "leave", "board", board_id)
        events.emit("board.left", board_id=board_id, person_id=person_id)
