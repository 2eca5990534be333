"""Who is told of what."""

from datetime import UTC, datetime
from typing import Any

from django.db import transaction

from redbridge.accounts.models import FollowRequest
from redbridge.accounts.queries import ids_of
from redbridge.kernel import markup
from redbridge.kernel.events import subscribe
from redbridge.notes.models import Board, BoardMember, Collected, Comment, CommentLike, Like, Note, is_under_a_note
from redbridge.notes.rules import MENTIONS_MOST
from redbridge.notifications import actions, jobs
from redbridge.notifications.models import Notice
from redbridge.translation.models import Term

Kind = Notice.Kind


@subscribe("note.liked", priority=3)
def tell_of_like(note_id: int, person_id: int) -> None:
    """The author hears who liked, unless the like was taken back meanwhile."""
    note = Note.objects.filter(pk=note_id, deleted=None).first()
    if note and Like.objects.filter(note_id=note_id, person_id=person_id).exists():
        actions.tell([note.author_id], Kind.LIKE, person_id, note_id)


@subscribe("note.unliked")
def untell_of_like(note_id: int, person_id: int) -> None:
    """A like taken back is no news, unless it was given again meanwhile."""
    if not Like.objects.filter(note_id=note_id, person_id=person_id).exists():
        actions.untell(kind=Kind.LIKE, actor_id=person_id, note_id=note_id)


@subscribe("note.collected", priority=3)
def tell_of_collecting(note_id: int, person_id: int) -> None:
    """The author hears who collected, unless it was taken back meanwhile."""
    note = Note.objects.filter(pk=note_id, deleted=None).first()
    if note and Collected.objects.filter(note_id=note_id, person_id=person_id).exists():
        actions.tell([note.author_id], Kind.COLLECT, person_id, note_id)


@subscribe("note.uncollected")
def untell_of_collecting(note_id: int, person_id: int) -> None:
    """Collecting taken back is no news, unless it was done again meanwhile."""
    if not Collected.objects.filter(note_id=note_id, person_id=person_id).exists():
        actions.untell(kind=Kind.COLLECT, actor_id=person_id, note_id=note_id)


@subscribe("comment.liked", priority=3)
def tell_of_liked_comment(comment_id: int, person_id: int) -> None:
    """Who wrote a comment hears who liked it, unless the like was taken back meanwhile."""
    comment = Comment.objects.filter(pk=comment_id, deleted=None).first()
    if comment and CommentLike.objects.filter(comment_id=comment_id, person_id=person_id).exists():
        actions.tell([comment.author_id], Kind.LIKED_WORD, person_id, comment.note_id, comment_id)


@subscribe("comment.unliked")
def untell_of_liked_comment(comment_id: int, person_id: int) -> None:
    """A like taken back is no news, unless it was given again meanwhile."""
    if not CommentLike.objects.filter(comment_id=comment_id, person_id=person_id).exists():
        actions.untell(kind=Kind.LIKED_WORD, actor_id=person_id, comment_id=comment_id)


@subscribe("board.shared", priority=3)
def tell_of_invitation(board_id: int, person_id: int) -> None:
    """Somebody is asked to share a board, unless that was taken back meanwhile."""
    asked = BoardMember.objects.filter(board_id=board_id, person_id=person_id, accepted=False).select_related("board").first()
    if asked and asked.board.deleted is None:
        actions.tell([person_id], Kind.BOARD, asked.board.owner_id)


@subscribe("board.left")
def untell_of_invitation(board_id: int, person_id: int) -> None:
    """An invitation declined or taken back is no news, unless the same person offers another board."""
    owner = Board.objects.filter(pk=board_id).values_list("owner_id", flat=True).first()
    if owner:
        untell_of_purged_board(owner, person_id)


@subscribe("board.purged")
def untell_of_purged_board(owner_id: int, person_id: int) -> None:
    """An invitation to a board that is gone for good is no news, unless its owner offers another."""
    if not BoardMember.objects.filter(board__owner_id=owner_id, person_id=person_id).exists():
        actions.untell(kind=Kind.BOARD, actor_id=owner_id, person_id=person_id)


@subscribe("comment.published", "comment.shown", priority=3)
@transaction.atomic
def tell_of_comment(comment_id: int) -> None:
    """The one who is answered, the note's author, and those mentioned, each once."""
    _lock(comment_id)
    there = Comment.objects.select_related("note", "parent").filter(deleted=None, standing="")
    comment = there.filter(is_under_a_note(), pk=comment_id).first()
    if comment is None:
        return
    told = set(Notice.objects.filter(kind=Kind.WELCOME, comment_id=comment_id).values_list("person_id", flat=True))
    if comment.parent:
        told.add(comment.parent.author_id)
        _tell_comment([comment.parent.author_id], Kind.REPLY, comment)
    if comment.note.author_id not in told:
        told.add(comment.note.author_id)
        _tell_comment([comment.note.author_id], Kind.COMMENT, comment)
    _tell_comment([id_ for id_ in mentioned(comment.body) if id_ not in told], Kind.MENTION, comment)


def _tell_comment(people: list[int], kind: Notice.Kind, comment: Comment) -> None:
    actions.tell(people, kind, comment.author_id, comment.note_id, comment.pk)


@subscribe("note.published", "note.edited", "note.shown", priority=3)
def tell_mentioned(note_id: int) -> None:
    """Those a note mentions."""
    note = Note.objects.filter(pk=note_id, deleted=None).first()
    if note:
        actions.tell(mentioned(note.body), Kind.MENTION, note.author_id, note.pk)


