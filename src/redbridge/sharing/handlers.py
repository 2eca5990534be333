"""What sharing does when there is news."""

from redbridge.kernel.events import subscribe
from redbridge.sharing import shelf


@subscribe("note.deleted")
def forget_pictures(note_id: int) -> None:
    """Pictures of a deleted note go; nobody is answered with one from the commit on."""
    shelf.drop(note_id)
