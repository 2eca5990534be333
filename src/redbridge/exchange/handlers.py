"""What the exchange does when there is news."""

from redbridge.exchange import actions
from redbridge.kernel.events import subscribe


@subscribe("note.published", "note.edited", "note.restored", "note.shown", priority=2)
def keep_first(note_id: int) -> None:
    """Somebody's first note waits for a welcome."""
    actions.keep_first(note_id)


@subscribe("comment.published", "comment.restored", "comment.shown", priority=2)
def keep_welcome(comment_id: int) -> None:
    """The first word under it is one."""
    actions.keep_welcome(comment_id)


@subscribe("comment.deleted", "comment.hidden")
def take_back_welcome(comment_id: int) -> None:
    """Unless it is taken back."""
    actions.take_back_welcome(comment_id)
