"""What feeds do when there is news."""

from redbridge.feeds import actions
from redbridge.kernel.events import subscribe


@subscribe("note.published", "note.restored", "note.edited", "note.shown", "note.restrained", priority=10)
def place_note(note_id: int) -> None:
    """A new note stands in Explore at once; one whose reach is limited leaves it."""
    actions.place([note_id])


@subscribe("note.published", "note.restored", "note.edited", "note.shown")
def fan_out_note(note_id: int) -> None:
    """And in the Following of those who follow its author."""
    actions.fan_out(note_id)


@subscribe("note.deleted", "note.hidden", priority=20)
def take_out_note(note_id: int) -> None:
    """What is not there leaves every feed; it is hidden by join already."""
    actions.take_out(note_id)


@subscribe("note.liked", "note.unliked")
def count_like(note_id: int, person_id: int) -> None:
    """A like moves a note, with the next batch."""
    actions.mark_stale(note_id)


@subscribe("comment.published", "comment.deleted", "comment.restored", "comment.hidden", "comment.shown")
def count_comment(comment_id: int) -> None:
    """So does a comment, and one taken back."""
    actions.mark_stale_by_comment(comment_id)


@subscribe("person.followed")
def bring_in(follower_id: int, followed_id: int) -> None:
    """Following somebody fills one's feed with what they wrote; who is followed back may see more."""
    actions.bring_in(follower_id, followed_id)
    actions.bring_in(followed_id, follower_id)


@subscribe("person.unfollowed")
def clear_out(follower_id: int, followed_id: int) -> None:
    """Unfollowing empties it again, and ends what was for mutual follows."""
    actions.clear_out(follower_id, followed_id)
    actions.clear_out(followed_id, follower_id)


@subscribe("person.blocked", priority=20)
def keep_apart(person_id: int, other_id: int) -> None:
    """Two who are apart leave each other's Following; all of it is hidden by join already."""
    actions.clear_out(person_id, other_id)
    actions.clear_out(other_id, person_id)


@subscribe("person.closed", "person.opened", priority=20)
def place_all(person_id: int) -> None:
    """A private person's notes leave Explore; somebody who is private no more comes back with theirs."""
    actions.place_all(person_id)