@subscribe("person.followed", priority=3)
def tell_of_follow(follower_id: int, followed_id: int) -> None:
    """Somebody has a new reader."""
    actions.tell([followed_id], Kind.FOLLOW, follower_id)


@subscribe("person.requested", priority=3)
def tell_of_request(follower_id: int, followed_id: int) -> None:
    """Somebody asks a private person to let them read, unless they took it back meanwhile."""
    if FollowRequest.objects.filter(follower_id=follower_id, followed_id=followed_id).exists():
        actions.tell([followed_id], Kind.REQUEST, follower_id)


@subscribe("person.unrequested", "person.accepted")
def untell_of_request(follower_id: int, followed_id: int) -> None:
    """Taken back or answered, a request is no news; asked again, it is."""
    if not FollowRequest.objects.filter(follower_id=follower_id, followed_id=followed_id).exists():
        actions.untell(kind=Kind.REQUEST, actor_id=follower_id, person_id=followed_id)


@subscribe("person.accepted", priority=3)
def tell_of_acceptance(follower_id: int, followed_id: int) -> None:
    """The one who asked may read now."""
    actions.tell([follower_id], Kind.ACCEPT, followed_id)


def _lock(comment_id: int) -> None:
    """A comment and its being a welcome are told by two jobs at one moment, in either order."""
    Comment.objects.select_for_update(no_key=True).filter(pk=comment_id).values_list("pk").first()


@subscribe("person.welcomed", priority=3)
@transaction.atomic
def tell_of_welcome(person_id: int, by_id: int, note_id: int, comment_id: int) -> None:
    """Both hear of a welcome; for the one welcomed it stands in the place of an ordinary comment."""
    _lock(comment_id)
    actions.untell(person_id=person_id, kind=Kind.COMMENT, comment_id=comment_id)
    actions.tell([person_id], Kind.WELCOME, by_id, note_id, comment_id)
    actions.tell([by_id], Kind.WELCOMED, person_id, note_id, comment_id)


@subscribe("suggestion.made", priority=3)
def tell_of_suggestion(person_id: int, by_id: int, note_id: int, comment_id: int) -> None:
    """The author hears that somebody knows a better translation; while that is unread, another by the same is no more news."""
    _tell_anew(person_id, Kind.SUGGESTED, by_id, note_id, comment_id)


@subscribe("suggestion.decided", priority=3)
def tell_of_decision(person_id: int, by_id: int, how: str, note_id: int, comment_id: int) -> None:
    """Who suggested hears what was decided."""
    _tell_anew(person_id, Kind(how), by_id, note_id, comment_id)


def _tell_anew(person_id: int, kind: Notice.Kind, by_id: int, note_id: int, comment_id: int) -> None:
    """What happens again is told again, once the one before was seen."""
    about: dict[str, Any] = {"note_id": note_id or None, "comment_id": comment_id or None}
    Notice.objects.filter(person_id=person_id, kind=kind, actor_id=by_id, **about).exclude(seen=None).delete()
    actions.tell([person_id], kind, by_id, note_id or None, comment_id or None)


@subscribe("term.decided", priority=3)
def tell_of_term(term_id: int) -> None:
    """Who explained a term hears what was decided."""
    row = Term.objects.filter(pk=term_id, proposer_id__isnull=False, decider_id__isnull=False).first()
    kind = {Term.State.APPROVED: Kind.TERM_IN, Term.State.DECLINED: Kind.TERM_OUT}.get(Term.State(row.state)) if row else None
    if row and kind and row.proposer_id and row.decider_id:
        _tell_anew(row.proposer_id, kind, row.decider_id, 0, 0)


@subscribe("data.looked_at", priority=3)
def tell_of_look(person_id: int) -> None:
    """Staff looked at somebody's data. While one such notice is unread, another look is no more news."""
    if not Notice.objects.filter(person_id=person_id, kind=Kind.LOOKED, seen=None).exists():
        actions.tell_oneself(person_id, Kind.LOOKED)


@subscribe("person.appointed", priority=3)
def tell_of_appointment(person_id: int, at: int) -> None:
    """Somebody has a role now."""
    actions.tell_themselves([person_id], Kind.APPOINTED, datetime.fromtimestamp(at, UTC))


@subscribe("person.released", priority=3)
def tell_of_release(person_id: int, at: int) -> None:
    """A role of somebody's has ended."""
    actions.tell_themselves([person_id], Kind.RELEASED, datetime.fromtimestamp(at, UTC))


def mentioned(text: str) -> list[int]:
    """Ids of the people a text mentions, at most MENTIONS_MOST."""
    handles = [span.name for span in markup.spans(text) if span.kind == "mention"]
    return list(ids_of(handles[:MENTIONS_MOST]).values())


@subscribe("export.ready", priority=3)
def tell_of_export(person_id: int, export_id: int) -> None:
    """What somebody asked the house for is there."""
    actions.tell_oneself(person_id, Kind.EXPORT)


@subscribe("draft.opened")
def tell_of_draft(draft_id: int, at: int) -> None:
    """Everybody hears that a change of the rules is proposed."""
    jobs.tell_everybody.defer(kind=Kind.DRAFT.value, at=at, after=0)


@subscribe("draft.settled")
def tell_of_outcome(draft_id: int, at: int) -> None:
    """And what came of it."""
    jobs.tell_everybody.defer(kind=Kind.SETTLED.value, at=at, after=0)
