"""What sharing does when there is news."""

from redbridge.kernel.events import subscribe
from redbridge.sharing import shelf


@subscribe("note.deleted", "note.hidden", "note.restrained")
def forget_pictures(note_id: int) -> None:
    """Pictures of a note that is not for everyone any more go; nobody is answered with one from the commit on."""
    shelf.drop(note_id)
