"""What moderation does when there is news: take up what the rules found."""

from redbridge.kernel.events import subscribe
from redbridge.moderation.screened.actions import take_up


@subscribe("note.screened", priority=6)
def take_up_note(note_id: int) -> None:
    """A case of it, and a statement for its author."""
    take_up("note", note_id)


@subscribe("comment.screened", priority=6)
def take_up_comment(comment_id: int) -> None:
    """The same."""
    take_up("comment", comment_id)
