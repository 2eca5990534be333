"""The one door to each note and comment: fetch and prove the right in one call; forbidden looks like not found."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from redbridge.accounts.access import person_of, viewer_id
from redbridge.kernel.errors import Forbidden, Withheld
from redbridge.media.uploads import Progress, progress
from redbridge.notes import queries, rules
from redbridge.notes.models import Board, Comment, Composition, Note, Standing, is_under_a_note
from redbridge.notes.queries import BoardView, CommentView, Left, NoteView

T = TypeVar("T")


def access_note(viewer_id: int | None, reads: Sequence[str], note_id: int) -> NoteView:
    """A note this viewer may see, in their languages, or 404; raises Withheld where it is not shown where they are."""
    found = queries.note(viewer_id, reads, note_id)
    if found is None:
        raise Http404
    if found.restraint and found.restraint.kept_from:
        raise Withheld(found.restraint.kept_from, found.restraint.rule)
    return found


def access_left(viewer_id: int | None, note_id: int) -> Left:
    """The place of a note that went with its author's account, where this viewer may read something under it; or 404."""
    return _own(queries.left(viewer_id, note_id))


def check_may_answer(note: NoteView) -> None:
    """Raises Forbidden where the author keeps comments to some, and the viewer of `note` is none of them."""
    if not note.answers:
        raise Forbidden(_("The author chose who may comment here, and you are not among them yet."))


def access_own_note(person_id: int, note_id: int, *, deleted: bool = False) -> Note:
    """A note this person wrote, or 404; `deleted` finds those they deleted and can still restore.

    What moderation removed is not theirs to change, delete or bring back.
    """
    own = Note.objects.filter(pk=note_id, author_id=person_id).exclude(standing=Standing.REMOVED)
    found = own.filter(deleted__gt=timezone.now() - rules.RESTORABLE) if deleted else own.filter(deleted=None)
    return _own(found.first())


def access_own_comment(person_id: int, comment_id: int) -> Comment:
    """A comment this person wrote under a note that is there, or 404."""
    return _own(_under_notes(pk=comment_id, author_id=person_id, deleted=None).first())


def access_draft(person_id: int, draft_id: int, *, deleted: bool = False) -> Composition:
    """A draft of this person's, scheduled or not, or 404."""
    own = Composition.objects.filter(pk=draft_id, author_id=person_id, deleted__isnull=not deleted)
    return _own(own.first())


def access_upload(person_id: int, upload_id: int) -> Progress:
    """An upload that this person began, or 404."""
    return _own(progress(person_id, upload_id) if upload_id < 2**63 else None)


def access_comment_to_remove(person_id: int, comment_id: int) -> Comment:
    """A comment this person may take away: their own, or one under a note of theirs; or 404."""
    theirs = Q(author_id=person_id) | Q(note__author_id=person_id, standing="")
    return _own(_under_notes(theirs, pk=comment_id, deleted=None).first())


def access_removed_comment(person_id: int, comment_id: int) -> Comment:
    """A comment this person took away and may still bring back, or 404."""
    since = timezone.now() - timedelta(days=rules.UNDO_DAYS)
    return _own(_under_notes(pk=comment_id, deleted__gt=since, deleted_by=person_id).first())


def access_comment_to_pin(person_id: int, comment_id: int) -> Comment:
    """A comment on a note of this person's, neither a reply nor deleted, or 404."""
    found = _under_notes(pk=comment_id, note__author_id=person_id, parent=None, deleted=None, standing="")
    return _own(found.first())


def _under_notes(*which: Q, **more: Any) -> "QuerySet[Comment]":
    """Comments that moderation did not remove, nor the note they stand under."""
    there = Comment.objects.filter(is_under_a_note(), *which, **more)
    return there.exclude(standing=Standing.REMOVED).exclude(note__standing=Standing.REMOVED)


def access_comment(viewer_id: int | None, reads: Sequence[str], comment_id: int) -> CommentView:
    """A comment this viewer may see, or 404."""
    return _own(queries.comment(viewer_id, reads, comment_id))


def access_board(viewer_id: int | None, board_id: int) -> BoardView:
    """A board this viewer may see, or 404."""
    return _own(queries.board(viewer_id, board_id))


def access_board_to_add(person_id: int, board_id: int) -> BoardView:
    """A board this person may put notes on, or 404."""
    found = access_board(person_id, board_id)
    return _own(found if found.adds else None)


def access_own_board(person_id: int, board_id: int, *, deleted: bool = False) -> Board:
    """A board this person owns, or 404; `deleted` finds those they deleted and may still bring back."""
    found = Board.objects.filter(pk=board_id, owner_id=person_id, deleted__isnull=not deleted)
    if deleted:
        found = found.filter(deleted__gt=timezone.now() - timedelta(days=rules.UNDO_DAYS))
    return _own(found.first())


def wanted(request: HttpRequest, ids: list[int]) -> list[int]:
    """The ids without what the one who asks has muted; a statement only where they have muted anything."""
    viewer = viewer_id(request)
    return queries.unmuted(viewer, ids) if viewer and ids and person_of(request).mutes else ids


def _own(found: T | None) -> T:
    if found is None:
        raise Http404
    return found
